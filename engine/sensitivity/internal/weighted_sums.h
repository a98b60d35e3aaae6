#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace dragoman::internal {

/// Weighted sums of two columns of terms under several sets of weights at once: the product of a
/// weight matrix and a term matrix, the inner loop of a bootstrap.
///
/// Each sum is added up in the order of the terms, whatever the vector width of the machine: a
/// vector holds the same place of several sums, never several terms of one.
class WeightedSums {
 public:
  /// Sets of weights. Eight sums of two columns fill the sixteen registers of SSE2.
  static constexpr std::size_t kSets = 8;
  /// Terms a call; short, so that columns and weights stay in the first-level cache.
  static constexpr std::size_t kTerms = 128;

  // Vectors of two doubles, by the extension g++ and clang share: left to themselves they keep the
  // sums in memory and not in registers.
  using Pair = double __attribute__((vector_size(16)));
  /// weights[t][s / 2][s % 2] weighs term t in set s.
  using Weights = std::array<std::array<Pair, kSets / 2>, kTerms>;
  using Column = std::array<double, kTerms>;
  using Sums = std::array<double, kSets>;

  /// Adds sum over t < count of weights[t][s] first[t] to first_sums[s], and so for `second`.
  static void Add(const Column& first, const Column& second, const Weights& weights,
                  std::size_t count, Sums* first_sums, Sums* second_sums);
};

}  // namespace dragoman::internal

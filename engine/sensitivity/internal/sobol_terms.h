#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "engine/sensitivity/internal/weighted_sums.h"

namespace dragoman::internal {

/// The outcomes of a Saltelli design, and the terms whose sums over base points make its indices.
///
/// Every estimator is a ratio of means over base points, so under bootstrap weights it needs only
/// the weighted sums of a few columns of terms: sums and squares of A and B for the variance; B (AB
/// - A) and (A - AB)^2 of each factor; BA_j AB_k - A B of each pair.
class SobolTerms {
 public:
  /// @pre y.size() is a multiple of the rows of a base point, at least once.
  SobolTerms(std::span<const double> y, std::size_t factors, bool second_order);

  std::size_t factors() const { return factors_; }
  std::size_t base_points() const { return base_points_; }
  std::size_t pairs() const { return pairs_.size(); }
  /// Columns of terms.
  std::size_t size() const { return 2 + 2 * factors_ + pairs_.size(); }
  /// The two factors of a pair, first < second.
  std::pair<std::size_t, std::size_t> pair(std::size_t k) const { return pairs_[k]; }
  /// A and B hold one value only.
  bool constant() const { return constant_; }

  /// The terms of one column at base points [first, first + count), count <= kTerms.
  void Fill(std::size_t column, std::size_t first, std::size_t count,
            WeightedSums::Column* terms) const;

  /// Indices from the sums of all columns under weights that add up to base_points(): S1 of each
  /// factor, ST of each, S2 of each pair. Without variance all are 0.
  void Indices(std::span<const double> sums, std::span<double> indices) const;

 private:
  /// Standardised outcomes at AB_j, base point by base point.
  const double* Ab(std::size_t j) const { return &outcomes_[(1 + j) * base_points_]; }
  const double* Ba(std::size_t j) const { return &outcomes_[(1 + factors_ + j) * base_points_]; }

  std::size_t factors_;
  std::size_t base_points_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
  std::vector<double> outcomes_;  // standardised; A, AB_1.., [BA_1..], B, each of all base points
  const double* a_ = nullptr;
  const double* b_ = nullptr;
  double centre_ = 0;  // mean of A and B, from which the variance is taken
  bool constant_ = false;
};

}  // namespace dragoman::internal

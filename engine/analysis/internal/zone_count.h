#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/internal/additive_problem.h"
#include "engine/core/executor.h"

namespace dragoman::internal {

/// The smallest x with x + worth >= target, in doubles. The rounded sum is monotone in x, so
/// x + worth reaches the target from exactly this x on. @pre finite arguments
double LeastAddend(double worth, double target);

/// How many choices of an additive problem give every party at least its target, each sum rounded
/// just as evaluating the outcome rounds it.
///
/// Meets in the middle: sums over the first groups, and for each choice of the other groups the
/// least sums that it takes from there to the target, found backwards (LeastAddend). With L and R
/// of these, one or two parties cost O((L + R) log(L + R)); more O(L R / 64) word operations.
class ZoneCount {
 public:
  /// How many sums and thresholds that takes: L and R.
  struct Halves {
    std::size_t split = 0;  ///< The first group of the second half.
    double left = 1;
    double right = 1;
  };
  static Halves HalvesOf(const AdditiveProblem& problem);

  /// @pre both halves have fewer than 2^32 choices
  std::uint64_t Count(const AdditiveProblem& problem, std::span<const double> targets,
                      Executor* executor);

 private:
  bool Decided(const AdditiveProblem& problem, std::span<const double> targets,
               std::uint64_t* count) const;
  void SumLeft(const AdditiveProblem& problem, std::size_t split);
  void ThresholdsRight(const AdditiveProblem& problem, std::size_t split,
                       std::span<const double> targets);
  std::uint64_t CountOne();
  std::uint64_t CountTwo();
  std::uint64_t CountMany(Executor* executor) const;
  std::uint64_t CountBlock(std::size_t begin, std::size_t end) const;

  std::size_t parties_ = 0;
  std::vector<double> left_;   ///< [choice of the first half][party]
  std::vector<double> right_;  ///< [choice of the second half][party]
  std::vector<double> scratch_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> tree_;
};

}  // namespace dragoman::internal

#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace dragoman::internal {

/// A sum whose error does not grow with the number of terms (Neumaier 1974).
class LongSum {
 public:
  void Add(double term) {
    const double next = sum_ + term;
    lost_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

/// 0 for no values.
inline double Mean(std::span<const double> values) {
  if (values.empty()) return 0;
  LongSum sum;
  for (const double value : values) sum.Add(value);
  return sum.value() / static_cast<double>(values.size());
}

/// Sum of squared deviations from the mean.
inline double SquaredDeviations(std::span<const double> values) {
  const double mean = Mean(values);
  LongSum sum;
  for (const double value : values) sum.Add((value - mean) * (value - mean));
  return sum.value();
}

/// Standard deviation with divisor n - `lost`.
/// @pre values.size() > lost.
inline double StandardDeviation(std::span<const double> values, std::size_t lost) {
  return std::sqrt(SquaredDeviations(values) / static_cast<double>(values.size() - lost));
}

}  // namespace dragoman::internal

#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace dragoman::internal {

/// Power of single frequencies of a series of fixed length: few are asked for, so no fast
/// transform.
class Spectrum {
 public:
  /// @param length  of the series, at least 1.
  explicit Spectrum(std::size_t length);

  /// |sum over t of series[t] e^(-2 pi i t frequency / length) / length|^2. O(length).
  /// @pre series.size() == length.
  double Power(std::span<const double> series, std::size_t frequency) const;

 private:
  std::vector<double> cosines_;  // of 2 pi t / length
  std::vector<double> sines_;
};

}  // namespace dragoman::internal

#include "engine/sensitivity/internal/spectrum.h"

#include <cmath>
#include <numbers>

#include "engine/core/assert.h"

namespace dragoman::internal {

Spectrum::Spectrum(std::size_t length) {
  cosines_.reserve(length);
  sines_.reserve(length);
  for (std::size_t t = 0; t < length; ++t) {
    const double angle =
        2 * std::numbers::pi * static_cast<double>(t) / static_cast<double>(length);
    cosines_.push_back(std::cos(angle));
    sines_.push_back(std::sin(angle));
  }
}

double Spectrum::Power(std::span<const double> series, std::size_t frequency) const {
  const std::size_t length = cosines_.size();
  DRAGOMAN_ASSERT(series.size() == length);
  double real = 0;
  double imaginary = 0;
  std::size_t angle = 0;  // t * frequency modulo the length
  const std::size_t step = frequency % length;
  for (const double value : series) {
    real += value * cosines_[angle];
    imaginary -= value * sines_[angle];
    angle += step;
    if (angle >= length) angle -= length;
  }
  const double n = static_cast<double>(length);
  return (real / n) * (real / n) + (imaginary / n) * (imaginary / n);
}

}  // namespace dragoman::internal

#include "engine/designs/halton.h"

#include "engine/core/assert.h"

namespace dragoman {
namespace {

std::vector<std::uint32_t> FirstPrimes(std::size_t count) {
  std::vector<std::uint32_t> primes;
  for (std::uint32_t candidate = 2; primes.size() < count; ++candidate) {
    bool prime = true;
    for (const std::uint32_t divisor : primes) prime = prime && candidate % divisor != 0;
    if (prime) primes.push_back(candidate);
  }
  return primes;
}

// Both whole numbers stay below n times the base, 2^40 * 541, so one division is all the rounding.
double RadicalInverse(std::uint64_t n, std::uint64_t base) {
  std::uint64_t mirrored = 0;
  std::uint64_t scale = 1;
  for (; n != 0; n /= base) {
    mirrored = mirrored * base + n % base;
    scale *= base;
  }
  return static_cast<double>(mirrored) / static_cast<double>(scale);
}

}  // namespace

HaltonDesign::HaltonDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t first)
    : points_(points), first_(first) {
  DRAGOMAN_ASSERT(dimensions >= 1 && dimensions <= kMaxHaltonDimensions);
  DRAGOMAN_ASSERT(points <= kMaxHaltonPoints && first <= kMaxHaltonPoints - points);
  primes_ = FirstPrimes(dimensions);
}

void HaltonDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < points_ && point.size() == primes_.size());
  for (std::size_t j = 0; j < primes_.size(); ++j) {
    point[j] = RadicalInverse(first_ + k, primes_[j]);
  }
}

}  // namespace dragoman

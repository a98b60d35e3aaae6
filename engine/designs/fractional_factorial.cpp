#include "engine/designs/fractional_factorial.h"

#include <bit>

#include "engine/core/assert.h"

namespace dragoman {

FractionalFactorialDesign::FractionalFactorialDesign(std::size_t parameters)
    : parameters_(parameters), columns_(std::bit_ceil(parameters)) {
  DRAGOMAN_ASSERT(parameters >= 1 && parameters <= kMaxParameters);
}

int FractionalFactorialDesign::Sign(std::uint64_t k, std::size_t column) const {
  DRAGOMAN_DEBUG_ASSERT(k < size() && column < columns_);
  const bool folded = k >= columns_;
  const std::uint64_t row = folded ? k - columns_ : k;
  // Sylvester's matrix: entry (r, c) is -1 to the number of bits that r and c share.
  const bool negative = std::popcount(row & column) % 2 != 0;
  return negative != folded ? -1 : 1;
}

void FractionalFactorialDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == parameters_);
  for (std::size_t j = 0; j < parameters_; ++j) point[j] = Sign(k, j) > 0 ? 1 : 0;
}

}  // namespace dragoman

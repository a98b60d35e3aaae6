#include "engine/designs/sobol_sequence.h"

#include <bit>

#include <boost/random/sobol.hpp>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

// Boost leaves out the origin: after seed(n) it gives point n + 1. The Gray code of 2^(bit+1) - 1
// has that bit alone, so this point is the direction number itself.
std::vector<std::uint64_t> ReadSobolDirections(std::size_t dimensions, std::size_t bits) {
  std::vector<std::uint64_t> directions(dimensions * bits);
  boost::random::sobol engine(dimensions);
  for (std::size_t bit = 0; bit < bits; ++bit) {
    engine.seed((std::uint64_t{2} << bit) - 2);
    for (std::size_t j = 0; j < dimensions; ++j) directions[j * bits + bit] = engine();
  }
  return directions;
}

// The exclusive or of the directions that `gray` selects, as a fraction of 1. Points below 2^53
// have no bits beyond the 53rd, so nothing is cut off.
double CombineSobolDirections(const std::uint64_t* directions, std::uint64_t gray) {
  std::uint64_t sum = 0;
  for (; gray != 0; gray &= gray - 1) sum ^= directions[std::countr_zero(gray)];
  return static_cast<double>(sum >> 11) * 0x1p-53;
}

std::size_t BitsOfLargestPoint(std::uint64_t points, std::uint64_t first) {
  DRAGOMAN_ASSERT(points <= kMaxSobolPoints && first <= kMaxSobolPoints - points);
  const std::uint64_t end = first + points;
  return end < 2 ? 1 : static_cast<std::size_t>(std::bit_width(end - 1));
}

}  // namespace

SobolDesign::SobolDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t first)
    : dimensions_(dimensions),
      points_(points),
      first_(first),
      bits_(BitsOfLargestPoint(points, first)) {
  DRAGOMAN_ASSERT(dimensions >= 1 && dimensions <= kMaxSobolDimensions);
  directions_ = ReadSobolDirections(dimensions, bits_);
}

void SobolDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < points_ && point.size() == dimensions_);
  const std::uint64_t number = first_ + k;
  const std::uint64_t gray = number ^ (number >> 1);
  for (std::size_t j = 0; j < dimensions_; ++j) {
    point[j] = CombineSobolDirections(&directions_[j * bits_], gray);
  }
}

double SobolDesign::Coordinate(std::uint64_t k, std::size_t dimension) const {
  DRAGOMAN_DEBUG_ASSERT(k < points_ && dimension < dimensions_);
  const std::uint64_t number = first_ + k;
  return CombineSobolDirections(&directions_[dimension * bits_], number ^ (number >> 1));
}

}  // namespace dragoman

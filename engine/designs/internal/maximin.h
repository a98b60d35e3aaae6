#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/random.h"

namespace dragoman::internal {

/// Squared distance of the two closest points; 0 where there are fewer than two.
/// @param cells whole coordinates, point by point.
std::uint64_t ClosestSquaredDistance(std::size_t dimensions,
                                     const std::vector<std::uint32_t>& cells);

/// Exchanges coordinates of pairs of points of a Latin hypercube while that lowers the sum over
/// pairs of distance^-20; see LatinHypercube. The closest two points end no closer than they were.
/// @param random draws with run number 0 of its own streams.
void SpreadPoints(std::size_t dimensions, const Random& random, std::vector<std::uint32_t>* cells);

}  // namespace dragoman::internal

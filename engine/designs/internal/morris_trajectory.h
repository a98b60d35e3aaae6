#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dragoman::internal {

/// One walk over the grid of a Morris design, in whole levels.
struct MorrisTrajectory {
  std::vector<std::uint32_t> start;  ///< Level of each parameter in the first row.
  std::vector<std::uint32_t> end;    ///< Its level once it has moved.
  std::vector<std::size_t> order;    ///< The group that moves at each step.
};

/// Trajectory `number` of `seed`. Start, directions and order are uniform over all legal ones.
/// @param groups group of each parameter, 0 ... num_groups - 1.
MorrisTrajectory DrawMorrisTrajectory(std::uint64_t seed, std::uint64_t number,
                                      std::uint32_t levels, const std::vector<std::size_t>& groups,
                                      std::size_t num_groups);

/// Sum over the points of `a` and the points of `b` of their Euclidean distance, in levels.
/// @param members the parameters of each group.
double TrajectoryDistance(const MorrisTrajectory& a, const MorrisTrajectory& b,
                          const std::vector<std::vector<std::size_t>>& members);

}  // namespace dragoman::internal

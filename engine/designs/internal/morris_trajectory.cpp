#include "engine/designs/internal/morris_trajectory.h"

#include <numeric>
#include <span>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "engine/designs/internal/draws.h"

namespace dragoman::internal {
namespace {

std::int64_t SquaredLevels(std::uint32_t a, std::uint32_t b) {
  const std::int64_t gap = std::int64_t{a} - std::int64_t{b};
  return gap * gap;
}

// Sum of the distances from `x` to the points of `walk`: a step changes one group's share only.
double DistanceToAll(const std::vector<std::uint32_t>& x, const MorrisTrajectory& walk,
                     const std::vector<std::vector<std::size_t>>& members) {
  std::int64_t squared = 0;
  for (std::size_t j = 0; j < x.size(); ++j) squared += SquaredLevels(x[j], walk.start[j]);
  double sum = portable::Sqrt(static_cast<double>(squared));
  for (const std::size_t group : walk.order) {
    for (const std::size_t j : members[group]) {
      squared += SquaredLevels(x[j], walk.end[j]) - SquaredLevels(x[j], walk.start[j]);
    }
    sum += portable::Sqrt(static_cast<double>(squared));
  }
  return sum;
}

}  // namespace

MorrisTrajectory DrawMorrisTrajectory(std::uint64_t seed, std::uint64_t number,
                                      std::uint32_t levels, const std::vector<std::size_t>& groups,
                                      std::size_t num_groups) {
  static const StreamKey level_stream = MakeStream("design", "morris", "level");
  static const StreamKey order_stream = MakeStream("design", "morris", "order");
  const Random random(seed, number);
  const std::uint32_t half = levels / 2;
  MorrisTrajectory walk;
  walk.start.resize(groups.size());
  walk.end.resize(groups.size());
  for (std::size_t j = 0; j < groups.size(); ++j) {
    // Every level is the start of exactly one move: up from the lower half, down from the upper.
    const auto level = static_cast<std::uint32_t>(DrawBelow(random, level_stream, j, levels));
    walk.start[j] = level;
    walk.end[j] = level < half ? level + half : level - half;
  }
  walk.order.resize(num_groups);
  std::iota(walk.order.begin(), walk.order.end(), std::size_t{0});
  Shuffle<std::size_t>(random, order_stream, 0, walk.order);
  return walk;
}

double TrajectoryDistance(const MorrisTrajectory& a, const MorrisTrajectory& b,
                          const std::vector<std::vector<std::size_t>>& members) {
  std::vector<std::uint32_t> x = a.start;
  double sum = DistanceToAll(x, b, members);
  for (const std::size_t group : a.order) {
    for (const std::size_t j : members[group]) x[j] = a.end[j];
    sum += DistanceToAll(x, b, members);
  }
  return sum;
}

}  // namespace dragoman::internal

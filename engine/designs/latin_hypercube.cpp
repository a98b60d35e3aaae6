#include "engine/designs/latin_hypercube.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/random.h"
#include "engine/designs/internal/draws.h"
#include "engine/designs/internal/maximin.h"

namespace dragoman {
namespace {

// Hypercubes to choose the start from: fewer where looking at all pairs takes long.
std::uint64_t MaximinStarts(std::size_t dimensions, std::uint64_t points) {
  constexpr std::uint64_t kMost = 10;
  constexpr std::uint64_t kWork = 1'000'000'000;
  return std::clamp<std::uint64_t>(kWork / (points * points) / dimensions, 1, kMost);
}

// Hypercube number `start` of the seed: [point][dimension].
std::vector<std::uint32_t> DrawHypercube(std::size_t dimensions, std::uint64_t points,
                                         std::uint64_t seed, std::uint64_t start) {
  static const StreamKey stream = MakeStream("design", "latin hypercube", "order");
  const Random random(seed, start);
  std::vector<std::uint32_t> intervals(dimensions * points);
  std::vector<std::uint32_t> order(points);
  for (std::size_t j = 0; j < dimensions; ++j) {
    std::iota(order.begin(), order.end(), 0U);
    internal::Shuffle<std::uint32_t>(random, stream, std::uint64_t{j} * points, order);
    for (std::size_t k = 0; k < points; ++k) intervals[k * dimensions + j] = order[k];
  }
  return intervals;
}

std::vector<std::uint32_t> DrawMaximinHypercube(std::size_t dimensions, std::uint64_t points,
                                                std::uint64_t seed) {
  std::vector<std::uint32_t> best = DrawHypercube(dimensions, points, seed, 0);
  std::uint64_t best_distance = internal::ClosestSquaredDistance(dimensions, best);
  const std::uint64_t starts = MaximinStarts(dimensions, points);
  for (std::uint64_t start = 1; start < starts; ++start) {
    std::vector<std::uint32_t> other = DrawHypercube(dimensions, points, seed, start);
    const std::uint64_t distance = internal::ClosestSquaredDistance(dimensions, other);
    if (distance <= best_distance) continue;
    best = std::move(other);
    best_distance = distance;
  }
  internal::SpreadPoints(dimensions, Random(seed, 0), &best);
  return best;
}

}  // namespace

LatinHypercube::LatinHypercube(std::size_t dimensions, std::uint64_t points, std::uint64_t seed,
                               LatinCriterion criterion)
    : dimensions_(dimensions), points_(points), seed_(seed) {
  DRAGOMAN_ASSERT(dimensions >= 1 && points >= 1 && points <= kMaxLatinPoints &&
                  dimensions <= kMaxLatinCells / points);
  DRAGOMAN_ASSERT(criterion == LatinCriterion::kPlain || points <= kMaxMaximinPoints);
  intervals_ = criterion == LatinCriterion::kPlain ? DrawHypercube(dimensions, points, seed, 0)
                                                   : DrawMaximinHypercube(dimensions, points, seed);
}

void LatinHypercube::Point(std::uint64_t k, std::span<double> point) const {
  static const StreamKey stream = MakeStream("design", "latin hypercube", "place");
  DRAGOMAN_ASSERT(k < points_ && point.size() == dimensions_);
  const Random random(seed_, k);
  for (std::size_t j = 0; j < dimensions_; ++j) {
    // Odd multiples of 2^-26: with at most 25 bits before the point the sum is exact, and neither
    // the division nor a later multiplication by `points` can round it into the next interval.
    const std::uint64_t bits = random.Bits(stream, j);
    const double place = static_cast<double>(((bits >> 39) << 1) | 1U) * 0x1p-26;
    const double interval = intervals_[k * dimensions_ + j];
    point[j] = (interval + place) / static_cast<double>(points_);
  }
}

}  // namespace dragoman

#include "engine/designs/monte_carlo.h"

#include "engine/core/assert.h"
#include "engine/core/random.h"

namespace dragoman {

MonteCarloDesign::MonteCarloDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t seed)
    : dimensions_(dimensions), points_(points), seed_(seed) {
  DRAGOMAN_ASSERT(dimensions >= 1);
}

void MonteCarloDesign::Point(std::uint64_t k, std::span<double> point) const {
  static const StreamKey stream = MakeStream("design", "monte carlo");
  DRAGOMAN_ASSERT(k < points_ && point.size() == dimensions_);
  const Random random(seed_, k);
  for (std::size_t j = 0; j < dimensions_; ++j) point[j] = random.Uniform(stream, j);
}

}  // namespace dragoman

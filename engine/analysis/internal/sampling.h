#pragma once

#include <cstdint>

#include "engine/core/outcome_space.h"
#include "engine/core/random.h"

namespace dragoman::internal {

/// Outcome number `index` of a uniform sample with replacement.
Outcome DrawOutcome(const OutcomeSpace& space, const Random& random, StreamKey stream,
                    std::uint64_t index);

/// By how much the share of `count` in `samples` may be off: Hoeffding's bound, one-sided, wrong
/// with probability `error` at most.
double ShareMargin(std::uint64_t samples, double error);

}  // namespace dragoman::internal

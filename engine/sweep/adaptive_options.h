#pragma once

#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/adaptive_map.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// Points along a side of the finest grid.
std::uint64_t AdaptiveSide(const SweepDesign& design);

/// What keeps an experiment from being an adaptive map.
Diagnostics CheckAdaptive(const SweepConfig& config, const std::vector<SweptParameter>& parameters);

/// The options of the planner; contours at 10, 50 and 90 %. `replicates` is the most a point gets.
AdaptiveMapOptions AdaptiveOptionsOf(const SweepConfig& config);

}  // namespace dragoman

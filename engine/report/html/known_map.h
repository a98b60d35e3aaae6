#pragma once

#include <cstddef>
#include <vector>

#include "engine/report/html/sweep_page_data.h"
#include "engine/sensitivity/adaptive_map.h"

namespace dragoman {

/// What the points of an adaptive map say of an outcome that it did not follow.
struct KnownMap {
  ResponseMap map;  ///< Over the finest grid, straight between the corners of each square; NaN
                    ///< where a corner has no run.
  std::vector<MapCell> coarse;  ///< Squares with points inside that were not computed.
};

/// @param cells  the squares into which the map was split (AdaptiveMapResult::cells).
KnownMap MakeKnownMap(const Sweep& sweep, const SweepTable& table, const OutcomeColumn& column,
                      const std::vector<MapCell>& cells);

/// The adaptive map among the analyses of a result; null: there is none.
const ContourAnalysis* FollowedMap(const SweepPageData& data);

/// Analyses of the outcomes that have no map of their own, but points of the followed one's.
std::vector<const OutcomeAnalysis*> UnfollowedOutcomes(const SweepPageData& data);

}  // namespace dragoman

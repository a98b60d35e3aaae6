#pragma once

#include "engine/scenario/scenario.h"
#include "engine/wire/json_writer.h"
#include "engine/worth/space_view.h"

namespace dragoman {

/// Frontier points of a pair that are told at most; from more, evenly chosen ones with both ends.
inline constexpr std::size_t kToldFrontier = 60;

/// What packages are worth to whom: {left_out, status_quo, parties, pairs}.
///
///   parties  [{id, name, principal, floor, least, most, status_quo, weights: {issue: w},
///            utility: {issue: {option: u}}}], principals first; a package is worth the sum of
///            w u of its options. Only parties that have a position on something.
///   pairs    [{first, second, outcomes, frontier, nash, kalai_smorodinsky, kalai, welfare}], the
///            principals' first: ids of parties, the number of packages (null: more than 2^64), and
///            packages as {offer, worth: [to first, to second]}. `frontier` goes from the best for
///            the first to the best for the second. Solutions are the first of their points; null
///            if no package is worth its floor to both, as they split gains over the floors (see
///            engine/analysis/solutions.h). `welfare` is the largest sum over those.
///
/// Numbers are on the scale of SpaceView. @pre `view` is of `scenario`.
Json SpaceJson(const CompiledScenario& scenario, const SpaceView& view);

}  // namespace dragoman

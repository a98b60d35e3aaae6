#pragma once

#include <vector>

#include "engine/analysis/package_frontier.h"
#include "engine/experiments/explanation.h"

namespace dragoman {

/// What a mechanism does when it stands in the way.
BlockerKind KindOfMechanism(std::string_view id);

/// Constraints of which each one is needed: with all of them gone a package that meets the target
/// exists that leaves neither side below no deal, and with one of them back none does. For runs in
/// which no one and no two of them explain it; there may be other such sets.
/// @pre `packages` is loaded, and a package exists once nothing binds.
std::vector<std::uint16_t> JointConstraints(const ConstraintList& constraints,
                                            const TalksModel& model, const Condition& target,
                                            PackageFrontier* packages);

/// Puts together what the events, the counterfactual constraints and the runs without one mechanism
/// say about a run that missed its target. What bound most comes first: what was decisive, then
/// what would have been enough by itself, then what works only together, then what was seen; within
/// these by time.
/// @param joint     JointConstraints(), where the finding names no one and no two.
/// @param decisive  Probes with which the very run reaches the target.
std::vector<RunBlocker> ListBlockers(const CompiledScenario& scenario, const BindingStory& story,
                                     const BlockerFinding& finding,
                                     const ConstraintList& constraints,
                                     const std::vector<std::uint16_t>& joint,
                                     const std::vector<RunProbe>& decisive);

}  // namespace dragoman

#pragma once

#include "engine/analysis/blockers.h"
#include "engine/analysis/package_frontier.h"

namespace dragoman {

/// Counterfactual blockers of any agreement, not only of one that ends the conflict: which
/// constraint, or which two, switched off, make a package exist that meets `target` and leaves
/// neither side below no deal. For targets that BlockerFinder does not know; slower, for single
/// runs and small batches. Constraints are numbered as in a ConstraintList of the same model.
/// @param packages     Loaded with the state of the prepared run.
BlockerFinding FindTargetBlockers(PackageFrontier* packages, const Condition& target);

}  // namespace dragoman

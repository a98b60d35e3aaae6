#pragma once

#include "engine/analysis/blockers.h"
#include "engine/analysis/package_frontier.h"

namespace dragoman {

/// Counterfactual blockers of any agreement, not only of one that ends the conflict: which
/// constraint, or which two, switched off, make a package exist that meets `target` and leaves
/// neither side below no deal. The same definition as BlockerFinder, for targets it does not know;
/// slower, for single runs and small batches.
/// @param packages     Loaded with the state of the prepared run.
/// @param state        The same state.
BlockerFinding FindTargetBlockers(PackageFrontier* packages, const TalksModel& model,
                                  const TalkState& state, const ConstraintList& constraints,
                                  const Condition& target);

/// `relaxation` with one constraint more left out of account, or back in.
void RelaxConstraint(const Constraint& constraint, bool relaxed, Relaxation* relaxation);

}  // namespace dragoman

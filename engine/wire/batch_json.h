#pragma once

#include "engine/scenario/batch.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// What a batch of runs came to: the part of `dragoman run --json` that does not depend on how the
/// command was given, in the same keys: seed, runs, codings, talks_per_coding, headline,
/// headline_detail, flags, after_first_meeting, scores, blockers, blocker_pairs, zone, result_hash.
Json BatchJson(const CompiledScenario& scenario, const BatchSummary& summary);

/// {party, issue, mechanism, rule}; issue and rule (the id of a precondition) are null where they
/// do not apply.
Json ConstraintJson(const CompiledScenario& scenario, const Constraint& constraint);

}  // namespace dragoman

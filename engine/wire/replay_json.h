#pragma once

#include <span>

#include "engine/scenario/runner.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// {issue id: option id}.
Json OutcomeJson(const CompiledScenario& scenario, const Outcome& outcome);

/// One run, as a page shows it: {run, coding, meetings, ended_in, deal_in, days, survival_30,
/// survival_180, first, end, scores, after_first, standing, hash}. `first` and `end` are {headline,
/// name, flags: [names]}; outcomes are {issue id: option id}; `hash` is HashOf(record).
Json RecordJson(const CompiledScenario& scenario, const RunRecord& record);

/// One event: {kind, meeting, tick, a, b, c, d, e} and, where they apply, party, refusal, issue,
/// options, rule, offer. What a to e mean, by kind, is said in engine/talks/event.h. `options` are
/// ids: of issues for `meeting` and `texts`, else of options of `issue`; `rule` is the id of a
/// precondition.
Json EventJson(const CompiledScenario& scenario, const TalkEvent& event);

/// "offer", "walk_out": the event's name in JSON.
std::string_view EventName(TalkEventKind kind);

}  // namespace dragoman

#pragma once

#include "engine/seat/known_event.h"
#include "engine/seat/seat_game.h"
#include "engine/seat/seat_review.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/seat_request.h"

namespace dragoman {

/// The answer of dragoman_seat, without its "ok": what one seat may know of a game. Until the game
/// is done no number of another party is in it (EventFilter says what is).
///
///   {done, seat, seed, run, moves (how many were used),
///    meeting, meetings (at most), standing: {issue: option},
///    events: [EVENT], brief: BRIEF, decision: DECISION|null, result: RESULT|null}
///
/// EVENT: as in dragoman_replay (engine/wire/replay_json.h), but of the numbers a to e only those
///   the seat knows; and for offers, packages of the mediator, capitals and votes at home `answer`:
///   "yes", "no" (the seat's own), "not enough", "not acceptable" (with `issue`, in a package
///   sitting the one it is about) or "precondition" (with `rule`). `refusal` only where the seat's
///   own capital says why: "red line", "precondition", "insincere", "below no deal".
///
/// BRIEF, which holds for the whole run once talks begin:
///   {seat, name, role: "principal"|"third_party", mediates: bool, others: [{id, name, role}],
///    floor, least, most (null without preferences of its own),
///    aims: [{issue, weight, ideal: option, utility: {option: u}, red_lines: [option]}],
///    preconditions: [{id, when, requires, binds: bool}]   (its own)
///    dependencies: [{when, requires}]                     (in the nature of things)
///    rank, mandate, earnest: bool, cost, win_belief, trust (principals; of this run)}
///   Weights and utilities: the worth of a package is the sum of weight x utility (engine/worth;
///   the same in all runs). Red lines, preconditions and the rest are this run's. An option whose
///   utility is at least 1 - mandate *in this run* may be signed at once; see APPRAISAL.
///
/// DECISION: {kind: "propose"|"reply"|"mediate"|"stay", meeting, tick, ticks (0 for stay),
///    issue: id|null (null: a package), standing: {issue: option},
///    open: {issue: [options that may be named, the one in force included]} (propose, mediate),
///    offer: {issue: option}|null (reply), from: party id|"mediator"|null (reply),
///    left: packages it may still put, this one included (mediate),
///    suggestion: MOVE (what the model would do; can be sent as it is),
///    own: {standing, worth: of `offer`|null, floor, least, most}|null (no preferences),
///    appraisal: APPRAISAL|null (reply), probe: {offer, worth, appraisal: APPRAISAL|null}|null}
/// APPRAISAL: {gain (over no deal, by this run's own count), margin, refusal, issue, rule,
///    beyond_mandate: [issue], capital: "signs"|"approves"|"refuses"}: "signs" at the table,
///    "approves" what is left to it, or "refuses" (gain below 0, or `refusal` is not "accepted").
///
/// RESULT: {record (engine/wire/replay_json.h), own: {worth, floor}|null,
///    parties: [{id, name, principal, worth, floor, least, most}],
///    model: {record, parties: [{id, worth}]} (the same run with the model in this seat),
///    nash: PACKAGE|null, better: PACKAGE and for_all: bool|null,
///    signed: [{meeting, issue, option, separable: bool, in_force: bool}],
///    events: [of the whole run, nothing left out, as in dragoman_replay]}
/// PACKAGE: {offer: {issue: option}, worth: {party id: u}}. `better`: worth more to both
///   principals than what is in force, and with for_all no less to anybody.
Json SeatJson(const CompiledScenario& scenario, const SpaceView& view, const SeatRequest& request,
              const SeatPosition& position, const RunRecord* model);

/// One event as a seat knows it.
Json KnownEventJson(const CompiledScenario& scenario, const KnownEvent& known);

}  // namespace dragoman

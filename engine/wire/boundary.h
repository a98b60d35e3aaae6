#pragma once

#include <stddef.h>
#include <stdint.h>

/// @file
/// The engine as C functions, for a page that runs it as WebAssembly (engine/apps/wasm) and for any
/// other language: JSON text in, JSON text or typed arrays out. Nothing here throws, reads files or
/// keeps anything outside the session it is asked about.
///
///   1. dragoman_alloc room for a text, write it there, dragoman_open; look at the answer.
///   2. dragoman_change, _run, _count, _replay, ... as often as you like.
///   3. dragoman_close.
///
/// Whoever passes memory keeps it: functions copy what they need, and dragoman_free is the
/// caller's. Answers belong to the session and hold until its next call. Functions that return int
/// return 1, or 0 with the answer {"ok": false, "problems": [{file, line, column, path, message,
/// expected}]}; the session is then as it was before.
///
/// One thread at a time may use a session; different sessions share nothing. Run i of a seed is the
/// same here as in `dragoman run`, on every machine.

#ifdef __cplusplus
extern "C" {
#endif

/// One scenario, its changes, and the last answer.
typedef struct DragomanSession DragomanSession;

/// Changes when a function or an answer changes in a way that breaks callers.
int dragoman_boundary_version(void);

/// Memory for what is passed in, aligned for any number. Null if there is none, or for size 0.
void* dragoman_alloc(size_t size);
void dragoman_free(void* memory);

/// Reads a scenario in JSON, with the keys of a scenario file (JsonOf(Scenario)). Never null: ask
/// dragoman_ready, and read the answer: {ok, scenario, title, asof, tier, tiers, parties, issues,
/// mechanisms, version} or problems. The WebAssembly module knows no talks.strategy but the
/// default, and as talks.protocol those that fit a sitting: others are problems there.
DragomanSession* dragoman_open(const char* json, size_t size);
void dragoman_close(DragomanSession* session);
/// Whether there is a scenario to run.
int dragoman_ready(const DragomanSession* session);

/// The last answer, UTF-8, not terminated.
const char* dragoman_text(const DragomanSession* session);
size_t dragoman_text_size(const DragomanSession* session);

/// Compiles the scenario as read with these changes and no others:
///   {"set": {PATH: VALUE}, "tier": NAME, "without": [MECHANISM], "without_reported_outcomes":
///   BOOL}
/// All keys may be missing. Paths are those of --set (talks.meetings, claims[ID].q, short names),
/// values are JSON. Answers as dragoman_open.
int dragoman_change(DragomanSession* session, const char* json, size_t size);

/// Answers {ok, scenario}: the scenario as changed, in full, every default written out.
int dragoman_scenario(DragomanSession* session);

/// Answers {ok, parameters: [{path, type, doc, unit, alias, source, range, default}]}.
int dragoman_parameters(DragomanSession* session);

/// Runs `runs` runs of `seed` from number `first` on. Answers {ok, seed, runs, headline, flags,
/// blockers, ..., result_hash}: the keys of `dragoman run --json` (engine/wire/batch_json.h).
/// About 0.05 ms a run.
int dragoman_run(DragomanSession* session, uint64_t seed, uint64_t first, uint64_t runs);

/// The same runs, without looking for what stood in the way, to dragoman_counts. No text.
int dragoman_count(DragomanSession* session, uint64_t seed, uint64_t first, uint64_t runs);

/// Where the counts lie; they hold until the session's next call. 38 numbers:
///   [0] runs; [1] 0; [2], [3] low and high half of the result hash; then twice, after the first
///   meeting ([4]) and at the horizon ([21]): 8 headlines (0 worst to 7 best) and 9 flags
///   (settlement, ceasefire_full, ceasefire_partial, summit_agreed, prisoner_exchange, next_round,
///   written_terms, walkout, escalation_30d).
const uint32_t* dragoman_counts(const DragomanSession* session);
size_t dragoman_counts_size(void);

/// Tells one run: {ok, record, blockers, blocker_pairs, possible, ever_possible, events}
/// (engine/wire/replay_json.h).
int dragoman_replay(DragomanSession* session, uint64_t seed, uint64_t run);

/// A game in which a person has a party's seat in one run: {"seat": PARTY, "seed": n, "run": n,
/// "moves": [MOVE...], "probe": {issue: option}}, all but the seat may be missing. A pure function
/// of the scenario and the request: the whole game is its list of moves (at most 2,000), so undo is
/// to send fewer. Behind the last move the run is played on with passes, and what comes after the
/// first open question is cut off.
///   MOVE = {"offer": {issue: option, ...}} (issues not named stay as they are) | {"pass": true}
///        | {"accept": true|false} | {"stay": true|false}
/// Answers {ok, done, seat, seed, run, moves, meeting, meetings, standing, events, brief, decision,
/// result}, as engine/wire/seat_json.h says in full: `decision` is the open question, null once the
/// talks are over; then `result` holds what it came to beside the model in the same seat. Until
/// then no number private to another party is in the answer. `probe` asks at the open question what
/// an offer would be worth to the seat, and what its capital would say (decision.probe). A move
/// that does not fit the question it answers is a problem with path "moves[k]...".
/// About .05 ms a call, the first one after a change longer.
int dragoman_seat(DragomanSession* session, const char* json, size_t size);

/// Answers {ok, audit}: how every preference follows from the coded claims, by the most likely
/// reading of them (`dragoman derive --json`; engine/wire/audit_json.h).
int dragoman_audit(DragomanSession* session);

/// Answers {ok, left_out, status_quo, parties, pairs}: what packages are worth to whom, by the same
/// reading, and the frontier and bargaining solutions of the parties two by two
/// (engine/wire/space_json.h).
int dragoman_space(DragomanSession* session);

/// For maps: ["PATH", ...] are set by dragoman_cell from now on, until the next dragoman_change.
int dragoman_axes(DragomanSession* session, const char* json, size_t size);

/// Like dragoman_count, with `values` at the axes, on top of the changes; these stay as they are.
/// @pre `values` holds one number for each axis.
int dragoman_cell(DragomanSession* session, const double* values, uint64_t seed, uint64_t first,
                  uint64_t runs);

#ifdef __cplusplus
}  // extern "C"
#endif

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/seat/seat_game.h"
#include "engine/wire/document.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// What dragoman_seat is asked for, and what a file of moves of `dragoman play` holds.
struct SeatRequest {
  SeatRole seat;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;
  std::vector<SeatMove> moves;
  std::optional<SeatMove> probe;
};

struct SeatRequestRead {
  SeatRequest request;
  std::vector<Problem> problems;  ///< Empty: the request is good.
};

/// Reads {"seat": PARTY, "seed": n, "run": n, "moves": [MOVE...], "probe": {issue: option}}; only
/// the seat must be there. `file` is the name used in problems.
///   MOVE = {"offer": {issue: option, ...}} | {"pass": true} | {"accept": true|false}
///        | {"stay": true|false}
/// Ids are those of the scenario. Reports all mistakes, with paths such as moves[3].offer.water.
/// Whether a move fits the game is known only when it is played: SeatFaultProblem.
SeatRequestRead ReadSeatRequest(const CompiledScenario& scenario, std::string_view json,
                                const std::string& file);

/// The seat of a party, by id; none, and why in *problem, if it has none.
std::optional<SeatRole> FindSeat(const CompiledScenario& scenario, std::string_view party,
                                 Diagnostic* problem);

/// A MOVE; an offer names only what differs from `standing`, so that it reads as it was meant.
Json MoveJson(const CompiledScenario& scenario, const SeatMove& move, const Outcome& standing);
/// A MOVE that names all that `move` names.
Json MoveJson(const CompiledScenario& scenario, const SeatMove& move);

/// The request, as ReadSeatRequest reads it.
Json SeatRequestJson(const CompiledScenario& scenario, const SeatRequest& request);

/// What is wrong with a move that does not fit the game: "moves[3]", what it says, what was asked.
Diagnostic SeatFaultProblem(const CompiledScenario& scenario, const SeatRequest& request,
                            const SeatPosition::Fault& fault);

}  // namespace dragoman

#pragma once

#include <string>

#include "engine/apps/cli/arguments.h"
#include "engine/seat/seat_game.h"
#include "engine/wire/seat_request.h"

namespace dragoman {

/// What `dragoman play` is asked for.
struct PlayRequest {
  SeatRequest game;      ///< Whose seat, which run, the moves so far.
  std::string save;      ///< Where moves are saved; empty: nowhere.
  bool resumed = false;  ///< From a file of moves.
};

/// Reads the options and the file of moves, which belongs to one seat, seed and run. Throws
/// UsageError and InputError.
PlayRequest ReadPlayRequest(const CompiledScenario& scenario, const Arguments& arguments);

}  // namespace dragoman

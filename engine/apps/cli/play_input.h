#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/seat/seat_game.h"

namespace dragoman {

/// One line written by whoever plays.
struct PlayLine {
  enum class Verb : unsigned char {
    kNothing,  ///< An empty line.
    kChoose,   ///< Terms of a draft alone.
    kTable,
    kClear,
    kPass,
    kAccept,
    kRefuse,
    kStay,
    kLeave,
    kSuggest,
    kAuto,
    kOptions,
    kBrief,
    kUndo,
    kHelp,
    kQuit,
  };
  Verb verb = Verb::kNothing;
  std::vector<std::string> words;  ///< What follows the verb.
  std::size_t count = 1;           ///< kUndo: how many moves.
  std::string problem;             ///< Why it cannot be understood; empty: it can.
};

/// Reads a line: a verb (or the first letters of one) and its words, or terms of a draft. Case does
/// not count.
PlayLine ReadPlayLine(std::string_view line);

/// Puts terms ("2 3", "water W2", "water=W2 fees=low"; numbers count from 1) into a draft. Returns
/// what is wrong with them, or nothing; the draft is then as it was.
std::string ChooseTerms(const CompiledScenario& scenario, const SeatDecision& decision,
                        const std::vector<std::string>& words, SeatMove* draft);

}  // namespace dragoman

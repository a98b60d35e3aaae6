#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/seat/known_event.h"
#include "engine/seat/seat_game.h"
#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {

/// A seat in runs of one scenario.
class SeatTable {
 public:
  SeatTable(const CompiledScenario& scenario, std::size_t seat, std::uint64_t seed = 1)
      : runner_(scenario, seed), seat_(SeatsOf(scenario)[seat]), game_(&runner_, seat_) {}

  const SeatRole& seat() const { return seat_; }
  Runner& runner() { return runner_; }

  SeatPosition Play(std::uint64_t run, const std::vector<SeatMove>& moves,
                    const SeatMove* probe = nullptr) {
    return game_.Play(run, moves, probe);
  }

  /// Plays `choose(decision)` at every question until the talks are over.
  template <class Choose>
  std::vector<SeatMove> PlayOut(std::uint64_t run, Choose choose) {
    std::vector<SeatMove> moves;
    while (moves.size() < kMostSeatMoves) {
      const SeatPosition position = Play(run, moves);
      EXPECT_FALSE(position.fault) << "move " << moves.size() << " of run " << run;
      if (!position.decision) break;
      moves.push_back(choose(*position.decision));
    }
    return moves;
  }

 private:
  Runner runner_;
  SeatRole seat_;
  SeatGame game_;
};

inline std::uint64_t HashOfModel(Runner* runner, std::uint64_t run) {
  return HashOf(runner->Run(run));
}

}  // namespace dragoman::testing_support

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/random.h"
#include "engine/wire/seat_json.h"
#include "tests/seat/seat_fixture.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::ScenarioNames;
using testing_support::SeatTable;

/// Moves drawn from what may be named, red lines and all.
class RandomPlayer {
 public:
  explicit RandomPlayer(std::uint64_t seed) : random_(seed, 0) {}

  SeatMove operator()(const SeatDecision& decision) {
    switch (decision.kind) {
      case SeatDecision::Kind::kReply:
        return SeatMove::Reply(Draw() < 0.2);
      case SeatDecision::Kind::kStay:
        return SeatMove::Stay(Draw() < 0.9);
      default:
        return Draw() < 0.3 ? SeatMove::Pass() : Proposal(decision);
    }
  }

 private:
  double Draw() { return random_.Uniform(stream_, next_++); }

  SeatMove Proposal(const SeatDecision& decision) {
    SeatMove move = SeatMove::Offer(decision.standing);
    for (std::size_t i = 0; i < decision.standing.options.size(); ++i) {
      std::vector<OptionIndex> options;
      for (OptionIndex o = 0; o < kMaxOptionsPerSet; ++o) {
        if (Contains(decision.open[i], o)) options.push_back(o);
      }
      const auto pick = static_cast<std::size_t>(Draw() * static_cast<double>(options.size()));
      move.offer.options[i] = options[pick];
    }
    return move.offer == decision.standing ? SeatMove::Pass() : move;
  }

  Random random_;
  StreamKey stream_ = MakeStream("random player");
  std::uint64_t next_ = 0;
};

void ExpectSound(const CompiledScenario& scenario, const SeatPosition& end) {
  ASSERT_TRUE(end.done());
  ASSERT_FALSE(end.events.empty());
  EXPECT_EQ(end.events.back().kind, TalkEventKind::kClosed);
  EXPECT_GE(end.record.meetings, 0);
  EXPECT_LE(end.record.meetings, scenario.talks->meetings);
  // Nobody's guest can put in force what breaks the nature of things.
  for (const LinkRule& link : scenario.talks->links) {
    if (link.owner >= 0) continue;
    EXPECT_TRUE(!link.when.Holds(end.record.standing) ||
                link.requires_rule.Holds(end.record.standing));
  }
  for (const double score : end.record.scores) EXPECT_TRUE(score == score);
}

TEST(RandomGames, AThousandGamesOfAnySeatEndSoundly) {
  std::vector<CompiledPointer> scenarios;
  for (const std::string& name : ScenarioNames()) {
    scenarios.push_back(CompileScenario(ReadScenario(name)));
  }
  scenarios.push_back(CompileScenario(
      ReadScenario("two-towns", {"mechanisms.M19.role=formulator", "talks.exchanges=3"})));
  scenarios.push_back(CompileScenario(
      ReadScenario("two-towns", {"mechanisms.M20.single=true", "talks.exchanges=2"})));
  scenarios.push_back(CompileScenario(ReadScenario(
      "two-towns", {"talks.protocol=alternating_offers", "mechanisms.M28.meetings=2"})));
  std::size_t games = 0;
  for (std::uint64_t run = 0; games < 1000; ++run) {
    for (const CompiledPointer& scenario : scenarios) {
      for (std::size_t seat = 0; seat < SeatsOf(*scenario).size(); ++seat, ++games) {
        SeatTable table(*scenario, seat);
        const std::vector<SeatMove> moves = table.PlayOut(run, RandomPlayer(run * 31 + seat));
        const SeatPosition end = table.Play(run, moves);
        ExpectSound(*scenario, end);
        if (HasFatalFailure()) return;
      }
    }
  }
}

// What stands between two numbers of moves is the same however often it is asked for.
TEST(RandomGames, EveryAnswerOnTheWayIsValidAndTheSameFromAFreshTable) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  SerialExecutor executor;
  const SpaceView view = MakeSpaceView(*scenario, &executor);
  for (std::uint64_t run = 0; run < 8; ++run) {
    const std::size_t seat = run % SeatsOf(*scenario).size();
    SeatTable table(*scenario, seat);
    const std::vector<SeatMove> moves = table.PlayOut(run, RandomPlayer(run));
    SeatRequest request{.seat = table.seat(), .seed = 1, .run = run, .moves = {}, .probe = {}};
    for (std::size_t count = 0; count <= moves.size(); count += 7) {
      request.moves.assign(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(count));
      SeatTable fresh(*scenario, seat);
      const std::string one =
          JsonText(SeatJson(*scenario, view, request, table.Play(run, request.moves), nullptr), -1);
      const std::string other =
          JsonText(SeatJson(*scenario, view, request, fresh.Play(run, request.moves), nullptr), -1);
      EXPECT_EQ(one, other);
      EXPECT_TRUE(nlohmann::json::accept(one));
      // Moves read back from their JSON are the moves.
      const std::string written = JsonText(SeatRequestJson(*scenario, request), -1);
      const SeatRequestRead read = ReadSeatRequest(*scenario, written, "moves");
      ASSERT_TRUE(read.problems.empty());
      EXPECT_EQ(read.request.moves, request.moves);
    }
  }
}

}  // namespace
}  // namespace dragoman

// M1, M25 and M33: what no deal is worth, and the world between meetings.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using OutsideOption = SmallTable;
using Battlefield = SmallTable;
using ExecutedThreat = SmallTable;

TEST_F(OutsideOption, IsDrawnOncePerRunFromEachSidesOwnNumbers) {
  Keep({"M1"}, {"mechanisms.M1.lottery_share={uniform: [0.2, 0.6]}",
                "mechanisms.M1.cost.North={uniform: [0, 0.15]}",
                "mechanisms.M1.p.South={uniform: [0.3, 0.7]}"});
  Prepare();
  EXPECT_NEAR(Side(0).lottery_share, 0.2 + 0.4 * Uniform("lottery share", "North"), 1e-15);
  EXPECT_NEAR(Side(1).lottery_share, 0.2 + 0.4 * Uniform("lottery share", "South"), 1e-15);
  EXPECT_NEAR(Side(0).cost, 0.15 * Uniform("cost", "North"), 1e-15);
  EXPECT_EQ(Side(1).cost, 0.1);
  EXPECT_EQ(Side(0).win_belief, 0.5);
  EXPECT_NEAR(Side(1).win_belief, 0.3 + 0.4 * Uniform("belief in winning", "South"), 1e-15);
}

TEST_F(OutsideOption, OffNoDealIsTheStatusQuoAtNoCost) {
  Keep({});
  const TalkState& state = Prepare();
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_EQ(state.sides[s].cost, 0);
    EXPECT_NEAR(state.own[s].no_deal[1], 0.75, 1e-14);  // u(W1)
  }
}

// Sign: what the conflict costs is exactly what an end of it gains.
TEST_F(OutsideOption, ADearerConflictMakesAnEndWorthAsMuchMore) {
  const auto gain_at = [&](const char* cost) {
    Keep({"M1"}, {std::string("mechanisms.M1.cost.North=") + cost});
    const TalkState& state = Prepare();
    return WorthOf(table_->model(), state, state.own[0], table_->offer("dam=D2")).gain;
  };
  EXPECT_NEAR(gain_at("0.25") - gain_at("0.05"), 0.2, 1e-14);
}

// What the rival says it wants is what it would impose: South's W2 for North, North's W0 for South.
TEST_F(OutsideOption, TheLotteryIsOverOwnBestAndRivalsBest) {
  Keep({"M1"}, {"mechanisms.M1.p.North=0.8", "mechanisms.M1.p.South=0.6"});
  const TalkState& state = Prepare();
  EXPECT_NEAR(state.own[0].no_deal[1], 0.6 * 0.75 + 0.4 * 0.8, 1e-14);
  EXPECT_NEAR(state.own[1].no_deal[1], 0.6 * 0.75 + 0.4 * 0.6, 1e-14);
  // What North believes of South rests on the same belief of South's.
  EXPECT_NEAR(state.seen[0].no_deal[1], 0.6 * 0.75 + 0.4 * 0.6, 1e-14);
}

// p += sd (z_own - z_other) / sqrt(2): what one side wins the other loses.
TEST_F(Battlefield, MovesBeliefsAgainstEachOther) {
  Keep({"M1", "M22", "M25"},
       {"mechanisms.M25.sd=0.05", "talks.resume=1", "mechanisms.M22.exploit.North=1"});
  Play();
  const auto battles = log().Of(TalkEventKind::kBattle, 1);
  ASSERT_EQ(battles.size(), 2U);
  const double step =
      0.05 / std::sqrt(2.0) * (Normal("battle", "North", {}, 1) - Normal("battle", "South", {}, 1));
  EXPECT_EQ(battles[0].a, 0.5);
  EXPECT_NEAR(battles[0].b - battles[0].a, step, 1e-14);
  EXPECT_NEAR(battles[1].b - battles[1].a, -step, 1e-14);
  // The next one starts where the last one ended.
  const auto next = log().Of(TalkEventKind::kBattle, 2);
  ASSERT_EQ(next.size(), 2U);
  EXPECT_EQ(next[0].a, battles[0].b);
}

TEST_F(Battlefield, StaysWithinAlmostCertainty) {
  Keep({"M1", "M25"}, {"mechanisms.M25.sd=0.5", "talks.meetings=20", "talks.resume=1"});
  for (std::uint64_t run = 0; run < 20; ++run) {
    Play(run);
    for (const TalkEvent& event : log().Of(TalkEventKind::kBattle)) {
      EXPECT_GE(event.b, 0.01);
      EXPECT_LE(event.b, 0.99);
    }
  }
}

TEST_F(Battlefield, OffBeliefsStayAsDrawn) {
  Keep({"M1"});
  Play();
  EXPECT_TRUE(log().Of(TalkEventKind::kBattle).empty());
  EXPECT_EQ(Side(0).win_belief, 0.5);
}

// South threatened on water, which fighting can decide: tier two. .5 x .5 x .3 = .075 a meeting.
TEST_F(ExecutedThreat, IsCarriedOutWithItsChanceAndMovesTheBelief) {
  Keep({"M1", "M33"}, {"talks.meetings=20", "talks.resume=1"}, "two");
  double executed = 0;
  double meetings = 0;
  for (std::uint64_t run = 0; run < 300; ++run) {
    const int held = Play(run).meetings;
    meetings += held;
    for (const TalkEvent& event : log().Of(TalkEventKind::kThreatExecuted)) {
      EXPECT_EQ(event.side, 1);  // North has no threat on record
      EXPECT_NEAR(event.a, 0.075, 1e-15);
      EXPECT_LT(Uniform("executed threat", "South", {}, event.meeting, run), 0.075);
      executed += 1;
    }
    const auto all = static_cast<double>(log().Of(TalkEventKind::kThreatExecuted).size());
    EXPECT_NEAR(Side(1).win_belief, std::min(0.99, 0.5 + 0.05 * all), 1e-12);
    EXPECT_FALSE(table_->state().escalated);
  }
  // 4 standard errors.
  EXPECT_NEAR(executed / meetings, 0.075, 4 * std::sqrt(0.075 * 0.925 / meetings));
}

// After the end of the process the full chance .25 holds, and it is an escalation.
TEST_F(ExecutedThreat, AfterTheEndOfTalksIsAnEscalation) {
  Keep({"M1", "M33"}, {"talks.resume=0", "claims.n4.issue=visits", "claims.n4.option=V1"}, "two");
  double escalated = 0;
  constexpr int kRuns = 600;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const TalkResult& result = Play(run);
    ASSERT_EQ(result.ended_in, 1);  // North said nothing on another meeting, so there is none
    const bool expected = Uniform("executed threat", "South", {}, 2, run) < 0.25;
    EXPECT_EQ(result.escalated, expected);
    escalated += result.escalated ? 1 : 0;
    if (result.escalated) {
      EXPECT_EQ(log().Of(TalkEventKind::kThreatExecuted).back().b, 1);
    }
  }
  EXPECT_NEAR(escalated / kRuns, 0.25, 4 * std::sqrt(0.25 * 0.75 / kRuns));
}

TEST_F(ExecutedThreat, NeedsAThreatOnRecord) {
  Keep({"M1", "M33"}, {"mechanisms.M33.capability=1", "mechanisms.M33.deterrence=0"}, "one");
  Play();
  EXPECT_TRUE(log().Of(TalkEventKind::kThreatExecuted).empty());
}

}  // namespace
}  // namespace dragoman::testing_support

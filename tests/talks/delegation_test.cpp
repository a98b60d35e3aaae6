// M26 and authority: margins, mandates, and what the capitals say.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using Delegation = SmallTable;

// sd(R) over the priors, on water alone (weight w = 25/48 for South): own best 1, rival's best 0,
// status quo .75, all times w. With om uniform(.2, .6): mean .4, variance .16/12; p beta(5, 5):
// mean .5, variance 1/44; cost uniform(0, .15): variance .0225/12.
//   L = .5 w; sd^2 = (.16/12) (.25 w)^2 + (.16 + .16/12) (1/44) w^2 + .0225/12.
TEST_F(Delegation, AnUnsureDelegateAsksForAMargin) {
  Keep({"M1", "M26"},
       {"mechanisms.M1.lottery_share={uniform: [0.2, 0.6]}", "mechanisms.M1.p.South={beta: [5, 5]}",
        "mechanisms.M1.cost.South={uniform: [0, 0.15]}", "mechanisms.M26.rank.South=0.4",
        "mechanisms.M26.rank.North=1"});
  Prepare();
  const double w = 25.0 / 48;
  const double spread =
      std::sqrt(0.16 / 12 * std::pow(0.25 * w, 2) + (0.16 + 0.16 / 12) / 44 * w * w + 0.0225 / 12);
  EXPECT_NEAR(Side(1).margin_rate, 0.25 * 0.6 * spread, 1e-14);
  EXPECT_EQ(Side(0).margin_rate, 0);
  // The margin of a bundle is the rate times the weight at stake: visits 7/48.
  const Appraisal visits =
      AppraiseFor(table_->model(), table_->state(), 1, table_->offer("visits=V1"));
  EXPECT_NEAR(visits.margin, 0.25 * 0.6 * spread * 7 / 48, 1e-14);
}

TEST_F(Delegation, APriorWithoutSpreadNeedsNoMargin) {
  Keep({"M1", "M26"}, {"mechanisms.M26.rank.South=0.2"});
  Prepare();
  EXPECT_EQ(Side(1).margin_rate, 0);
}

TEST_F(Delegation, RankTellsTheMandateOfAHeadOfStateAndWhoIsSlighted) {
  Keep({"M26"}, {"mechanisms.M26.rank.North=1", "mechanisms.M26.rank.South=0.35",
                 "mechanisms.M26.mandate.North=0.1", "mechanisms.M26.mandate.South=0.25"});
  Play();
  EXPECT_EQ(Side(0).mandate, 1);  // S7
  EXPECT_EQ(Side(1).mandate, 0.25);
  const auto events = log().Of(TalkEventKind::kDelegation, 1);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_NEAR(events[0].c, 0.65, 1e-15);
  EXPECT_EQ(events[1].c, 0);
}

TEST_F(Delegation, OffHeadsOfStateNegotiate) {
  Keep({});
  Prepare();
  EXPECT_EQ(Side(0).rank, 1);
  EXPECT_EQ(Side(0).mandate, 1);
  EXPECT_EQ(Side(0).margin_rate, 0);
}

/// A dispute both would end: South does not mind the dam, and wants it as little as North minds
/// water; South's utility of D2 is what the mandate is measured on.
const Settings kEasyDeal = {"claims.s2.act=demand",      "claims.s2.rejects=\"\"",
                            "claims.s2.option=D1",       "talks.clock=1",
                            "mechanisms.M4.chi.South=0", "mechanisms.M4.chi.North=0"};

// South's utility of D2 with ideal D1 (50): 1 - 1 = 0, of D1: 1.
TEST_F(Delegation, BeyondTheMandateADealWaitsForTheCapitals) {
  Settings settings = kEasyDeal;
  settings.emplace_back("mechanisms.M26.mandate.South=0.5");
  settings.emplace_back("mechanisms.M26.rank.South=0.99");
  Keep({"M1", "M26", "M29"}, settings);
  const TalkResult& result = Play();
  const auto pending = log().Of(TalkEventKind::kPending);
  ASSERT_FALSE(pending.empty());
  EXPECT_EQ(pending[0].side, 1);
  EXPECT_EQ(pending[0].b, 0.5);
  EXPECT_LT(pending[0].a, 0.5);
  // Nothing of it is in force after the meeting, save the procedure.
  const Outcome& after = result.after[0];
  EXPECT_EQ(after[table_->issue("dam")], 0);
  // The capitals' answer opens the next meeting.
  const auto capitals = log().Of(TalkEventKind::kCapitals);
  ASSERT_FALSE(capitals.empty());
  EXPECT_EQ(capitals[0].meeting, pending[0].meeting + 1);
}

TEST_F(Delegation, WithinTheMandateADealIsSignedAtOnce) {
  Keep({"M1", "M26", "M29"}, kEasyDeal);
  const TalkResult& result = Play();
  EXPECT_TRUE(log().Of(TalkEventKind::kPending).empty());
  EXPECT_EQ(result.deal_in, 1);
  EXPECT_EQ(result.meetings, 1);
  EXPECT_EQ(result.final_standing[table_->issue("dam")], 2);
}

// The capitals sign what is worth no less than no deal, without aspiration or margin; a deal that
// they sign before a meeting makes the meeting needless.
TEST_F(Delegation, TheCapitalsSignAndTheNextMeetingIsNotHeld) {
  Settings settings = kEasyDeal;
  settings.emplace_back("mechanisms.M26.mandate.South=0.5");
  settings.emplace_back("mechanisms.M26.rank.South=0.99");
  Keep({"M1", "M26", "M29"}, settings);
  const TalkResult& result = Play();
  const auto capitals = log().Of(TalkEventKind::kCapitals);
  ASSERT_EQ(capitals.size(), 1U);
  EXPECT_EQ(capitals[0].refusal, Refusal::kNone);
  EXPECT_EQ(result.meetings, 1);
  EXPECT_EQ(result.deal_in, 1);
  EXPECT_EQ(result.final_standing[table_->issue("dam")], 2);
  EXPECT_EQ(result.after[0][table_->issue("dam")], 0);
}

// 4.24: after the last meeting they answer once more.
TEST_F(Delegation, TheCapitalsAnswerAfterTheLastMeeting) {
  Settings settings = kEasyDeal;
  settings.emplace_back("mechanisms.M26.mandate.South=0.5");
  settings.emplace_back("mechanisms.M26.rank.South=0.99");
  settings.emplace_back("talks.meetings=1");
  Keep({"M1", "M26", "M29"}, settings);
  const TalkResult& result = Play();
  EXPECT_EQ(result.after[0][table_->issue("dam")], 0);
  EXPECT_EQ(result.final_standing[table_->issue("dam")], 2);
  EXPECT_EQ(result.deal_in, 1);
}

// Meeting again is the delegates' own to confirm, whatever their mandate.
TEST_F(Delegation, AnotherMeetingNeedsNoMandate) {
  Keep({"M22", "M26", "M29"},
       {"mechanisms.M26.mandate.North=0", "mechanisms.M26.mandate.South=0",
        "mechanisms.M26.rank.North=0.9", "mechanisms.M26.rank.South=0.9",
        "mechanisms.M22.exploit.North=1", "claims.n4.option=X1", "talks.meetings=1"});
  const TalkResult& result = Play();
  EXPECT_NE(result.after[0][table_->issue("next")], 0);
  for (const TalkEvent& event : log().Of(TalkEventKind::kPending)) {
    EXPECT_NE(event.issue, table_->issue("next"));
  }
}

}  // namespace
}  // namespace dragoman::testing_support

// M10, M23, M27, M28, M34, M35 and M38: ratification, threats from outside, summits, deadlines, the
// past, and losses.

#include <algorithm>
#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using Ratification = SmallTable;
using SanctionThreat = SmallTable;
using HeadsMeet = SmallTable;
using Deadline = SmallTable;
using Attempts = SmallTable;
using ReferenceDependence = SmallTable;
using MixedSignals = SmallTable;
using Shock = SmallTable;

double LogisticOf(double x) { return 1 / (1 + std::exp(-x)); }

// P(yes) = logistic((G - premium) / s) ^ vetoes, on what was left to the capitals and touches a
// core issue. Mandate 0: everything but meeting again goes to the capitals.
const Settings kEverythingToCapitals = {
    "mechanisms.M26.rank={North: 0.5, South: 0.5}", "mechanisms.M26.mandate={North: 0, South: 0}",
    "mechanisms.M26.premium=0", "talks.meetings=6", "talks.resume=1"};

TEST_F(Ratification, AsksEachSideAtHomeWithTheFormulasChance) {
  Settings settings = kEverythingToCapitals;
  settings.emplace_back("mechanisms.M10.spread=0.1");
  settings.emplace_back("mechanisms.M10.vetoes={North: 2, South: 1}");
  settings.emplace_back("mechanisms.M10.premium={South: 0.05}");
  std::size_t votes = 0;
  Keep({"M1", "M10", "M26", "M29"}, settings);
  for (std::uint64_t run = 0; run < 20; ++run) {
    Play(run);
    for (const TalkEvent& event : log().Of(TalkEventKind::kRatified)) {
      ++votes;
      const bool north = event.side == 0;
      const double one = LogisticOf((event.c - (north ? 0 : 0.05)) / 0.1);
      EXPECT_NEAR(event.a, north ? one * one : one, 1e-12);
      EXPECT_EQ(event.refusal != Refusal::kNone, !(event.b < event.a));
    }
  }
  EXPECT_GT(votes, 0U);
}

TEST_F(Ratification, WhatIsVotedDownIsNotInForce) {
  Settings settings = kEverythingToCapitals;
  settings.emplace_back("mechanisms.M10.premium={North: 1}");
  settings.emplace_back("mechanisms.M10.vetoes={North: 1, South: 1}");
  settings.emplace_back("mechanisms.M10.spread=0.01");
  Keep({"M1", "M10", "M26", "M29"}, settings);
  std::size_t asked = 0;
  for (std::uint64_t run = 0; run < 20; ++run) {
    const TalkResult& result = Play(run);
    asked += log().Of(TalkEventKind::kRatified).size();
    EXPECT_EQ(Name(result.final_standing).find("dam"), std::string::npos);
    EXPECT_EQ(result.deal_in, 0);
  }
  EXPECT_GT(asked, 0U);
}

// Sign: more domestic actors, fewer agreements on core issues.
TEST_F(Ratification, MoreVetoesMeanFewerAgreements) {
  const auto deals = [&](const char* vetoes) {
    Settings settings = kEverythingToCapitals;
    settings.emplace_back(std::string("mechanisms.M10.vetoes={North: ") + vetoes +
                          ", South: " + vetoes + "}");
    Keep({"M1", "M10", "M26", "M29"}, settings);
    int count = 0;
    for (std::uint64_t run = 0; run < 300; ++run) {
      count += Name(Play(run).final_standing).find("dam") != std::string::npos ? 1 : 0;
    }
    return count;
  };
  const int none = deals("0");
  const int one = deals("1");
  EXPECT_GT(none, one);
  EXPECT_GT(one, deals("4"));
}

// .8 x .3 = .24 saved by an end of the conflict; after one lapsed deadline .6 of it.
TEST_F(SanctionThreat, AnEndOfTheConflictSavesTheThreatenedCost) {
  const auto gain_of_end = [&](const Settings& settings) {
    Keep({"M1", "M23"}, settings);
    const TalkState& state = Prepare();
    return WorthOf(table_->model(), state, state.own[0], table_->offer("dam=D2")).gain;
  };
  const double quiet = gain_of_end({});
  EXPECT_NEAR(
      gain_of_end({"mechanisms.M23.credibility={North: 0.8}", "mechanisms.M23.cost={North: 0.3}"}) -
          quiet,
      0.24, 1e-14);
  EXPECT_NEAR(gain_of_end({"mechanisms.M23.credibility={North: 0.8}",
                           "mechanisms.M23.cost={North: 0.3}", "mechanisms.M23.lapsed=1"}) -
                  quiet,
              0.144, 1e-14);
  // The other side is not threatened.
  EXPECT_NEAR(
      gain_of_end({"mechanisms.M23.credibility={South: 0.8}", "mechanisms.M23.cost={South: 0.3}"}),
      quiet, 1e-14);
}

// Two voices, .9 with weight 3 and .1 with weight 1: mean .7; times coherence .5: .35.
TEST_F(MixedSignals, WeakenTheThreatByTheMeanOfTheVoices) {
  Keep({"M1", "M23", "M38"},
       {"mechanisms.M23.credibility={North: 0.8}", "mechanisms.M23.cost={North: 0.3}",
        "mechanisms.M38.coherence=0.5", "mechanisms.M38.firmness={one: 0.9, two: 0.1}",
        "mechanisms.M38.weight={one: 3}"});
  Prepare();
  EXPECT_NEAR(Side(0).pressure, 0.24 * 0.35, 1e-14);
  EXPECT_EQ(Side(1).pressure, 0);
}

TEST_F(MixedSignals, AWeightNeedsAVoice) {
  const Scenario scenario =
      SmallScenario({"mechanisms.M38.firmness={one: 0.9}", "mechanisms.M38.weight={won: 2}"});
  EXPECT_EQ(CompileProblems(scenario),
            "mechanisms.M38.weight.won: weight of a voice that has no firmness; one of: one\n");
}

// Ranks .4 and .7: the South is slighted by .3 unless both heads come.
TEST_F(HeadsMeet, HeadsNeedNoMandateAndWaitForNobody) {
  const Settings ranks = {"mechanisms.M27.attend=both", "mechanisms.M27.prep=0.7",
                          "mechanisms.M26.rank={North: 0.4, South: 0.7}",
                          "mechanisms.M26.mandate={North: 0.2, South: 0.5}"};
  Keep({"M24", "M26"}, ranks);
  Play();
  EXPECT_EQ(Side(0).slight, 0);
  EXPECT_NEAR(Side(1).slight, 0.3, 1e-15);
  Keep({"M24", "M26", "M27"}, ranks);
  const TalkState& state = Prepare();
  for (const SideState& side : state.sides) {
    EXPECT_EQ(side.mandate, 1);
    EXPECT_EQ(side.margin_rate, 0);
    EXPECT_EQ(side.kept_share, 0);
  }
  EXPECT_EQ(state.head_start, 0.7);
  Play();
  for (std::size_t side = 0; side < kSides; ++side) EXPECT_EQ(Side(side).slight, 0);
}

// 1 / clock = h / T + (1 - h) / clock: h 1, T 2 is a clock of 2; h .5 against a clock of 6: 3.
TEST_F(Deadline, SpreadsConcessionsOverTheTimeToIt) {
  Keep({"M28"}, {"mechanisms.M28.meetings=2", "mechanisms.M28.hardness=1", "talks.clock=6"});
  EXPECT_NEAR(Prepare().clock, 2, 1e-14);
  Keep({"M28"}, {"mechanisms.M28.meetings=2", "mechanisms.M28.hardness=0.5", "talks.clock=6"});
  EXPECT_NEAR(Prepare().clock, 3, 1e-14);
  Keep({}, {"talks.clock=6"});
  EXPECT_NEAR(Prepare().clock, 6, 1e-14);
}

const Settings kNoDealPossible = {"mechanisms.M22.exploit.North=1",
                                  "mechanisms.M22.exploit.South=1", "issues.visits.cheap=[]",
                                  "issues.next.cheap=[]", "talks.resume=1"};

TEST_F(Deadline, AHardOneEndsTheProcess) {
  Settings settings = kNoDealPossible;
  settings.insert(settings.end(),
                  {"mechanisms.M28.meetings=2", "mechanisms.M28.hardness=1", "talks.meetings=6"});
  Keep({"M22", "M28", "M29"}, settings);
  EXPECT_EQ(Play().ended_in, 2);
  const auto passed = log().Of(TalkEventKind::kDeadline);
  ASSERT_EQ(passed.size(), 1U);
  EXPECT_EQ(passed[0].a, 1);
  EXPECT_EQ(passed[0].b, 1);
}

// A soft one is extended: h .5, then .3, then .18 ...
TEST_F(Deadline, ASoftOneWearsOut) {
  Settings settings = kNoDealPossible;
  settings.insert(settings.end(),
                  {"mechanisms.M28.meetings=1", "mechanisms.M28.hardness=0.5", "talks.meetings=4"});
  Keep({"M22", "M28", "M29"}, settings);
  int kept = 0;
  constexpr int kRuns = 800;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    Play(run);
    const auto passed = log().Of(TalkEventKind::kDeadline);
    for (std::size_t k = 0; k < passed.size(); ++k) {
      EXPECT_NEAR(passed[k].b, 0.5 * std::pow(0.6, static_cast<double>(k)), 1e-14);
    }
    kept += passed[0].a > 0 ? 1 : 0;
  }
  EXPECT_NEAR(kept, kRuns * 0.5, 4 * std::sqrt(kRuns * 0.25));
}

// n 10, n* 4, b .1: bonus .6.
TEST_F(Attempts, PastTheTurningPointConcessionsComeEarlier) {
  Keep({"M34"}, {"mechanisms.M34.attempts=10"});
  EXPECT_NEAR(Prepare().sides[0].beta, 1.6, 1e-14);
  Play();
  EXPECT_NEAR(Side(0).restlessness, -1.2, 1e-14);
  Keep({"M34"}, {"mechanisms.M34.attempts=4"});
  EXPECT_EQ(Prepare().sides[0].beta, 1);
}

// On water, which fighting can decide: u(W1) is .75 for both; what lies below it costs twice.
TEST_F(ReferenceDependence, DoublesLossesAgainstTheLine) {
  Keep({});
  const std::vector<double> plain = Prepare().own[0].utility;
  Keep({"M35"}, {"mechanisms.M35.aversion=2"});
  const std::vector<double>& averse = Prepare().own[0].utility;
  const std::size_t line = table_->flat("water", "W1");
  for (const char* option : {"W0", "W1", "W2"}) {
    const std::size_t o = table_->flat("water", option);
    const double expected =
        plain[o] < plain[line] ? plain[line] - 2 * (plain[line] - plain[o]) : plain[o];
    EXPECT_NEAR(averse[o], expected, 1e-14) << option;
  }
  EXPECT_LT(averse[table_->flat("water", "W2")], plain[table_->flat("water", "W2")]);
  EXPECT_EQ(averse[table_->flat("dam", "D0")], plain[table_->flat("dam", "D0")]);
}

// A shock for one side is one against the other.
TEST_F(Shock, MovesBothBeliefsOnceBeforeTheTalks) {
  Keep({"M1", "M25"}, {"mechanisms.M25.jump={North: 0.15}"});
  Prepare();
  EXPECT_NEAR(Side(0).win_belief, 0.65, 1e-14);
  EXPECT_NEAR(Side(1).win_belief, 0.35, 1e-14);
}

TEST_F(Shock, ADriftMovesThemBetweenMeetings) {
  Keep({"M1", "M25"}, {"mechanisms.M25.drift={South: 0.05}", "talks.resume=1"});
  Play();
  const auto battles = log().Of(TalkEventKind::kBattle, 1);
  ASSERT_EQ(battles.size(), 2U);
  EXPECT_NEAR(battles[0].b - battles[0].a, -0.05, 1e-14);
  EXPECT_NEAR(battles[1].b - battles[1].a, 0.05, 1e-14);
}

}  // namespace
}  // namespace dragoman::testing_support

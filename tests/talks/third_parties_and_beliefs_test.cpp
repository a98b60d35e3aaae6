// M2, M4 to M7, M11, M13, M14, M18 to M21, M30, M31, M36 and M37: beliefs, what comes with a
// bundle, public demands, conduct, ripeness, mediators, spoilers, friends, and whether a deal
// lasts.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using PrivateInformation = SmallTable;
using Guarantees = SmallTable;
using SacredValues = SmallTable;
using SidePayments = SmallTable;
using AudienceCosts = SmallTable;
using Reciprocity = SmallTable;
using UnilateralSteps = SmallTable;
using Readiness = SmallTable;
using MediatorRoles = SmallTable;
using SingleText = SmallTable;
using AdvanceTexts = SmallTable;
using Spoilers = SmallTable;
using SideMeetings = SmallTable;
using Durability = SmallTable;

const double kStartTrust = (8 * 0.15 + 2 / (1 + std::exp(-7.0 / 3))) / 10;

/// Three meetings in which nothing can be agreed and nobody is stopped by that.
const Settings kNothingAgreed = {"mechanisms.M22.exploit.North=1", "mechanisms.M22.exploit.South=1",
                                 "issues.visits.cheap=[]", "issues.next.cheap=[]",
                                 "talks.resume=1"};

Settings With(Settings settings, std::initializer_list<const char*> more) {
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

// ---- M2

TEST_F(PrivateInformation, RefusalsRaiseWhatASideThinksTheOtherBelieves) {
  Keep({"M1", "M2", "M6", "M12", "M29"},
       {"mechanisms.M1.p={North: {beta: [5, 5]}, South: {beta: [5, 5]}}",
        "mechanisms.M2.known=false", "talks.resume=1"});
  std::size_t told = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    const TalkState& before = Prepare(run);
    EXPECT_NEAR(before.sides[0].rival_belief, 0.5, 1e-12);  // The prior's mean, not South's p.
    Play(run);
    for (const TalkEvent& event : log().Of(TalkEventKind::kBelief)) {
      ++told;
      EXPECT_GT(event.b, event.a);
    }
  }
  EXPECT_GT(told, 0U);
}

double Spread(const SideState& side) {
  double total = 0;
  double mean = 0;
  double square = 0;
  for (std::size_t k = 0; k < kBeliefGrid; ++k) {
    const double p = (static_cast<double>(k) + 0.5) / kBeliefGrid;
    total += side.rival_odds[k];
    mean += p * side.rival_odds[k];
    square += p * p * side.rival_odds[k];
  }
  return square / total - (mean / total) * (mean / total);
}

TEST_F(PrivateInformation, BeliefsSpreadLessAfterRefusals) {
  Keep({"M1", "M2", "M6", "M12", "M29"},
       {"mechanisms.M1.p={North: {beta: [2, 2]}, South: {beta: [2, 2]}}",
        "mechanisms.M2.known=false", "talks.resume=1"});
  double before = 0;
  double after = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    before += Spread(Prepare(run).sides[0]);
    Play(run);
    after += Spread(Side(0));
  }
  EXPECT_LT(after, before);
}

// p .7 and .7: optimism .4; each gives up half of half of it.
TEST_F(PrivateInformation, BattlesTakeMutualOptimismAway) {
  Keep({"M1", "M2", "M22", "M29"}, With(kNothingAgreed, {"mechanisms.M1.p={North: 0.7, South: 0.7}",
                                                         "mechanisms.M2.learning=0.5"}));
  Play();
  const auto first = log().Of(TalkEventKind::kBattle, 1);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_NEAR(first[0].b, 0.6, 1e-14);
  EXPECT_NEAR(first[1].b, 0.6, 1e-14);
  // Optimism .2 is left: .05 each.
  EXPECT_NEAR(log().Of(TalkEventKind::kBattle, 2)[0].b, 0.55, 1e-14);
}

// ---- M4: guarantees

// Fear .5 (1 - T) of dam at D2, weight .520833, change 1; half of it with kG .5.
TEST_F(Guarantees, TakeFearAway) {
  const auto gain = [&](const Settings& settings) {
    Keep({"M4"}, settings);
    const TalkState& state = Prepare();
    return WorthOf(table_->model(), state, state.own[0], table_->offer("dam=D2")).gain;
  };
  const double fear = 0.5 * (1 - kStartTrust) * (25.0 / 48);
  EXPECT_NEAR(
      gain({"mechanisms.M4.guarantee=dam >= D2", "mechanisms.M4.guarantee_relief=0.5"}) - gain({}),
      0.5 * fear, 1e-6);
  EXPECT_EQ(gain({"mechanisms.M4.guarantee=visits >= V1", "mechanisms.M4.guarantee_relief=0.5"}),
            gain({}));
}

// ---- M5 and M7: what comes with a bundle

double GainOf(const Table& table, std::size_t side, std::string_view offer) {
  return WorthOf(table.model(), table.state(), table.state().own[side], table.offer(offer)).gain;
}

constexpr const char* kPaid =
    "mechanisms.M7.payments=[{from: South, to: North, when: water >= W2, worth: 0.1}]";

TEST_F(SidePayments, AreGainedByOneAndPaidByTheOther) {
  Keep({});
  Prepare();
  const double north = GainOf(*table_, 0, "water=W2");
  const double south = GainOf(*table_, 1, "water=W2");
  const double end = GainOf(*table_, 0, "dam=D2");
  Keep({"M7"}, {kPaid});
  Prepare();
  EXPECT_NEAR(GainOf(*table_, 0, "water=W2"), north + 0.1, 1e-14);
  EXPECT_NEAR(GainOf(*table_, 1, "water=W2"), south - 0.1, 1e-14);
  EXPECT_EQ(GainOf(*table_, 0, "dam=D2"), end);  // It does not come with this one.
}

// alpha .5, publicity .8: .4 more of what is paid before its own public; nothing in secret.
TEST_F(SidePayments, CostAPrincipalItsAudienceUnlessSecret) {
  const Settings open = {kPaid, "mechanisms.M11.alpha={South: 0.5}",
                         "mechanisms.M11.publicity=0.8"};
  const auto paid = [&](const Settings& settings) {
    Keep({"M7", "M11"}, settings);
    Prepare();
    const double with = GainOf(*table_, 1, "water=W2");
    Keep({"M11"}, settings);
    Prepare();
    return GainOf(*table_, 1, "water=W2") - with;
  };
  EXPECT_NEAR(paid(open), 0.14, 1e-14);
  Settings secret = open;
  secret[0] =
      "mechanisms.M7.payments=[{from: South, to: North, when: water >= W2, worth: 0.1, "
      "secret: true}]";
  EXPECT_NEAR(paid(secret), 0.1, 1e-14);
}

TEST_F(SidePayments, MistakesAreNamed) {
  const Scenario scenario = SmallScenario(
      {"mechanisms.M7.payments=[{from: Norht, to: Chair, when: water >= W9, worth: 0.1}]",
       "mechanisms.M7.consents=[{issue: water, option: W2}]"});
  EXPECT_EQ(CompileProblems(scenario),
            "mechanisms.M7.payments[0].to: 'Chair' is not a principal; one of: North, South\n"
            "mechanisms.M7.payments[0].from: unknown party 'Norht'; did you mean 'North'? one of: "
            "North, South, Chair, Crown\n"
            "mechanisms.M7.payments[0].when: unknown option 'W9' of issue 'water'; did you mean "
            "'W0'? one "
            "of: W0, W1, W2\n"
            "mechanisms.M7.consents[0].issue: issue 'water' is the principals' own; an issue owned "
            "by a third party\n");
}

TEST_F(SacredValues, MoneyBackfiresAndGesturesHelp) {
  const auto gain = [&](const Settings& settings) {
    Keep({"M5", "M7"}, settings);
    Prepare();
    return GainOf(*table_, 0, "water=W2");
  };
  const double plain = gain({});
  EXPECT_NEAR(gain({kPaid}), plain + 0.1, 1e-14);
  const Settings sacred = {"mechanisms.M5.sacred=[{party: North, issue: water}]",
                           "mechanisms.M5.backfire=0.5"};
  EXPECT_NEAR(gain(With(sacred, {kPaid})), plain - 0.05, 1e-14);
  EXPECT_NEAR(gain(With(sacred, {"mechanisms.M5.gestures=[{to: North, when: water >= W2, worth: "
                                 "0.02}]",
                                 "mechanisms.M5.symbolic=2"})),
              plain + 0.04, 1e-14);
  // A gesture where nothing sacred is at stake is just words.
  EXPECT_NEAR(gain({"mechanisms.M5.gestures=[{to: North, when: water >= W2, worth: 0.02}]"}), plain,
              1e-14);
}

// ---- M6

// Dam and water with two options each, the one side's end in force and the other's: North gains
// .520833 on the dam and would lose .270833 on water, South the reverse. Traded, both gain .25;
// settled each for itself, neither issue moves: u sums to 1 either way, and ties stay.
std::vector<std::string> PackagesTabled(const char* share) {
  Scenario scenario = SmallScenario({"talks.grid=[]", "talks.lambdas=[0.5]", share});
  IssueSpec& dam = scenario.issues[0];
  dam.options.erase(dam.options.begin() + 1);
  dam.separable.clear();
  IssueSpec& water = scenario.issues[1];
  water.options.erase(water.options.begin());
  water.options[0].position = 0;
  for (Claim& claim : scenario.claims) {
    if (claim.option == "W0") claim.option = "W1";
  }
  scenario.outcomes.ceasefire_partial = {};
  KeepMechanisms({"M6", "M29"}, &scenario);
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled);
  table.Play();
  std::vector<std::string> names;
  for (const TalkEvent& event : table.log().Of(TalkEventKind::kOffer, 1)) {
    if (event.tick == 1 && event.issue == kNoIssue) names.push_back(table.Name(event.offer));
  }
  return names;
}

TEST(LinkageTest, WhatMattersLessIsTradedForWhatMattersMore) {
  const auto linked = PackagesTabled("mechanisms.M6.share=1");
  ASSERT_EQ(linked.size(), 2U);
  for (const std::string& name : linked) {
    EXPECT_NE(name.find("dam=D2 water=W2"), std::string::npos) << name;
  }
  for (const std::string& name : PackagesTabled("mechanisms.M6.share=0")) {
    EXPECT_EQ(name.find("dam"), std::string::npos) << name;
    EXPECT_EQ(name.find("water"), std::string::npos) << name;
  }
}

// ---- M11

// North asks for D2 on the dam (ideal 100): at D1 it falls .5 short. A = alpha phi publicity.
TEST_F(AudienceCosts, ARetreatFromAPublicDemandCostsWhatItFallsShort) {
  Keep({});
  Prepare();
  const double quiet = GainOf(*table_, 0, "dam=D1");
  const double asked = GainOf(*table_, 0, "dam=D2 water=W0");
  const double phi = table_->coding().parties[0].issues[At(table_->issue("dam"))].firmness;
  ASSERT_GT(phi, 0.5);
  Keep({"M11"}, {"mechanisms.M11.alpha={North: 0.5}", "mechanisms.M11.publicity=0.8"});
  const TalkState& state = Prepare();
  EXPECT_NEAR(quiet - GainOf(*table_, 0, "dam=D1"), 25.0 / 48 * 0.5 * 0.8 * phi * 0.5, 1e-12);
  EXPECT_NEAR(GainOf(*table_, 0, "dam=D2 water=W0"), asked, 1e-12);  // No retreat.
  // The other side sees it, too.
  const PreferenceView& seen = state.seen[1];
  EXPECT_GT(seen.retreat[table_->flat("dam", "D1")], 0);
  EXPECT_EQ(seen.retreat[table_->flat("dam", "D2")], 0);
}

TEST_F(AudienceCosts, InSecretThereAreNone) {
  Keep({"M11"}, {"mechanisms.M11.alpha={North: 0.5}", "mechanisms.M11.publicity=0"});
  EXPECT_FALSE(Prepare().public_demands);
}

// ---- M13 and M14

// Both insult before every meeting: South shows -.2. r1 .5, r0 .5: h = -.1, then -.15, -.175.
TEST_F(Reciprocity, HostilityIsAnsweredAndRemembered) {
  Keep({"M13", "M16", "M22", "M29"},
       With(kNothingAgreed, {"mechanisms.M13.response={North: 0.5}", "mechanisms.M16.rate=1"}));
  Play();
  const auto conduct = log().Of(TalkEventKind::kConduct);
  ASSERT_EQ(conduct.size(), 3U);
  EXPECT_NEAR(conduct[0].b, -0.1, 1e-14);
  EXPECT_NEAR(conduct[1].b, -0.15, 1e-14);
  EXPECT_NEAR(conduct[2].b, -0.175, 1e-14);
  EXPECT_NEAR(Side(0).pace, 1 - 0.5 * 0.175, 1e-14);
  EXPECT_NEAR(Side(0).restlessness, 0.175, 1e-14);
  EXPECT_EQ(Side(1).pace, 1);
}

// A step of .3: T += .2 x .3 (1 - T). South answers with r1 .5: h .15, so the next step is .45.
TEST_F(UnilateralSteps, AnsweredOnesGrowAndBuildTrust) {
  Keep({"M13", "M14", "M22", "M29"},
       With(kNothingAgreed,
            {"mechanisms.M14.initiator=North", "mechanisms.M13.response={South: 0.5}"}));
  Play();
  const auto trust = log().Of(TalkEventKind::kTrust, 1);
  ASSERT_EQ(trust.size(), 1U);
  EXPECT_EQ(trust[0].side, 1);
  EXPECT_NEAR(trust[0].b - trust[0].a, 0.06 * (1 - kStartTrust), 1e-9);
  EXPECT_NEAR(log().Of(TalkEventKind::kConduct, 1)[0].b, 0.15, 1e-14);
  EXPECT_NEAR(log().Of(TalkEventKind::kGesture, 2)[0].a, 0.45, 1e-14);
}

// The sign of r1 flips the effect: a bully takes the step for weakness, and it is taken back.
TEST_F(UnilateralSteps, ABullyExploitsThem) {
  Keep({"M13", "M14", "M22", "M29"},
       With(kNothingAgreed,
            {"mechanisms.M14.initiator=North", "mechanisms.M13.response={South: -0.5}"}));
  Play();
  EXPECT_NEAR(log().Of(TalkEventKind::kConduct, 1)[0].b, -0.15, 1e-14);
  EXPECT_NEAR(log().Of(TalkEventKind::kGesture, 2)[0].a, -0.3, 1e-14);
}

TEST_F(UnilateralSteps, StopWhenNobodyAnswers) {
  Keep({"M14", "M22", "M29"},
       With(kNothingAgreed, {"mechanisms.M14.initiator=North", "mechanisms.M14.patience=1"}));
  Play();
  EXPECT_NEAR(log().Of(TalkEventKind::kGesture, 2)[0].a, 0.3, 1e-14);
  EXPECT_EQ(log().Of(TalkEventKind::kGesture, 3)[0].a, 0);
}

// ---- M18

TEST_F(Readiness, TakesTheLessReadySideAndHoldsBothBack) {
  Keep({"M1", "M18"}, {"mechanisms.M18.strength=0.8", "mechanisms.M18.threshold=0.5"});
  Play();
  const auto ready = log().Of(TalkEventKind::kReadiness, 1);
  ASSERT_EQ(ready.size(), 2U);
  const double joint = std::min(ready[0].a, ready[1].a);
  ASSERT_LT(joint, 0.5);
  for (const TalkEvent& event : ready) {
    EXPECT_EQ(event.b, joint);
    EXPECT_NEAR(event.c, 0.8 * (1 - joint / 0.5), 1e-14);
  }
}

// Pain of the readier side alone changes nothing; of both it does.
TEST_F(Readiness, NeedsBoth) {
  const auto joint = [&](const char* cost) {
    Keep({"M1", "M18"}, {"mechanisms.M18.strength=1", cost});
    Play();
    return log().Of(TalkEventKind::kReadiness, 1)[0].b;
  };
  const double calm = joint("mechanisms.M1.cost={North: 0.2, South: 0.1}");
  EXPECT_EQ(joint("mechanisms.M1.cost={North: 0.3, South: 0.1}"), calm);
  EXPECT_GT(joint("mechanisms.M1.cost={North: 0.3, South: 0.3}"), calm);
}

// ---- M19 and M20

// .5 x .2 for an end of the conflict; .6 of it to the side it favours by .4.
TEST_F(MediatorRoles, AManipulatorPutsWeightBehindAnEnd) {
  Keep({"M19"});
  Prepare();
  const double north = GainOf(*table_, 0, "dam=D2");
  const double south = GainOf(*table_, 1, "dam=D2");
  Keep({"M19"}, {"mechanisms.M19.role=manipulator", "mechanisms.M19.leverage=0.5",
                 "mechanisms.M19.favour={North: 0.4}"});
  Prepare();
  EXPECT_NEAR(GainOf(*table_, 0, "dam=D2"), north + 0.06, 1e-14);
  EXPECT_NEAR(GainOf(*table_, 1, "dam=D2"), south + 0.1, 1e-14);
}

int Agreements(const CompiledScenario& scenario) {
  int count = 0;
  for (const PlayedRun& record : RunMany(scenario, 5, 400)) {
    count += record.result.deal_in != 0 ? 1 : 0;
  }
  return count;
}

const Settings kStubborn = {
    "mechanisms.M1.cost={North: {uniform: [0, 0.3]}, South: {uniform: "
    "[0, 0.3]}}",
    "mechanisms.M24.q=0.6", "talks.talks_per_coding=5"};

TEST_F(MediatorRoles, AFormulatorBringsAgreementsNoSideProposed) {
  Keep({"M1", "M6", "M12", "M19", "M24", "M29"}, kStubborn);
  const int without = Agreements(*scenario_);
  Keep({"M1", "M6", "M12", "M19", "M24", "M29"},
       With(kStubborn, {"mechanisms.M19.role=formulator"}));
  EXPECT_GT(Agreements(*scenario_), without);
  std::size_t passed = 0;
  for (std::uint64_t run = 0; run < 200; ++run) {
    Play(run);
    for (const TalkEvent& event : log().Of(TalkEventKind::kMediation)) {
      if (event.side >= 0) continue;
      ++passed;
      EXPECT_GE(event.a, 0);
      EXPECT_GE(event.b, 0);
    }
  }
  EXPECT_GT(passed, 0U);
}

TEST_F(SingleText, IsDraftedByTheMediatorAlone) {
  Keep({"M1", "M6", "M12", "M20", "M29"}, {"mechanisms.M20.single=true"});
  std::size_t drafts = 0;
  for (std::uint64_t run = 0; run < 20; ++run) {
    Play(run);
    drafts += log().Of(TalkEventKind::kMediation).size();
    EXPECT_TRUE(log().Of(TalkEventKind::kTextShown).empty());
    for (const TalkEvent& event : log().Of(TalkEventKind::kOffer)) EXPECT_NE(event.issue, kNoIssue);
  }
  EXPECT_GT(drafts, 0U);
}

TEST_F(SingleText, WithoutControlTheSecondReaderDistrustsIt) {
  Keep({"M1", "M6", "M12", "M20", "M22", "M29", "M32"},
       With(kNothingAgreed, {"mechanisms.M20.single=true", "mechanisms.M20.control=0",
                             "mechanisms.M20.suspicion=1.5"}));
  int first[kSides] = {0, 0};
  for (std::uint64_t run = 0; run < 60; ++run) {
    Play(run);
    const auto shown = log().Of(TalkEventKind::kTextShown, 1);
    ASSERT_EQ(shown.size(), 1U);
    ++first[shown[0].side];
    EXPECT_TRUE(log().Of(TalkEventKind::kMediation).empty());
    for (const TalkEvent& hazard : log().Of(TalkEventKind::kHazard, 1)) {
      EXPECT_NEAR(hazard.e, hazard.side == shown[0].side ? 0 : 1.5, 1e-14);
    }
  }
  // Either side is as likely to be shown it first: within 4 standard deviations of 30.
  EXPECT_NEAR(first[0], 30, 16);
  EXPECT_NEAR(first[1], 30, 16);
}

// ---- M21

TEST_F(AdvanceTexts, PutEveryPositionOnTheTableFromTheStart) {
  Keep({"M21"}, {"mechanisms.M21.terms=advance"});
  const TalkState& state = Prepare();
  EXPECT_TRUE(state.written);
  EXPECT_NEAR(state.sides[0].beta, 1 / 1.3, 1e-14);
  EXPECT_NEAR(state.sides[0].belief_scale, 0.5, 1e-14);
}

// ---- M30

TEST_F(Spoilers, StrikeAtTheTrustOfTheOtherSide) {
  Keep({"M1", "M6", "M12", "M29", "M30"},
       {"mechanisms.M30.s=1", "mechanisms.M30.threshold=0", "talks.resume=1"});
  std::size_t struck = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    Play(run);
    for (const TalkEvent& event : log().Of(TalkEventKind::kSpoiler, 1)) {
      ++struck;
      EXPECT_NEAR(event.c, 0.5 * 4 * kStartTrust * (1 - kStartTrust) * 0.4, 1e-6);
      EXPECT_EQ(event.a, 1);
    }
  }
  EXPECT_GT(struck, 0U);
}

// Stedman: total spoilers answer to coercion (.4), greedy ones are fed by inducement (1.5).
TEST_F(Spoilers, AnswerToWhatFitsTheirType) {
  const auto chance = [&](const char* type, const char* response) {
    Keep({"M1", "M6", "M12", "M29", "M30"},
         {"mechanisms.M30.s=0.5", "mechanisms.M30.threshold=0", "talks.resume=1", type, response});
    for (std::uint64_t run = 0; run < 200; ++run) {
      Play(run);
      const auto struck = log().Of(TalkEventKind::kSpoiler);
      if (!struck.empty()) return struck[0].a;
    }
    return -1.0;
  };
  EXPECT_NEAR(chance("mechanisms.M30.type=total", "mechanisms.M30.response=coercion"), 0.2, 1e-14);
  EXPECT_NEAR(chance("mechanisms.M30.type=greedy", "mechanisms.M30.response=inducement"), 0.75,
              1e-14);
  EXPECT_NEAR(chance("mechanisms.M30.type=total", "mechanisms.M30.response=inducement"), 0.5,
              1e-14);
}

// ---- M31, M36 and M37

// c = 1 x .5: no deal worth .015 more; fear x .9; credibility x 1.25.
TEST_F(SideMeetings, MakeNoDealBetterAndThreatsAndDealsFirmer) {
  const Settings friends = {
      "mechanisms.M31.coordination={North: 1}", "mechanisms.M31.alignment=0.5",
      "mechanisms.M23.credibility={South: 0.4}", "mechanisms.M23.cost={South: 0.1}"};
  Keep({"M1", "M4", "M23", "M31"}, friends);
  Prepare();
  EXPECT_NEAR(Side(0).backing, 0.015, 1e-14);
  EXPECT_NEAR(Side(0).worth_of_end(), 0.1 - 0.015, 1e-14);
  EXPECT_NEAR(Side(0).fear, 0.45, 1e-14);
  EXPECT_EQ(Side(1).fear, 0.5);
  EXPECT_NEAR(Side(1).pressure, 0.4 * 1.25 * 0.1, 1e-14);
}

// A deal at once: both want an end badly. h0 .004: S(30) = exp(-.12), S(180) = exp(-.72).
const Settings kDealAtOnce = {"mechanisms.M1.cost={North: 0.9, South: 0.9}", "talks.clock=1"};

TEST_F(Durability, FollowsTheHazard) {
  Keep({"M1", "M6", "M12", "M29", "M36"}, kDealAtOnce);
  const TalkResult& bare = Play();
  ASSERT_NE(bare.deal_in, 0);
  EXPECT_NEAR(bare.survival_30, std::exp(-0.12), 1e-12);
  EXPECT_NEAR(bare.survival_180, std::exp(-0.72), 1e-12);
  Keep({"M1", "M6", "M12", "M29", "M36"},
       With(kDealAtOnce, {"mechanisms.M36.commission=dam >= D2"}));
  EXPECT_NEAR(Play().survival_180, std::exp(-0.72 * std::exp(-0.4)), 1e-12);
  Keep({"M1", "M6", "M12", "M29", "M36"},
       With(kDealAtOnce, {"mechanisms.M36.power_shift=dam >= D2"}));
  EXPECT_NEAR(Play().survival_180, std::exp(-0.72 * std::exp(0.5)), 1e-12);
}

TEST_F(Durability, PressedDealsFailSooner) {
  Keep({"M1", "M6", "M12", "M23", "M29", "M36"},
       With(kDealAtOnce,
            {"mechanisms.M23.credibility={North: 0.5}", "mechanisms.M23.cost={North: 0.2}"}));
  EXPECT_NEAR(Play().survival_180, std::exp(-0.72 * std::exp(0.2)), 1e-12);
}

TEST_F(Durability, WithoutADealNothingLasts) {
  Keep({"M22", "M29", "M36"}, kNothingAgreed);
  EXPECT_EQ(Play().survival_180, 0);
}

// The Crown asks for D2: refusing a package with it is remembered, rate .5 x publicity 1.
TEST(BlameTest, GrowsWithHowMuchARefusedPackagePleasesThoseWhoWatch) {
  Scenario scenario = SmallScenario({"mechanisms.M37.rate=0.5", "mechanisms.M37.publicity=1",
                                     "talks.resume=1", "mechanisms.M24.q=0.9"});
  Claim wish = scenario.claims.front();
  wish.id = "c1";
  wish.actor = "Crown";
  wish.targets = {"North", "South"};
  scenario.claims.push_back(wish);
  KeepMechanisms({"M1", "M6", "M12", "M24", "M29", "M37"}, &scenario);
  const CompiledPointer compiled = CompileScenario(scenario);
  Table table(*compiled);
  std::size_t blamed = 0;
  for (std::uint64_t run = 0; run < 40; ++run) {
    table.log().clear();
    table.Play(run);
    std::array<double, kSides> sum{};
    for (const TalkEvent& event : table.log().Of(TalkEventKind::kBlame)) {
      ++blamed;
      const auto side = static_cast<std::size_t>(event.side);
      EXPECT_GT(event.a, 0);
      sum[side] += 0.5 * event.a;
      EXPECT_NEAR(event.b, sum[side], 1e-12);
    }
    for (std::size_t s = 0; s < kSides; ++s) {
      EXPECT_NEAR(table.state().sides[s].worth_of_end(), table.state().sides[s].cost + sum[s],
                  1e-12);
    }
  }
  EXPECT_GT(blamed, 0U);
}

// A mechanism that is neutral does not read refusals, so nothing is kept for it.
TEST(RefusalsTest, AreKeptOnlyForAMechanismThatReadsThem) {
  const auto keeps = [](const Settings& settings) {
    return CompileScenario(SmallScenario(settings))->talks->keeps_refusals;
  };
  EXPECT_FALSE(keeps({}));
  EXPECT_TRUE(keeps({"mechanisms.M2.known=false"}));
  EXPECT_FALSE(keeps({"mechanisms.M2.known=false", "mechanisms.M2.enabled=false"}));
  EXPECT_TRUE(keeps({"mechanisms.M37.rate=0.5"}));
  EXPECT_FALSE(keeps({"mechanisms.M37.rate=0.5", "mechanisms.M37.publicity=0"}));
}

}  // namespace
}  // namespace dragoman::testing_support

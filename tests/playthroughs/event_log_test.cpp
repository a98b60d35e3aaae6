#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/report/transcript.h"
#include "engine/scenario/runner.h"
#include "tests/support/scenarios.h"

// Numbers of a transcript worked out again from the event log alone, with the formulas of the talks
// model written down a second time and nothing of the engine's own arithmetic. The parameters are
// those of scenarios/istanbul-2025-05-16.yaml.

namespace dragoman {
namespace {

using Kind = TalkEventKind;
constexpr double kTolerance = 1e-9;
constexpr std::uint64_t kSeed = 1;
// The committed playthroughs, and runs in which the capitals answer or a full agreement is reached.
constexpr std::uint64_t kRuns[] = {0, 3, 12, 26, 44, 54, 105, 352, 504, 4854};

const CompiledScenario& Istanbul(const std::string& tier) {
  static std::map<std::string, testing_support::CompiledPointer> compiled;
  auto& found = compiled[tier];
  if (found == nullptr) {
    ScenarioChoices choices;
    choices.tier = tier;
    found = testing_support::CompileScenario(testing_support::ReadScenario("istanbul-2025-05-16"),
                                             choices);
  }
  return *found;
}

std::vector<TalkEvent> LogOf(const CompiledScenario& scenario, std::uint64_t run) {
  Runner runner(scenario, kSeed);
  EventLog log;
  runner.Run(run, &log);
  return log.events();
}

/// What the log says about the state of the talks at each moment.
struct Ledger {
  double psi[2] = {};
  double om[2] = {};
  double cost[2] = {};
  double pressure[2] = {0, 0};
  double blame[2] = {0, 0};
  double p[2] = {};
  double trust[2] = {};
  bool insulted[2] = {};
  double slight[2] = {};
  Outcome standing;

  void Follow(const TalkEvent& event) {
    const int s = event.side;
    switch (event.kind) {
      case Kind::kDrawn:
        p[s] = event.a;
        om[s] = event.b;
        cost[s] = event.c;
        psi[s] = event.d;
        trust[s] = event.e;
        break;
      case Kind::kMeeting:
        insulted[0] = insulted[1] = false;
        break;
      case Kind::kInsult:
        insulted[1 - s] = true;
        break;
      case Kind::kDelegation:
        slight[s] = event.c;
        break;
      case Kind::kRenewed:
      case Kind::kSigned:
        for (OptionIndex o = 0; o < 64; ++o) {
          if (((event.options >> o) & 1U) != 0) standing[event.issue] = o;
        }
        break;
      case Kind::kTrust:
        trust[s] = event.b;
        break;
      case Kind::kBattle:
        p[s] = event.b;
        break;
      case Kind::kPressure:
        pressure[s] = event.a;
        break;
      case Kind::kBlame:
        blame[s] = event.b;
        break;
      case Kind::kThreatExecuted:
        p[s] = std::min(0.99, p[s] + 0.05);
        break;
      default:
        break;
    }
  }
};

/// Gains by the formula of the talks model, section 2, from a coding and a ledger, with public
/// demands (M11), friends (M31) and blame (M37).
class GainByHand {
 public:
  GainByHand(const CompiledScenario& scenario, std::uint64_t run)
      : scenario_(scenario), coding_(scenario.derivation.MakeCoding()) {
    const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
    scenario.derivation.DeriveSample(Random(kSeed, run / per_coding), &coding_);
  }

  double Gain(const Ledger& now, int side, const Outcome& offer) const {
    const TalksModel& talks = *scenario_.talks;
    const PartyPreference& me = Party(side);
    const bool ends = offer[talks.FindIssue("ceasefire")] >= 3;
    const bool ukraine = talks.side_ids[static_cast<std::size_t>(side)] == "UA";
    // Friends who half agree among themselves: aid .03, guarantee .2.
    const double friends = ukraine ? 0.5 : 0;
    double gain = ends ? now.cost[side] + now.pressure[side] + now.blame[side] - 0.03 * friends : 0;
    double exposure = 0;
    for (std::size_t i = 0; i < talks.traits.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      const bool changed = offer[issue] != now.standing[issue];
      if (!changed && !(ends && talks.traits[i].imposable)) continue;
      const double w = me.issues[i].floored_weight;
      const double u = Utility(now, side, issue, offer[issue]);
      gain += w * (u - NoDeal(now, side, issue));
      gain -= w * (ukraine ? 0.4 : 0.2) * 0.8 * Retreat(me.issues[i], issue, offer[issue]);
      if (talks.traits[i].core) {
        exposure += w * std::abs(At(issue, offer[issue]) - At(issue, now.standing[issue])) / 100;
      }
    }
    const double chi = (ukraine ? 0.6 : 0.5) * (1 - 0.2 * friends);
    const double m = 0.25 * offer[talks.FindIssue("monitoring")];
    return gain - chi * (1 - now.trust[side]) * (1 - 0.6 * m) * exposure;
  }

 private:
  const PartyPreference& Party(int side) const {
    return coding_
        .parties[dragoman::At(scenario_.talks->principals[static_cast<std::size_t>(side)])];
  }
  double At(IssueIndex issue, OptionIndex option) const {
    return coding_.positions[scenario_.space.flat(issue, option)];
  }

  /// How far, in shares of the axis and by firmness, an option stays short of what was asked.
  double Retreat(const IssuePreference& view, IssueIndex issue, OptionIndex option) const {
    if (!view.stated) return 0;
    const double asked = view.ideal - At(issue, scenario_.space.issue(issue).status_quo);
    const double missing = view.ideal - At(issue, option);
    if (std::abs(asked) >= 1 && asked * missing <= 0) return 0;
    return view.firmness * std::abs(missing) / 100;
  }

  double Utility(const Ledger& now, int side, IssueIndex issue, OptionIndex option) const {
    const PartyPreference& me = Party(side);
    const IssuePreference& view = me.issues[dragoman::At(issue)];
    const std::size_t flat = scenario_.space.flat(issue, option);
    if (!view.has_ideal) return 0.5;
    double ideal = view.ideal;
    if (view.firmness > 0) {
      const double sq = At(issue, scenario_.space.issue(issue).status_quo);
      ideal += now.psi[side] * (1 - view.firmness) * (sq - ideal);
    }
    double furthest = 0;
    for (std::size_t o = 0; o < scenario_.space.issue(issue).num_options(); ++o) {
      furthest = std::max(furthest, std::abs(At(issue, static_cast<OptionIndex>(o)) - ideal));
    }
    const double distance = std::abs(At(issue, option) - ideal) / furthest;
    return (1 - std::pow(distance, me.rho)) * me.kept[flat];
  }

  double NoDeal(const Ledger& now, int side, IssueIndex issue) const {
    const double here = Utility(now, side, issue, now.standing[issue]);
    if (!scenario_.talks->traits[dragoman::At(issue)].imposable) return here;
    const PartyPreference& rival = Party(1 - side);
    double best = 0;
    double rivals_highest = -1;
    OptionIndex imposed = now.standing[issue];
    for (std::size_t o = 0; o < scenario_.space.issue(issue).num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      best = std::max(best, Utility(now, side, issue, option));
      const double theirs = rival.utility[scenario_.space.flat(issue, option)];
      if (rival.issues[dragoman::At(issue)].has_ideal && theirs > rivals_highest) {
        rivals_highest = theirs;
        imposed = option;
      }
    }
    const double lottery =
        now.p[side] * best + (1 - now.p[side]) * Utility(now, side, issue, imposed);
    return (1 - now.om[side]) * here + now.om[side] * lottery;
  }

  const CompiledScenario& scenario_;
  Coding coding_;
};

class EveryLoggedRun : public testing::TestWithParam<std::tuple<std::string, std::uint64_t>> {
 protected:
  const CompiledScenario& scenario() const { return Istanbul(std::get<0>(GetParam())); }
  std::uint64_t run() const { return std::get<1>(GetParam()); }
  std::vector<TalkEvent> log() const { return LogOf(scenario(), run()); }
  Ledger start() const {
    Ledger ledger;
    ledger.standing = scenario().space.StatusQuo();
    return ledger;
  }
};

TEST_P(EveryLoggedRun, ChancesOfLeavingFollowFromInsultSlightHopeAndPatience) {
  Ledger now = start();
  int tests = 0;
  for (const TalkEvent& event : log()) {
    now.Follow(event);
    if (event.kind != Kind::kHazard) continue;
    const int s = event.side;
    const double logit =
        -2 + (now.insulted[s] ? 1 : 0) + now.slight[s] + event.b - 1 * 0.6 + event.e;
    EXPECT_NEAR(event.a, (1 - event.d) / (1 + std::exp(-logit)), kTolerance);
    ++tests;
  }
  // Runs that the capitals settle before the second meeting have one meeting's pair.
  EXPECT_GE(tests, 2);
}

TEST_P(EveryLoggedRun, AWalkOutIsADrawBelowTheChance) {
  const std::vector<TalkEvent> events = log();
  for (std::size_t k = 0; k < events.size(); ++k) {
    if (events[k].kind != Kind::kHazard) continue;
    const bool left = events[k + 1].kind == Kind::kWalkOut;
    EXPECT_EQ(left, events[k].c < events[k].a);
  }
}

TEST_P(EveryLoggedRun, AspirationsFallWithTheClockOfTheSitting) {
  double best[2] = {};
  double beta[2] = {};
  double kept[2] = {};
  bool package = false;
  int tests = 0;
  for (const TalkEvent& event : log()) {
    const int s = event.side;
    if (event.kind == Kind::kSitting) package = event.issue == kNoIssue;
    if (event.kind == Kind::kSeat) {
      best[s] = event.a;
      beta[s] = event.b;
      kept[s] = event.c;
    }
    if (event.kind != Kind::kOffer && event.kind != Kind::kSilence) continue;
    const double share = event.tick / 6.0;
    const double t = package ? (event.meeting - 1 + share) / 3.0 : share;
    const double expected = best[s] * (1 - (1 - kept[s]) * std::pow(t, 1 / beta[s]));
    EXPECT_NEAR(event.kind == Kind::kOffer ? event.e : event.a, expected, kTolerance);
    // What the other side asked for is its own aspiration or its delegate's margin.
    if (event.kind == Kind::kOffer) {
      const double theirs = best[1 - s] * (1 - (1 - kept[1 - s]) * std::pow(t, 1 / beta[1 - s]));
      EXPECT_NEAR(event.c, std::max(theirs, event.d), kTolerance);
    }
    ++tests;
  }
  EXPECT_GT(tests, 20);
}

TEST_P(EveryLoggedRun, GainsOfEveryOfferFollowFromTheFormula) {
  const GainByHand by_hand(scenario(), run());
  Ledger now = start();
  int tests = 0;
  for (const TalkEvent& event : log()) {
    now.Follow(event);
    if (event.kind != Kind::kOffer) continue;
    EXPECT_NEAR(event.a, by_hand.Gain(now, event.side, event.offer), kTolerance);
    EXPECT_NEAR(event.b, by_hand.Gain(now, 1 - event.side, event.offer), kTolerance);
    ++tests;
  }
  EXPECT_GT(tests, 10);
}

TEST_P(EveryLoggedRun, RefusalsFollowFromTheNumbersGiven) {
  for (const TalkEvent& event : log()) {
    if (event.kind != Kind::kOffer) continue;
    switch (event.refusal) {
      case Refusal::kNone:
        EXPECT_GE(event.b, event.c);
        break;
      case Refusal::kBelowNoDeal:
        EXPECT_LT(event.b, 0);
        break;
      case Refusal::kDelegate:
        EXPECT_LT(event.b, event.d);
        break;
      case Refusal::kAspiration:
        EXPECT_GE(event.b, event.d);
        EXPECT_LT(event.b, event.c);
        break;
      default:
        break;
    }
  }
}

TEST_P(EveryLoggedRun, TrustFallsByInsultsAndGrowsBySignedSteps) {
  Ledger now = start();
  int tests = 0;
  for (const TalkEvent& event : log()) {
    if (event.kind == Kind::kTrust) {
      const int s = event.side;
      EXPECT_NEAR(event.a, now.trust[s], kTolerance);
      if (event.b < event.a) {
        EXPECT_TRUE(now.insulted[s]);
        EXPECT_NEAR(event.b, event.a * (1 - 0.2 * 0.2), kTolerance);
      } else {
        const double accord = event.a + 0.1 * 0.7 * (1 - event.a);
        const double spill_over = event.a + 0.03 * (1 - event.a);
        EXPECT_LT(std::min(std::abs(event.b - accord), std::abs(event.b - spill_over)), kTolerance);
      }
      ++tests;
    }
    now.Follow(event);
  }
  EXPECT_GE(tests, 2);
}

TEST_P(EveryLoggedRun, OneSidesBeliefInWinningRisesByWhatTheOthersFalls) {
  Ledger now = start();
  const std::vector<TalkEvent> events = log();
  for (std::size_t k = 0; k < events.size(); ++k) {
    const TalkEvent& event = events[k];
    if (event.kind == Kind::kBattle) {
      EXPECT_NEAR(event.a, now.p[event.side], kTolerance);
      const bool clamped = event.b < 0.0101 || event.b > 0.9899;
      if (event.side == 0 && !clamped && events[k + 1].b > 0.0101 && events[k + 1].b < 0.9899) {
        EXPECT_NEAR(event.b - event.a, -(events[k + 1].b - events[k + 1].a), kTolerance);
      }
    }
    now.Follow(event);
  }
}

TEST_P(EveryLoggedRun, WhatIsDrawnAgreesWithItsProbability) {
  for (const TalkEvent& event : log()) {
    if (event.kind != Kind::kRedLine) continue;
    EXPECT_LT(event.b, event.a);
    EXPECT_LE(event.a, 0.98);
  }
}

INSTANTIATE_TEST_SUITE_P(Istanbul, EveryLoggedRun,
                         testing::Combine(testing::Values("A", "A+B"), testing::ValuesIn(kRuns)),
                         [](const auto& test) {
                           const std::string tier = std::get<0>(test.param) == "A" ? "A" : "AB";
                           return "Tier" + tier + "Run" + std::to_string(std::get<1>(test.param));
                         });

}  // namespace
}  // namespace dragoman

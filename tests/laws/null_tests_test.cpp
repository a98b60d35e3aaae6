// The null tests of the what-if questions, and their relatives. N1 lies in labels_test.cpp.

#include <algorithm>
#include <map>

#include "tests/laws/every_scenario.h"
#include "tests/support/label_swap.h"

namespace dragoman::testing_support {
namespace {

constexpr std::size_t kRuns = 600;

class NullTests : public EveryScenario {
 protected:
  std::vector<PlayedRun> Run(const Scenario& scenario, std::uint64_t seed = 21) const {
    return RunMany(*Compiled(scenario), seed, kRuns);
  }
  /// "path.PRINCIPAL=value" for both principals.
  static Settings ForBoth(const Scenario& scenario, const std::string& path,
                          const std::string& value) {
    const auto [a, b] = PrincipalIds(scenario);
    return {path + "." + a + "=" + value, path + "." + b + "=" + value};
  }
};

// N3. A certain veto of every option that ends the conflict, by either principal alone.
TEST_P(NullTests, RedLinesOverEveryEndLeaveNoEnd) {
  const Scenario base = Read(Settings{"derivation.force_noise=0", "derivation.force_noise_doubt=0",
                                      "mechanisms.M8.scale=1.5"});
  const CompiledPointer compiled = Compiled(base);
  ASSERT_TRUE(compiled->talks->ends_conflict.IsAnyOfAtoms());
  const auto [first, second] = PrincipalIds(base);
  for (const std::string& owner : {first, second}) {
    Scenario scenario = base;
    scenario.goldstein.emplace_back("veto", -7.0);
    for (const IssueIndex index : compiled->talks->ends_conflict.issues()) {
      const Issue& issue = compiled->space.issue(index);
      const OptionSet ends = compiled->talks->ends_conflict.OptionsOf(index);
      for (std::size_t o = 0; o < issue.num_options(); ++o) {
        if (!Contains(ends, static_cast<OptionIndex>(o))) continue;
        // e = 1 x 1 x 1.25, capped at .98; v < 1.5 x .98 always.
        Claim claim;
        claim.id = "veto-" + issue.options[o].id;
        claim.tier = scenario.claims.front().tier;
        claim.source = "test";
        claim.known_by = scenario.asof;
        claim.actor = owner;
        claim.targets = {owner == first ? second : first};
        claim.act = Act::kReject;
        claim.cameo = "veto";
        claim.issue = issue.id;
        claim.rejects = issue.options[o].id;
        claim.m = 1.25;
        scenario.claims.push_back(claim);
      }
    }
    const auto records = Run(scenario);
    EXPECT_EQ(ShareOf(records, Flag::kCeasefireFull), 0) << owner;
    EXPECT_EQ(ShareOf(records, [](const PlayedRun& r) { return r.result.deal_in != 0; }), 0);
  }
}

// N7. Heads of state at the table are no agents: M26 at rank 1 is M26 off.
TEST_P(NullTests, HeadsOfStateNegotiateLikeNoDelegatesAtAll) {
  const Scenario base = Read();
  const Scenario heads = Read(ForBoth(base, "mechanisms.M26.rank", "1"));
  const Scenario off = Read(Settings{"mechanisms.M26.enabled=false"});
  EXPECT_EQ(FirstDifference(*Compiled(heads), Run(heads), *Compiled(off), Run(off)), "");
  EXPECT_NE(FirstDifference(*Compiled(base), Run(base), *Compiled(off), Run(off)), "");
}

// N8. Two insincere sides may talk and sign what is cheap; they end nothing.
TEST_P(NullTests, TwoInsincereSidesEndNothing) {
  const Scenario insincere = Read(ForBoth(Read(), "mechanisms.M22.exploit", "1"));
  const CompiledPointer compiled = Compiled(insincere);
  const auto records = Run(insincere);
  EXPECT_EQ(ShareOf(records, Flag::kCeasefireFull), 0);
  EXPECT_EQ(ShareOf(records, Flag::kCeasefirePartial), 0);
  EXPECT_EQ(ShareOf(records, Flag::kSummitAgreed), 0);
  EXPECT_GT(ShareOf(records, Flag::kNextRound), 0.5);
  EXPECT_GT(ShareOf(records, Flag::kPrisonerExchange), 0.5);
  for (const PlayedRun& record : records) {
    for (std::size_t i = 0; i < compiled->talks->traits.size(); ++i) {
      const OptionIndex signed_option =
          record.result.final_standing[IssueIndex{static_cast<int>(i)}];
      ASSERT_TRUE(Contains(compiled->talks->traits[i].cheap, signed_option));
    }
  }
}

// N9. No hurry and endless patience: the process goes on. It can end only because no further
// meeting was agreed.
TEST_P(NullTests, WithoutHurryAndWithPatienceTheProcessGoesOn) {
  const Scenario endless = Read(Settings{"talks.clock=10000", "mechanisms.M32.base=-10",
                                         "mechanisms.M32.insult=0", "mechanisms.M32.gap=0"});
  const auto records = Run(endless);
  EXPECT_LT(ShareOf(records, Flag::kWalkout), 0.02);
  EXPECT_EQ(ShareOf(records, [](const PlayedRun& r) { return r.last.headline <= 1; }), 0);
  EXPECT_GT(ShareOf(records, Flag::kNextRound), 0.95);

  const Scenario resuming =
      Read(Settings{"talks.clock=10000", "mechanisms.M32.enabled=false", "talks.resume=1"});
  EXPECT_EQ(ShareOf(Run(resuming), Flag::kWalkout), 0);
}

// The spill-over changes trust after the step was signed, never the step.
TEST_P(NullTests, NoSpillOverLeavesTheConfidenceBuildingStepUnchanged) {
  const Scenario without = Read(Settings{"mechanisms.M17.sigma=0"});
  const Scenario strong = Read(Settings{"mechanisms.M17.sigma=0.3"});
  const auto none = Run(without);
  const auto much = Run(strong);
  std::size_t moved = 0;
  for (std::size_t i = 0; i < kRuns; ++i) {
    // N4: exact in the first meeting; later as long as the same meetings are held.
    ASSERT_EQ(none[i].result.after[0], much[i].result.after[0]) << i;
    ASSERT_EQ(none[i].first, much[i].first) << i;
    const bool same_meetings = none[i].result.meetings == much[i].result.meetings &&
                               none[i].result.ended_in == much[i].result.ended_in;
    if (same_meetings) {
      EXPECT_EQ(none[i].last.has(Flag::kPrisonerExchange),
                much[i].last.has(Flag::kPrisonerExchange))
          << i;
    }
    if (none[i].result.trust_end != much[i].result.trust_end) ++moved;
  }
  EXPECT_GT(moved, kRuns / 4);
}

TEST_P(NullTests, ASpillOverOfZeroIsTheMechanismSwitchedOff) {
  const Scenario zero = Read(Settings{"mechanisms.M17.sigma=0"});
  const Scenario off = Read(Settings{"mechanisms.M17.enabled=false"});
  EXPECT_EQ(FirstDifference(*Compiled(zero), Run(zero), *Compiled(off), Run(off)), "");
}

/// A mechanism whose parameters are at their neutral values is that mechanism off.
struct Neutral {
  std::string mechanism;
  Settings settings;
};

TEST_P(NullTests, NeutralParametersAreTheMechanismSwitchedOff) {
  const Scenario base = Read();
  const auto [a, b] = PrincipalIds(base);
  const auto both = [&](const std::string& path, const std::string& value) {
    return ForBoth(base, path, value);
  };
  Settings no_outside = both("mechanisms.M1.cost", "0");
  no_outside.push_back("mechanisms.M1.lottery_share=0");
  for (std::string& even : both("mechanisms.M1.p", "0.5")) no_outside.push_back(std::move(even));
  const Neutral neutrals[] = {
      {"M1", no_outside},
      {"M2", {"mechanisms.M2.known=true", "mechanisms.M2.learning=0"}},
      {"M3", {"mechanisms.M3.psi=0", "mechanisms.M3.belief_noise=0"}},
      {"M4", both("mechanisms.M4.chi", "0")},
      {"M5", {"mechanisms.M5.sacred=[]"}},
      {"M6", {"mechanisms.M6.share=0"}},
      {"M7", {"mechanisms.M7.payments=[]"}},
      {"M8", {"mechanisms.M8.scale=0"}},
      {"M10", both("mechanisms.M10.vetoes", "0")},
      {"M11", {"mechanisms.M11.publicity=0"}},
      {"M12", both("mechanisms.M12.beta", "1")},
      {"M13", both("mechanisms.M13.response", "0")},
      {"M14", {"mechanisms.M14.step=0"}},
      {"M15", {"mechanisms.M15.gain=0", "mechanisms.M15.loss=0"}},
      {"M16", {"mechanisms.M16.rate=0"}},
      {"M18", {"mechanisms.M18.strength=0"}},
      {"M19", {"mechanisms.M19.communication=0"}},
      {"M20", {"mechanisms.M20.single=false"}},
      {"M21", {"mechanisms.M21.noise=1", "mechanisms.M21.stiffening=1"}},
      {"M22", both("mechanisms.M22.exploit", "0")},
      {"M23", both("mechanisms.M23.credibility", "0")},
      {"M24", {"mechanisms.M24.q=0"}},
      {"M25", {"mechanisms.M25.sd=0"}},
      {"M27", {"mechanisms.M27.attend=none"}},
      {"M28", {"mechanisms.M28.meetings=0"}},
      {"M29", {"mechanisms.M29.mode=package"}},
      {"M30", {"mechanisms.M30.s=0"}},
      {"M31", both("mechanisms.M31.coordination", "0")},
      {"M33", {"mechanisms.M33.capability=0"}},
      {"M34", {"mechanisms.M34.attempts=4"}},
      {"M35", {"mechanisms.M35.aversion=1"}},
      {"M37", {"mechanisms.M37.rate=0"}},
      {"M38", {"mechanisms.M38.coherence=1"}},
  };
  for (const Neutral& neutral : neutrals) {
    Settings settings = neutral.settings;
    settings.emplace_back("talks.talks_per_coding=5");
    const CompiledPointer zero = Compiled(settings);
    const CompiledPointer off = Compiled(
        Settings{"mechanisms." + neutral.mechanism + ".enabled=false", "talks.talks_per_coding=5"});
    EXPECT_EQ(
        FirstDifference(*zero, RunMany(*zero, 6, Sample(150)), *off, RunMany(*off, 6, Sample(150))),
        "")
        << neutral.mechanism;
  }
  // M9: a precondition with a probability of its own ignores pi, so each is set.
  Scenario unbound = base;
  for (PreconditionSpec& precondition : unbound.preconditions) precondition.probability = 0;
  const Scenario off = Read(Settings{"mechanisms.M9.enabled=false"});
  EXPECT_EQ(FirstDifference(*Compiled(unbound), RunMany(*Compiled(unbound), 6, Sample(300)),
                            *Compiled(off), RunMany(*Compiled(off), 6, Sample(300))),
            "");
}

// Some mechanisms are about what did not happen in a scenario: a summit, a deadline, a threat.
TEST_P(NullTests, EveryMechanismChangesSomething) {
  constexpr std::size_t kFewRuns = 350;
  const Settings many_codings = {"talks.talks_per_coding=5"};
  const Scenario quiet = Read(many_codings);
  Settings threat = ForBoth(quiet, "mechanisms.M23.credibility", "0.8");
  for (std::string& setting : ForBoth(quiet, "mechanisms.M23.cost", "0.3")) {
    threat.push_back(std::move(setting));
  }
  const auto [a, b] = PrincipalIds(quiet);
  const std::string& ends = quiet.roles.ends_conflict.text;
  const CompiledPointer compiled = Compiled(quiet);
  const std::string& end_issue =
      compiled->space.issue(compiled->talks->ends_conflict.issues().front()).id;
  const std::map<std::string, Settings> stirred = {
      {"M2", {"mechanisms.M2.known=false", "mechanisms.M2.learning=0.5"}},
      {"M5",
       {"mechanisms.M5.sacred=[{party: " + a + ", issue: " + end_issue + "}]",
        "mechanisms.M7.payments=[{from: " + b + ", to: " + a + ", when: " + ends +
            ", worth: 0.2}]"}},
      {"M7",
       {"mechanisms.M7.payments=[{from: " + b + ", to: " + a + ", when: " + ends +
        ", worth: 0.2}]"}},
      {"M11", ForBoth(quiet, "mechanisms.M11.alpha", "1")},
      {"M13", ForBoth(quiet, "mechanisms.M13.response", "0.6")},
      {"M14", {"mechanisms.M14.initiator=" + a}},
      {"M18", {"mechanisms.M18.strength=1"}},
      {"M20", {"mechanisms.M20.single=true"}},
      {"M30", {"mechanisms.M30.s=1", "mechanisms.M30.threshold=0"}},
      {"M31", ForBoth(quiet, "mechanisms.M31.coordination", "1")},
      {"M37", {"mechanisms.M37.rate=0.5"}},
      {"M10", ForBoth(quiet, "mechanisms.M10.vetoes", "1")},
      {"M23", threat},
      {"M27", {"mechanisms.M27.attend=both"}},
      {"M28", {"mechanisms.M28.meetings=2", "mechanisms.M28.hardness=0.7"}},
      {"M34", {"mechanisms.M34.attempts=10"}},
      {"M35", {"mechanisms.M35.aversion=2"}},
      {"M38", threat},
  };
  const CompiledPointer plain = Compiled(many_codings);
  const auto unstirred = RunMany(*plain, 6, kFewRuns);
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    Settings settings = many_codings;
    const auto extra = stirred.find(std::string(entry->info.id));
    if (extra != stirred.end()) {
      settings.insert(settings.end(), extra->second.begin(), extra->second.end());
    }
    const CompiledPointer base = Compiled(settings);
    const auto expected = extra == stirred.end() ? unstirred : RunMany(*base, 6, kFewRuns);
    Scenario scenario = Read(settings);
    ASSERT_TRUE(scenario.mechanisms.Enable(entry->info.id, false));
    const CompiledPointer without = Compiled(scenario);
    EXPECT_NE(FirstDifference(*base, expected, *without, RunMany(*without, 6, kFewRuns)), "")
        << entry->info.id;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, NullTests, testing::ValuesIn(EveryScenarioAndTier()), CaseName);

}  // namespace
}  // namespace dragoman::testing_support

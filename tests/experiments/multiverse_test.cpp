// Which conclusions survive other choices: plan, effects by hand, and the same result on any number
// of threads.

#include "engine/experiments/multiverse.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::SmallScenario;

MultiversePlan TwoByThree() {
  MultiversePlan plan;
  plan.choices = {
      {.aspect = MultiverseAspect::kRho, .levels = {"derived", "1"}},
      {.aspect = MultiverseAspect::kJitter, .levels = {"0", "5", "10"}, .reference = 1}};
  return plan;
}

TEST(MultiversePlan, NumbersUniversesWithTheLastChoiceFastest) {
  const MultiversePlan plan = TwoByThree();
  EXPECT_EQ(plan.num_universes(), 6U);
  EXPECT_EQ(plan.LevelsOf(0), (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(plan.LevelsOf(2), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(plan.LevelsOf(3), (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(plan.reference(), 1U);
  for (std::size_t u = 0; u < 6; ++u) EXPECT_EQ(plan.UniverseOf(plan.LevelsOf(u)), u);
}

// Values       jitter 0    5   10   mean
// rho derived        .1   .2   .3   .2
// rho 1              .3   .4   .8   .5
// mean               .2   .3   .55  .35
// rho: range .3, sum of squares 3 (.15^2 + .15^2) = .135. Jitter: range .35, sum of squares
// 2 (.15^2 + .05^2 + .2^2) = .13. In all .0625 + .0225 + .0025 + .0025 + .0025 + .2025 = .295; the
// .03 left is interaction.
TEST(MainEffects, AreRangesOfMeansAndFirstOrderSharesOfTheVariance) {
  const auto effects = MainEffects(TwoByThree(), {0.1, 0.2, 0.3, 0.3, 0.4, 0.8});
  ASSERT_EQ(effects.size(), 2U);
  EXPECT_NEAR(effects[0].range, 0.3, 1e-12);
  EXPECT_NEAR(effects[0].share, 0.135 / 0.295, 1e-12);
  EXPECT_NEAR(effects[1].range, 0.35, 1e-12);
  EXPECT_NEAR(effects[1].share, 0.13 / 0.295, 1e-12);
}

TEST(MainEffects, OfAdditiveValuesShareAllTheVariance) {
  const auto effects = MainEffects(TwoByThree(), {0.1, 0.2, 0.4, 0.5, 0.6, 0.8});
  EXPECT_NEAR(effects[0].range, 0.4, 1e-12);
  EXPECT_NEAR(effects[1].range, 0.3, 1e-12);
  EXPECT_NEAR(effects[0].share + effects[1].share, 1, 1e-12);
}

MultiverseRuns Counts(const std::vector<std::uint64_t>& sixes) {
  MultiverseRuns runs;
  for (const std::uint64_t count : sixes) {
    VerdictCounts universe;
    universe.runs = 10;
    universe.headlines[6] = count;
    universe.headlines[4] = 9 - count;
    universe.headlines[5] = 1;
    universe.flags[static_cast<std::size_t>(Flag::kWalkout)] = 7;
    runs.universes.push_back(universe);
  }
  return runs;
}

// The means of the table above are those of these counts out of ten.
TEST(SpreadOf, FindsEndsReferenceAndTheChoiceThatMovesMost) {
  const MultiverseRuns runs = Counts({1, 2, 3, 3, 4, 8});
  const OutcomeSpread full = SpreadOf(TwoByThree(), runs, kMultiverseFull);
  EXPECT_DOUBLE_EQ(full.reference, 0.2);
  EXPECT_DOUBLE_EQ(full.min, 0.1);
  EXPECT_DOUBLE_EQ(full.max, 0.8);
  EXPECT_EQ(full.lowest, 0U);
  EXPECT_EQ(full.highest, 5U);
  EXPECT_EQ(full.most_influential, 1);
  EXPECT_DOUBLE_EQ(SpreadOf(TwoByThree(), runs, kMultiverseSome).min, 0.2);  // one five more
  EXPECT_DOUBLE_EQ(SpreadOf(TwoByThree(), runs, 6).max, 0.8);
}

TEST(SpreadOf, WhatNothingMovesHasNoMostInfluentialChoice) {
  const MultiverseRuns runs = Counts({1, 2, 3, 3, 4, 8});
  const std::size_t walkout = kMultiverseFlag + static_cast<std::size_t>(Flag::kWalkout);
  const OutcomeSpread spread = SpreadOf(TwoByThree(), runs, walkout);
  EXPECT_DOUBLE_EQ(spread.min, 0.7);
  EXPECT_EQ(spread.min, spread.max);
  EXPECT_EQ(spread.most_influential, -1);
  EXPECT_EQ(spread.effects[0].range, 0);
  EXPECT_EQ(spread.effects[1].share, 0);
}

TEST(LikeliestHeadlines, AreTheModesAndTheLowestOfEqualOnes) {
  EXPECT_EQ(LikeliestHeadlines(Counts({1, 4, 5, 8, 3, 0})),
            (std::vector<std::size_t>{4, 4, 6, 6, 4, 4}));
  VerdictCounts tie;
  tie.runs = 2;
  tie.headlines[3] = tie.headlines[5] = 1;
  EXPECT_EQ(LikeliestHeadlines({.universes = {tie}}), (std::vector<std::size_t>{3}));
}

std::vector<std::string> LevelsIn(const MultiversePlan& plan, std::string_view name) {
  for (const MultiverseChoice& choice : plan.choices) {
    if (choice.name() == name) return choice.levels;
  }
  return {};
}

TEST(PlanMultiverse, TakesEveryChoiceTheScenarioLeavesOpen) {
  const CompiledPointer towns = CompileScenario(ReadScenario("two-towns"));
  const MultiversePlan plan = PlanMultiverse(*towns, {});
  EXPECT_EQ(plan.num_universes(), 72U);
  EXPECT_EQ(LevelsIn(plan, "weights"), (std::vector<std::string>{"centroid", "equal", "rank_sum"}));
  EXPECT_EQ(LevelsIn(plan, "rho"), (std::vector<std::string>{"derived", "1"}));
  EXPECT_EQ(LevelsIn(plan, "jitter"), (std::vector<std::string>{"0", "5", "10"}));
  EXPECT_EQ(LevelsIn(plan, "tier"), (std::vector<std::string>{"minutes", "all"}));
  EXPECT_EQ(LevelsIn(plan, "red_lines"), (std::vector<std::string>{"on", "off"}));
}

TEST(PlanMultiverse, LeavesOutWhatIsNoChoice) {
  Scenario one_tier = SmallScenario();
  one_tier.tiers.resize(1);
  std::erase_if(one_tier.claims, [](const Claim& claim) { return claim.tier != "a"; });
  MultiversePlan plan = PlanMultiverse(*CompileScenario(one_tier), {});
  EXPECT_EQ(plan.num_universes(), 36U);
  EXPECT_TRUE(LevelsIn(plan, "tier").empty());
  EXPECT_FALSE(LevelsIn(plan, "red_lines").empty());

  ScenarioChoices without;
  without.without = {"M8"};
  plan = PlanMultiverse(*CompileScenario(one_tier, without), without);
  EXPECT_EQ(plan.num_universes(), 18U);
  EXPECT_TRUE(LevelsIn(plan, "red_lines").empty());

  // Nobody rejects anything: no claim does, and no demand goes unanswered.
  Scenario mild = SmallScenario();
  std::erase_if(mild.claims, [](const Claim& claim) { return claim.act == Act::kReject; });
  for (Claim& claim : mild.claims) {
    if (claim.act == Act::kDemand) claim.act = Act::kSignal;
  }
  EXPECT_TRUE(LevelsIn(PlanMultiverse(*CompileScenario(mild), {}), "red_lines").empty());
}

TEST(PlanMultiverse, AddsTheFilesOwnValuesAsTheReference) {
  const CompiledPointer small = CompileScenario(
      SmallScenario({"derivation.jitter=7.5", "derivation.rho=1.5", "derivation.weighting=equal"}));
  const MultiversePlan plan = PlanMultiverse(*small, {});
  EXPECT_EQ(LevelsIn(plan, "jitter"), (std::vector<std::string>{"0", "5", "7.5", "10"}));
  EXPECT_EQ(LevelsIn(plan, "rho"), (std::vector<std::string>{"derived", "1", "1.5"}));
  EXPECT_EQ(plan.LevelsOf(plan.reference())[0], 1U);
  EXPECT_EQ(plan.LevelsOf(plan.reference())[1], 2U);
  EXPECT_EQ(plan.LevelsOf(plan.reference())[2], 2U);
}

TEST(CompileUniverses, SetsEveryLevel) {
  const Scenario towns = ReadScenario("two-towns");
  const MultiversePlan plan = PlanMultiverse(*CompileScenario(towns), {});
  const auto universes = CompileUniverses(plan, towns, {});
  ASSERT_TRUE(universes.ok());
  ASSERT_EQ(universes->size(), 72U);
  const CompiledScenario& last = *(*universes)[71];
  EXPECT_EQ(last.source.derivation.weighting, Weighting::kRankSum);
  EXPECT_EQ(last.source.derivation.rho, 1);
  EXPECT_EQ(last.source.derivation.jitter, 10);
  EXPECT_EQ(last.tier, "all");
  const auto items = last.source.mechanisms.items();
  EXPECT_TRUE(std::any_of(items.begin(), items.end(), [](const MechanismSetting& item) {
    return item.entry->info.id == "M8" && !item.enabled;
  }));
  const CompiledScenario& reference = *(*universes)[plan.reference()];
  EXPECT_EQ(reference.source.derivation.weighting, Weighting::kCentroid);
  EXPECT_FALSE(reference.source.derivation.rho.has_value());
  EXPECT_EQ(reference.tier, towns.tier);
}

class MultiverseRunsTest : public testing::Test {
 protected:
  MultiverseRunsTest()
      : towns_(ReadScenario("two-towns", {"talks.talks_per_coding=10"})),
        plan_(PlanMultiverse(*CompileScenario(towns_), {})),
        universes_(CompileUniverses(plan_, towns_, {})) {
    options_.seed = 5;
    options_.runs = 45;  // the last coding is cut short
  }

  Scenario towns_;
  MultiversePlan plan_;
  Checked<std::vector<std::unique_ptr<const CompiledScenario>>> universes_;
  BatchOptions options_;
};

TEST_F(MultiverseRunsTest, ThreadsChangeNothing) {
  SerialExecutor serial;
  ThreadExecutor three(3);
  const MultiverseRuns one = RunMultiverse(*universes_, options_, &serial);
  const MultiverseRuns other = RunMultiverse(*universes_, options_, &three);
  EXPECT_TRUE(one.complete && other.complete);
  for (std::size_t u = 0; u < plan_.num_universes(); ++u) {
    EXPECT_EQ(one.universes[u].runs, 45U);
    EXPECT_EQ(one.universes[u].headlines, other.universes[u].headlines);
    EXPECT_EQ(one.universes[u].flags, other.universes[u].flags);
  }
}

TEST_F(MultiverseRunsTest, TheReferenceIsTheBatchOfTheFile) {
  SerialExecutor serial;
  const MultiverseRuns runs = RunMultiverse(*universes_, options_, &serial);
  const BatchSummary batch = RunBatch(*CompileScenario(towns_), options_, &serial);
  const VerdictCounts& reference = runs.universes[plan_.reference()];
  for (std::size_t k = 0; k < kNumHeadlines; ++k) {
    EXPECT_DOUBLE_EQ(ProbabilityOf(reference, k), batch.at_horizon.headline[k].p) << k;
  }
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    EXPECT_DOUBLE_EQ(ProbabilityOf(reference, kMultiverseFlag + f), batch.at_horizon.flags[f].p);
  }
}

TEST_F(MultiverseRunsTest, ACancelledOneIsIncomplete) {
  CancelToken cancel;
  cancel.Cancel();
  SerialExecutor serial;
  EXPECT_FALSE(RunMultiverse(*universes_, options_, &serial, &cancel).complete);
}

}  // namespace
}  // namespace dragoman

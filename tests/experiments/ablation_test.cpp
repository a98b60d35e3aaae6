#include "engine/experiments/ablation.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::Sample;

TEST(Ablation, GivesTheSharesOfTheBatchWithTheMechanismOff) {
  const Scenario source = ReadScenario("two-towns");
  const auto scenario = CompileScenario(source);
  BatchOptions options;
  options.runs = Sample(350);
  options.seed = 11;
  options.blockers = false;
  SerialExecutor serial;
  const Ablation ablation = RunAblation(*scenario, options, &serial);
  const BatchSummary base = RunBatch(*scenario, options, &serial);
  EXPECT_EQ(ablation.rows.size(), RegisteredMechanisms().size());
  for (const AblationRow& row : ablation.rows) {
    ScenarioChoices choices;
    choices.without = {row.mechanism};
    const BatchSummary off = RunBatch(*CompileScenario(source, choices), options, &serial);
    for (std::size_t f = 0; f < kNumFlags; ++f) {
      EXPECT_DOUBLE_EQ(ablation.flags[f], base.at_horizon.flags[f].p);
      EXPECT_DOUBLE_EQ(row.flags[f].p, off.at_horizon.flags[f].p) << row.mechanism;
      EXPECT_NEAR(row.flags[f].difference, row.flags[f].p - ablation.flags[f], 1e-12);
    }
    for (std::size_t h = 0; h < kNumHeadlines; ++h) {
      EXPECT_DOUBLE_EQ(row.headline[h].p, off.at_horizon.headline[h].p) << row.mechanism;
    }
  }
}

TEST(Ablation, TheNumberOfThreadsChangesNothing) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  BatchOptions options;
  options.runs = Sample(450);
  SerialExecutor serial;
  const Ablation one = RunAblation(*scenario, options, &serial);
  ThreadExecutor threads(3);
  const Ablation three = RunAblation(*scenario, options, &threads);
  ASSERT_EQ(one.rows.size(), three.rows.size());
  for (std::size_t k = 0; k < one.rows.size(); ++k) {
    for (std::size_t f = 0; f < kNumFlags; ++f) {
      EXPECT_EQ(one.rows[k].flags[f].p, three.rows[k].flags[f].p);
      EXPECT_EQ(one.rows[k].flags[f].se, three.rows[k].flags[f].se);
    }
  }
}

// Given the codings, the error is sqrt(w / N), w the mean over codings of the variance of the
// paired difference within the coding.
TEST(Ablation, ErrorIsThatOfPairedRunsWithinCodings) {
  const Scenario source = ReadScenario("two-towns");
  const auto scenario = CompileScenario(source);
  ScenarioChoices choices;
  choices.without = {"M22"};
  const auto variant = CompileScenario(source, choices);
  BatchOptions options;
  options.runs = 300;
  SerialExecutor serial;
  const Ablation ablation = RunAblation(*scenario, options, &serial);
  Runner with(*scenario, options.seed);
  Runner without(*variant, options.seed);
  double variances = 0;
  for (int coding = 0; coding < 3; ++coding) {
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < 100; ++k) {
      const std::uint64_t run =
          100 * static_cast<std::uint64_t>(coding) + static_cast<std::uint64_t>(k);
      const double d = (without.Run(run).end.has(Flag::kCeasefireFull) ? 1 : 0) -
                       (with.Run(run).end.has(Flag::kCeasefireFull) ? 1 : 0);
      sum += d;
      squares += d * d;
    }
    variances += (squares - sum * sum / 100) / 99;
  }
  for (const AblationRow& row : ablation.rows) {
    if (row.mechanism != "M22") continue;
    const AblationShare& share = row.flags[static_cast<std::size_t>(Flag::kCeasefireFull)];
    EXPECT_GT(share.se, 0);
    EXPECT_NEAR(share.se, std::sqrt(variances / 3 / 300), 1e-12);
  }
}

TEST(Ablation, SkipsWhatIsOffAlreadyAndCountsItsRuns) {
  ScenarioChoices choices;
  choices.without = {"M8", "M24"};
  const auto scenario = CompileScenario(ReadScenario("two-towns"), choices);
  BatchOptions options;
  options.runs = 100;
  SerialExecutor serial;
  std::uint64_t done = 0;
  const auto count = [&done](std::uint64_t runs) { done += runs; };
  const FunctionRef<void(std::uint64_t)> progress(count);
  const Ablation ablation = RunAblation(*scenario, options, &serial, nullptr, &progress);
  EXPECT_EQ(ablation.off, (std::vector<std::string>{"M8", "M24"}));
  EXPECT_EQ(ablation.rows.size(), RegisteredMechanisms().size() - 2);
  EXPECT_EQ(done, AblationRuns(*scenario, 100));
  EXPECT_TRUE(ablation.complete);
}

TEST(Ablation, CancelledItIsNotComplete) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  BatchOptions options;
  options.runs = 100;
  SerialExecutor serial;
  CancelToken cancel;
  cancel.Cancel();
  EXPECT_FALSE(RunAblation(*scenario, options, &serial, &cancel).complete);
}

}  // namespace
}  // namespace dragoman

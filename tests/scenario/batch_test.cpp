// Batches: the runner, the counts, the two kinds of doubt.

#include "engine/scenario/batch.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

class BatchTest : public testing::Test {
 protected:
  BatchSummary Batch(std::uint64_t runs, std::uint64_t first = 0) {
    BatchOptions options;
    options.seed = 7;
    options.first_run = first;
    options.runs = runs;
    SerialExecutor serial;
    return RunBatch(*scenario_, options, &serial);
  }
  std::vector<dragoman::RunRecord> Records(std::uint64_t runs) {
    Runner runner(*scenario_, 7);
    std::vector<dragoman::RunRecord> records;
    for (std::uint64_t run = 0; run < runs; ++run) records.push_back(runner.Run(run));
    return records;
  }

  CompiledPointer scenario_ =
      CompileScenario(ReadScenario("two-towns", {"talks.talks_per_coding=20"}));
};

TEST_F(BatchTest, ARunnerPlaysTheRunOfItsIndex) {
  const std::vector<PlayedRun> played = RunMany(*scenario_, 7, 60);
  const std::vector<dragoman::RunRecord> records = Records(60);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_EQ(records[i].run, i);
    EXPECT_EQ(records[i].coding, i / 20);
    EXPECT_EQ(records[i].standing, played[i].result.final_standing);
    EXPECT_EQ(records[i].after_first, played[i].result.after[0]);
    EXPECT_EQ(records[i].first, played[i].first);
    EXPECT_EQ(records[i].end, played[i].last);
    EXPECT_EQ(records[i].scores, played[i].scores);
    EXPECT_EQ(records[i].deal_in, played[i].result.deal_in);
    EXPECT_EQ(records[i].ended_in, played[i].result.ended_in);
  }
}

TEST_F(BatchTest, ARunIsTheSameInAnyOrderAndWithOrWithoutLookingForBlockers) {
  const std::vector<dragoman::RunRecord> records = Records(50);
  Runner runner(*scenario_, 7);
  for (const std::uint64_t run : {49, 3, 21, 20, 0, 49}) {
    const BlockerFinding* blockers = nullptr;
    EXPECT_EQ(HashOf(runner.Run(run, nullptr, &blockers)), HashOf(records[run])) << run;
    EXPECT_NE(blockers, nullptr);
  }
}

TEST_F(BatchTest, CountsWhatTheRunsSay) {
  constexpr std::uint64_t kRuns = 200;
  const BatchSummary summary = Batch(kRuns);
  const std::vector<dragoman::RunRecord> records = Records(kRuns);
  EXPECT_EQ(summary.runs, kRuns);
  EXPECT_EQ(summary.codings, 10U);
  EXPECT_TRUE(summary.complete);
  std::uint64_t hash = 0;
  for (const dragoman::RunRecord& record : records) hash += HashOf(record);
  EXPECT_EQ(summary.result_hash, hash);
  const auto share = [&](auto holds) {
    return static_cast<double>(std::count_if(records.begin(), records.end(), holds)) / kRuns;
  };
  double all = 0;
  for (int h = 0; h < kNumHeadlines; ++h) {
    const auto k = static_cast<std::size_t>(h);
    EXPECT_EQ(summary.at_horizon.headline[k].p,
              share([h](const auto& r) { return r.end.headline == h; }));
    EXPECT_EQ(summary.after_first_meeting.headline[k].p,
              share([h](const auto& r) { return r.first.headline == h; }));
    all += summary.at_horizon.headline[k].p;
  }
  EXPECT_NEAR(all, 1, 1e-12);
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    EXPECT_EQ(summary.at_horizon.flags[static_cast<std::size_t>(f)].p,
              share([flag](const auto& r) { return r.end.has(flag); }));
  }
  for (std::size_t k = 0; k < kNumScores; ++k) {
    double mean = 0;
    for (const auto& record : records) mean += record.scores[k] / kRuns;
    EXPECT_NEAR(summary.scores[k].mean, mean, 1e-8) << kScoreNames[k];
  }
}

TEST_F(BatchTest, TwoHalvesAreTheWhole) {
  EXPECT_EQ(Batch(100, 0).result_hash + Batch(100, 100).result_hash, Batch(200).result_hash);
}

/// Runs tasks backwards, as if each worker took its own time.
class BackwardsExecutor final : public Executor {
 public:
  void ParallelFor(std::size_t count, FunctionRef<void(std::size_t)> task) override {
    for (std::size_t k = count; k-- > 0;) task(k);
  }
  int concurrency() const override { return 3; }
};

TEST_F(BatchTest, TheOrderOfTheTasksAndTheirNumberMeanNothing) {
  BatchOptions options;
  options.seed = 7;
  options.runs = 200;
  BackwardsExecutor backwards;
  const BatchSummary other = RunBatch(*scenario_, options, &backwards);
  const BatchSummary summary = Batch(200);
  EXPECT_EQ(other.result_hash, summary.result_hash);
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    EXPECT_EQ(other.at_horizon.flags[f].p, summary.at_horizon.flags[f].p);
    EXPECT_EQ(other.at_horizon.flags[f].low, summary.at_horizon.flags[f].low);
    EXPECT_EQ(other.at_horizon.flags[f].high, summary.at_horizon.flags[f].high);
  }
  for (std::size_t k = 0; k < kNumScores; ++k) EXPECT_EQ(other.scores[k].sd, summary.scores[k].sd);
}

TEST_F(BatchTest, CancelledItSaysThatItIsNotComplete) {
  CancelToken cancel;
  cancel.Cancel();
  BatchOptions options;
  options.runs = 100;
  SerialExecutor serial;
  const BatchSummary summary = RunBatch(*scenario_, options, &serial, &cancel);
  EXPECT_FALSE(summary.complete);
  EXPECT_EQ(summary.runs, 0U);
}

/// A tally of codings in each of which `hits[c]` of 4 runs had the headline 6, the others 2.
BatchSummary TallyOf(const TalksModel& model, const std::vector<int>& hits) {
  const ConstraintList constraints(model);
  Tally tally(constraints, 4);
  for (const int hit : hits) {
    for (int k = 0; k < 4; ++k) {
      dragoman::RunRecord record;
      record.end.headline = k < hit ? 6 : 2;
      tally.Add(record, nullptr);
    }
    tally.CloseCoding(4);
  }
  return tally.Summarize();
}

// Two codings of four runs with 1 and 3 hits: p = 1/2. Within a coding p (1 - p) 4/3 = .25 each, so
// se = sqrt(.25 / 8). Block means .25 and .75 have variance .125, of which .25 / 4 is chance: the
// coding's part is half. The 5 % quantile of the blocks, .25 + .05 x .5 = .275, is pulled toward .5
// by sqrt(.5): .5 - .225 sqrt(.5).
TEST_F(BatchTest, ChanceAndCodingAreKeptApart) {
  const Share share = TallyOf(*scenario_->talks, {1, 3}).at_horizon.headline[6];
  EXPECT_EQ(share.p, 0.5);
  EXPECT_NEAR(share.se, std::sqrt(0.25 / 8), 1e-15);
  EXPECT_TRUE(share.has_band);
  EXPECT_NEAR(share.low, 0.5 - 0.225 * std::sqrt(0.5), 1e-15);
  EXPECT_NEAR(share.high, 0.5 + 0.225 * std::sqrt(0.5), 1e-15);
}

// All codings alike: whatever differs is chance, and the band is a point.
TEST_F(BatchTest, CodingsThatAgreeLeaveNoBand) {
  const Share share = TallyOf(*scenario_->talks, {2, 2, 2}).at_horizon.headline[6];
  EXPECT_EQ(share.low, 0.5);
  EXPECT_EQ(share.high, 0.5);
  EXPECT_GT(share.se, 0);
}

// Codings that decide everything: no chance at all, and the band spans the codings.
TEST_F(BatchTest, WhereTheCodingDecidesThereIsNoChance) {
  const Share share = TallyOf(*scenario_->talks, {0, 4}).at_horizon.headline[6];
  EXPECT_EQ(share.se, 0);
  EXPECT_NEAR(share.low, 0.05, 1e-15);
  EXPECT_NEAR(share.high, 0.95, 1e-15);
}

TEST_F(BatchTest, OneCodingHasNoBand) {
  const Share share = TallyOf(*scenario_->talks, {1}).at_horizon.headline[6];
  EXPECT_FALSE(share.has_band);
  EXPECT_NEAR(share.se, std::sqrt(0.25 / 4), 1e-15);
}

// The mechanisms that act on numbers the article does not give leave no trace once switched off:
// the runs are, to the last bit, those measured before they existed
// (results/dry-run-comparison.md).
TEST(Foundation, IsWhatTheArticlesOwnMechanismsGive) {
  ScenarioChoices choices;
  choices.without = {"M2", "M11", "M13", "M23", "M30", "M31", "M36", "M38"};
  const CompiledPointer scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"), choices);
  BatchOptions options;
  options.seed = 1;
  options.runs = 1000;
  options.blockers = false;
  SerialExecutor serial;
  EXPECT_EQ(RunBatch(*scenario, options, &serial).result_hash, 0x7cc36c0ec11801dcULL);
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/sweep/sweep_analysis.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/sweep/run_rows.h"
#include "tests/sweep/computed_sweep.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing_support::ComputedSweep;
using testing_support::DesignText;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Checked<SweepAnalysis> Analyze(const ComputedSweep& of, const SweepAnalysisOptions& options = {}) {
  SerialExecutor executor;
  return AnalyzeSweep(of.sweep(), of.Table(), of.file(), options, &executor);
}

OutcomeAnalysis FirstOutcome(const ComputedSweep& of, const SweepAnalysisOptions& options = {}) {
  const Checked<SweepAnalysis> analysis = Analyze(of, options);
  EXPECT_TRUE(analysis.ok());
  return (*analysis)[0];
}

SweepAnalysisOptions With(SweepMethod method) {
  SweepAnalysisOptions options;
  options.methods = {method};
  return options;
}

TEST(OutcomeSummary, NoiseIsTheMeanSquaredErrorOverTheVarianceOverPoints) {
  OutcomeColumn column;
  column.mean = {0.2, kNan, 0.6};
  column.standard_error = {0.1, kNan, 0.1};
  const OutcomeSummary summary = SummarizeOutcome(column);
  EXPECT_DOUBLE_EQ(summary.mean, 0.4);
  EXPECT_DOUBLE_EQ(summary.variance, 0.04);
  EXPECT_EQ(summary.lowest, 0U);
  EXPECT_EQ(summary.highest, 2U);
  EXPECT_DOUBLE_EQ(summary.noise_share, 0.25);  // 0.01 / 0.04
}

TEST(OutcomeSummary, NoiseIsUnknownWithOneRunAPointAndNoneWhereNothingVaries) {
  OutcomeColumn column;
  column.mean = {0.2, 0.6};
  column.standard_error = {kNan, kNan};
  EXPECT_TRUE(std::isnan(SummarizeOutcome(column).noise_share));
  column.mean = {0.2, 0.2};
  EXPECT_EQ(SummarizeOutcome(column).noise_share, 0);
}

TEST(SweepAnalysis, OfASaltelliDesignIsThatOfItsMeansInOrder) {
  const ComputedSweep of(DesignText("{kind: saltelli, points: 16, second_order: true}"));
  SweepAnalysisOptions options;
  options.resamples = 50;
  options.seed = 7;
  const OutcomeAnalysis found = FirstOutcome(of, options);
  ASSERT_TRUE(found.sobol);
  SobolOptions direct;
  direct.resamples = 50;
  direct.seed = 7;
  const auto expected = AnalyzeSobol(of.Table().outcomes[0].mean, 2, direct);
  EXPECT_EQ(found.sobol->base_points, 16U);
  EXPECT_EQ(found.sobol->s1, expected->s1);
  EXPECT_EQ(found.sobol->st, expected->st);
  EXPECT_EQ(found.sobol->st_conf, expected->st_conf);
  EXPECT_EQ(found.sobol->SecondOrder(0, 1), expected->SecondOrder(0, 1));
}

TEST(SweepAnalysis, OfAMorrisDesignGoesByUnitCoordinates) {
  // Whole numbers: a step of the coordinate may leave the number where it is.
  std::string text = DesignText("{kind: morris, trajectories: 4, levels: 4}");
  text.replace(text.find("range: [0, 1], levels: 5"), 24, "range: [0, 1], scale: integer");
  const ComputedSweep of(text);
  const OutcomeAnalysis found = FirstOutcome(of);
  ASSERT_TRUE(found.morris);
  const SweepTable table = of.Table();
  const std::vector<double> points = UnitPoints(of.sweep(), table);
  // Each trajectory has three rows; its effects are differences over 2/3 = 4 / (2 (4 - 1)).
  double mu_star[2] = {};
  for (std::size_t t = 0; t < 4; ++t) {
    for (std::size_t step = 0; step < 2; ++step) {
      const std::size_t row = 3 * t + step;
      const std::size_t moved = points[2 * row] != points[2 * row + 2] ? 0 : 1;
      const double change = table.outcomes[0].mean[row + 1] - table.outcomes[0].mean[row];
      mu_star[moved] += std::fabs(change) / (2.0 / 3) / 4;
    }
  }
  EXPECT_NEAR(found.morris->mu_star[0], mu_star[0], 1e-12);
  EXPECT_NEAR(found.morris->mu_star[1], mu_star[1], 1e-12);
}

TEST(SweepAnalysis, OfAnEfastDesignIsThatOfItsMeansInOrder) {
  const ComputedSweep of(DesignText("{kind: efast, points: 65}"));
  const OutcomeAnalysis found = FirstOutcome(of);
  ASSERT_TRUE(found.efast);
  const auto expected = AnalyzeEfast(of.Table().outcomes[0].mean, 2);
  EXPECT_EQ(found.efast->s1, expected->s1);
  EXPECT_EQ(found.efast->st, expected->st);
}

TEST(SweepAnalysis, OfASampleIsGivenDataAndItsFellows) {
  const ComputedSweep of(DesignText("{kind: latin_hypercube, points: 40}"));
  const OutcomeAnalysis found = FirstOutcome(of);
  ASSERT_TRUE(found.given_data && found.pawn && found.delta && found.features && found.regional);
  EXPECT_FALSE(found.sobol || found.prim || found.map || found.effects);
  const SweepTable table = of.Table();
  const Samples samples{table.x, 2, table.outcomes[0].mean};
  EXPECT_EQ(found.given_data->s1, AnalyzeGivenData(samples)->s1);
  EXPECT_EQ(found.pawn->median, AnalyzePawn(samples)->median);
  EXPECT_EQ(found.delta->delta, AnalyzeDelta(samples)->delta);
}

TEST(SweepAnalysis, OfTwoParametersOnAGridIsAMap) {
  const ComputedSweep of(DesignText("{kind: factorial}"));
  const OutcomeAnalysis found = FirstOutcome(of);
  ASSERT_TRUE(found.map);
  const SweepTable table = of.Table();
  EXPECT_THAT(found.map->map.x, ElementsAre(0, 0.5, 1));
  EXPECT_THAT(found.map->map.y, ElementsAre(0, 0.25, 0.5, 0.75, 1));
  // Cell 7 of the design: readiness 0.5 (its second level), noise 0.5 (its third).
  EXPECT_EQ(found.map->map.values[2 * 3 + 1], table.outcomes[0].mean[7]);
  EXPECT_THAT(found.map->levels, ElementsAre(0.1, 0.5, 0.9));
  EXPECT_EQ(found.map->shares_above[1], ShareAbove(found.map->map, 0.5));
}

TEST(SweepAnalysis, MainEffectsAreMeansOverAllCellsAtALevel) {
  const ComputedSweep of(DesignText("{kind: factorial}"));
  const OutcomeAnalysis found = FirstOutcome(of, With(SweepMethod::kEffects));
  ASSERT_TRUE(found.effects);
  const std::vector<double> mean = of.Table().outcomes[0].mean;
  double low = 1;
  double high = 0;
  double between = 0;
  for (std::size_t level = 0; level < 5; ++level) {
    const double expected = (mean[level] + mean[5 + level] + mean[10 + level]) / 3;
    EXPECT_NEAR((*found.effects)[1].levels[level].mean, expected, 1e-12);
    low = std::min(low, expected);
    high = std::max(high, expected);
    between += (expected - found.summary.mean) * (expected - found.summary.mean) / 5;
  }
  EXPECT_NEAR((*found.effects)[1].range, high - low, 1e-12);
  EXPECT_NEAR((*found.effects)[1].share, between / found.summary.variance, 1e-12);
}

TEST(SweepAnalysis, OneAtATimeUsesOnlyThePointsInWhichAParameterMoves) {
  const ComputedSweep of(DesignText("{kind: one_at_a_time}"));
  const OutcomeAnalysis found = FirstOutcome(of);
  ASSERT_TRUE(found.effects);
  const std::vector<double> mean = of.Table().outcomes[0].mean;
  // Cell 0 is the reference, 1 to 3 move readiness, 4 to 8 noise.
  for (std::size_t level = 0; level < 3; ++level) {
    EXPECT_EQ((*found.effects)[0].levels[level].mean, mean[1 + level]);
  }
  for (std::size_t level = 0; level < 5; ++level) {
    EXPECT_EQ((*found.effects)[1].levels[level].mean, mean[4 + level]);
    EXPECT_EQ((*found.effects)[1].levels[level].cells, 1U);
  }
  EXPECT_TRUE(std::isnan((*found.effects)[0].share));
}

TEST(SweepAnalysis, PathsAreCheckedWithinTheSameRandomNumbersWhereRunsAreKept) {
  const std::string runs = "replicates: 40\n";
  std::string text = DesignText("{kind: one_at_a_time}");
  text.replace(text.find("replicates: 20\n"), 15, runs);
  const ComputedSweep paired(text);
  const OutcomeAnalysis found = FirstOutcome(paired);
  ASSERT_TRUE((*found.effects)[1].path);
  EXPECT_TRUE((*found.effects)[1].paired);
  std::vector<double> outcomes;
  ForEachRun(paired.file(), paired.sweep(), [&](std::uint64_t run, std::span<const double> values) {
    if (run >= 4 * 40U && run < 9 * 40U) outcomes.push_back(values[0]);
  });
  const auto expected = CheckMonotonePathPaired(outcomes, 40);
  EXPECT_EQ((*found.effects)[1].path->trend, expected->trend);
  EXPECT_DOUBLE_EQ((*found.effects)[1].path->whole.change, expected->whole.change);

  const ComputedSweep aggregates(text + "keep: aggregates\n");
  EXPECT_FALSE((*FirstOutcome(aggregates).effects)[1].paired);
}

TEST(SweepAnalysis, AnAdaptiveMapFollowsOneOutcome) {
  const ComputedSweep of(
      DesignText("{kind: adaptive_map, outcome: next_round, error: 0.1, depth: 1}"));
  const Checked<SweepAnalysis> all = Analyze(of);
  ASSERT_TRUE(all.ok());
  ASSERT_TRUE((*all)[0].contours);
  EXPECT_TRUE((*all)[0].contours->complete);
  EXPECT_GT((*all)[0].contours->result.fraction, 0);
  EXPECT_EQ((*all)[0].contours->map.map.values.size(), 289U);
  EXPECT_THAT((*all)[1].notes, ElementsAre("--method contours: this map follows the contours of "
                                           "next_round; --outcome next_round"));
  SweepAnalysisOptions other;
  other.outcomes = {"headline"};
  EXPECT_FALSE(Analyze(of, other).ok());
}

TEST(SweepAnalysis, BoxesAreOfPointsAboveAThresholdOrOfRuns) {
  const ComputedSweep of(DesignText("{kind: sobol, points: 64}"));
  SweepAnalysisOptions options = With(SweepMethod::kPrim);
  options.outcomes = {"next_round"};
  const OutcomeAnalysis points = FirstOutcome(of, options);
  const SweepTable table = of.Table();
  double above = 0;
  for (const double mean : table.outcomes[0].mean) above += mean > 0.5 ? 1 : 0;
  EXPECT_EQ(points.prim->result.rows, 64U);
  EXPECT_EQ(points.prim->result.interest, above);
  options.per_run = true;
  const OutcomeAnalysis runs = FirstOutcome(of, options);
  EXPECT_EQ(runs.prim->result.rows, 1280U);
  double with = 0;
  for (const double mean : table.outcomes[0].mean) with += mean * 20;
  EXPECT_NEAR(runs.prim->result.interest, with, 1e-9);
}

TEST(SweepAnalysis, RegionalDividesAtTheMedianWhereHalfDoesNot) {
  const ComputedSweep of(DesignText("{kind: sobol, points: 32}"));
  const Checked<SweepAnalysis> found = Analyze(of, With(SweepMethod::kRegional));
  ASSERT_TRUE(found.ok());
  EXPECT_EQ((*found)[0].regional->threshold, 0.5);
  std::vector<double> means = of.Table().outcomes[1].mean;
  std::sort(means.begin(), means.end());
  EXPECT_DOUBLE_EQ((*found)[1].regional->threshold, (means[15] + means[16]) / 2);
}

TEST(SweepAnalysis, GapsAreRefusedByMethodsThatNeedEveryRow) {
  const ComputedSweep of(
      DesignText("{kind: saltelli, points: 16, second_order: false}", "order: by_cell\n"), 1);
  const SweepTable table = of.Table();
  ASSERT_GT(table.gaps, 0U);
  const Checked<SweepAnalysis> found = Analyze(of);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.problems()[0].path, "--method sobol");
  EXPECT_EQ(found.problems()[0].message, std::to_string(table.gaps) +
                                             " of 64 rows have no result; Sobol' indices need "
                                             "every row of the design");
  EXPECT_EQ(found.problems()[0].expected,
            "resume the sweep, or use pawn or given_data, which take gaps");
  const OutcomeAnalysis given = FirstOutcome(of, With(SweepMethod::kGivenData));
  EXPECT_EQ(given.given_data->rows.dropped, table.gaps);
  EXPECT_EQ(given.given_data->rows.used, 64 - table.gaps);
}

TEST(SweepAnalysis, WithEverythingWhatDoesNotFitIsANote) {
  const ComputedSweep of(
      DesignText("{kind: saltelli, points: 16, second_order: false}", "order: by_cell\n"), 1);
  SweepAnalysisOptions options;
  options.methods = FittingMethods(of.sweep());
  options.skip_unfit = true;
  const OutcomeAnalysis found = FirstOutcome(of, options);
  EXPECT_FALSE(found.sobol);
  EXPECT_TRUE(found.given_data && found.pawn && found.prim);
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_THAT(found.notes[0], testing::StartsWith("--method sobol: "));
}

TEST(SweepAnalysis, NothingComputedYetIsSaid) {
  const ComputedSweep none(DesignText("{kind: sobol, points: 8}"), 1000);
  const Checked<SweepAnalysis> found = Analyze(none);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.problems()[0].message, "no point has results yet");
}

TEST(SweepMethods, SayWhatTheyNeedAndWhatFits) {
  const auto sweep = testing_support::MakeSmallSweep({}, DesignText("{kind: one_at_a_time}"));
  const auto refused = RefuseMethod(*sweep, SweepMethod::kSobol);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->path, "--method sobol");
  EXPECT_EQ(refused->message,
            "needs a saltelli design; this result has a design of kind one_at_a_time");
  EXPECT_EQ(refused->expected, "one of: effects");
  EXPECT_FALSE(RefuseMethod(*sweep, SweepMethod::kEffects));
  EXPECT_THAT(UsualMethods(*sweep), ElementsAre(SweepMethod::kEffects));
}

}  // namespace
}  // namespace dragoman

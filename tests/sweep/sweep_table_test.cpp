#include "engine/sweep/sweep_table.h"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/sweep/run_rows.h"
#include "tests/sweep/computed_sweep.h"

namespace dragoman {
namespace {

using testing_support::ComputedSweep;
using testing_support::DesignText;

/// Values of one outcome by cell, from the rows of the store.
std::map<std::uint64_t, std::vector<double>> RunsByCell(const ComputedSweep& of,
                                                        std::size_t outcome) {
  std::map<std::uint64_t, std::vector<double>> runs;
  ForEachRun(of.file(), of.sweep(), [&](std::uint64_t run, std::span<const double> values) {
    runs[run / of.sweep().replicates()].push_back(values[outcome]);
  });
  return runs;
}

TEST(SweepTable, HoldsMeanErrorExtremesAndQuantilesOfEveryCell) {
  const ComputedSweep of(DesignText("{kind: factorial}"));
  const SweepTable table = of.Table();
  ASSERT_EQ(table.rows(), 15U);
  EXPECT_TRUE(table.complete);
  EXPECT_EQ(table.gaps, 0U);
  EXPECT_EQ(table.total_runs, 300U);
  const OutcomeColumn& headline = table.outcomes[1];
  for (auto& [cell, runs] : RunsByCell(of, 1)) {
    ASSERT_EQ(runs.size(), 20U);
    double mean = 0;
    for (const double value : runs) mean += value / 20;
    double squares = 0;
    for (const double value : runs) squares += (value - mean) * (value - mean);
    EXPECT_NEAR(headline.mean[cell], mean, 1e-12);
    EXPECT_NEAR(headline.standard_error[cell], std::sqrt(squares / 19 / 20), 1e-12);
    std::sort(runs.begin(), runs.end());
    EXPECT_EQ(headline.min[cell], runs.front());
    EXPECT_EQ(headline.max[cell], runs.back());
    // Nearest ranks: 0.05 x 19 = 0.95 and 0.5 x 19 = 9.5, rounded half up.
    EXPECT_EQ(headline.q05[cell], runs[1]);
    EXPECT_EQ(headline.q50[cell], runs[10]);
    EXPECT_EQ(headline.q95[cell], runs[18]);
  }
}

TEST(SweepTable, PointsAreThoseOfTheDesign) {
  const ComputedSweep of(DesignText("{kind: factorial}"));
  const SweepTable table = of.Table();
  // The last parameter changes fastest.
  EXPECT_EQ(table.X(0, 0), 0);
  EXPECT_EQ(table.X(4, 1), 1);
  EXPECT_EQ(table.X(5, 0), 0.5);
  EXPECT_EQ(table.X(5, 1), 0);
  const std::vector<double> unit = UnitPoints(of.sweep(), table);
  EXPECT_EQ(unit, table.x);
}

TEST(SweepTable, OfAggregatesQuantilesStayWithinTheExtremes) {
  const ComputedSweep of(DesignText("{kind: factorial}", "keep: aggregates\n"));
  const SweepTable table = of.Table();
  for (const OutcomeColumn& column : table.outcomes) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      EXPECT_LE(column.min[row], column.q05[row]);
      EXPECT_LE(column.q05[row], column.q50[row]);
      EXPECT_LE(column.q50[row], column.q95[row]);
      EXPECT_LE(column.q95[row], column.max[row]);
    }
  }
}

TEST(SweepTable, AnUnfinishedStoreHasGapsAndSaysSo) {
  const ComputedSweep of(DesignText("{kind: factorial}", "order: by_cell\n"), 1);
  const SweepTable table = of.Table();
  EXPECT_FALSE(table.complete);
  EXPECT_GT(table.gaps, 0U);
  EXPECT_LT(table.gaps, 15U);
  EXPECT_EQ(table.failed_cells, 0U);
  std::uint64_t seen = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    EXPECT_EQ(std::isnan(table.outcomes[0].mean[row]), table.runs[row] == 0);
    seen += table.runs[row] == 0 ? 1 : 0;
  }
  EXPECT_EQ(seen, table.gaps);
}

TEST(SweepTable, ErrorsAllowForRunsThatShareACoding) {
  std::string text = DesignText("{kind: factorial}");
  text.replace(text.find("coding=1"), 8, "coding=5");
  const ComputedSweep of(text);
  const SweepTable table = of.Table();
  ASSERT_TRUE(table.clustered);
  // 20 runs are 4 codings of 5: the error of the mean is that of the mean of 4 coding means.
  for (const auto& [cell, runs] : RunsByCell(of, 1)) {
    double means[4] = {};
    for (std::size_t r = 0; r < 20; ++r) means[r / 5] += runs[r] / 5;
    const double mean = (means[0] + means[1] + means[2] + means[3]) / 4;
    double squares = 0;
    for (const double m : means) squares += (m - mean) * (m - mean);
    EXPECT_NEAR(table.outcomes[1].standard_error[cell], std::sqrt(squares / 3 / 4), 1e-12);
  }
}

TEST(SweepTable, LabelsAreIndicesAndReadAsLabels) {
  std::string text = DesignText("{kind: factorial}");
  const std::string from = "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 5}\n";
  text.replace(text.find(from), from.size(),
               "  - {id: order, set: mechanisms.M29.order, options: ['[clearing, hearing]', "
               "'[hearing, clearing]']}\n");
  const ComputedSweep of(text);
  const SweepTable table = of.Table();
  EXPECT_EQ(table.X(0, 1), 0);
  EXPECT_EQ(table.X(1, 1), 1);
  EXPECT_EQ(ParameterText(of.sweep(), 1, 1), "[hearing, clearing]");
  EXPECT_EQ(ParameterText(of.sweep(), 0, 1.0 / 3), "0.3333");
}

TEST(SweepTable, AnAdaptiveMapHasTheCellsItVisited) {
  const ComputedSweep of(
      DesignText("{kind: adaptive_map, outcome: next_round, error: 0.1, depth: 1}"));
  const SweepTable table = of.Table();
  EXPECT_TRUE(table.complete);
  EXPECT_EQ(table.all_cells, 289U);
  EXPECT_GE(table.rows(), 81U);
  EXPECT_LT(table.rows(), 289U);
  EXPECT_EQ(table.gaps, 0U);
}

}  // namespace
}  // namespace dragoman

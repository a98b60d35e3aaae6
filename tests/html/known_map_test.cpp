#include "engine/report/html/known_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/html/sweep_page.h"
#include "tests/html/harmless_page.h"
#include "tests/html/xml_outline.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t kSide = 17;

/// An adaptive map whose first grid is 9 x 9, the finest 17 x 17.
std::unique_ptr<const Sweep> AdaptiveSweep() {
  return testing_support::MakeSmallSweep(
      {},
      "scenario: two-towns\n"
      "set: [talks.talks_per_coding=1]\n"
      "parameters:\n"
      "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
      "  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}\n"
      "design: {kind: adaptive_map, outcome: next_round, error: 0.1, depth: 1}\n"
      "replicates: 100\n"
      "outcomes: [next_round, some_ceasefire]\n");
}

/// Next round is split at 0.5 along the first axis; its squares there are of the finest grid.
struct SplitMap {
  std::unique_ptr<const Sweep> sweep = AdaptiveSweep();
  SweepTable table;
  std::vector<MapCell> cells;

  SplitMap() {
    table.parameters = 2;
    for (const RunOutcome* outcome : sweep->outcomes()) {
      table.outcomes.emplace_back().outcome = outcome;
    }
    for (std::uint64_t column = 0; column < kSide; ++column) {
      for (std::uint64_t row = 0; row < kSide; ++row) {
        const bool refined = column >= 8 && column <= 10;
        if (refined || (column % 2 == 0 && row % 2 == 0)) AddPoint(column, row);
      }
    }
    for (int column = 0; column < 16; column += 2) {
      for (int row = 0; row < 16; row += 2) {
        if (column != 8) {
          cells.push_back({{column, row}, 2, false, false});
          continue;
        }
        for (const int right : {0, 1}) {
          for (const int up : {0, 1}) {
            cells.push_back({{column + right, row + up}, 1, true, false});
          }
        }
      }
    }
    table.complete = true;
    table.all_cells = kSide * kSide;
    table.total_runs = 100 * table.rows();
    table.hash = "00000000000000ab";
  }

  /// Of both outcomes: the square of the first parameter, so that what lies between points shows.
  void AddPoint(std::uint64_t column, std::uint64_t row) {
    const double x = static_cast<double>(column) / 16;
    table.cells.push_back(column * kSide + row);
    table.x.push_back(x);
    table.x.push_back(static_cast<double>(row) / 16);
    table.runs.push_back(100);
    table.failed.push_back(0);
    for (OutcomeColumn& of : table.outcomes) {
      for (auto* values : {&of.mean, &of.min, &of.max, &of.q05, &of.q50, &of.q95}) {
        values->push_back(x * x);
      }
      of.standard_error.push_back(0.01);
    }
  }
};

TEST(KnownMap, HasThePointsThemselvesAndStraightLinesBetweenTheCornersOfSquares) {
  const SplitMap made;
  const KnownMap known = MakeKnownMap(*made.sweep, made.table, made.table.outcomes[1], made.cells);
  ASSERT_EQ(known.map.values.size(), kSide * kSide);
  const auto at = [&](std::size_t column, std::size_t row) {
    return known.map.values[row * kSide + column];
  };
  EXPECT_DOUBLE_EQ(at(9, 3), 9.0 * 9 / 256) << "computed: a point of the finest grid";
  EXPECT_DOUBLE_EQ(at(3, 4), (4.0 + 16) / 2 / 256) << "between 2 and 4, not 9";
  EXPECT_DOUBLE_EQ(at(3, 3), (4.0 + 16) / 2 / 256);
  EXPECT_DOUBLE_EQ(at(8, 3), 64.0 / 256) << "a point on the border of a coarse square";
  EXPECT_EQ(known.coarse.size(), 64U - 8);
}

TEST(KnownMap, WhereACornerHasNoRunThereIsAGap) {
  SplitMap made;
  made.table.outcomes[1].mean[0] = std::numeric_limits<double>::quiet_NaN();
  const KnownMap known = MakeKnownMap(*made.sweep, made.table, made.table.outcomes[1], made.cells);
  EXPECT_TRUE(std::isnan(known.map.values[0]));
  EXPECT_TRUE(std::isnan(known.map.values[kSide + 1])) << "inside the square at that corner";
  EXPECT_FALSE(std::isnan(known.map.values[2 * kSide + 2]));
}

/// The report of such a result.
std::string PageOf(const SplitMap& made, bool followed, std::vector<DataTable>* tables) {
  SweepReport report;
  report.sweep = made.sweep.get();
  report.table = &made.table;
  report.result = "results/small";
  report.command = "dragoman sweep analyze results/small";
  for (const std::size_t outcome : {0U, 1U}) {
    OutcomeAnalysis& of = report.analysis.emplace_back();
    of.outcome = outcome;
    of.summary = SummarizeOutcome(made.table.outcomes[outcome]);
  }
  if (followed) {
    const KnownMap known =
        MakeKnownMap(*made.sweep, made.table, made.table.outcomes[0], made.cells);
    ContourAnalysis& contours = report.analysis[0].contours.emplace();
    contours.complete = true;
    contours.map.map = known.map;
    contours.map.levels = {0.1, 0.5, 0.9};
    contours.map.shares_above = {0.7, 0.3, 0.05};
    contours.map.decomposition = DecomposeMap(known.map);
    contours.result.cells = made.cells;
    contours.result.surface = known.map.values;
    MapValue& point = contours.result.points.emplace_back();
    point.near_contour = true;
    point.estimate_error = 0.01;
  }
  const SweepPageData data =
      MakeSweepPageData(report, {}, "dragoman report results/small -o report.html");
  const ReportPage page = MakeSweepPage(data);
  *tables = page.tables;
  return page.html;
}

TEST(SweepPage, OfAnAdaptiveMapShowsTheOtherOutcomesAsFarAsTheyAreKnown) {
  const SplitMap made;
  std::vector<DataTable> tables;
  const std::string html = PageOf(made, true, &tables);
  const testing_support::XmlOutline outline = testing_support::ParseXml(html);
  ASSERT_EQ(outline.error, "");
  testing_support::ExpectHarmless(outline);
  EXPECT_EQ(outline.Places("svg").size(), 2U);
  EXPECT_THAT(html, HasSubstr("Refined along the lines of next_round: "));
  EXPECT_THAT(html, HasSubstr("Not followed: drawn from the 114 points that were computed for "
                              "next_round; hatched squares"));
  EXPECT_THAT(html, HasSubstr("id=\"c-map1-o\""));
  EXPECT_THAT(html, Not(HasSubstr("id=\"c-map0-o\"")));
  EXPECT_THAT(html, HasSubstr(">not computed inside</text>"));
  // Twin tables: eleven levels of the map followed, of the other the nine that were computed.
  ASSERT_GE(tables.size(), 2U);
  EXPECT_EQ(tables[0].name, "map-next_round");
  EXPECT_EQ(tables[1].name, "map-some_ceasefire");
  ASSERT_EQ(tables[1].rows.size(), 9U);
  EXPECT_EQ(tables[1].columns[2], "0.125");
  EXPECT_EQ(tables[1].rows[0][2].text, "1.6") << "0.125 squared, in percent";
}

TEST(SweepPage, WithoutAFollowedMapThereAreNoOthers) {
  const SplitMap made;
  std::vector<DataTable> tables;
  EXPECT_THAT(PageOf(made, false, &tables), Not(HasSubstr("<svg")));
}

TEST(SweepPage, ListsWhatTheExperimentSetsInAllRuns) {
  const SplitMap made;
  std::vector<DataTable> tables;
  const std::string html = PageOf(made, true, &tables);
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [](const DataTable& table) { return table.name == "changes"; });
  ASSERT_NE(found, tables.end());
  ASSERT_EQ(found->rows.size(), 1U);
  EXPECT_EQ(found->rows[0][0].text, "talks.talks_per_coding");
  EXPECT_EQ(found->rows[0][1].text, "1");
  EXPECT_THAT(html, HasSubstr("Everything but the parameters above and the changes below stays"));
  // A result carries them, and its hashes are those of what they lead to.
  const auto again = ReadSpec(made.sweep->spec_text());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->settings, std::vector<std::string>{"talks.talks_per_coding=1"});
  const auto same = Sweep::Make(*again);
  ASSERT_TRUE(same.ok());
  EXPECT_EQ((*same)->spec_hash(), made.sweep->spec_hash());
  SweepInputs written_otherwise = *again;
  written_otherwise.settings = {"talks.talks_per_coding=1.0"};
  EXPECT_EQ((*Sweep::Make(written_otherwise))->spec_hash(), made.sweep->spec_hash());
}

}  // namespace
}  // namespace dragoman

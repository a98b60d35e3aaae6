#include "engine/report/html/sweep_page.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/html/sweep_verdict.h"
#include "engine/wire/json_writer.h"
#include "tests/html/harmless_page.h"
#include "tests/html/xml_outline.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::ExpectHarmless;
using testing_support::kHostile;
using testing_support::MakeSmallSweep;
using testing_support::ParseXml;
using testing_support::XmlOutline;

/// A report of results made up here, with all that it borrows.
struct MadeSweepReport {
  std::unique_ptr<const Sweep> sweep;
  SweepTable table;
  SweepReport report;
  SweepPageData data;

  /// Every point of the design; the outcome's mean by the first parameter's place in its range.
  void Fill() {
    std::vector<double> unit;
    table.parameters = sweep->parameters().size();
    for (std::uint64_t cell = 0; cell < sweep->cells(); ++cell) {
      sweep->UnitPoint(cell, &unit);
      table.cells.push_back(cell);
      table.runs.push_back(100);
      table.failed.push_back(0);
      for (std::size_t k = 0; k < table.parameters; ++k) {
        table.x.push_back(ParameterNumber(*sweep, k, unit[k]));
      }
    }
    table.complete = true;
    table.all_cells = table.rows();
    table.total_runs = 100 * table.rows();
    table.hash = "00000000000000ab";
    for (const RunOutcome* outcome : sweep->outcomes()) {
      OutcomeColumn& column = table.outcomes.emplace_back();
      column.outcome = outcome;
      for (std::size_t row = 0; row < table.rows(); ++row) {
        sweep->UnitPoint(row, &unit);
        column.mean.push_back(unit[0]);
        column.standard_error.push_back(0.01);
      }
      column.min = column.max = column.q05 = column.q50 = column.q95 = column.mean;
    }
  }

  void Analyze(std::vector<SweepMethod> methods = {}, std::vector<CellFailure> failures = {}) {
    report.sweep = sweep.get();
    report.table = &table;
    report.options.methods = std::move(methods);
    report.options.resamples = 0;
    report.result = "results/small";
    report.command = "dragoman sweep analyze results/small";
    SerialExecutor executor;
    auto analysis = AnalyzeSweep(*sweep, table, "", report.options, &executor);
    ASSERT_TRUE(analysis.ok()) << analysis.problems().front().message;
    report.analysis = std::move(*analysis);
    data = MakeSweepPageData(report, failures, "dragoman report results/small -o report.html");
  }
};

std::unique_ptr<MadeSweepReport> MakeSweepReport(const std::string& text) {
  auto made = std::make_unique<MadeSweepReport>();
  made->sweep = MakeSmallSweep({}, text);
  made->Fill();
  return made;
}

std::string MapText() {
  return "title: Readiness against noise\n"
         "question: Does readiness help?\n"
         "scenario: two-towns\n"
         "set: [\"mechanisms.M9.pi=0.25\", \"mechanisms.M24.q=0.5\"]\n"
         "parameters:\n"
         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1], levels: 5}\n"
         "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 3}\n"
         "design: {kind: factorial}\n"
         "replicates: 100\n"
         "outcomes: [next_round]\n"
         "keep: aggregates\n";
}

std::string SampleText(const std::string& design) {
  return "scenario: two-towns\n"
         "parameters:\n"
         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
         "  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}\n"
         "design: " +
         design + "\nreplicates: 100\noutcomes: [next_round]\nkeep: aggregates\n";
}

std::vector<std::string> SectionsOf(const XmlOutline& page) {
  std::vector<std::string> sections;
  for (const std::size_t k : page.Places("section")) {
    sections.push_back(page.elements[k].attributes.at("id"));
  }
  return sections;
}

// The share of runs is the readiness itself: 0 to 1, on average 0.5, half of the map above one half
// and a tenth above 0.9, all of it due to readiness; at the scenario's own 0.25 it is 25 %.
TEST(SweepVerdictTest, SaysWhatTheMapShows) {
  const auto made = MakeSweepReport(MapText());
  made->Analyze();
  EXPECT_THAT(
      SweepVerdict(made->data)[0],
      ElementsAre("Next round comes about in 50.0% of runs on average over the map: from 0.0% at "
                  "readiness 0, noise 0 to 100.0% at readiness 1, noise 0.",
                  "It is more likely than not on 50% of the map, and nearly certain (90% and "
                  "above) on 10%.",
                  "The scenario itself stands at readiness 0.25, noise 0.5, where it is about "
                  "25.0%.",
                  "Of the variation over the map, 100% goes with readiness alone (higher at the "
                  "upper end), 0% with noise alone, 0% with the two together only."));
}

TEST(SweepPage, OfAMapIsWellFormedHarmlessAndHasItsContour) {
  const auto made = MakeSweepReport(MapText());
  made->Analyze();
  const ReportPage page = MakeSweepPage(made->data);
  const XmlOutline outline = ParseXml(page.html);
  EXPECT_EQ(outline.error, "");
  ExpectHarmless(outline);
  EXPECT_LT(page.html.size(), 300U * 1024);
  EXPECT_THAT(SectionsOf(outline),
              ElementsAre("verdict", "map", "outcomes", "design", "limits", "again"));
  EXPECT_THAT(page.html, HasSubstr("the 50% line runs through readiness 0.5 to 0.5 and noise 0 to "
                                   "1"));
  EXPECT_THAT(page.html, HasSubstr("readiness (probability)"));
  EXPECT_THAT(page.html, HasSubstr("Standard error of a point: 1.0 points in the middle"));
  EXPECT_THAT(page.html, HasSubstr(made->sweep->spec_hash()));
  EXPECT_THAT(page.html, HasSubstr("dragoman sweep export results/small"));
  EXPECT_EQ(MakeSweepPage(made->data).html, page.html);
}

TEST(SweepPage, EveryChartSaysWhatItShowsAndHasATable) {
  const auto made = MakeSweepReport(MapText());
  made->Analyze();
  const ReportPage page = MakeSweepPage(made->data);
  const XmlOutline outline = ParseXml(page.html);
  const std::vector<std::size_t> charts = outline.Places("svg");
  ASSERT_EQ(charts.size(), 1U);
  EXPECT_EQ(outline.elements[charts[0] + 1].tag, "title");
  EXPECT_GT(outline.elements[charts[0] + 2].text.size(), 40U);
  const DataTable& twin = page.tables[0];
  EXPECT_EQ(twin.name, "map-next_round");
  ASSERT_EQ(twin.rows.size(), 3U);
  // Noise 1 uppermost; readiness 0, 0.25, ... to the right.
  EXPECT_EQ(twin.rows[0][0].text, "1");
  EXPECT_EQ(twin.rows[0][2].text, "25.0");
  EXPECT_EQ(twin.rows[0][2].data, "0.25");
  for (const DataTable& table : page.tables) {
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
    EXPECT_THAT(page.html, HasSubstr(EscapeHtml(DataAddress(CsvText(table)))));
  }
}

// S1 and ST as given: the larger ST first, with its interval.
TEST(SweepPage, BarsAreThoseOfTheIndices) {
  const auto made = MakeSweepReport(SampleText("{kind: saltelli, points: 8}"));
  made->Analyze();
  SobolIndices& sobol = *made->report.analysis[0].sobol;
  sobol.st = {0.25, 0.75};
  sobol.s1 = {0.2, 0.7};
  sobol.st_conf = {0.05, 0.1};
  sobol.s1_conf = {0.04, 0.08};
  const ReportPage page = MakeSweepPage(made->data);
  EXPECT_EQ(ParseXml(page.html).error, "");
  EXPECT_THAT(page.html, HasSubstr("Bars, largest first: noise 0.75; readiness 0.25."));
  EXPECT_THAT(page.html, HasSubstr("What moves next round most over these ranges: noise (total "
                                   "index 0.75 \xC2\xB1 0.10) and readiness (0.25 \xC2\xB1 0.05)"));
  // The axis ends at 0.75 + 0.1: 440 x 0.75 / 0.85.
  EXPECT_THAT(page.html, HasSubstr("width=\"388.2\" height=\"12\" class=\"bar\""));
  EXPECT_EQ(page.tables[0].name, "sobol-next_round");
  EXPECT_EQ(page.tables[0].rows[0][3].data, "0.75");
}

TEST(SweepPage, EveryDesignHasItsSection) {
  const std::pair<const char*, const char*> designs[] = {
      {"{kind: saltelli, points: 8}", "matters"},
      {"{kind: morris, trajectories: 4}", "matters"},
      {"{kind: efast, points: 65}", "matters"},
      {"{kind: sobol, points: 64}", "matters"},
      {"{kind: one_at_a_time}", "effects"}};
  for (const auto& [design, section] : designs) {
    std::string text = SampleText(design);
    if (std::string(design).find("one_at") != std::string::npos) text = MapText();
    if (text == MapText()) text.replace(text.find("{kind: factorial}"), 17, design);
    const auto made = MakeSweepReport(text);
    made->Analyze();
    const ReportPage page = MakeSweepPage(made->data);
    const XmlOutline outline = ParseXml(page.html);
    EXPECT_EQ(outline.error, "") << design;
    ExpectHarmless(outline);
    EXPECT_THAT(SectionsOf(outline), testing::Contains(section)) << design;
  }
}

// Above 0.5 lies the upper half of readiness; a box keeps at least 5 % of the points.
TEST(SweepPage, ABoxIsDrawnWithItsTradeOff) {
  const auto made = MakeSweepReport(SampleText("{kind: sobol, points: 128}"));
  made->Analyze({SweepMethod::kPrim});
  const ReportPage page = MakeSweepPage(made->data);
  const XmlOutline outline = ParseXml(page.html);
  EXPECT_EQ(outline.error, "");
  EXPECT_THAT(SectionsOf(outline), testing::Contains("box"));
  EXPECT_THAT(page.html, HasSubstr("Where readiness at least 0."));
  EXPECT_EQ(outline.Places("svg").size(), 2U);
}

TEST(SweepPage, FailuresAreCountedByReason) {
  const auto made = MakeSweepReport(MapText());
  made->Analyze({}, {{0, "too high"}, {3, "too high"}, {4, "<b>odd</b>"}});
  const ReportPage page = MakeSweepPage(made->data);
  EXPECT_THAT(page.html, HasSubstr("3 of 15 points make no valid scenario"));
  EXPECT_THAT(page.html, HasSubstr("&lt;b&gt;odd&lt;/b&gt;"));
  ASSERT_EQ(made->data.failures.size(), 2U);
  EXPECT_EQ(made->data.failures[0].message, "too high");
}

TEST(SweepPage, HostileTextsAreShownAsText) {
  const std::string hostile = Json(kHostile).dump();
  const std::string text = "title: " + hostile + "\nquestion: " + hostile +
                           "\nscenario: two-towns\n"
                           "set: [" +
                           Json("title=" + hostile).dump() +
                           "]\nparameters:\n"
                           "  - {id: name, set: 'parties[HMR].name', options: [plain, " +
                           Json(hostile).dump() +
                           "]}\n"
                           "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 3}\n"
                           "design: {kind: factorial}\n"
                           "replicates: 20\n"
                           "on_failure: record\n"
                           "outcomes: [next_round, headline]\n"
                           "keep: aggregates\n";
  const auto made = MakeSweepReport(text);
  made->report.result = kHostile;
  made->Analyze({}, {{0, kHostile}});
  made->data.command = kHostile;
  const ReportPage page = MakeSweepPage(made->data);
  const XmlOutline outline = ParseXml(page.html);
  ASSERT_EQ(outline.error, "");
  ExpectHarmless(outline);
  EXPECT_THAT(page.html, Not(HasSubstr("<script")));
  EXPECT_THAT(page.html, Not(HasSubstr("<img")));
  EXPECT_EQ(outline.elements[outline.Places("h1")[0]].text, kHostile);
}

TEST(ParameterFactsTest, TellWhereTheScenarioStands) {
  std::string text = MapText();
  text.replace(text.find("mechanisms.M24.q=0.5"), 20, "mechanisms.M24.q=0.7");
  const auto sweep = MakeSmallSweep({}, text);
  const std::vector<ParameterFact> facts = ParameterFactsOf(*sweep);
  EXPECT_EQ(facts[0].own, 0.25);
  EXPECT_EQ(facts[0].own_text, "0.25");
  EXPECT_EQ(facts[0].unit, "probability");
  EXPECT_EQ(facts[0].range, "0 to 1");
  EXPECT_EQ(facts[1].own, 0.7);
}

TEST(MapValue, LiesStraightBetweenPointsAndNowhereOutside) {
  ResponseMap map;
  map.x = {0, 1, 2};
  map.y = {0, 10};
  map.values = {0, 1, 2, 10, 11, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_DOUBLE_EQ(MapValueAt(map, 0.5, 5), 5.5);
  EXPECT_DOUBLE_EQ(MapValueAt(map, 2, 0), 2) << "a corner without weight may be a gap";
  EXPECT_TRUE(std::isnan(MapValueAt(map, 1.5, 5)));
  EXPECT_TRUE(std::isnan(MapValueAt(map, 2.1, 5)));
}

}  // namespace
}  // namespace dragoman

#include "engine/report/sweep_text.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/sweep_csv.h"
#include "engine/report/sweep_export.h"
#include "engine/report/sweep_json.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman {
namespace {

using testing::HasSubstr;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A grid of three levels of one parameter, with results made up here.
class SweepTextTest : public testing::Test {
 protected:
  SweepTextTest()
      : sweep_(testing_support::MakeSmallSweep(
            {},
            "title: Readiness\n"
            "question: Does it help?\n"
            "scenario: two-towns\n"
            "set: [talks.talks_per_coding=1]\n"
            "parameters: [{id: readiness, set: mechanisms.M9.pi, range: [0, 1], levels: 3}]\n"
            "design: {kind: factorial}\n"
            "replicates: 100\n"
            "outcomes: [some_ceasefire]\n"
            "common_random_numbers: false\n"
            "keep: aggregates\n")) {
    table_.cells = {0, 1, 2};
    table_.x = {0, 0.5, 1};
    table_.parameters = 1;
    table_.runs = {100, 100, 100};
    table_.failed = {0, 0, 0};
    table_.complete = true;
    table_.all_cells = 3;
    table_.total_runs = 300;
    table_.hash = "00000000000000ab";
    OutcomeColumn& column = table_.outcomes.emplace_back();
    column.outcome = FindRunOutcome("some_ceasefire");
    column.mean = {0.2, 0.5, 0.8};
    column.standard_error = {0.04, 0.05, 0.04};
    column.min = column.q05 = column.q50 = {0, 0, 0};
    column.max = column.q95 = {1, 1, 1};
  }

  SweepReport Report(const std::vector<SweepMethod>& methods) const {
    SweepReport report;
    report.sweep = sweep_.get();
    report.table = &table_;
    report.options.methods = methods;
    report.result = "results/readiness";
    report.command = "dragoman sweep analyze results/readiness";
    SerialExecutor executor;
    auto analysis = AnalyzeSweep(*sweep_, table_, "", report.options, &executor);
    EXPECT_TRUE(analysis.ok());
    report.analysis = *analysis;
    return report;
  }

  std::unique_ptr<const Sweep> sweep_;
  SweepTable table_;
};

TEST_F(SweepTextTest, IsThisToTheLetter) {
  // Variance over the points (0.09 + 0 + 0.09) / 3 = 0.06, mean squared error (0.0016 + 0.0025 +
  // 0.0016) / 3 = 0.0019, so 3 % is noise. Bars: 20 cells are 100 %.
  EXPECT_EQ(SweepText(Report({}), TextStyle()),
            "Readiness\n"
            "Does it help?\n"
            "Scenario two-towns. Design: factorial; 3 points of 1 parameter, 100 runs each, own "
            "random numbers at\n"
            "each point.\n"
            "Changed in all runs: talks.talks_per_coding=1.\n"
            "Complete: 300 runs, 0 failed; hash 00000000000000ab. What follows is the model's "
            "share of runs over\n"
            "these ranges, conditional on this coding: no forecast, and no cause beyond the "
            "model.\n"
            "\n"
            "Outcomes over the points\n"
            "                   mean  lowest  highest  noise\n"
            "  some_ceasefire  50.0%   20.0%    80.0%     3%\n"
            "  some_ceasefire is lowest at point 0: readiness 0\n"
            "  some_ceasefire is highest at point 2: readiness 1\n"
            "  noise: mean squared standard error of a point over the variance over points, that "
            "is, how much of\n"
            "  the variation would be chance if the points' errors were independent.\n"
            "\n"
            "some_ceasefire: mean at each level, all other parameters averaged\n"
            "             range, points  share                        along the parameter\n"
            "  readiness           60.0   100%  ####################  only rises\n"
            "    readiness   mean  error\n"
            "    0          20.0%    4.0  ####\n"
            "    0.5        50.0%    5.0  ##########\n"
            "    1          80.0%    4.0  ################\n"
            "  Along the parameter: every two levels compared, 5 % for a wrong verdict on a path "
            "that is level;\n"
            "  errors are independent. share: of the variance over the points; what is missing to "
            "100 % is\n"
            "  interaction.\n"
            "\n"
            "Again: dragoman sweep analyze results/readiness\n");
}

TEST_F(SweepTextTest, SaysWhatIsMissing) {
  table_.complete = false;
  table_.runs = {100, 40, 0};
  table_.gaps = 1;
  table_.short_cells = 1;
  table_.outcomes[0].mean[2] = kNan;
  const SweepReport report = Report({SweepMethod::kGivenData});
  EXPECT_THAT(SweepNotes(report)[0],
              "The sweep is not complete: 1 of 3 points have no run yet, 1 have some but not all. "
              "To go on: dragoman sweep resume results/readiness.");
  EXPECT_THAT(SweepText(report, TextStyle()), HasSubstr("NOT complete: 300 runs"));
  EXPECT_THAT(SweepText(report, TextStyle()), HasSubstr("1 point without\n  results is left out."));
}

TEST_F(SweepTextTest, NoLineIsWiderThanAsked) {
  TextStyle style;
  style.width = 80;
  const std::string text =
      SweepText(Report({SweepMethod::kEffects, SweepMethod::kPawn, SweepMethod::kFeatures}), style);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    EXPECT_LE(TextWidth(text.substr(from, to - from)), 80U) << text.substr(from, to - from);
    from = to + 1;
  }
}

TEST_F(SweepTextTest, JsonHoldsTheSameNumbersAndNullForWhatIsUnknown) {
  table_.outcomes[0].standard_error[2] = kNan;
  const Json json = SweepJson(Report({}));
  EXPECT_EQ(json["hash"], "00000000000000ab");
  EXPECT_EQ(json["cells"], 3);
  const Json& outcome = json["outcomes"]["some_ceasefire"];
  EXPECT_EQ(outcome["highest"]["value"], 0.8);
  EXPECT_TRUE(outcome["highest"]["standard_error"].is_null());
  EXPECT_EQ(outcome["highest"]["point"]["readiness"], 1);
  EXPECT_TRUE(outcome["noise_share"].is_null());
  EXPECT_EQ(outcome["effects"]["readiness"]["levels"][1]["mean"], 0.5);
}

TEST_F(SweepTextTest, CsvHasARowPerNumber) {
  const std::string csv = SweepIndexCsv(SweepIndexRows(Report({})));
  EXPECT_THAT(csv, HasSubstr("outcome,method,index,parameter,where,value,half_width\n"));
  EXPECT_THAT(csv, HasSubstr("\nsome_ceasefire,effects,mean,readiness,0.5,0.5,0.05\n"));
  EXPECT_THAT(csv, HasSubstr("\nsome_ceasefire,summary,mean,,,0.5,\n"));
}

TEST_F(SweepTextTest, CellsExportAsCsvWithEmptyFieldsForGaps) {
  table_.runs[1] = 0;
  OutcomeColumn& column = table_.outcomes[0];
  for (std::vector<double>* values : {&column.mean, &column.standard_error, &column.min,
                                      &column.max, &column.q05, &column.q50, &column.q95}) {
    (*values)[1] = kNan;
  }
  std::string text;
  const auto sink = [&](std::string_view piece) { text += piece; };
  ExportCellsCsv(*sweep_, table_, sink);
  EXPECT_EQ(text,
            "cell,readiness,runs,failed,some_ceasefire_mean,some_ceasefire_se,some_ceasefire_min,"
            "some_ceasefire_max,some_ceasefire_q05,some_ceasefire_q50,some_ceasefire_q95\n"
            "0,0,100,0,0.2,0.04,0,1,0,0,1\n"
            "1,0.5,0,0,,,,,,,\n"
            "2,1,100,0,0.8,0.04,0,1,0,0,1\n");
}

TEST_F(SweepTextTest, SalibFilesHaveNoHeads) {
  table_.outcomes[0].mean[1] = kNan;
  std::vector<std::string> texts;
  const std::vector<ExportFile> files = SalibFiles(*sweep_, table_);
  for (const ExportFile& file : files) {
    std::string& text = texts.emplace_back();
    const auto sink = [&](std::string_view piece) { text += piece; };
    file.write(sink);
  }
  ASSERT_EQ(files.size(), 3U);
  const Json problem = Json::parse(texts[0]);
  EXPECT_EQ(problem["num_vars"], 1);
  EXPECT_EQ(problem["names"], Json({"readiness"}));
  EXPECT_EQ(problem["bounds"], Json::parse("[[0.0, 1.0]]"));
  EXPECT_EQ(problem["dists"], Json({"unif"}));
  EXPECT_EQ(texts[1], "0\n0.5\n1\n");
  EXPECT_EQ(files[2].name, "Y.some_ceasefire.csv");
  EXPECT_EQ(texts[2], "0.2\nnan\n0.8\n");
}

TEST_F(SweepTextTest, EmaFilesAreThoseItsLoaderReads) {
  const std::vector<ExportFile> files = EmaFiles(*sweep_, table_);
  std::vector<std::string> texts;
  for (const ExportFile& file : files) {
    std::string& text = texts.emplace_back();
    const auto sink = [&](std::string_view piece) { text += piece; };
    file.write(sink);
  }
  EXPECT_EQ(files[0].name, "experiments.csv");
  EXPECT_EQ(texts[0],
            "readiness,scenario,policy,model\n"
            "0,0,None,two-towns\n0.5,1,None,two-towns\n1,2,None,two-towns\n");
  EXPECT_EQ(texts[1], "0.2\n0.5\n0.8\n");
  const Json metadata = Json::parse(texts[2]);
  EXPECT_EQ(metadata["outcomes"][0],
            Json({"ScalarOutcome", "some_ceasefire", "some_ceasefire.csv"}));
  EXPECT_EQ(metadata["experiments"]["readiness"], "float64");
}

TEST(CsvField, IsQuotedWhereItMustBe) {
  EXPECT_EQ(CsvField("plain"), "plain");
  EXPECT_EQ(CsvField("[a, b]"), "\"[a, b]\"");
  EXPECT_EQ(CsvField("a \"b\""), "\"a \"\"b\"\"\"");
}

}  // namespace
}  // namespace dragoman

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

constexpr const char* kCases = "scenarios/backtests";
constexpr const char* kOneCase = "scenarios/backtests/06_camp_david_1978.yaml";

TEST(BacktestCommand, JsonGivesForecastsAndScoresOfEveryCase) {
  const ProcessResult result = RunDragoman({"backtest", kCases, "--json", "--runs", "50"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out, nullptr, false);
  ASSERT_EQ(json["cases"].size(), 8U);
  for (const Json& one : json["cases"]) {
    ASSERT_EQ(one["headline"].size(), 8U);
    double sum = 0;
    for (const Json& p : one["headline"]) sum += p.get<double>();
    EXPECT_NEAR(sum, 1, 1e-9);
    for (const auto& [flag, p] : one["flags"].items()) {
      EXPECT_GE(p.get<double>(), 0);
      EXPECT_LE(p.get<double>(), 1);
      EXPECT_TRUE(one["actual"]["flags"][flag].is_boolean()) << flag;
    }
    for (const char* key : {"engine", "B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7"}) {
      EXPECT_TRUE(one["rps"][key].is_number()) << key;
    }
    // RPS can be worked out again from what is printed.
    const int actual = one["actual"]["headline"].get<int>();
    double rps = 0;
    double below = 0;
    for (int k = 0; k < 8; ++k) {
      below += one["headline"][static_cast<std::size_t>(k)].get<double>();
      rps += std::pow(below - (k >= actual ? 1 : 0), 2);
    }
    EXPECT_NEAR(one["rps"]["engine"].get<double>(), rps, 1e-9);
  }
  EXPECT_EQ(json["constants"]["fitted"], false);
  EXPECT_TRUE(json["summary"]["all"]["skill"]["B0"].is_number());
}

TEST(BacktestCommand, TheTablesFitAndSayWhatTheyAre) {
  const ProcessResult result =
      RunDragoman({"backtest", kCases, "--leave-one-out", "--drop", "mandate", "--runs", "20"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  for (const char* text : {"Without `mandate`", "none on the home set", "Forecast of the headline",
                           "Ranked probability score", "persistence", "Reliability", "base_share",
                           "not a forecast", "Again: dragoman backtest scenarios/backtests"}) {
    EXPECT_THAT(result.out, HasSubstr(text));
  }
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("Again:")) {
      EXPECT_LE(TextWidth(line), 100U) << line;
    }
  }
}

TEST(BacktestCommand, ThreadsChangeNothing) {
  const std::vector<std::string> what = {"backtest", kCases, "--runs", "50", "--json"};
  std::vector<std::string> one = what;
  one.insert(one.end(), {"--threads", "1"});
  std::vector<std::string> three = what;
  three.insert(three.end(), {"--threads", "3"});
  EXPECT_EQ(RunDragoman(one).out, RunDragoman(three).out);
}

TEST(BacktestCommand, AConvertedCaseValidatesAndRuns) {
  const testing_support::TemporaryFolder folder;
  for (const char* form : {"case.yaml", "case.json"}) {
    std::vector<std::string> words = {"backtest", "convert", kOneCase};
    const std::string path = folder.Path(form);
    if (path.ends_with(".json")) words.emplace_back("--json");
    const ProcessResult converted = RunDragoman(words);
    ASSERT_EQ(converted.exit_code, 0) << converted.err;
    std::ofstream(path) << converted.out;
    EXPECT_EQ(RunDragoman({"validate", path}).exit_code, 0) << RunDragoman({"validate", path}).err;
    EXPECT_EQ(RunDragoman({"run", path, "--runs", "20"}).exit_code, 0);
  }
}

TEST(BacktestCommand, TheMappingNamesEveryInput) {
  const ProcessResult result = RunDragoman({"backtest", "mapping"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* input :
       {"capability", "cost_of_delay", "outside_option", "mandate", "audience_cost",
        "insults_before", "third_party_pressure", "direct_contact_gap_months", "deadline", "rank",
        "leverage", "bias", "war_ongoing", "public"}) {
    EXPECT_THAT(result.out, HasSubstr(input));
  }
}

TEST(BacktestCommand, MistakesOfAllFilesEndInTwo) {
  const testing_support::TemporaryFolder folder;
  const auto spoil = [&](const char* name, const std::string& from, const std::string& to) {
    std::ifstream shipped(std::string(DRAGOMAN_SOURCE_DIR) + "/" + kOneCase);
    std::stringstream text;
    text << shipped.rdbuf();
    std::string changed = text.str();
    const std::size_t at = changed.find(from);
    ASSERT_NE(at, std::string::npos);
    std::ofstream(folder.Path(name)) << changed.replace(at, from.size(), to);
  };
  spoil("a.yaml", "headline: 7", "headline: 6");
  spoil("b.yaml", "id: camp_david_1978", "id: another\nplanet: mars");
  const ProcessResult result = RunDragoman({"backtest", folder.path().string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("a.yaml:39:13: error: outcome.headline: headline 6 contradicts "
                                    "the flags, which give 7 (framework); expected 7\n"));
  EXPECT_THAT(result.err, HasSubstr("b.yaml:3:1: error: unknown key 'planet'"));
}

TEST(BacktestCommand, WrongArgumentsEndInTwo) {
  ProcessResult result = RunDragoman({"backtest", "no/such/folder"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("no/such/folder: error: cannot read the folder"));
  result = RunDragoman({"backtest", kCases, "--drop", "rank"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--drop takes 'mandate', not 'rank'"));
  EXPECT_EQ(RunDragoman({"backtest"}).exit_code, 2);
  EXPECT_EQ(RunDragoman({"backtest", "convert"}).exit_code, 2);
  EXPECT_EQ(RunDragoman({"backtest", kCases, kCases}).exit_code, 2);
}

}  // namespace
}  // namespace dragoman

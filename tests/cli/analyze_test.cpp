#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/support/negmas_vectors.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

const std::string kToll = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/cli/toll/";

ProcessResult Toll(std::vector<std::string> more) {
  std::vector<std::string> words = {"analyze", kToll + "domain.xml", kToll + "east.xml",
                                    kToll + "west.xml"};
  words.insert(words.end(), more.begin(), more.end());
  return RunDragoman(words);
}

// Utilities as in bargain_test.cpp. Of the six outcomes (none, west) = (.5, .25) and (low, west) =
// (.25, .625) are dominated by (high, east) = (.5, .75). Gains over (.2, .2) there: .3 and .55,
// product .165; at (low, east) .55 and .175, product .09625. So (high, east) is every solution.
TEST(Analyze, FindsFrontierAndSolutions) {
  const ProcessResult result = Toll({"--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["pareto_n"], 4);
  EXPECT_EQ(json["pareto_utils"], Json::parse("[[1.0,0.0],[0.75,0.375],[0.5,0.75],[0.0,1.0]]"));
  EXPECT_EQ(json["pareto_outcomes"], Json::parse("[[0,0],[1,0],[2,0],[2,1]]"));
  const Json best = Json::parse(R"([{"utils": [0.5, 0.75], "outcome": [2, 0]}])");
  for (const char* key : {"nash", "kalai", "ks", "max_welfare", "max_relative_welfare"}) {
    EXPECT_EQ(json[key], best) << key;
  }
  EXPECT_EQ(json["rational_low"], 4);
  EXPECT_EQ(json["rational_high"], 4);
  EXPECT_EQ(json["guarantee"], "exact");
  EXPECT_NEAR(json["opposition"].get<double>(), 0.5590169943749475, 1e-12);  // (.5, .75) to (1, 1)
}

TEST(Analyze, TheTextSaysWhatEachSolutionMeans) {
  const ProcessResult result = Toll({});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out, R"text(toll
2 parties, 2 issues, 6 outcomes.

  party  least  most  no agreement
  east    0.00  1.00          0.20
  west    0.00  1.00          0.20

Zone of possible agreements: 4 outcomes are worth at least no agreement to everybody (66.7%).
Opposition 0.56: how far the best compromise is from everybody's best, each party's range counting
  1.
Exact: what looking at every outcome would give.

Solutions
Nash (largest product of gains over no agreement)
  0.50 to east and 0.75 to west: toll = high, keeper = east
Kalai-Smorodinsky (largest smallest share of one's largest gain)
  0.50 to east and 0.75 to west: toll = high, keeper = east
egalitarian (Kalai) (largest smallest gain)
  0.50 to east and 0.75 to west: toll = high, keeper = east
utilitarian (largest sum of utilities)
  0.50 to east and 0.75 to west: toll = high, keeper = east
relative utilitarian (largest sum of shares of one's largest gain)
  0.50 to east and 0.75 to west: toll = high, keeper = east

Pareto frontier: 4 points
  1.00 to east and 0.00 to west: toll = none, keeper = east
  0.75 to east and 0.38 to west: toll = low, keeper = east
  0.50 to east and 0.75 to west: toll = high, keeper = east
  0.00 to east and 1.00 to west: toll = high, keeper = west
)text");
}

TEST(Analyze, ThePresetCountsRationalOutcomesOnly) {
  const ProcessResult result = Toll({"--json", "--preset", "negmas"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["pareto_utils"], Json::parse("[[0.75,0.375],[0.5,0.75]]"));
  EXPECT_EQ(json["nash"], Json::parse(R"([{"utils": [0.5, 0.75], "outcome": [2, 0]}])"));
  for (const char* key : {"kalai", "ks", "modified_kalai", "modified_ks", "max_welfare",
                          "max_relative_welfare", "opposition", "rational_fraction", "pareto_n"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
}

TEST(Analyze, AScenarioIsAnalysedByItsDerivation) {
  const ProcessResult result = RunDragoman({"analyze", "two-towns"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Left out: red lines: options that a party accepts at no "
                                    "price."));
  EXPECT_THAT(result.out, HasSubstr("\nNash (largest product of gains over no agreement)\n"));
}

TEST(Analyze, BadFilesAreNamedWithExitTwo) {
  const ProcessResult result =
      RunDragoman({"analyze", kToll + "domain.xml", kToll + "east.xml", kToll + "nobody.xml"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, kToll + "nobody.xml: error: no such file\n");
}

TEST(Analyze, ThePresetGivesTheRecordedPoints) {
  if (testing_support::NegmasFolder().empty()) GTEST_SKIP() << "no ../shared/vectors/negmas";
  for (const std::string name : {"Laptop", "ItexvsCypress", "NiceOrDie"}) {
    const testing_support::NegmasVectors vectors = testing_support::ReadNegmasVectors(name);
    for (const std::string scale : {"raw", "genius"}) {
      std::vector<std::string> words = {"analyze", vectors.domain_file};
      for (const std::string& profile : vectors.profile_files) words.push_back(profile);
      const std::vector<std::string> rest = {"--preset", "negmas", "--json", "--scale", scale};
      words.insert(words.end(), rest.begin(), rest.end());
      const ProcessResult result = RunDragoman(words);
      ASSERT_EQ(result.exit_code, 0) << result.err;
      const Json json = Json::parse(result.out);
      const testing_support::NegmasStats& stats = vectors.scale(scale).stats;
      EXPECT_EQ(json["pareto_n"], stats.pareto_n) << name;
      ASSERT_EQ(json["nash"].size(), stats.nash.size()) << name;
      for (std::size_t k = 0; k < stats.nash.size(); ++k) {
        for (std::size_t p = 0; p < stats.nash[k].utils.size(); ++p) {
          EXPECT_NEAR(json["nash"][k]["utils"][p].get<double>(), stats.nash[k].utils[p], 1e-9);
        }
      }
    }
  }
}

}  // namespace
}  // namespace dragoman

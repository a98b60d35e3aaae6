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

std::vector<std::string> WithTowns(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"multiverse", "two-towns", "--runs", "100"});
  return arguments;
}

Json TownsJson() {
  const ProcessResult result = RunDragoman(WithTowns({"--json"}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return Json::parse(result.out, nullptr, false);
}

TEST(MultiverseCommand, JsonListsChoicesUniversesAndOutcomes) {
  const Json json = TownsJson();
  EXPECT_EQ(json["scenario"], "two-towns");
  EXPECT_EQ(json["runs"], 100);
  EXPECT_EQ(json["seed"], 1);
  ASSERT_EQ(json["choices"].size(), 5U);
  EXPECT_EQ(json["choices"][0]["name"], "weights");
  EXPECT_EQ(json["choices"][0]["levels"], Json({"centroid", "equal", "rank_sum"}));
  ASSERT_EQ(json["universes"].size(), 72U);
  for (const Json& universe : json["universes"]) {
    EXPECT_EQ(universe["choices"].size(), 5U);
    double sum = 0;
    for (const Json& p : universe["headline"]) sum += p.get<double>();
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_TRUE(universe["flags"].contains("summit_agreed"));
  }
  ASSERT_EQ(json["outcomes"].size(), 19U);
}

TEST(MultiverseCommand, OutcomesAreThoseOfTheUniversesTheyName) {
  const Json json = TownsJson();
  const auto reference = json["reference_universe"].get<std::size_t>();
  EXPECT_EQ(json["universes"][reference]["choices"]["tier"], "minutes");
  EXPECT_EQ(json["universes"][reference]["choices"]["rho"], "derived");
  for (std::size_t k = 0; k < 8; ++k) {
    const Json& outcome = json["outcomes"][k];
    EXPECT_EQ(outcome["name"], "headline_" + std::to_string(k));
    const auto at = [&](std::size_t universe) {
      return json["universes"][universe]["headline"][k].get<double>();
    };
    EXPECT_EQ(outcome["reference"], at(reference));
    EXPECT_EQ(outcome["min"], at(outcome["lowest_universe"].get<std::size_t>()));
    EXPECT_EQ(outcome["max"], at(outcome["highest_universe"].get<std::size_t>()));
    for (std::size_t u = 0; u < 72; ++u) {
      EXPECT_GE(at(u), outcome["min"].get<double>());
      EXPECT_LE(at(u), outcome["max"].get<double>());
    }
    if (outcome["most_influential"].is_null()) {
      EXPECT_EQ(outcome["min"], outcome["max"]);
      continue;
    }
    const Json& effects = outcome["effects"];
    for (const auto& [choice, range] : effects.items()) {
      EXPECT_LE(range, effects[outcome["most_influential"].get<std::string>()]) << choice;
    }
  }
}

TEST(MultiverseCommand, TheTableFitsAndSaysWhatSurvives) {
  const ProcessResult result = RunDragoman(WithTowns({}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("All 72 combinations of weights {centroid"));
  EXPECT_THAT(result.out, HasSubstr("moved most by"));
  EXPECT_THAT(result.out, HasSubstr("What survives"));
  EXPECT_THAT(result.out, HasSubstr("likeliest"));
  EXPECT_THAT(result.out, HasSubstr("Conditional on this coding; not a"));
  EXPECT_THAT(result.out, HasSubstr("Again: dragoman multiverse two-towns --runs 100 --seed 1\n"));
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(TextWidth(line), 100U) << line;
}

TEST(MultiverseCommand, ThreadsChangeNothing) {
  EXPECT_EQ(RunDragoman(WithTowns({"--threads", "1"})).out,
            RunDragoman(WithTowns({"--threads", "3"})).out);
}

TEST(MultiverseCommand, WithoutRedLinesThereIsNothingToSwitch) {
  const ProcessResult result = RunDragoman(WithTowns({"--without", "M8", "--json"}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out, nullptr, false);
  EXPECT_EQ(json["choices"].size(), 4U);
  EXPECT_EQ(json["universes"].size(), 36U);
}

TEST(MultiverseCommand, WritesOneLinePerUniverse) {
  const testing_support::TemporaryFolder folder;
  const ProcessResult result = RunDragoman(WithTowns({"--csv", folder.Path("u.csv")}));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::ifstream file(folder.Path("u.csv"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 73U);
  EXPECT_TRUE(lines[0].starts_with("universe,weights,rho,jitter,tier,red_lines,headline_0,"));
  EXPECT_TRUE(lines[1].starts_with("0,centroid,derived,0,minutes,on,")) << lines[1];
  EXPECT_TRUE(lines[72].starts_with("71,rank_sum,1,10,all,off,")) << lines[72];
}

TEST(MultiverseCommand, MistakesEndInTwoAndAnUnwritableFileInOne) {
  ProcessResult result = RunDragoman({"multiverse", "no-such"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("no scenario 'no-such'"));
  result = RunDragoman(WithTowns({"--tier", "all"}));
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--tier"));
  result = RunDragoman(WithTowns({"--set", "derivation.weighting=best"}));
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("expected one of: centroid, equal, rank_sum"));
  result = RunDragoman(WithTowns({"--without", "M99"}));
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("unknown mechanism 'M99'"));
  result = RunDragoman(WithTowns({"--csv", "/no/such/folder/u.csv"}));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("/no/such/folder/u.csv"));
}

}  // namespace
}  // namespace dragoman

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

constexpr const char* kTalks = "scenarios/istanbul-2025-05-16.yaml";

Json CompareJson(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"compare", kTalks, "--json", "--runs", "2000"});
  const ProcessResult result = RunDragoman(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return Json::parse(result.out, nullptr, false);
}

TEST(CompareCommand, JsonHasEveryKeyOfEveryOutcome) {
  const Json json = CompareJson({"--what-if", "W3", "--what-if", "W13", "--tier", "A+B"});
  EXPECT_EQ(json["tier"], "A+B");
  EXPECT_EQ(json["codings"], 10);
  EXPECT_EQ(json["talks_per_coding"], 200);
  for (const char* id : {"W3", "W13"}) {
    for (const char* outcome : {"PR", "NR", "SU", "PC", "FC", "CO", "DU"}) {
      const Json& cell = json["what_ifs"][id]["outcomes"][outcome];
      for (const char* key :
           {"base", "variant", "delta", "low", "high", "expected", "holds", "share_of_codings"}) {
        EXPECT_TRUE(cell.contains(key)) << id << " " << outcome << " " << key;
      }
    }
  }
  const Json& full = json["what_ifs"]["W3"]["outcomes"]["FC"];
  EXPECT_EQ(full["expected"], "+");
  EXPECT_EQ(full["holds"], true);
  EXPECT_GT(full["low"].get<double>(), 0.03);
  EXPECT_NEAR(full["variant"].get<double>() - full["base"].get<double>(),
              full["delta"].get<double>(), 1e-12);
  const Json& lasts = json["what_ifs"]["W3"]["outcomes"]["DU"];
  EXPECT_GT(lasts["base"].get<double>(), 0.05);
  EXPECT_LT(lasts["variant"].get<double>(), 0.95);
}

TEST(CompareCommand, ThreadsChangeNothing) {
  const std::vector<std::string> what = {"compare", kTalks, "--what-if", "W18", "--runs", "1000"};
  std::vector<std::string> one = what;
  one.insert(one.end(), {"--threads", "1"});
  std::vector<std::string> three = what;
  three.insert(three.end(), {"--threads", "3"});
  EXPECT_EQ(RunDragoman(one).out, RunDragoman(three).out);
}

TEST(CompareCommand, TwoChangesAtOnceAndSettingsOnTheSpotAreVariants) {
  const Json json = CompareJson({"--what-if", "W3+W18", "--set", "wait.q=0"});
  ASSERT_TRUE(json["what_ifs"].contains("W3+W18"));
  ASSERT_TRUE(json["what_ifs"].contains("set"));
  EXPECT_EQ(json["what_ifs"]["set"]["question"], "wait.q=0");
  EXPECT_EQ(json["what_ifs"]["W3+W18"]["outcomes"]["FC"]["expected"], ".");
}

TEST(CompareCommand, TheTableFitsAndSaysHowToReadIt) {
  const ProcessResult result =
      RunDragoman({"compare", kTalks, "--what-if", "W16", "--runs", "1000"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("nothing until everything"));
  EXPECT_THAT(result.out, HasSubstr("Conditional on this coding; not a forecast."));
  EXPECT_THAT(result.out, HasSubstr("Again: dragoman compare"));
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("Again:")) {
      EXPECT_LE(TextWidth(line), 100U) << line;
    }
  }
}

TEST(ValidateCommand, FindsTheMistakesOfWhatIfs) {
  const testing_support::TemporaryFolder folder;
  std::ifstream shipped(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/two-towns.yaml");
  std::ofstream(folder.Path("towns.yaml"))
      << shipped.rdbuf() << "what_ifs: [{id: w, question: q, changes: [talks.meetings=99]}]\n";
  const ProcessResult result = RunDragoman({"validate", folder.Path("towns.yaml")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("error: what_ifs[0].changes[0]: talks.meetings: "));
}

TEST(CompareCommand, MistakesEndInTwo) {
  ProcessResult result = RunDragoman({"compare", kTalks, "--what-if", "W99"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("no what-if 'W99'"));
  result = RunDragoman({"compare", kTalks});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("nothing to compare"));
  result = RunDragoman({"compare", kTalks, "--set", "talks.meetigns=4"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("did you mean 'meetings'?"));
}

}  // namespace
}  // namespace dragoman

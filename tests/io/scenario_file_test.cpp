#include "engine/io/scenario_file.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/files.h"

namespace dragoman {
namespace {

std::string ValidPath() {
  return std::string(DRAGOMAN_SOURCE_DIR) + "/tests/io/bad_scenarios/valid.yaml";
}

/// valid.yaml with `from`, which must be in it, replaced by `to`.
std::string ValidWith(const std::string& from, const std::string& to) {
  std::string text = ReadFile(ValidPath()).text;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string ErrorsOf(const std::string& text, const std::vector<std::string>& settings = {},
                     const ScenarioChoices& choices = {}) {
  const ScenarioFile file = LoadScenarioText(text, "f.yaml", TextFormat::kYaml, settings, choices);
  EXPECT_EQ(file.ok(), file.scenario != nullptr);
  return FormatProblems(file.problems);
}

std::string ErrorsOfValid(const std::vector<std::string>& settings,
                          const ScenarioChoices& choices = {}) {
  return ErrorsOf(ReadFile(ValidPath()).text, settings, choices);
}

TEST(ScenarioFileTest, LoadsAFileReadyToRun) {
  const ScenarioFile file = LoadScenario(ValidPath());
  ASSERT_EQ(FormatProblems(file.problems), "");
  ASSERT_NE(file.scenario, nullptr);
  EXPECT_EQ(file.source.id, "two-banks");
  EXPECT_EQ(file.scenario->space.num_issues(), 3U);
  EXPECT_EQ(file.scenario->tier, "A");
  EXPECT_EQ(file.scenario->talks->meetings, 2);
}

TEST(ScenarioFileTest, SettingsAndChoicesTakeEffect) {
  const ScenarioFile file = LoadScenario(
      ValidPath(), std::vector<std::string>{"talks.meetings=5", "p.South={uniform: [0.1, 0.2]}"},
      {.tier = "A+B", .without = {"M4", "trust"}});
  ASSERT_EQ(FormatProblems(file.problems), "");
  EXPECT_EQ(file.scenario->talks->meetings, 5);
  EXPECT_EQ(file.scenario->tier, "A+B");
  EXPECT_EQ(file.scenario->derivation.num_claims(), 3U);
  for (const std::string& id : file.scenario->talks->mechanism_ids) {
    EXPECT_NE(id, "M4");
    EXPECT_NE(id, "M15");
  }
}

TEST(ScenarioFileTest, AFileThatCannotBeReadIsAProblem) {
  const ScenarioFile file = LoadScenario("no/such/file.yaml");
  EXPECT_EQ(FormatProblems(file.problems), "no/such/file.yaml: error: no such file\n");
  EXPECT_EQ(file.scenario, nullptr);
}

TEST(ScenarioFileTest, ProblemsOfChoicesNameTheOption) {
  EXPECT_EQ(
      ErrorsOfValid({}, {.tier = "B", .without = {"M99", "thrust", "M4"}}),
      "--tier B: error: unknown tier 'B'; expected one of: A, A+B\n"
      "--without M99: error: unknown mechanism 'M99'; did you mean 'M9'? expected one of: M1, "
      "M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M12, ...\n"
      "--without thrust: error: unknown mechanism 'thrust'; did you mean 'trust'? expected "
      "one of: M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M12, ...\n");
}

TEST(ScenarioFileTest, ProblemsOfSettingsNameTheSettingWhereverTheyAreFound) {
  EXPECT_EQ(
      ErrorsOfValid({"talks.meetings=0", "claims.A01.option=W7", "rank.West=1", "x"}),
      "--set x: error: not a setting; expected PATH=VALUE\n"
      "--set talks.meetings=0: error: talks.meetings: 0 is out of range; expected an integer in "
      "[1, 20] (meetings)\n"
      "--set claims.A01.option=W7: error: claims[0].option: issue 'water' has no option 'W7'; did "
      "you mean 'W0'? expected one of: W0, W1, W2\n"
      "--set rank.West=1: error: mechanisms.M26.rank.West: 'West' is not a principal; expected one "
      "of: North, South\n");
}

TEST(ScenarioFileTest, WhatIsReadAndWhatIsCompiledIsReportedTogetherInOrder) {
  EXPECT_EQ(ErrorsOf(ValidWith("option: W2", "option: W7, q: 3, sorce: S1")),
            "f.yaml:46:56: error: claims[0].option: issue 'water' has no option 'W7'; did you mean "
            "'W0'? expected one of: W0, W1, W2\n"
            "f.yaml:46:63: error: claims[0].q: 3 is out of range; expected a number in (0, 1] "
            "(share)\n"
            "f.yaml:46:66: error: claims[0]: unknown key 'sorce'; did you mean 'source'? expected "
            "one of: id, tier, source, known_by, actor, targets, act, cameo, issue, option, "
            "rejects, q, ...\n");
}

TEST(ScenarioFileTest, WhatOnlyFollowsFromAnotherProblemIsNotReported) {
  const std::string not_a_name =
      "; expected a name (a letter, then letters, digits, '_', '-', '.', '+')\n";
  // Options of a claim whose issue is not known; references to an issue whose name is not known.
  EXPECT_EQ(ErrorsOf(ValidWith("issue: water, option: W2", "issue: [], option: L2")),
            "f.yaml:46:41: error: claims[0].issue: is a list; expected a text\n");
  EXPECT_EQ(ErrorsOf(ValidWith("- id: water", "- id: 7th")),
            "f.yaml:15:9: error: issues[0].id: '7th' is not a name" + not_a_name);
  // The first position keeps its default, none.
  EXPECT_EQ(ErrorsOf(ValidWith("position: 40", "position: forty")),
            "f.yaml:31:43: error: issues[1].options[1].position: 'forty' is a text; expected a "
            "number in [0, 100] (points of 0..100)\n");
}

TEST(ScenarioFileTest, AfterTooManyProblemsNothingElseIsSaid) {
  std::string many = "[";
  for (std::size_t k = 0; k < 600; ++k) many += "0, ";
  const ScenarioFile file =
      LoadScenarioText(ValidWith("[0.3, 0.6]", many + "0]"), "f.yaml", TextFormat::kYaml);
  ASSERT_EQ(file.problems.size(), ProblemCollector::kMaxProblems + 1);
  EXPECT_EQ(file.problems.back().message, "too many problems; the rest is not shown");
}

TEST(ScenarioFileTest, ManyWrongClaimsTakeBoundedTime) {
  // Looking for near names among thousands, thousands of times, would take minutes.
  std::string claims = "claims:\n";
  for (int k = 0; k < 3000; ++k) {
    const std::string number = std::to_string(k);
    for (const std::string& part :
         {std::string("  - {id: X"), number, std::string(", tier: Y"), number,
          std::string(", source: S, known_by: 2024-03-01, actor: Z"), number,
          std::string(", targets: [], act: demand, cameo: \"1\"}\n")}) {
      claims += part;
    }
  }
  const ScenarioFile file =
      LoadScenarioText(ValidWith("claims:\n", claims), "f.yaml", TextFormat::kYaml);
  EXPECT_EQ(file.problems.size(), ProblemCollector::kMaxProblems + 1);
}

}  // namespace
}  // namespace dragoman

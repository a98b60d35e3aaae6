#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/apps/cli/command.h"
#include "engine/core/version.h"
#include "engine/report/describe.h"
#include "engine/report/text_layout.h"
#include "engine/talks/mechanism.h"
#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"
#include "tests/support/test_names.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Program, VersionIsTheProjects) {
  const ProcessResult result = RunDragoman({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "dragoman " + std::string(kVersion) + "\n");
  EXPECT_EQ(result.err, "");
}

TEST(Program, HelpListsEveryCommandWithExamples) {
  const ProcessResult result = RunDragoman({"--help"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  for (const Command& command : Commands()) {
    EXPECT_THAT(result.out, HasSubstr("\n  " + std::string(command.name) + " ")) << command.name;
  }
  EXPECT_THAT(result.out, HasSubstr("\nExamples:\n"));
  EXPECT_EQ(RunDragoman({"help"}).out, result.out);
}

TEST(Program, WithoutArgumentsHelpGoesToStandardErrorWithTwo) {
  const ProcessResult result = RunDragoman({});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("Usage: dragoman COMMAND"));
}

class EveryCommand : public testing::TestWithParam<std::string> {};

TEST_P(EveryCommand, HasHelpWithOptionsAndExamples) {
  const ProcessResult result = RunDragoman({GetParam(), "--help"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, StartsWith("Usage: dragoman " + GetParam()));
  EXPECT_THAT(result.out, HasSubstr("\nOptions:\n"));
  EXPECT_THAT(result.out, HasSubstr("\nExamples:\n  dragoman " + GetParam()));
  EXPECT_EQ(RunDragoman({"help", GetParam()}).out, result.out);
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(TextWidth(line), 100U) << line;
}

std::vector<std::string> CommandNames() {
  std::vector<std::string> names;
  for (const Command& command : Commands()) names.emplace_back(command.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Listed, EveryCommand, testing::ValuesIn(CommandNames()),
                         testing_support::NameOfText);

TEST(ListCommand, JsonHasOneNamePerEntry) {
  for (const char* kind : {"mechanisms", "strategies", "protocols", "scenarios"}) {
    const ProcessResult result = RunDragoman({"list", kind, "--json"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const Json list = Json::parse(result.out);
    ASSERT_FALSE(list.empty()) << kind;
    const std::string text = RunDragoman({"list", kind}).out;
    for (const Json& entry : list) {
      EXPECT_THAT(text, HasSubstr(entry["name"].get<std::string>()));
    }
  }
}

TEST(ListCommand, ScenariosAreThoseOfTheRepository) {
  const std::string text = RunDragoman({"list", "scenarios"}).out;
  EXPECT_THAT(text,
              HasSubstr("istanbul-2025-05-16  Ukraine and Russia in Istanbul, 16 May 2025\n"));
  EXPECT_THAT(text, HasSubstr("two-towns "));
}

TEST(DescribeCommand, ExplainsEveryMechanismByNumberAndByName) {
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    const ProcessResult result =
        RunDragoman({"describe", "mechanism", std::string(entry->info.id)});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    for (const char* part : {"  formula ", "  source ", "  sign ", "  when off ", "Parameters"}) {
      EXPECT_THAT(result.out, HasSubstr(part)) << entry->info.id;
    }
    EXPECT_EQ(RunDragoman({"describe", "mechanism", std::string(entry->info.name)}).out,
              result.out);
  }
}

TEST(DescribeCommand, ExplainsAParameterByPathByShortPathAndByShortName) {
  const ProcessResult result = RunDragoman({"describe", "parameter", "mechanisms.M24.q"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* part :
       {"  unit          probability\n", "  range         [0, 1]\n", "  default       0.5\n",
        "  short name    wait.q\n", "  sign ", "  when off ", "  formula ", "  source "}) {
    EXPECT_THAT(result.out, HasSubstr(part));
  }
  EXPECT_EQ(RunDragoman({"describe", "parameter", "wait.q"}).out, result.out);
  EXPECT_EQ(RunDragoman({"describe", "parameter", "M24.q"}).out, result.out);
}

TEST(DescribeCommand, KnowsEveryParameterItLists) {
  for (const std::string& name : ParameterNames()) {
    EXPECT_THAT(ParameterText(name, 100), HasSubstr("  type ")) << name;
  }
}

TEST(NewCommand, WritesAFileThatValidatesAndRuns) {
  const TemporaryFolder folder;
  ProcessOptions options;
  options.folder = folder.path().string();
  const ProcessResult written = RunDragoman({"new", "my-case.yaml"}, options);
  EXPECT_EQ(written.exit_code, 0) << written.err;
  const ProcessResult valid = RunDragoman({"validate", "my-case.yaml"}, options);
  EXPECT_EQ(valid.exit_code, 0);
  EXPECT_EQ(valid.out, "my-case.yaml: ok\n");
  EXPECT_EQ(valid.err, "");
  const ProcessResult run =
      RunDragoman({"run", "my-case.yaml", "--runs", "200", "--json"}, options);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(Json::parse(run.out)["scenario"], "my-case");
}

TEST(NewCommand, OverwritesNothing) {
  const TemporaryFolder folder;
  ProcessOptions options;
  options.folder = folder.path().string();
  std::ofstream(folder.Path("mine.yaml")) << "precious\n";
  const ProcessResult result = RunDragoman({"new", "mine.yaml"}, options);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "dragoman new: error: mine.yaml exists already; nothing was written\n");
  EXPECT_EQ(ReadText(folder.Path("mine.yaml")), "precious\n");
}

TEST(ValidateCommand, ChecksAllFilesAndReportsEachMistakeOnStandardError) {
  const TemporaryFolder folder;
  ProcessOptions options;
  options.folder = folder.path().string();
  RunDragoman({"new", "good.yaml"}, options);
  std::string text = ReadText(folder.Path("good.yaml"));
  const std::string right = "status_quo: W0";
  text.replace(text.find(right), right.size(), "status_quo: W9");
  std::ofstream(folder.Path("bad.yaml")) << text;
  const ProcessResult result = RunDragoman({"validate", "bad.yaml", "good.yaml"}, options);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "good.yaml: ok\n");
  EXPECT_THAT(result.err, HasSubstr("bad.yaml:"));
  EXPECT_THAT(result.err, HasSubstr("issue 'water' has no option 'W9'"));
  EXPECT_THAT(result.err, HasSubstr("expected one of: W0, W1, W2, W3\n"));
  EXPECT_EQ(RunDragoman({"validate", "good.yaml", "--quiet"}, options).out, "");
}

TEST(ValidateCommand, ReadsMistakesOfATierThatIsNotTheDefault) {
  const TemporaryFolder folder;
  ProcessOptions options;
  options.folder = folder.path().string();
  RunDragoman({"new", "good.yaml"}, options);
  std::string text = ReadText(folder.Path("good.yaml"));
  const std::string claims = "claims:\n";
  text.replace(text.find(claims), claims.size(),
               claims +
                   "  - {id: R1, tier: rumour, source: r, known_by: 2001-06-02, actor: SOUTH, "
                   "targets: [NORTH], act: demand, cameo: \"107\", issue: water, option: W7}\n");
  const std::string tiers = "tiers:\n";
  text.replace(text.find(tiers), tiers.size(),
               tiers + "  - {id: wide, claims: [letters, rumour]}\n");
  std::ofstream(folder.Path("bad.yaml")) << text;
  const ProcessResult result = RunDragoman({"validate", "bad.yaml"}, options);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("W7"));
}

TEST(DeriveCommand, TextAndJsonCoverEveryParty) {
  const ProcessResult text = RunDragoman({"derive", "two-towns"});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  const ProcessResult result = RunDragoman({"derive", "two-towns", "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["parties"].size(), 4U);
  for (const char* party : {"Highmoor", "Lowford", "River Board", "the county"}) {
    EXPECT_THAT(text.out, HasSubstr(party));
  }
  const ProcessResult one = RunDragoman({"derive", "two-towns", "--json", "--party", "LFD"});
  EXPECT_EQ(Json::parse(one.out)["parties"].size(), 1U);
}

TEST(ReplayCommand, TellsTheRunAndIsTheSameEveryTime) {
  const std::vector<std::string> arguments = {"replay", "two-towns", "--seed", "3", "--run", "12"};
  const ProcessResult result = RunDragoman(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, HasSubstr("Run 12 of seed 3"));
  EXPECT_EQ(RunDragoman(arguments).out, result.out);
}

}  // namespace
}  // namespace dragoman

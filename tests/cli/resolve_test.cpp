// `dragoman resolve`: the scenario with every choice in it, as a page reads it.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/executor.h"
#include "engine/scenario/batch.h"
#include "engine/wire/number_text.h"
#include "engine/wire/scenario_editor.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;
using Words = std::vector<std::string>;

Words With(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// What 200 runs of seed 1 come to, as `dragoman run` says it.
std::string HashOfRun(const std::string& scenario, const Words& options = {}) {
  const ProcessResult result =
      RunDragoman(With({"run", scenario, "--runs", "200", "--json"}, options));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.exit_code == 0 ? nlohmann::json::parse(result.out)["result_hash"] : "";
}

/// The same of a resolved text, read as a page reads it.
std::string HashInPage(const std::string& json) {
  ScenarioEditor editor(json);
  EXPECT_TRUE(editor.problems().empty());
  const EditedScenario edited = editor.Change({}, {});
  if (edited.scenario == nullptr) return edited.problems[0].message;
  SerialExecutor executor;
  return HexText(RunBatch(*edited.scenario, {1, 0, 200, false}, &executor).result_hash);
}

std::string ResolvedText(const std::string& scenario, const Words& options = {}) {
  const ProcessResult result = RunDragoman(With({"resolve", scenario}, options));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  return result.out;
}

std::string TextIn(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(ResolveCommand, GivesTheRunsOfTheFileInAPageAndHere) {
  const TemporaryFolder folder;
  for (const char* scenario : {"two-towns", "istanbul-2025-05-16"}) {
    const std::string path = folder.Path(std::string(scenario) + ".json");
    const ProcessResult written = RunDragoman({"resolve", scenario, "-o", path});
    ASSERT_EQ(written.exit_code, 0) << written.err;
    EXPECT_EQ(written.out, "");
    const std::string hash = HashOfRun(scenario);
    EXPECT_EQ(HashInPage(TextIn(path)), hash) << scenario;
    EXPECT_EQ(HashOfRun(path), hash) << scenario;
    EXPECT_EQ(ResolvedText(scenario), TextIn(path));
  }
}

TEST(ResolveCommand, WritesEveryChoiceIntoTheScenario) {
  const Words choices[] = {
      {"--tier", "A+B"},
      {"--set", "talks.meetings=4", "--set", "mechanisms.M9.pi=0.25"},
      {"--without", "M2,M9"},
      {"--without-reported-outcomes"},
      {"--tier", "A+B", "--without-reported-outcomes", "--set", "talks.resume=0.5"},
  };
  const std::string plain = HashOfRun("istanbul-2025-05-16");
  for (const Words& options : choices) {
    const std::string hash = HashOfRun("istanbul-2025-05-16", options);
    EXPECT_NE(hash, plain) << options[0] << " changes nothing";
    EXPECT_EQ(HashInPage(ResolvedText("istanbul-2025-05-16", options)), hash) << options[0];
  }
}

TEST(ResolveCommand, ResolvingWhatIsResolvedChangesNothing) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("towns.json");
  ASSERT_EQ(RunDragoman({"resolve", "two-towns", "--tier", "all", "-o", path}).exit_code, 0);
  EXPECT_EQ(ResolvedText(path), TextIn(path));
}

TEST(ResolveCommand, AppliesWhatIfsAndKeepsTheirList) {
  const nlohmann::json base = nlohmann::json::parse(ResolvedText("istanbul-2025-05-16"));
  ASSERT_GE(base["what_ifs"].size(), 2U);
  for (const nlohmann::json& what_if : base["what_ifs"]) {
    const std::string id = what_if["id"];
    const std::string text = ResolvedText("istanbul-2025-05-16", {"--what-if", id});
    nlohmann::json changed = nlohmann::json::parse(text);
    EXPECT_NE(changed, base) << id;
    EXPECT_EQ(changed["what_ifs"], base["what_ifs"]) << id;
    EXPECT_EQ(changed["adjustments"].size(),
              base["adjustments"].size() + what_if["adjustments"].size())
        << id;
  }
}

TEST(ResolveCommand, KeepsAFileThatExistsUnlessForced) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("towns.json");
  std::ofstream(path) << "mine";
  const ProcessResult kept = RunDragoman({"resolve", "two-towns", "-o", path});
  EXPECT_EQ(kept.exit_code, 1);
  EXPECT_EQ(kept.out, "");
  EXPECT_EQ(kept.err, "dragoman resolve: error: " + path +
                          " exists already; nothing was written (--force overwrites)\n");
  EXPECT_EQ(TextIn(path), "mine");
  EXPECT_EQ(RunDragoman({"resolve", "two-towns", "-o", path, "--force"}).exit_code, 0);
  EXPECT_EQ(TextIn(path), ResolvedText("two-towns"));
  // Nothing but the file itself is left in the folder.
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(ResolveCommand, WritesToWhatIsNoFile) {
  const ProcessResult result = RunDragoman({"resolve", "two-towns", "-o", "/dev/null"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

TEST(ResolveCommand, SaysWhatIsWrongAndWritesNothing) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("towns.json");
  struct Mistake {
    Words options;
    int exit_code;
    std::string says;
  };
  const Mistake mistakes[] = {
      {{"--set", "talks.meetings=-1"}, 2, "--set talks.meetings=-1: error: "},
      {{"--tier", "none"}, 2, "unknown tier 'none'"},
      {{"--what-if", "none"}, 2, "no what-if"},
      {{"--without", "M99"}, 2, "unknown mechanism 'M99'"},
  };
  for (const Mistake& mistake : mistakes) {
    const ProcessResult result =
        RunDragoman(With({"resolve", "two-towns", "-o", path}, mistake.options));
    EXPECT_EQ(result.exit_code, mistake.exit_code) << mistake.options[1];
    EXPECT_THAT(result.err, HasSubstr(mistake.says));
    EXPECT_FALSE(std::filesystem::exists(path));
  }
  EXPECT_EQ(RunDragoman({"resolve"}).exit_code, 2);
  const std::string nowhere = folder.Path("no/such/folder.json");
  const ProcessResult failed = RunDragoman({"resolve", "two-towns", "-o", nowhere});
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_THAT(failed.err, HasSubstr("cannot write " + nowhere));
}

}  // namespace
}  // namespace dragoman

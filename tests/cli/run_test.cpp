#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/evaluation/scores.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::Process;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::RunDragomanOnTerminal;
using testing_support::TemporaryFolder;

constexpr const char* kIstanbul = "scenarios/istanbul-2025-05-16.yaml";
constexpr const char* kTowns = "scenarios/two-towns.yaml";
constexpr const char* kEscape = "\033[";

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

/// Runs with --json and parses all of standard output.
Json RunJsonOf(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "run");
  arguments.push_back("--json");
  const ProcessResult result = RunDragoman(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  return Json::parse(result.out);
}

void ExpectShare(const Json& share) {
  for (const char* key : {"p", "se", "low", "high"}) ASSERT_TRUE(share.contains(key)) << share;
  EXPECT_GE(share["p"].get<double>(), 0);
  EXPECT_LE(share["p"].get<double>(), 1);
  EXPECT_GE(share["se"].get<double>(), 0);
  EXPECT_EQ(share["low"].is_null(), share["high"].is_null());
}

void ExpectCheckpoint(const Json& at) {
  ASSERT_EQ(at["headline"].size(), 8U);
  ASSERT_EQ(at["headline_detail"].size(), 8U);
  double sum = 0;
  for (std::size_t h = 0; h < 8; ++h) {
    sum += at["headline"][h].get<double>();
    ExpectShare(at["headline_detail"][h]);
    EXPECT_EQ(at["headline"][h], at["headline_detail"][h]["p"]);
  }
  EXPECT_NEAR(sum, 1, 1e-12);
  std::vector<std::string> names;
  for (const auto& [name, share] : at["flags"].items()) {
    names.push_back(name);
    ExpectShare(share);
  }
  EXPECT_EQ(names, std::vector<std::string>(kFlagNames.begin(), kFlagNames.end()));
}

TEST(RunCommand, TextGoesToStandardOutputAndNothingElseAnywhere) {
  const ProcessResult result = RunDragoman({"run", kIstanbul, "--runs", "400"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, HasSubstr("\nVerdict\n"));
  EXPECT_THAT(result.out, HasSubstr("Conditional on this coding; not a forecast."));
  EXPECT_THAT(result.out,
              HasSubstr("\n  dragoman run scenarios/istanbul-2025-05-16.yaml --runs 400 "
                        "--seed 1\n"));
  EXPECT_THAT(result.out, Not(HasSubstr(kEscape)));
}

TEST(RunCommand, EveryLineFitsIntoAHundredColumns) {
  for (const char* scenario : {kIstanbul, kTowns}) {
    const ProcessResult result = RunDragoman({"run", scenario, "--runs", "200", "--ablate"});
    for (const std::string& line : Lines(result.out)) EXPECT_LE(TextWidth(line), 100U) << line;
  }
}

TEST(RunCommand, JsonHasTheDocumentedKeysAndNothingElseIsPrinted) {
  const Json json = RunJsonOf({kIstanbul, "--runs", "600", "--seed", "7", "--tier", "A+B", "--set",
                               "talks.meetings=2", "--without", "M24"});
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_THAT(keys, testing::ElementsAre(
                        "scenario", "title", "tier", "seed", "runs", "codings", "talks_per_coding",
                        "version", "headline", "headline_detail", "flags", "after_first_meeting",
                        "scores", "blockers", "blocker_pairs", "zone", "result_hash", "settings",
                        "without", "without_reported_outcomes", "conditional", "command"));
  EXPECT_EQ(json["scenario"], "istanbul-2025-05-16");
  EXPECT_EQ(json["tier"], "A+B");
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["runs"], 600);
  EXPECT_EQ(json["codings"], 6);
  EXPECT_EQ(json["settings"], Json::array({"talks.meetings=2"}));
  EXPECT_EQ(json["without"], Json::array({"M24"}));
  EXPECT_EQ(json["conditional"], "conditional on this coding; not a forecast");
  EXPECT_TRUE(std::regex_match(json["result_hash"].get<std::string>(), std::regex("[0-9a-f]{16}")));
  ExpectCheckpoint(json);
  ExpectCheckpoint(json["after_first_meeting"]);
  ASSERT_FALSE(json["blockers"].empty());
  for (const Json& blocker : json["blockers"]) {
    for (const char* key : {"party", "issue", "mechanism", "rule", "share"}) {
      EXPECT_TRUE(blocker.contains(key)) << blocker;
    }
  }
  for (const std::string_view score : kScoreNames) {
    EXPECT_TRUE(json["scores"][std::string(score)].contains("mean")) << score;
  }
}

TEST(RunCommand, WithoutTwoFullCodingsThereIsNoBand) {
  const Json json = RunJsonOf({kTowns, "--runs", "150"});
  for (const auto& [name, share] : json["flags"].items())
    EXPECT_TRUE(share["low"].is_null()) << name;
  const Json two = RunJsonOf({kTowns, "--runs", "200"});
  for (const auto& [name, share] : two["flags"].items())
    EXPECT_FALSE(share["low"].is_null()) << name;
}

TEST(RunCommand, TheNumberOfThreadsChangesNothing) {
  const Json one = RunJsonOf({kIstanbul, "--runs", "1050", "--threads", "1"});
  for (const char* threads : {"2", "3", "8"}) {
    EXPECT_EQ(RunJsonOf({kIstanbul, "--runs", "1050", "--threads", threads}), one) << threads;
  }
}

TEST(RunCommand, TheCommandItPrintsGivesTheSameNumbers) {
  const std::vector<std::string> arguments = {kTowns,
                                              "--runs",
                                              "300",
                                              "--seed",
                                              "5",
                                              "--set",
                                              "mechanisms.M9.pi=0.25",
                                              "--without",
                                              "M24",
                                              "--tier",
                                              "all",
                                              "--without-reported-outcomes"};
  const Json json = RunJsonOf(arguments);
  EXPECT_EQ(json["command"],
            "dragoman run scenarios/two-towns.yaml --runs 300 --seed 5 --tier all --set "
            "mechanisms.M9.pi=0.25 --without M24 --without-reported-outcomes");
}

TEST(RunCommand, AScenarioIsFoundByItsName) {
  EXPECT_EQ(RunJsonOf({"two-towns", "--runs", "100"})["result_hash"],
            RunJsonOf({kTowns, "--runs", "100"})["result_hash"]);
}

TEST(RunCommand, QuietPrintsTheVerdictAlone) {
  const ProcessResult result = RunDragoman(
      {"run", kIstanbul, "--runs", "200", "--quiet", "--set", "wait.q=0.1", "--without", "M24"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, StartsWith("  No full ceasefire in "));
  EXPECT_THAT(result.out, Not(HasSubstr("Headline,")));
}

TEST(RunCommand, ASettingOfAMechanismThatIsOffIsWarnedOf) {
  const ProcessResult result = RunDragoman(
      {"run", kTowns, "--runs", "100", "--json", "--set", "wait.q=0.1", "--without", "M24"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err,
            "dragoman: warning: --set wait.q=0.1: mechanism M24 (decision_elsewhere) is off, so "
            "this changes nothing\n");
  EXPECT_TRUE(Json::accept(result.out));
}

TEST(RunCommand, AblateShowsEveryMechanismThatIsOn) {
  const Json json = RunJsonOf({kTowns, "--runs", "200", "--ablate", "--without", "M3"});
  const Json& ablation = json["ablation"];
  EXPECT_EQ(ablation["runs"], 200);
  EXPECT_EQ(ablation["off"], Json::array({"M3"}));
  ASSERT_FALSE(ablation["mechanisms"].empty());
  for (const Json& row : ablation["mechanisms"]) {
    EXPECT_NE(row["mechanism"], "M3");
    const Json& share = row["flags"]["walkout"];
    EXPECT_NEAR(share["difference"].get<double>(),
                share["p"].get<double>() - ablation["base"]["flags"]["walkout"].get<double>(),
                1e-12);
  }
}

TEST(RunCommand, TranscriptTellsARunWithTheLikeliestHeadline) {
  const ProcessResult result = RunDragoman({"run", kTowns, "--runs", "200", "--transcript"});
  EXPECT_EQ(result.exit_code, 0);
  std::smatch match;
  ASSERT_TRUE(std::regex_search(
      result.out, match,
      std::regex("One run: number ([0-9]+), the first with the likeliest headline")));
  const ProcessResult replay = RunDragoman({"replay", kTowns, "--run", match[1].str()});
  EXPECT_THAT(result.out, EndsWith(replay.out));
}

// ---- rows ----

TEST(RunCsv, HasOneRowPerRunInOrderAndTheSameForAnyThreads) {
  const TemporaryFolder folder;
  const std::string one = folder.Path("one.csv");
  const std::string three = folder.Path("three.csv");
  const Json json = RunJsonOf({kTowns, "--runs", "1234", "--csv", one, "--threads", "1"});
  EXPECT_EQ(RunJsonOf({kTowns, "--runs", "1234", "--csv", three, "--threads", "3"}), json);
  EXPECT_EQ(RunJsonOf({kTowns, "--runs", "1234"}), json);
  const std::string text = Contents(one);
  EXPECT_EQ(text, Contents(three));
  const std::vector<std::string> lines = Lines(text);
  ASSERT_EQ(lines.size(), 1235U);
  EXPECT_THAT(lines[0], StartsWith("run,coding,headline_first,settlement_first,"));
  for (std::size_t k = 1; k < lines.size(); ++k) {
    EXPECT_THAT(lines[k],
                StartsWith(std::to_string(k - 1) + "," + std::to_string((k - 1) / 100) + ","));
    EXPECT_EQ(Cells(lines[k]).size(), Cells(lines[0]).size());
  }
}

TEST(RunCsv, SharesOfTheRowsAreTheSharesOfTheSummary) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("runs.csv");
  const Json json = RunJsonOf({kIstanbul, "--runs", "500", "--csv", path});
  const std::vector<std::string> lines = Lines(Contents(path));
  const std::vector<std::string> columns = Cells(lines[0]);
  for (const char* flag : {"next_round", "walkout"}) {
    const auto column =
        static_cast<std::size_t>(std::find(columns.begin(), columns.end(), flag) - columns.begin());
    double with = 0;
    for (std::size_t k = 1; k < lines.size(); ++k) with += Cells(lines[k])[column] == "1" ? 1 : 0;
    EXPECT_DOUBLE_EQ(json["flags"][flag]["p"].get<double>(), with / 500) << flag;
  }
}

TEST(RunCsv, ReplayGivesTheRowOfTheBatch) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("runs.csv");
  RunJsonOf({kIstanbul, "--runs", "300", "--seed", "9", "--csv", path});
  const std::vector<std::string> lines = Lines(Contents(path));
  const std::vector<std::string> columns = Cells(lines[0]);
  for (const std::size_t run : {0U, 101U, 299U}) {
    const ProcessResult result =
        RunDragoman({"replay", kIstanbul, "--seed", "9", "--run", std::to_string(run), "--json"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const Json json = Json::parse(result.out);
    const std::vector<std::string> cells = Cells(lines[run + 1]);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const Json& value = json[columns[k]];
      if (value.is_number()) {
        EXPECT_DOUBLE_EQ(value.get<double>(), std::stod(cells[k])) << columns[k];
      } else {
        EXPECT_EQ(value.get<std::string>(), cells[k]) << columns[k];
      }
    }
  }
}

TEST(RunCsv, AFileThatCannotBeWrittenEndsInOneAndLeavesNothing) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("missing/runs.csv");
  const ProcessResult result = RunDragoman({"run", kTowns, "--runs", "100", "--csv", path});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "dragoman run: error: cannot write " + path + ": no such folder\n");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(RunCsv, InterruptedItSaysHowFarItGotAndLeavesNoFile) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("runs.csv");
  Process process(
      {DRAGOMAN_PROGRAM, "run", kIstanbul, "--runs", "1000000000", "--verbose", "--csv", path});
  ASSERT_TRUE(process.WaitForError("begin; Ctrl-C ends them"));
  process.Signal(SIGINT);
  const ProcessResult result = process.Wait();
  EXPECT_EQ(result.exit_code, 130);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(std::regex_search(
      result.err,
      std::regex("dragoman run: interrupted after [0-9,]+ of 1,000,000,000 runs; .*runs.csv "
                 "was not written\n$")))
      << result.err;
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

// ---- mistakes ----

struct Mistake {
  std::vector<std::string> arguments;
  std::string message;  ///< All of standard error.

  friend void PrintTo(const Mistake& mistake, std::ostream* out) {
    for (const std::string& argument : mistake.arguments) *out << argument << ' ';
  }
};

class EveryMistake : public testing::TestWithParam<Mistake> {};

TEST_P(EveryMistake, EndsInTwoWithItsExactText) {
  const ProcessResult result = RunDragoman(GetParam().arguments);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, GetParam().message);
}

constexpr const char* kTryRun = "Try 'dragoman run --help'.\n";

INSTANTIATE_TEST_SUITE_P(
    Listed, EveryMistake,
    testing::Values(
        Mistake{{"rum"},
                "dragoman: error: unknown command 'rum'; did you mean 'run'?\nTry 'dragoman "
                "--help'.\n"},
        Mistake{{"--verson"},
                "dragoman: error: unknown option '--verson'; did you mean '--version'?\n"
                "Try 'dragoman --help'.\n"},
        Mistake{{"run"},
                std::string("dragoman run: error: too few arguments; usage: dragoman run SCENARIO "
                            "[options]\n") +
                    kTryRun},
        Mistake{{"run", "two-towns", "again"},
                std::string("dragoman run: error: unexpected argument 'again'\n") + kTryRun},
        Mistake{
            {"run", "two-towns", "--rnus", "3"},
            std::string("dragoman run: error: unknown option '--rnus'; did you mean '--runs'?\n") +
                kTryRun},
        Mistake{
            {"run", "two-towns", "--run", "3"},
            std::string("dragoman run: error: unknown option '--run'; did you mean '--runs'?\n") +
                kTryRun},
        Mistake{
            {"run", "two-towns", "--runs", "many"},
            std::string("dragoman run: error: option '--runs': 'many' is not a whole number from 1 "
                        "to 1000000000\n") +
                kTryRun},
        Mistake{
            {"run", "two-towns", "--runs", "0"},
            std::string("dragoman run: error: option '--runs': '0' is not a whole number from 1 to "
                        "1000000000\n") +
                kTryRun},
        Mistake{
            {"run", "two-towns", "--runs", "1e3"},
            std::string("dragoman run: error: option '--runs': '1e3' is not a whole number from 1 "
                        "to 1000000000\n") +
                kTryRun},
        Mistake{{"run", "two-towns", "--seed=-1"},
                std::string(
                    "dragoman run: error: option '--seed': '-1' is not a whole number from 0 to "
                    "18446744073709551615\n") +
                    kTryRun},
        Mistake{
            {"run", "two-towns", "--threads", "0"},
            std::string("dragoman run: error: option '--threads': '0' is not a whole number from 1 "
                        "to 1024\n") +
                kTryRun},
        Mistake{{"run", "two-towns", "--runs"},
                std::string("dragoman run: error: option '--runs' needs a value: --runs N\n") +
                    kTryRun},
        Mistake{{"run", "two-towns", "--json=yes"},
                std::string("dragoman run: error: option '--json' takes no value\n") + kTryRun},
        Mistake{{"run", "two-towns", "--seed", "1", "--seed", "2"},
                std::string("dragoman run: error: option '--seed' is given twice\n") + kTryRun},
        Mistake{
            {"run", "two-towns", "--json", "--transcript"},
            std::string("dragoman run: error: --json and --transcript cannot both have standard "
                        "output; use `dragoman replay`\n") +
                kTryRun},
        Mistake{{"run", "two-town"},
                "dragoman: error: no scenario 'two-town'; did you mean 'two-towns'?\n"},
        Mistake{{"run", "istanbul"},
                "dragoman: error: no scenario 'istanbul'; did you mean 'istanbul-2025-05-16'?\n"},
        Mistake{{"run", "missing.yaml"}, "missing.yaml: error: no such file\n"},
        Mistake{{"run", "scenarios/"}, "scenarios/: error: is a directory\n"},
        Mistake{{"run", "two-towns", "--tier", "C"},
                "--tier C: error: unknown tier 'C'; expected one of: minutes, all\n"},
        Mistake{{"run", "two-towns", "--without", "M99"},
                "--without M99: error: unknown mechanism 'M99'; did you mean 'M9'? expected one "
                "of: M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M12, ...\n"},
        Mistake{{"run", "two-towns", "--set", "talks.meetings=0"},
                "--set talks.meetings=0: error: talks.meetings: 0 is out of range; expected an "
                "integer in "
                "[1, 20] (meetings)\n"},
        Mistake{
            {"run", "two-towns", "--set", "talks.meeting=2"},
            "--set talks.meeting=2: error: talks: unknown key 'meeting'; did you mean 'meetings'? "
            "expected one of: meetings, exchanges, clock, talks_per_coding, resume, protocol, "
            "strategy, grid, lambdas, days_between, days_between_dated\n"},
        Mistake{{"run", "two-towns", "--set", "talks"},
                "--set talks: error: not a setting; expected PATH=VALUE\n"},
        Mistake{{"derive", "two-towns", "--party", "HRM"},
                "--party HRM: error: unknown party 'HRM'; expected one of: HMR, LFD, RBD, CTY\n"},
        Mistake{{"list", "mechanism"},
                "dragoman list: error: cannot list 'mechanism'; did you mean 'mechanisms'?\n"
                "Try 'dragoman list --help'.\n"},
        Mistake{{"describe", "mechanism", "red_line"},
                "dragoman describe: error: no mechanism 'red_line'; did you mean 'red_lines'?\n"
                "Try 'dragoman describe --help'.\n"},
        Mistake{{"describe", "parameter", "talks.meting"},
                "dragoman describe: error: no parameter 'talks.meting'; did you mean "
                "'talks.meetings'?\n"
                "Try 'dragoman describe --help'.\n"},
        Mistake{{"describe", "strategy", "aspirations"},
                "dragoman describe: error: no strategy 'aspirations'; did you mean 'aspiration'?\n"
                "Try 'dragoman describe --help'.\n"},
        Mistake{{"new", "scenario.txt"},
                "dragoman new: error: 'scenario.txt' should end in .yaml\nTry 'dragoman new "
                "--help'.\n"}));

TEST(RunCommand, OutputThatCannotBeWrittenEndsInOne) {
  ProcessOptions options;
  options.out_path = "/dev/full";
  const ProcessResult result = RunDragoman({"run", kTowns, "--runs", "100"}, options);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.err, "dragoman run: error: cannot write to standard output\n");
}

// ---- terminals ----

TEST(RunOnATerminal, HeadingsAreBoldAndBarsAreBlocks) {
  const ProcessResult result = RunDragomanOnTerminal({"run", kTowns, "--runs", "100"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr(kEscape));
  EXPECT_THAT(result.out, HasSubstr("\u2588"));
}

TEST(RunOnATerminal, NoColorMakesItPlain) {
  ProcessOptions options;
  options.environment = {"NO_COLOR=1"};
  const ProcessResult result = RunDragomanOnTerminal({"run", kTowns, "--runs", "100"}, options);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Verdict"));
  EXPECT_THAT(result.out, Not(HasSubstr("\033")));
  EXPECT_THAT(result.out, Not(HasSubstr("\u2588")));
}

}  // namespace
}  // namespace dragoman

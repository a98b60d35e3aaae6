#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::ProcessOptions;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::RunDragomanOnTerminal;
using testing_support::TemporaryFolder;

std::string TextOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class SweepReportCommand : public testing::Test {
 protected:
  /// Runs an experiment over two-towns; returns its folder.
  std::string Run(const std::string& name, const std::string& design,
                  const std::vector<std::string>& more = {}) {
    const std::string config = folder_.Path(name + ".yaml");
    std::ofstream(config)
        << "title: A small " + name +
               "\nscenario: two-towns\n"
               "set: [talks.talks_per_coding=1]\n"
               "parameters:\n"
               "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1], "
               "levels: 3}\n"
               "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 3}\n"
               "design: " +
               design +
               "\nreplicates: 20\n"
               "outcomes: [next_round, headline]\n";
    const std::string result = folder_.Path(name);
    std::vector<std::string> command = {"sweep", "run", config, "--out", result, "--quiet"};
    command.insert(command.end(), more.begin(), more.end());
    exit_code_ = RunDragoman(command).exit_code;
    return result;
  }

  TemporaryFolder folder_;
  int exit_code_ = 0;
};

TEST_F(SweepReportCommand, EveryDesignGetsAPage) {
  const std::pair<const char*, const char*> designs[] = {
      {"{kind: factorial}", "map"},
      {"{kind: one_at_a_time}", "effects"},
      {"{kind: sobol, points: 64}", "matters"},
      {"{kind: saltelli, points: 8}", "matters"},
      {"{kind: morris, trajectories: 4}", "matters"},
      {"{kind: efast, points: 65}", "matters"},
      {"{kind: adaptive_map, outcome: next_round, error: 0.1, depth: 0}", "map"}};
  for (const auto& [design, section] : designs) {
    const std::string result = Run("d" + std::to_string(&section - &designs[0].second), design);
    ASSERT_EQ(exit_code_, 0) << design;
    const std::string page = folder_.Path("page.html");
    const ProcessResult made = RunDragoman({"report", result, "-o", page, "--resamples", "50"});
    ASSERT_EQ(made.exit_code, 0) << design << made.err;
    const std::string html = TextOf(page);
    EXPECT_THAT(html, HasSubstr("<section id=\"" + std::string(section) + "\"")) << design;
    EXPECT_LT(html.size(), 300U * 1024);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
  }
}

TEST_F(SweepReportCommand, AnAdaptiveMapSaysWhichOutcomeItFollowedAndDrawsTheOthersToo) {
  const std::string result =
      Run("adaptive", "{kind: adaptive_map, outcome: next_round, error: 0.1, depth: 1}");
  ASSERT_EQ(exit_code_, 0);
  const std::string page = folder_.Path("page.html");
  ASSERT_EQ(RunDragoman({"report", result, "-o", page}).exit_code, 0);
  const std::string html = TextOf(page);
  EXPECT_THAT(html, HasSubstr("Refined along the lines of next_round: "));
  EXPECT_THAT(html, HasSubstr("<svg role=\"img\""));
  EXPECT_THAT(html, HasSubstr("Headline over readiness (probability) and noise"));
  EXPECT_THAT(html, HasSubstr("points that were computed for next_round"));
}

TEST_F(SweepReportCommand, ListsWhatTheExperimentSets) {
  const std::string result = Run("map", "{kind: factorial}");
  const std::string page = folder_.Path("page.html");
  const std::string data = folder_.Path("data");
  ASSERT_EQ(RunDragoman({"report", result, "-o", page, "--data", data}).exit_code, 0);
  EXPECT_EQ(TextOf(data + "/changes.csv"), "path,value\r\ntalks.talks_per_coding,1\r\n");
  EXPECT_THAT(RunDragoman({"sweep", "analyze", result}).out,
              HasSubstr("\nChanged in all runs: talks.talks_per_coding=1.\n"));
}

TEST_F(SweepReportCommand, SaysTheCommandsThatReproduceItAndSavesItsTables) {
  const std::string result = Run("map", "{kind: factorial}");
  const std::string page = folder_.Path("page.html");
  const ProcessResult made = RunDragoman(
      {"report", result, "-o", page, "--data", folder_.Path("data"), "--outcome", "next_round"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr(" tables, also as CSV files in "));
  const std::string html = TextOf(page);
  EXPECT_THAT(html,
              HasSubstr("dragoman report " + result + " -o report.html --outcome next_round"));
  EXPECT_THAT(html, HasSubstr("dragoman sweep analyze " + result + " --outcome next_round"));
  EXPECT_TRUE(std::filesystem::exists(folder_.Path("data/map-next_round.csv")));
  EXPECT_TRUE(std::filesystem::exists(folder_.Path("data/points.csv")));
}

TEST_F(SweepReportCommand, ThreadsAndTimeChangeNothing) {
  const std::string result = Run("sample", "{kind: saltelli, points: 8}");
  for (const char* threads : {"1", "3"}) {
    ASSERT_EQ(RunDragoman(
                  {"report", result, "-o", folder_.Path(threads), "--threads", threads, "--quiet"})
                  .exit_code,
              0);
  }
  EXPECT_EQ(TextOf(folder_.Path("1")), TextOf(folder_.Path("3")));
}

TEST_F(SweepReportCommand, SaysHowToFinishWhatIsNotFinished) {
  const std::string result = Run("whole", "{kind: factorial}");
  const std::string page = folder_.Path("page.html");
  const std::string empty = folder_.Path("empty");
  std::filesystem::create_directory(empty);
  EXPECT_EQ(RunDragoman({"report", empty, "-o", page}).err,
            empty +
                ": no result of a sweep (a folder with spec.json and result.sqlite, or the name "
                "of one in ./results)\n");
  std::filesystem::copy_file(result + "/spec.json", empty + "/spec.json");
  const ProcessResult begun = RunDragoman({"report", empty, "-o", page});
  EXPECT_EQ(begun.exit_code, 2);
  EXPECT_EQ(begun.err,
            empty + ": nothing is computed yet; to begin: dragoman sweep resume " + empty + "\n");
  // Cut off after a second.
  const std::string part = Run("part", "{kind: saltelli, points: 512}",
                               {"--set", "replicates=1000", "--limit-time", "1"});
  if (exit_code_ == 0) GTEST_SKIP() << "the whole sweep took less than a second";
  const ProcessResult refused = RunDragoman({"report", part, "-o", page});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr(part + ": the sweep is not finished ("));
  EXPECT_THAT(refused.err, HasSubstr("runs so far); to go on: dragoman sweep resume " + part));
  EXPECT_FALSE(std::filesystem::exists(page));
}

TEST_F(SweepReportCommand, RefusesOptionsOfTheOtherKind) {
  const std::string result = Run("map", "{kind: factorial}");
  const std::string page = folder_.Path("page.html");
  EXPECT_THAT(RunDragoman({"report", result, "-o", page, "--runs", "10"}).err,
              HasSubstr("--runs: goes with a scenario; " + result +
                        " is a folder, taken as the result of a sweep"));
  EXPECT_THAT(RunDragoman({"report", "two-towns", "-o", page, "--method", "prim"}).err,
              HasSubstr("--method: goes with the result of a sweep; two-towns is none"));
  EXPECT_THAT(RunDragoman({"report", result, "-o", page, "--method", "sobol"}).err,
              HasSubstr("--method sobol: needs a saltelli design"));
  EXPECT_THAT(RunDragoman({"report", result}).err, HasSubstr("say where to write the report"));
}

TEST(RunViewsOption, ShowsOneRunAtATerminalOrWhenAsked) {
  const std::vector<std::string> command = {"run", "two-towns", "--runs", "200"};
  const ProcessResult pipe = RunDragoman(command);
  EXPECT_THAT(pipe.out, Not(HasSubstr("One run: number ")));
  EXPECT_THAT(RunDragomanOnTerminal(command).out, HasSubstr("One run: number "));

  std::vector<std::string> always = command;
  always.insert(always.end(), {"--views", "always"});
  const ProcessResult plain = RunDragoman(always);
  ASSERT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_THAT(plain.out, HasSubstr("One run: number "));
  EXPECT_THAT(plain.out, HasSubstr("In words: dragoman replay two-towns --run "));
  EXPECT_THAT(plain.out, Not(HasSubstr("\xE2\xA0")));
  EXPECT_THAT(plain.out, Not(HasSubstr("\033[")));
  // Beside the views it is what it was.
  std::string without = plain.out;
  const std::size_t from = without.find("One run: number ");
  without.erase(from, without.find("Headline, 0 worst") - from);
  EXPECT_EQ(without, pipe.out);

  ProcessOptions no_colour;
  no_colour.environment = {"NO_COLOR=1"};
  const ProcessResult terminal = RunDragomanOnTerminal(command, no_colour);
  EXPECT_THAT(terminal.out, HasSubstr("One run: number "));
  EXPECT_THAT(terminal.out, Not(HasSubstr("\xE2\xA0")));

  std::vector<std::string> never = command;
  never.insert(never.end(), {"--views", "never"});
  EXPECT_THAT(RunDragomanOnTerminal(never).out, Not(HasSubstr("One run: number ")));
  never.back() = "sometimes";
  EXPECT_THAT(RunDragoman(never).err,
              HasSubstr("--views 'sometimes': one of: auto, always, never"));
}

TEST(RunViewsOption, LinesAreAsWideAsColumnsSays) {
  ProcessOptions narrow;
  narrow.environment = {"COLUMNS=60"};
  const std::string text =
      RunDragoman({"run", "two-towns", "--runs", "200", "--views", "always"}, narrow).out;
  EXPECT_THAT(text, HasSubstr("\n  ")) << text;
  const std::size_t verdict = text.find("\nVerdict\n");
  const std::size_t end = text.find("\nHeadline, 0 worst");
  ASSERT_NE(end, std::string::npos);
  std::istringstream lines(text.substr(verdict, end - verdict));
  for (std::string line; std::getline(lines, line);) {
    // Headings and commands stand as they are.
    if (line.starts_with("  In words: ") || line.starts_with("One run")) continue;
    EXPECT_LE(line.size(), 60U) << line;
  }
}

}  // namespace
}  // namespace dragoman

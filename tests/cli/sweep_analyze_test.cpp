#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::RunDragomanOnTerminal;
using testing_support::TemporaryFolder;

/// Runs an experiment over two-towns; its result lies in `folder`/NAME.
class SweepAnalyzeCommand : public testing::Test {
 protected:
  std::string Run(const std::string& name, const std::string& design,
                  const std::string& more = "replicates: 20\n") {
    const std::string config = folder_.Path(name + ".yaml");
    std::ofstream(config)
        << "title: A small " + name +
               "\n"
               "scenario: two-towns\n"
               "set: [talks.talks_per_coding=1]\n"
               "parameters:\n"
               "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1], "
               "levels: 3}\n"
               "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 5}\n"
               "design: " +
               design + "\noutcomes: [next_round, headline]\n" + more;
    const std::string result = folder_.Path(name);
    const ProcessResult run = RunDragoman({"sweep", "run", config, "--out", result, "--quiet"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return result;
  }

  static Json AnalyzeJson(const std::string& result, std::vector<std::string> more = {}) {
    std::vector<std::string> command = {"sweep", "analyze", result, "--json"};
    command.insert(command.end(), more.begin(), more.end());
    const ProcessResult run = RunDragoman(command);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return Json::parse(run.out, nullptr, false);
  }

  static std::vector<std::string> LinesOf(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  TemporaryFolder folder_;
};

std::vector<std::string> KeysOf(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, unused] : json.items()) keys.push_back(key);
  return keys;
}

TEST_F(SweepAnalyzeCommand, EachDesignGetsTheAnalysisItIsFor) {
  const std::pair<const char*, std::vector<std::string>> designs[] = {
      {"{kind: factorial}", {"map"}},
      {"{kind: one_at_a_time}", {"effects"}},
      {"{kind: monte_carlo, points: 20}", {"given_data", "pawn", "delta", "features", "regional"}},
      {"{kind: latin_hypercube, points: 20}",
       {"given_data", "pawn", "delta", "features", "regional"}},
      {"{kind: sobol, points: 16}", {"given_data", "pawn", "delta", "features", "regional"}},
      {"{kind: saltelli, points: 8}", {"sobol"}},
      {"{kind: morris, trajectories: 4}", {"morris"}},
      {"{kind: efast, points: 65}", {"efast"}},
      {"{kind: adaptive_map, outcome: next_round, error: 0.1, depth: 0}", {"contours"}},
  };
  for (const auto& [design, methods] : designs) {
    const Json json = AnalyzeJson(Run("d" + std::to_string(&methods - &designs[0].second), design));
    ASSERT_TRUE(json["complete"].get<bool>()) << design;
    const Json& outcome = json["outcomes"]["next_round"];
    for (const std::string& method : methods) EXPECT_TRUE(outcome.contains(method)) << design;
    EXPECT_EQ(outcome.size(), 6 + methods.size()) << outcome.dump();
  }
}

TEST_F(SweepAnalyzeCommand, AListOfPointsIsASample) {
  std::ofstream(folder_.Path("points.csv")) << "readiness,noise\n0,0\n0.5,0.3\n1,0.9\n";
  const Json json =
      AnalyzeJson(Run("list", "{kind: list, file: points.csv}"), {"--method", "given_data"});
  EXPECT_EQ(json["outcomes"]["next_round"]["given_data"]["points"], 3);
}

TEST_F(SweepAnalyzeCommand, TextAndJsonTellTheSame) {
  const std::string result = Run("saltelli", "{kind: saltelli, points: 8}");
  const Json json = AnalyzeJson(result);
  const ProcessResult text = RunDragoman({"sweep", "analyze", result});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.out, HasSubstr("A small saltelli\n"));
  EXPECT_THAT(text.out, HasSubstr("hash " + json["hash"].get<std::string>()));
  char st[32];
  std::snprintf(st, sizeof st, "%.3f",
                json["outcomes"]["next_round"]["sobol"]["ST"]["noise"].get<double>());
  EXPECT_THAT(text.out, HasSubstr(st));
  EXPECT_THAT(text.out, HasSubstr("no forecast"));
  EXPECT_THAT(text.out, HasSubstr("Again: dragoman sweep analyze " + result + "\n"));
  EXPECT_EQ(json["command"], "dragoman sweep analyze " + result);
}

TEST_F(SweepAnalyzeCommand, AllMethodsOfASample) {
  const std::string result = Run("sample", "{kind: sobol, points: 64}");
  const Json json = AnalyzeJson(result, {"--method", "all", "--outcome", "next_round"});
  EXPECT_THAT(KeysOf(json["outcomes"]), ElementsAre("next_round"));
  for (const char* method :
       {"given_data", "rbd_fast", "pawn", "delta", "features", "regional", "prim"}) {
    EXPECT_TRUE(json["outcomes"]["next_round"].contains(method)) << method;
  }
  const ProcessResult text = RunDragoman({"sweep", "analyze", result, "--method", "prim",
                                          "--outcome", "next_round", "--threshold", "0.6"});
  EXPECT_THAT(text.out, HasSubstr("where it is frequent (PRIM), of interest: above 60.0%"));
  EXPECT_THAT(text.out, HasSubstr("<- suggested"));
  EXPECT_THAT(text.out, HasSubstr("noise at most "));
}

// What a terminal shows is told by its environment: the lowest values' colour, above and below.
TEST_F(SweepAnalyzeCommand, TheMapHasTheColoursThatTheTerminalShows) {
  const std::string result = Run("map", "{kind: factorial}");
  const std::vector<std::string> command = {"sweep", "analyze", result, "--outcome", "next_round"};
  const auto shown = [&](std::vector<std::string> environment) {
    testing_support::ProcessOptions options;
    options.environment = std::move(environment);
    const ProcessResult run = RunDragomanOnTerminal(command, options);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out;
  };
  const char* in_256 = "\033[48;5;53;38;5;53m\u2580";
  const char* in_24_bits = "\033[48;2;0;32;81;38;2;0;32;81m\u2580";
  EXPECT_THAT(shown({"TERM=xterm-256color", "COLORTERM="}), HasSubstr(in_256));
  EXPECT_THAT(shown({"TERM=xterm-256color", "COLORTERM="}), testing::Not(HasSubstr(in_24_bits)));
  EXPECT_THAT(shown({"TERM=xterm-256color", "COLORTERM=truecolor"}), HasSubstr(in_24_bits));
  EXPECT_THAT(shown({"TERM=xterm-256color", "COLORTERM=24bit"}), HasSubstr(in_24_bits));
  EXPECT_THAT(shown({"TERM=xterm-direct", "COLORTERM="}), HasSubstr(in_24_bits));
  for (const char* plain : {"NO_COLOR=1", "TERM=dumb"}) {
    EXPECT_THAT(shown({"COLORTERM=truecolor", plain}), testing::Not(HasSubstr("\033["))) << plain;
  }
  EXPECT_THAT(RunDragoman(command).out, testing::Not(HasSubstr("\033[")));
}

TEST_F(SweepAnalyzeCommand, TheMapIsAsWideAsTheTerminalAndMarksTheScenario) {
  const std::string result = Run("map", "{kind: factorial}");
  const std::vector<std::string> command = {"sweep", "analyze", result, "--outcome", "next_round"};
  for (const std::size_t width : {60U, 80U}) {
    testing_support::ProcessOptions options;
    options.environment = {"COLUMNS=" + std::to_string(width)};
    const std::string text = RunDragoman(command, options).out;
    // Two spaces, "0.25", " |" and one column left free.
    EXPECT_THAT(text, HasSubstr("\n        " + std::string(width - 9, '-') + "\n"));
    EXPECT_THAT(text, HasSubstr("\n        X the scenario: readiness "));
  }
}

TEST_F(SweepAnalyzeCommand, CsvGoesToAFileOrAFilePerMethod) {
  const std::string result = Run("map", "{kind: factorial}");
  ASSERT_EQ(RunDragoman({"sweep", "analyze", result, "--csv", folder_.Path("all.csv")}).exit_code,
            0);
  const std::vector<std::string> lines = LinesOf(folder_.Path("all.csv"));
  EXPECT_EQ(lines[0], "outcome,method,index,parameter,where,value,half_width");
  EXPECT_EQ(lines.size(), 1 + 2 * (3 + 15U));
  ASSERT_EQ(RunDragoman({"sweep", "analyze", result, "--csv", folder_.Path("csv/")}).exit_code, 0);
  EXPECT_EQ(LinesOf(folder_.Path("csv/headline.map.csv")).size(), 16U);
}

TEST_F(SweepAnalyzeCommand, SaysWhatIsWrongWithARequest) {
  const std::string result = Run("sample", "{kind: sobol, points: 8}");
  const auto error = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command = {"sweep", "analyze", result};
    command.insert(command.end(), more.begin(), more.end());
    const ProcessResult run = RunDragoman(command);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.out, "");
    return run.err;
  };
  EXPECT_EQ(error({"--outcome", "nxt_round"}),
            result +
                ": error: --outcome nxt_round: this result does not keep it; did you mean "
                "'next_round'? expected one of: next_round, headline\n");
  EXPECT_EQ(error({"--method", "sobol"}),
            result +
                ": error: --method sobol: needs a saltelli design; this result has a design of "
                "kind sobol; expected one of: given_data, rbd_fast, pawn, delta, features, "
                "regional, prim\n");
  EXPECT_EQ(error({"--method", "prim", "--outcome", "headline"}),
            result +
                ": error: --method prim: headline is a number, so what counts as a case of "
                "interest must be said; expected --threshold T: cases are the points with more "
                "than T\n");
  EXPECT_THAT(error({"--method", "sobl"}), HasSubstr("no method 'sobl'; did you mean 'sobol'?"));
  EXPECT_THAT(error({"--threshold", "half"}), HasSubstr("--threshold 'half': expected a number"));
  EXPECT_THAT(error({"--rows"}), HasSubstr("sweep analyze takes no --rows"));
}

TEST_F(SweepAnalyzeCommand, WarnsOfOneSharedDraw) {
  const std::string result = Run("one", "{kind: sobol, points: 8}", "replicates: 1\n");
  EXPECT_THAT(RunDragoman({"sweep", "analyze", result}).out,
              HasSubstr("all of this is about one draw of\n  chance."));
}

TEST_F(SweepAnalyzeCommand, SaysWhereNothingIsComputedOrOnlyAPart) {
  const std::string result = Run("whole", "{kind: saltelli, points: 8}");
  std::filesystem::create_directory(folder_.path() / "empty");
  std::filesystem::copy_file(result + "/spec.json", folder_.path() / "empty" / "spec.json");
  const std::string empty = folder_.Path("empty");
  for (const char* action : {"analyze", "export"}) {
    const ProcessResult none = RunDragoman({"sweep", action, empty});
    EXPECT_EQ(none.exit_code, 2);
    EXPECT_EQ(none.err,
              empty + ": nothing is computed yet; to begin: dragoman sweep resume " + empty + "\n");
  }
  // Cut off after a second.
  const std::string config = folder_.Path("whole.yaml");
  const std::string part = folder_.Path("part");
  const ProcessResult run =
      RunDragoman({"sweep", "run", config, "--out", part, "--quiet", "--set", "replicates=2000",
                   "--set", "design.points=256", "--set", "order=by_cell", "--limit-time", "1"});
  if (run.exit_code == 0) GTEST_SKIP() << "the whole sweep took less than a second";
  const ProcessResult refused = RunDragoman({"sweep", "analyze", part});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("rows have no result; Sobol' indices need every row of the "
                                     "design; expected resume the sweep, or use pawn or "
                                     "given_data, which take gaps\n"));
  const ProcessResult taken =
      RunDragoman({"sweep", "analyze", part, "--method", "pawn", "--outcome", "next_round"});
  EXPECT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_THAT(taken.out, HasSubstr("NOT complete"));
  EXPECT_THAT(RunDragoman({"sweep", "export", part}).err, HasSubstr("not complete; points"));
}

TEST_F(SweepAnalyzeCommand, PointsThatFailAreGaps) {
  // A probability above 1 makes no valid scenario.
  std::ofstream(folder_.Path("gaps.csv")) << "readiness,noise\n0,0\n2,0.3\n1,0.9\n0.5,0.2\n";
  const std::string result =
      Run("gaps", "{kind: list, file: gaps.csv}", "replicates: 20\non_failure: record\n");
  const Json json = AnalyzeJson(result, {"--method", "pawn"});
  EXPECT_EQ(json["gaps"], 1);
  EXPECT_TRUE(json["complete"].get<bool>());
  EXPECT_EQ(json["outcomes"]["next_round"]["pawn"]["left_out"], 1);
  const ProcessResult text = RunDragoman({"sweep", "analyze", result});
  EXPECT_THAT(text.out, HasSubstr("1 point makes no valid scenario"));
}

TEST_F(SweepAnalyzeCommand, ExportsPointsRunsAndFoldersInTheOrderOfTheDesign) {
  const std::string result = Run("grid", "{kind: factorial}");
  const ProcessResult csv = RunDragoman({"sweep", "export", result});
  EXPECT_EQ(csv.exit_code, 0);
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 16);
  const ProcessResult rows = RunDragoman({"sweep", "export", result, "--rows"});
  EXPECT_EQ(std::count(rows.out.begin(), rows.out.end(), '\n'), 301);
  EXPECT_THAT(rows.out,
              HasSubstr("run,cell,replicate,readiness,noise,next_round,headline\n0,0,0,"));
  const Json json = Json::parse(RunDragoman({"sweep", "export", result, "--format", "json"}).out);
  ASSERT_EQ(json["cells"].size(), 15U);
  EXPECT_EQ(json["spec"]["config"]["replicates"].is_null(), false);

  const std::string salib = folder_.Path("salib");
  ASSERT_EQ(RunDragoman({"sweep", "export", result, "--format", "salib", "--out", salib}).exit_code,
            0);
  const std::vector<std::string> x = LinesOf(salib + "/X.csv");
  const std::vector<std::string> y = LinesOf(salib + "/Y.next_round.csv");
  ASSERT_EQ(x.size(), 15U);
  ASSERT_EQ(y.size(), 15U);
  // Readiness 0, 0.5, 1 slowly, noise 0, 0.25 ... 1 fast.
  const char* noise[] = {"0", "0.25", "0.5", "0.75", "1"};
  const char* readiness[] = {"0", "0.5", "1"};
  for (std::size_t k = 0; k < 15; ++k) {
    EXPECT_EQ(x[k], std::string(readiness[k / 5]) + "," + noise[k % 5]);
    EXPECT_EQ(std::stod(y[k]), json["cells"][k]["outcomes"]["next_round"]["mean"].get<double>());
  }
}

TEST_F(SweepAnalyzeCommand, ExportSaysWhatItCannotDo) {
  const std::string result =
      Run("aggregates", "{kind: sobol, points: 4}", "replicates: 20\nkeep: aggregates\n");
  EXPECT_EQ(RunDragoman({"sweep", "export", result, "--rows"}).err,
            result +
                ": keeps aggregates per point, no single runs; leave out --rows, or run the "
                "experiment with --set keep=runs\n");
  EXPECT_THAT(RunDragoman({"sweep", "export", result, "--format", "xml"}).err,
              HasSubstr("--format 'xml': one of: csv, json, salib, ema"));
  EXPECT_THAT(RunDragoman({"sweep", "export", result, "--format", "ema"}).err,
              HasSubstr("need --out DIR"));
}

TEST(ListCommand, ListsOutcomesOfRuns) {
  const ProcessResult list = RunDragoman({"list", "outcomes"});
  EXPECT_EQ(list.exit_code, 0);
  EXPECT_THAT(list.out, HasSubstr("some_ceasefire           headline 5 or above at the horizon"));
  EXPECT_THAT(list.out, HasSubstr("days the process took [days]"));
}

TEST(SchemaCommand, PrintsThatOfExperiments) {
  const ProcessResult schema = RunDragoman({"schema", "experiment"});
  const Json json = Json::parse(schema.out, nullptr, false);
  EXPECT_EQ(json["title"], "A dragoman experiment");
  EXPECT_TRUE(json["properties"].contains("replicates"));
  EXPECT_TRUE(json["properties"].contains("design"));
}

TEST(ValidateCommand, ChecksExperimentsAndWarnsOfIdleParameters) {
  const TemporaryFolder folder;
  const std::string good = folder.Path("good.yaml");
  std::ofstream(good) << "scenario: two-towns\n"
                         "parameters:\n"
                         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
                         "design: {kind: sobol, points: 8}\n"
                         "outcomes: [headline]\n";
  EXPECT_EQ(RunDragoman({"validate", good}).out, good + ": ok\n");

  const std::string idle = folder.Path("idle.yaml");
  std::ofstream(idle) << "scenario: two-towns\n"
                         "without: [M9]\n"
                         "parameters:\n"
                         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
                         "design: {kind: sobol, points: 8}\n"
                         "outcomes: [headline]\n";
  const ProcessResult warned = RunDragoman({"validate", idle});
  EXPECT_EQ(warned.exit_code, 0);
  EXPECT_THAT(warned.err, HasSubstr("readiness"));

  const std::string bad = folder.Path("bad.yaml");
  std::ofstream(bad) << "scenario: two-towns\n"
                        "parameters:\n"
                        "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
                        "design: {kind: sobol, points: 8}\n"
                        "outcomes: [headlin]\n";
  const ProcessResult refused = RunDragoman({"validate", bad});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr(bad + ":5:12: error: outcomes[0]: no outcome 'headlin'; did "
                                           "you mean 'headline'?"));
}

}  // namespace
}  // namespace dragoman

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

constexpr const char* kExplainTalks = "scenarios/istanbul-2025-05-16.yaml";
constexpr const char* kExplainTowns = "scenarios/two-towns.yaml";

Json ExplainJson(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "explain");
  arguments.push_back("--json");
  const ProcessResult result = RunDragoman(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return Json::parse(result.out, nullptr, false);
}

/// The words of a command line as a shell would split them; single quotes are all we print.
std::vector<std::string> ShellWords(const std::string& line) {
  std::vector<std::string> words = {""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '\'') {
      quoted = !quoted;
    } else if (c == ' ' && !quoted) {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

/// Runs a printed `dragoman replay` command and compares what it ends in.
void ExpectReproduces(const Json& change) {
  const std::string command = change["command"].get<std::string>();
  std::vector<std::string> words = ShellWords(command);
  ASSERT_EQ(words[0], "dragoman");
  words.erase(words.begin());
  words.push_back("--json");
  const ProcessResult result = RunDragoman(words);
  ASSERT_EQ(result.exit_code, 0) << command << "\n" << result.err;
  const Json row = Json::parse(result.out, nullptr, false);
  EXPECT_EQ(row["headline"], change["verdict"]["headline"]) << command;
  for (const auto& [flag, raised] : change["verdict"]["flags"].items()) {
    EXPECT_EQ(row[flag].get<int>() == 1, raised.get<bool>()) << command << " " << flag;
  }
}

TEST(ExplainCommand, JsonHasEveryKey) {
  const Json json = ExplainJson({kExplainTalks, "--run", "17"});
  for (const char* key : {"scenario", "seed", "run", "verdict", "blockers", "changes", "packages",
                          "left_on_table", "summary", "conditional", "command", "target"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
  EXPECT_EQ(json["run"], 17);
  EXPECT_EQ(json["target"], "ends_conflict");
  ASSERT_FALSE(json["blockers"].empty());
  for (const char* key : {"party", "issue", "mechanism", "kind", "sentence", "weight"}) {
    EXPECT_TRUE(json["blockers"][0].contains(key)) << key;
  }
  for (const char* key : {"achieved", "best", "best_unconstrained", "package"}) {
    EXPECT_TRUE(json["left_on_table"].contains(key)) << key;
  }
  ASSERT_EQ(json["packages"].size(), 2U);
  EXPECT_NEAR(json["packages"][0]["joint"].get<double>(),
              json["packages"][1]["joint"].get<double>(), 0.01);
  EXPECT_TRUE(json["packages"][0]["gain"].contains("UA"));
}

TEST(ExplainCommand, TheVerdictIsThatOfTheRun) {
  const Json json = ExplainJson({kExplainTowns, "--run", "5", "--seed", "3"});
  const Json row =
      Json::parse(RunDragoman({"replay", kExplainTowns, "--run", "5", "--seed", "3", "--json"}).out,
                  nullptr, false);
  EXPECT_EQ(json["verdict"]["headline"], row["headline"]);
  EXPECT_EQ(json["verdict"]["flags"]["walkout"].get<bool>(), row["walkout"].get<int>() == 1);
}

TEST(ExplainCommand, EveryPrintedChangeReproducesItsVerdict) {
  std::size_t checked = 0;
  const std::vector<std::vector<std::string>> questions = {
      {kExplainTowns, "--run", "2"},
      {kExplainTowns, "--run", "0"},
      {kExplainTalks, "--run", "103"},
      {kExplainTalks, "--run", "5", "--tier", "A+B", "--set", "wait.q=0.3", "--without", "M10"},
      {kExplainTalks, "--run", "3", "--what-if", "W3"},
      {kExplainTowns, "--run", "1", "--target", "prisoner_exchange"},
  };
  for (const std::vector<std::string>& question : questions) {
    const Json json = ExplainJson(question);
    std::size_t k = 0;
    for (const Json& change : json["changes"]) {
      if (++k > 4) break;
      ExpectReproduces(change);
      EXPECT_GT(change["size"].get<double>(), 0);
      ++checked;
    }
  }
  EXPECT_GT(checked, 6U);
}

TEST(ExplainCommand, TheTextAnswersFirstAndFits) {
  const ProcessResult result = RunDragoman({"explain", kExplainTalks, "--run", "17"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("In run 17 no agreement with ceasefire at C3"));
  EXPECT_THAT(result.out, HasSubstr("came about because"));
  EXPECT_THAT(result.out, HasSubstr("WHO BLOCKED"));
  EXPECT_THAT(result.out, HasSubstr("SMALLEST CHANGE"));
  EXPECT_THAT(result.out, HasSubstr("SAME JOINT GAIN"));
  EXPECT_THAT(result.out, HasSubstr("LEFT ON THE TABLE"));
  EXPECT_THAT(result.out, HasSubstr("Conditional on this coding; not a forecast."));
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("dragoman replay") == std::string::npos) {
      EXPECT_LE(TextWidth(line), 100U) << line;
    }
  }
}

TEST(ExplainCommand, ARunThatReachedItTellsTheConcession) {
  std::string run;
  for (int k = 0; k < 60 && run.empty(); ++k) {
    const ProcessResult row =
        RunDragoman({"replay", kExplainTowns, "--run", std::to_string(k), "--json"});
    const Json json = Json::parse(row.out, nullptr, false);
    if (json["deal_in"].get<int>() > 0) run = std::to_string(k);
  }
  ASSERT_FALSE(run.empty());
  const Json json = ExplainJson({kExplainTowns, "--run", run});
  EXPECT_TRUE(json["reached"].get<bool>());
  EXPECT_TRUE(json["blockers"].empty());
  EXPECT_TRUE(json["concession"].is_string());
  EXPECT_THAT(RunDragoman({"explain", kExplainTowns, "--run", run}).out, HasSubstr("WHAT MADE IT"));
}

TEST(ExplainCommand, ABatchNamesAnExampleForEveryReason) {
  const std::vector<std::string> what = {kExplainTowns, "--runs", "150", "--sample", "3"};
  const Json json = ExplainJson(what);
  EXPECT_EQ(json["runs"], 150);
  EXPECT_EQ(json["unblocking"]["sample"], 3);
  ASSERT_FALSE(json["reasons"].empty());
  double shares = json["reached"].get<double>();
  for (const Json& reason : json["reasons"]) {
    shares += reason["share"].get<double>();
    EXPECT_LT(reason["example"].get<int>(), 150);
  }
  EXPECT_NEAR(shares, 1, 1e-9);
  for (const Json& parameter : json["unblocking"]["parameters"]) {
    EXPECT_THAT(parameter["command"].get<std::string>(), HasSubstr("dragoman replay"));
  }
  const ProcessResult text =
      RunDragoman({"explain", kExplainTowns, "--runs", "150", "--sample", "3", "--threads", "2"});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.out, HasSubstr("WHICH SINGLE CHANGE WOULD UNBLOCK MOST"));
  EXPECT_THAT(text.out, HasSubstr("not a forecast"));
}

TEST(ExplainCommand, MistakesEndInTwo) {
  const auto expect = [](std::vector<std::string> arguments, const std::string& text) {
    arguments.insert(arguments.begin(), {"explain", kExplainTowns});
    const ProcessResult result = RunDragoman(arguments);
    EXPECT_EQ(result.exit_code, 2) << text;
    EXPECT_THAT(result.err, HasSubstr(text));
  };
  expect({"--run", "x"}, "run");
  expect({"--run", "1", "--runs", "5"}, "--run explains one run");
  expect({"--target", "summit_agred"}, "did you mean 'summit_agreed'?");
  expect({"--target", "walkout"}, "no agreement 'walkout'");
  expect({"--what-if", "W99", "--run", "1"}, "no what-if 'W99'");
  expect({"--run", "1", "--set", "talks.meetings=99"}, "talks.meetings");
  expect({"--without", "M99", "--run", "1"}, "M99");
}

}  // namespace
}  // namespace dragoman

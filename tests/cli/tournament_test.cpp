#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/process.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testing_support::ProcessResult;
using testing_support::RunDragoman;
using testing_support::TemporaryFolder;

const std::string kTournamentToll = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/cli/toll/";

std::string TournamentFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Three strategies in two seats of one domain, three times: 27 negotiations.
std::string WriteConfig(const TemporaryFolder& folder) {
  const std::string path = folder.Path("config.yaml");
  std::ofstream(path) << "title: Who collects the toll?\ndomains:\n  - id: toll\n    domain: "
                      << kTournamentToll << "domain.xml\n    profiles: [" << kTournamentToll
                      << "east.xml, " << kTournamentToll
                      << "west.xml]\nstrategies: [linear, \"boulware(beta=0.1)\", random]\n"
                      << "rounds: 8\nrepetitions: 3\nscale: raw\n";
  return path;
}

const std::vector<std::string> kFiles = {"negotiations.csv", "summary.csv", "pairs.csv",
                                         "manifest.json"};

TEST(TournamentCommandTest, TheTextComparesStrategies) {
  const TemporaryFolder folder;
  const ProcessResult result = RunDragoman({"tournament", WriteConfig(folder)});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out,
              StartsWith("Who collects the toll?\n27 negotiations: 3 strategies in all seats of 1 "
                         "domain, 3 times each; alternating_offers,"));
  EXPECT_THAT(result.out, HasSubstr("\n  strategy            places  utility "));
  EXPECT_THAT(result.out, HasSubstr("\nWho does better in the same places\n"));
  EXPECT_THAT(result.out, HasSubstr("sign-flip test"));
}

TEST(TournamentCommandTest, JsonHoldsScoresAndPairs) {
  const TemporaryFolder folder;
  const ProcessResult result = RunDragoman({"tournament", WriteConfig(folder), "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json["negotiations"], 27);
  ASSERT_EQ(json["strategies"].size(), 3U);
  EXPECT_EQ(json["strategies"][1]["strategy"], "boulware(beta=0.1)");
  EXPECT_EQ(json["strategies"][0]["utility"]["n"], 6);
  EXPECT_EQ(json["by_domain"]["toll"], json["strategies"]);  // One domain.
  EXPECT_EQ(json["pairs"].size(), 4U * 3U);
}

TEST(TournamentCommandTest, FilesAreTheSameForAnyThreadsAndAfterAnyCut) {
  const TemporaryFolder folder;
  const std::string config = WriteConfig(folder);
  const std::string one = folder.Path("one");
  ASSERT_EQ(RunDragoman({"tournament", config, "--out", one, "--threads", "1"}).exit_code, 0);
  const std::string three = folder.Path("three");
  ASSERT_EQ(RunDragoman({"tournament", config, "--out", three, "--threads", "3"}).exit_code, 0);
  for (const std::string& name : kFiles) {
    EXPECT_EQ(TournamentFile(three + "/" + name), TournamentFile(one + "/" + name)) << name;
  }
  const std::string whole = TournamentFile(one + "/negotiations.csv");
  for (const std::size_t cut : {std::size_t{0}, std::size_t{5}, whole.size() / 3, whole.size() / 2,
                                whole.size() - 1, whole.size()}) {
    std::filesystem::resize_file(three + "/negotiations.csv", cut);
    std::filesystem::remove(three + "/summary.csv");
    const ProcessResult resumed =
        RunDragoman({"tournament", config, "--out", three, "--resume", "--threads", "2"});
    ASSERT_EQ(resumed.exit_code, 0) << cut << resumed.err;
    for (const std::string& name : kFiles) {
      EXPECT_EQ(TournamentFile(three + "/" + name), TournamentFile(one + "/" + name))
          << name << " " << cut;
    }
  }
}

TEST(TournamentCommandTest, NothingIsOverwrittenOrMixed) {
  const TemporaryFolder folder;
  const std::string config = WriteConfig(folder);
  const std::string out = folder.Path("out");
  ASSERT_EQ(RunDragoman({"tournament", config, "--out", out}).exit_code, 0);
  const ProcessResult again = RunDragoman({"tournament", config, "--out", out});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_EQ(again.err, "dragoman tournament: error: " + out +
                           "/negotiations.csv exists already; --resume goes on with it, or choose "
                           "another folder\n");
  const std::string before = TournamentFile(out + "/negotiations.csv");
  std::ofstream(config, std::ios::app) << "seed: 2\n";
  const ProcessResult other = RunDragoman({"tournament", config, "--out", out, "--resume"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.err, HasSubstr("manifest.json: another tournament, other files or another "
                                   "version wrote this folder"));
  EXPECT_EQ(TournamentFile(out + "/negotiations.csv"), before);
}

TEST(TournamentCommandTest, ARowIsToldAgainByBargain) {
  const TemporaryFolder folder;
  const std::string out = folder.Path("out");
  ASSERT_EQ(RunDragoman({"tournament", WriteConfig(folder), "--out", out}).exit_code, 0);
  std::istringstream rows(TournamentFile(out + "/negotiations.csv"));
  std::string row;
  while (std::getline(rows, row) && row.find(",random,") == std::string::npos) {
  }
  std::vector<std::string> cells;
  std::istringstream line(row);
  for (std::string cell; std::getline(line, cell, ',');) cells.push_back(cell);
  ASSERT_EQ(cells.size(), 15U) << row;
  const ProcessResult told =
      RunDragoman({"bargain", kTournamentToll + "domain.xml", kTournamentToll + "east.xml",
                   kTournamentToll + "west.xml", "--rounds", "8", "--strategies",
                   cells[11] + "," + cells[13], "--run", cells[3], "--json"});
  ASSERT_EQ(told.exit_code, 0) << told.err;
  const Json json = Json::parse(told.out);
  EXPECT_EQ(json["end"], cells[4]);
  EXPECT_EQ(std::to_string(json["offers"].size()), cells[6]);
}

TEST(TournamentCommandTest, MistakesOfTheFileHaveAPlace) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("config.yaml");
  std::ofstream(path) << "strategies: [linear]\ndomains:\n  - id: toll\n    domian: x\n";
  for (const char* command : {"tournament", "validate"}) {
    const ProcessResult result = RunDragoman({command, path});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, path +
                              ":4:5: error: domains[0]: unknown key 'domian'; did you "
                              "mean 'domain'? expected one of: id, domain, profiles, scenario\n");
  }
  const ProcessResult missing = RunDragoman({"tournament", folder.Path("none.yaml")});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.err, folder.Path("none.yaml") + ": error: no such file\n");
  const ProcessResult idle = RunDragoman({"tournament", path, "--resume"});
  EXPECT_EQ(idle.exit_code, 2);
  EXPECT_THAT(idle.err, HasSubstr("give --out DIR"));
}

TEST(TournamentCommandTest, TheExampleValidatesAndItsSchemaIsPrinted) {
  const ProcessResult good = RunDragoman({"validate", "configs/tournament-example.yaml"});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(good.out, "configs/tournament-example.yaml: ok\n");
  const Json schema = Json::parse(RunDragoman({"schema", "tournament"}).out);
  EXPECT_TRUE(schema["properties"].contains("strategies"));
}

TEST(ListTactics, ParametersAreShown) {
  EXPECT_THAT(RunDragoman({"list", "strategies"}).out, HasSubstr("boulware(beta=0.2"));
  EXPECT_THAT(RunDragoman({"list", "acceptances"}).out, HasSubstr("ac_next(a=1.0, b=0.0)"));
  EXPECT_THAT(RunDragoman({"list", "protocols"}).out, HasSubstr("alternating_offers("));
  const ProcessResult described = RunDragoman({"describe", "acceptance", "ac_next"});
  EXPECT_EQ(described.exit_code, 0) << described.err;
  EXPECT_THAT(described.out, HasSubstr("\nParameters (ac_next(a=1.0, ...), after a strategy and "
                                       "'+':\n  a\n"));
  EXPECT_THAT(RunDragoman({"describe", "strategy", "boulware"}).out,
              HasSubstr("    range         "));
}

}  // namespace
}  // namespace dragoman

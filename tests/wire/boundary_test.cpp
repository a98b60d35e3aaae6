#include "engine/wire/boundary.h"

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/io/scenario_file.h"
#include "engine/report/run_json.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

const char* const kTwoTowns = DRAGOMAN_SOURCE_DIR "/scenarios/two-towns.yaml";

ScenarioFile LoadTwoTowns(const std::vector<std::string>& settings = {},
                          const ScenarioChoices& choices = {}) {
  return LoadScenario(kTwoTowns, settings, choices);
}

/// A session, as a page holds it; checks that every answer is JSON.
class Page {
 public:
  explicit Page(const std::string& json) : session_(dragoman_open(json.data(), json.size())) {}
  ~Page() { dragoman_close(session_); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  static std::string TwoTowns() { return JsonText(JsonOf(LoadTwoTowns().source)); }

  DragomanSession* session() { return session_; }
  bool ready() const { return dragoman_ready(session_) == 1; }
  nlohmann::json answer() const {
    return nlohmann::json::parse(
        std::string(dragoman_text(session_), dragoman_text_size(session_)));
  }
  std::string problem() const { return answer()["problems"][0]["message"]; }

  bool Change(const std::string& json) {
    return dragoman_change(session_, json.data(), json.size()) == 1;
  }
  bool Axes(const std::string& json) {
    return dragoman_axes(session_, json.data(), json.size()) == 1;
  }
  /// The counts of 100 runs of seed 1.
  std::vector<std::uint32_t> Counts() {
    EXPECT_EQ(dragoman_count(session_, 1, 0, 100), 1);
    return counts();
  }
  std::vector<std::uint32_t> counts() const {
    const std::uint32_t* const from = dragoman_counts(session_);
    return {from, from + dragoman_counts_size()};
  }

 private:
  DragomanSession* session_;
};

std::string HashIn(const std::vector<std::uint32_t>& counts) {
  return HexText(std::uint64_t{counts[3]} << 32 | counts[2]);
}

TEST(BoundaryTest, AScenarioInJsonGivesTheRunsOfItsYaml) {
  const ScenarioFile file = LoadTwoTowns();
  SerialExecutor executor;
  const BatchSummary summary = RunBatch(*file.scenario, {7, 100, 300, true}, &executor);
  const nlohmann::json expected =
      nlohmann::json::parse(JsonText(RunJson(*file.scenario, summary, {})));

  Page page(Page::TwoTowns());
  ASSERT_TRUE(page.ready()) << page.answer();
  ASSERT_EQ(dragoman_run(page.session(), 7, 100, 300), 1);
  const nlohmann::json answer = page.answer();
  EXPECT_EQ(answer["ok"], true);
  // Every key of the answer is one of `dragoman run --json`, with the same value.
  for (const auto& [key, value] : answer.items()) {
    if (key == "ok") continue;
    EXPECT_EQ(value, expected[key]) << key;
  }
  EXPECT_EQ(answer.size(), 14U);
}

TEST(BoundaryTest, CountsAgreeWithTheSummaryOfTheSameRuns) {
  Page page(Page::TwoTowns());
  const std::vector<std::uint32_t> counts = page.Counts();
  ASSERT_EQ(counts.size(), 38U);
  ASSERT_EQ(dragoman_run(page.session(), 1, 0, 100), 1);
  const nlohmann::json answer = page.answer();
  EXPECT_EQ(counts[0], 100U);
  EXPECT_EQ(HashIn(counts), answer["result_hash"].get<std::string>());
  for (std::size_t h = 0; h < 8; ++h) {
    EXPECT_EQ(counts[4 + h] / 100.0, answer["after_first_meeting"]["headline"][h].get<double>());
    EXPECT_EQ(counts[21 + h] / 100.0, answer["headline"][h].get<double>());
  }
  EXPECT_EQ(counts[12 + 7] / 100.0, answer["after_first_meeting"]["flags"]["walkout"]["p"]);
  EXPECT_EQ(counts[29 + 5] / 100.0, answer["flags"]["next_round"]["p"]);
}

TEST(BoundaryTest, AChangeDoesWhatSetTierAndWithoutDo) {
  ScenarioChoices choices;
  choices.tier = "all";
  choices.without = {"M9"};
  Page page(Page::TwoTowns());
  const std::string id = LoadTwoTowns().source.claims[0].id;
  const ScenarioFile file =
      LoadTwoTowns({"talks.meetings=5", "claims[" + id + "].q=0.25"}, choices);
  ASSERT_TRUE(file.ok());
  SerialExecutor executor;
  const BatchSummary summary = RunBatch(*file.scenario, {1, 0, 100, false}, &executor);
  ASSERT_TRUE(page.Change(R"({"set": {"meetings": 5, "claims[)" + id +
                          R"(].q": 0.25}, "tier": "all", "without": ["M9"]})"))
      << page.answer();
  EXPECT_EQ(page.answer()["tier"], "all");
  EXPECT_EQ(HashIn(page.Counts()), HexText(summary.result_hash));
}

TEST(BoundaryTest, ChangesReplaceTheOnesBefore) {
  Page page(Page::TwoTowns());
  const auto before = page.Counts();
  ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 1}})"));
  EXPECT_NE(page.Counts(), before);
  ASSERT_TRUE(page.Change("{}"));
  EXPECT_EQ(page.Counts(), before);
}

TEST(BoundaryTest, ARefusedChangeNamesItsPathAndLeavesTheSessionAsItWas) {
  Page page(Page::TwoTowns());
  ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 2}})"));
  const auto before = page.Counts();
  EXPECT_FALSE(page.Change(R"({"set": {"talks.meetings": -2, "talks.nonsense": 1}})"));
  const nlohmann::json problems = page.answer()["problems"];
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0]["path"], "talks.meetings");
  EXPECT_EQ(problems[0]["file"], "set talks.meetings");
  EXPECT_EQ(problems[1]["path"], "talks");
  EXPECT_EQ(problems[1]["file"], "set talks.nonsense");
  EXPECT_TRUE(page.ready());
  EXPECT_EQ(page.Counts(), before);
}

TEST(BoundaryTest, RequestsThatAreNoneAreRefusedInWords) {
  Page page(Page::TwoTowns());
  EXPECT_FALSE(page.Change("[]"));
  EXPECT_EQ(page.problem(), "expected an object");
  EXPECT_FALSE(page.Change(R"({"sets": {}})"));
  EXPECT_EQ(page.problem(),
            "unknown key 'sets'; expected set, tier, without or without_reported_outcomes");
  EXPECT_FALSE(page.Change(R"({"without": [1]})"));
  EXPECT_EQ(page.problem(), "without: expected a list of mechanisms");
  EXPECT_FALSE(page.Axes(R"(["a", "b", "c", "d", "e"])"));
  EXPECT_EQ(page.problem(), "expected a list of one to four paths");
  EXPECT_FALSE(page.Axes(R"(["talks.meetings", "meetings"])"));
  EXPECT_EQ(page.problem(), "'talks.meetings' is set twice");
  EXPECT_EQ(dragoman_count(page.session(), 1, 0, 0), 0);
  EXPECT_EQ(dragoman_count(page.session(), 1, ~std::uint64_t{0}, 2), 0);
  EXPECT_EQ(page.problem(), "runs: their numbers go beyond 2^53");
  EXPECT_EQ(dragoman_cell(page.session(), nullptr, 1, 0, 1), 0);
  EXPECT_EQ(page.problem(), "there are no axes");
}

TEST(BoundaryTest, ACellEqualsTheChangeWithTheSameNumbers) {
  const std::string id = LoadTwoTowns().source.claims[0].id;
  const std::string claim = "claims[" + id + "].q";
  // One axis whose blocks are bound alone, and one in a list, for which all is bound again.
  for (const std::string& second : {std::string("mechanisms.M9.pi"), claim}) {
    Page page(Page::TwoTowns());
    ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 4}})"));
    ASSERT_TRUE(page.Axes(R"(["talks.resume", ")" + second + R"("])")) << page.answer();
    std::vector<std::vector<std::uint32_t>> cells;
    for (const double value : {0.125, 0.875}) {
      const double values[] = {0.75, value};
      ASSERT_EQ(dragoman_cell(page.session(), values, 1, 0, 100), 1) << page.answer();
      cells.push_back(page.counts());
    }
    ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 4, "talks.resume": 0.75, ")" + second +
                            R"(": 0.125}})"));
    EXPECT_EQ(page.Counts(), cells[0]) << second;
    ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 4, "talks.resume": 0.75, ")" + second +
                            R"(": 0.875}})"));
    EXPECT_EQ(page.Counts(), cells[1]) << second;
  }
}

TEST(BoundaryTest, ACellThatCannotBeSaysWhyAndTheNextOneRuns) {
  Page page(Page::TwoTowns());
  ASSERT_TRUE(page.Axes(R"(["talks.resume"])"));
  const double bad[] = {2.0};
  EXPECT_EQ(dragoman_cell(page.session(), bad, 1, 0, 10), 0);
  EXPECT_EQ(page.answer()["problems"][0]["path"], "talks.resume");
  const double none[] = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_EQ(dragoman_cell(page.session(), none, 1, 0, 10), 0);
  EXPECT_EQ(page.problem(), "not a finite number");
  const double good[] = {0.5};
  EXPECT_EQ(dragoman_cell(page.session(), good, 1, 0, 10), 1);
}

TEST(BoundaryTest, AReplayTellsTheRunThatWasCounted) {
  Page page(Page::TwoTowns());
  ASSERT_EQ(dragoman_count(page.session(), 3, 42, 1), 1);
  const std::string hash = HashIn(page.counts());
  ASSERT_EQ(dragoman_replay(page.session(), 3, 42), 1);
  const nlohmann::json answer = page.answer();
  EXPECT_EQ(answer["record"]["run"], 42);
  EXPECT_EQ(answer["record"]["hash"].get<std::string>(), hash);
  EXPECT_EQ(answer["record"]["standing"].size(), LoadTwoTowns().source.issues.size());
  const nlohmann::json& events = answer["events"];
  EXPECT_EQ(events.back()["kind"], "closed");
  int meetings = 0;
  int offers = 0;
  for (const nlohmann::json& event : events) {
    if (event["kind"] == "meeting") ++meetings;
    if (event["kind"] != "offer") continue;
    ++offers;
    EXPECT_TRUE(event.contains("refusal") && event.contains("party") && event.contains("offer"))
        << event;
  }
  EXPECT_EQ(meetings, answer["record"]["meetings"]);
  EXPECT_GT(offers, 0);
}

TEST(BoundaryTest, WhatIsNoScenarioOpensASessionThatOnlySaysWhy) {
  const std::string hostile[] = {
      "", "{", "[]", "{\"dragoman\": 1}", std::string("\0\xff", 2), std::string(100'000, '[')};
  for (const std::string& text : hostile) {
    Page page(text);
    EXPECT_FALSE(page.ready());
    EXPECT_EQ(page.answer()["ok"], false);
    EXPECT_GE(page.answer()["problems"].size(), 1U);
    EXPECT_EQ(dragoman_run(page.session(), 1, 0, 1), 0);
    EXPECT_EQ(dragoman_replay(page.session(), 1, 0), 0);
    EXPECT_FALSE(page.Axes(R"(["talks.resume"])"));
    EXPECT_FALSE(page.Change(R"({"tier": "none"})"));
  }
}

TEST(BoundaryTest, ProblemsOfATextCarryLineAndColumn) {
  Page page("{\"dragoman\": 1,\n  \"parties\": 3}");
  const nlohmann::json answer = page.answer();
  for (const nlohmann::json& problem : answer["problems"]) {
    if (problem["path"] != "parties") continue;
    EXPECT_EQ(problem["line"], 2);
    EXPECT_EQ(problem["column"], 14);
    return;
  }
  FAIL() << answer;
}

TEST(BoundaryTest, TheScenarioReadsBackAndShowsTheChanges) {
  Page page(Page::TwoTowns());
  ASSERT_TRUE(page.Change(R"({"set": {"talks.meetings": 5}})"));
  const auto counts = page.Counts();
  ASSERT_EQ(dragoman_scenario(page.session()), 1);
  const nlohmann::json scenario = page.answer()["scenario"];
  EXPECT_EQ(scenario["talks"]["meetings"], 5);
  Page again(scenario.dump());
  EXPECT_EQ(again.Counts(), counts);
}

TEST(BoundaryTest, ParametersAreThoseOfSet) {
  Page page(Page::TwoTowns());
  ASSERT_EQ(dragoman_parameters(page.session()), 1);
  const nlohmann::json answer = page.answer();
  for (const nlohmann::json& parameter : answer["parameters"]) {
    if (parameter["path"] != "talks.meetings") continue;
    EXPECT_EQ(parameter["alias"], "meetings");
    EXPECT_EQ(parameter["unit"], "meetings");
    return;
  }
  FAIL() << "no talks.meetings";
}

TEST(BoundaryTest, SessionsShareNothing) {
  Page one(Page::TwoTowns());
  Page other(Page::TwoTowns());
  const auto before = other.Counts();
  ASSERT_TRUE(one.Change(R"({"set": {"talks.meetings": 1}})"));
  EXPECT_NE(one.Counts(), before);
  EXPECT_EQ(other.Counts(), before);
}

TEST(BoundaryTest, MemoryIsHandedOverByAllocAndFree) {
  EXPECT_EQ(dragoman_alloc(0), nullptr);
  void* const memory = dragoman_alloc(64);
  ASSERT_NE(memory, nullptr);
  std::memset(memory, 1, 64);
  dragoman_free(memory);
  dragoman_free(nullptr);
  EXPECT_EQ(dragoman_boundary_version(), 1);
}

}  // namespace
}  // namespace dragoman

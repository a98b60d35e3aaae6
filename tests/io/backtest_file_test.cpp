#include "engine/io/backtest_file.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "tests/io/temporary_folder.h"

namespace dragoman {
namespace {

using testing::HasSubstr;

constexpr const char* kGood = R"(schema: negotiation-backtest/1
id: orchard_2001
title: Two growers
set: core
conflict: {type: crisis, war_ongoing: false, start: 2000-01-01}
period: {start: 2001-01-02, end: 2001-01-05, info_cutoff: 2001-01-01}
parties:
  - {id: NO, role: principal, rank: head, mandate: 55, capability: 50, outside_option: 45, cost_of_delay: 65, audience_cost: 80}
  - {id: SO, role: principal, rank: aide, mandate: 25, capability: 65, outside_option: 60, cost_of_delay: 35, audience_cost: 45}
  - {id: HO, role: mediator, rank: minister, mandate: 70, capability: 35, outside_option: 50, cost_of_delay: 30, audience_cost: 20}
issues:
  - {id: water, options: [[0, "none"], [50, "half"], [100, "all"]], status_quo: 0, outcome: 50}
  - {id: fees, options: [[100, "paid"], [0, "none"]], status_quo: 20, outcome: null}
positions:
  - [NO, water, 100, 90, 80, high]
  - [SO, water, 20, 40, 30, med]
  - [SO, fees, 100, 90, 80, low]
flags_when:
  settlement: {all: [[water, ">=", 50], {any: [[fees, ">=", 0], [water, "==", 100]]}]}
  ceasefire_partial: {all: [[water, between, [10, 60]]]}
  walkout: process
mediator: {id: HO, role: formulator, leverage: 45, single_text: true, bias: -50}
deadline: {exists: true, hardness: 85}
process: {agenda: package, public: 45, rounds: 5, days: 22, cbm_first: false, insults_before: true, direct_contact_gap_months: 0, third_party_pressure: 55, battlefield: none, spoiler_events: 0}
outcome:
  headline: 5
  flags: {settlement: false, ceasefire_partial: true, walkout: false}
  note: half the water
  durability: none
confidence: {facts: high, positions: med, outcome: low}
sources: ["https://example.org"]
)";

/// The good case with `from` replaced by `to`.
std::string With(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string CaseErrorsOf(const std::string& text) {
  return FormatProblems(ReadBacktest(text, "c.yaml").problems);
}

TEST(BacktestFileTest, ReadsEveryPart) {
  const BacktestFile file = ReadBacktest(kGood, "c.yaml");
  ASSERT_TRUE(file.ok()) << FormatProblems(file.problems);
  const BacktestInputs& inputs = file.value.inputs;
  EXPECT_EQ(file.value.id, "orchard_2001");
  EXPECT_EQ(inputs.info_cutoff, "2001-01-01");
  ASSERT_EQ(inputs.parties.size(), 3U);
  EXPECT_EQ(inputs.parties[1].rank, DelegationRank::kAide);
  EXPECT_EQ(inputs.parties[1].outside_option, 60);
  // Options are put in the order of their positions.
  EXPECT_EQ(inputs.issues[1].options[0].label, "none");
  EXPECT_EQ(inputs.issues[1].status_quo, 20);
  ASSERT_EQ(inputs.positions.size(), 3U);
  EXPECT_EQ(inputs.positions[2].confidence, CodingGrade::kLow);
  EXPECT_EQ(inputs.mediator_role, MediationRole::kFormulator);
  EXPECT_EQ(inputs.mediator_bias, -50);
  EXPECT_TRUE(inputs.flags_when.walkout);
  EXPECT_FALSE(inputs.flags_when.escalation);
  EXPECT_TRUE(Holds(*inputs.flags_when.flags[0], {100.0, std::nullopt}));
  EXPECT_FALSE(Holds(*inputs.flags_when.flags[0], {50.0, std::nullopt}));
  EXPECT_EQ(file.value.outcome.headline, 5);
  EXPECT_TRUE(file.value.outcome.has(Flag::kCeasefirePartial));
  EXPECT_EQ(file.value.outcome.agreed[0], 50.0);
  EXPECT_EQ(file.value.outcome.agreed[1], std::nullopt);
}

TEST(BacktestFileTest, WhatACaseMayLeaveOut) {
  std::string text = With(
      "mediator: {id: HO, role: formulator, leverage: 45, single_text: true, bias: -50}\n", "");
  EXPECT_EQ(CaseErrorsOf(text), "");
  EXPECT_EQ(CaseErrorsOf(With(
                "mediator: {id: HO, role: formulator, leverage: 45, single_text: true, bias: -50}",
                "mediator: null")),
            "");
  EXPECT_EQ(CaseErrorsOf(With(
                "mediator: {id: HO, role: formulator, leverage: 45, single_text: true, bias: -50}",
                "mediator: {id: none, role: none, leverage: 0}")),
            "");
  EXPECT_EQ(
      CaseErrorsOf(With("deadline: {exists: true, hardness: 85}", "deadline: {exists: false}")),
      "");
  EXPECT_EQ(CaseErrorsOf(With("set: core\n", "")), "");
  EXPECT_EQ(CaseErrorsOf(With("rounds: 5, days: 22, ", "")), "");
}

TEST(BacktestFileTest, MistakesAreNamedAtTheirPlace) {
  EXPECT_EQ(
      CaseErrorsOf(With("mandate: 55", "mandat: 55")),
      "c.yaml:8:5: error: parties[0].mandate: required key is missing; expected a number in "
      "[0, 100] (points of 0..100)\n"
      "c.yaml:8:43: error: parties[0]: unknown key 'mandat'; did you mean 'mandate'? expected "
      "one of: id, role, rank, mandate, capability, outside_option, cost_of_delay, "
      "audience_cost, name, note\n");
  EXPECT_EQ(CaseErrorsOf(With("mandate: 55", "mandate: 155")),
            "c.yaml:8:52: error: parties[0].mandate: 155 is out of range; expected a number in [0, "
            "100] (points of 0..100)\n");
  EXPECT_EQ(CaseErrorsOf(With("[50, \"half\"]", "[100, \"half\"]")),
            "c.yaml:12:56: error: issues[0].options[2][0]: position 100 is listed twice; expected "
            "each once\n");
  EXPECT_EQ(CaseErrorsOf(With("[fees, \">=\", 0]", "[fee, \">=\", 0]")),
            "c.yaml:19:49: error: flags_when.settlement.all[1].any[0][0]: unknown issue 'fee'; did "
            "you mean 'fees'? expected one of: water, fees\n");
  EXPECT_EQ(
      CaseErrorsOf(With("\">=\", 50", "\"=>\", 50")),
      "c.yaml:19:30: error: flags_when.settlement.all[0][1]: unknown value '=>'; did you mean "
      "'=='? expected one "
      "of: >=, <=, ==, between\n");
  EXPECT_EQ(CaseErrorsOf(With("  walkout: process", "  walkouts: process")),
            "c.yaml:21:3: error: flags_when: unknown flag 'walkouts'; did you mean 'walkout'? "
            "expected one of: settlement, ceasefire_full, ceasefire_partial, summit_agreed, "
            "prisoner_exchange, next_round, written_terms, walkout, escalation_30d, local_pause\n");
  EXPECT_EQ(
      CaseErrorsOf(With("end: 2001-01-05, info_cutoff: 2001-01-01",
                        "end: 2001-01-05, info_cutoff: 2001-02-01")),
      "c.yaml:6:34: error: period.end: the outcome of 2001-01-05 is dated before info_cutoff, "
      "2001-02-01; expected a day on or after 2001-02-01\n");
  EXPECT_EQ(CaseErrorsOf(With("headline: 5", "headline: 4")),
            "c.yaml:26:13: error: outcome.headline: headline 4 contradicts the flags, which give 5 "
            "(ceasefire_partial); expected 5\n");
  EXPECT_EQ(CaseErrorsOf(With("[10, 60]", "[60, 10]")),
            "c.yaml:20:46: error: flags_when.ceasefire_partial.all[0][2]: low 60 is above high 10; "
            "expected [low, high]\n");
}

TEST(BacktestFileTest, ReferencesAreChecked) {
  EXPECT_THAT(CaseErrorsOf(With("- [SO, fees", "- [XX, fees")),
              HasSubstr("positions[2][0]: unknown party 'XX'"));
  EXPECT_THAT(CaseErrorsOf(With("- [SO, fees", "- [SO, water")),
              HasSubstr("the position of 'SO' on 'water' is listed twice"));
  EXPECT_THAT(CaseErrorsOf(With("mediator: {id: HO", "mediator: {id: HU")),
              HasSubstr("mediator.id: unknown party 'HU'"));
  EXPECT_THAT(CaseErrorsOf(With("id: SO, role: principal", "id: NO, role: third_party")),
              HasSubstr("parties[1].id: party 'NO' is listed twice"));
  EXPECT_THAT(CaseErrorsOf(With("id: SO, role: principal", "id: SO, role: third_party")),
              HasSubstr("parties: 1 party has the role principal; expected at least 2 principals"));
  EXPECT_THAT(CaseErrorsOf(With("id: fees", "id: water")),
              HasSubstr("issues[1].id: issue 'water' is listed twice"));
  EXPECT_THAT(
      CaseErrorsOf(With("negotiation-backtest/1", "negotiation-backtest/2")),
      HasSubstr("unknown schema 'negotiation-backtest/2'; expected negotiation-backtest/1"));
  EXPECT_THAT(CaseErrorsOf(With("set: core", "set: core\npredecessor: orchard_2001")),
              HasSubstr("predecessor: a case cannot follow itself"));
  EXPECT_THAT(CaseErrorsOf(With("2000-01-01", "2000-13-01")), HasSubstr("conflict.start: "));
}

TEST(BacktestFileTest, HostileTextIsOnlyAProblem) {
  for (const char* text : {"", "[]", "schema: [", "positions: {}", "flags_when: {settlement: 1}",
                           "issues: [[1, 2]]", "parties: [1, 2]", "period: null"}) {
    EXPECT_FALSE(ReadBacktest(text, "c.yaml").ok()) << text;
  }
}

class BacktestFolderTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.Path(name)) << text;
  }
  std::string Errors() { return FormatProblems(LoadBacktests(folder_.Path("")).problems); }

  testing_support::TemporaryFolder folder_;
};

TEST_F(BacktestFolderTest, EveryMistakeOfEveryFileIsReportedAtOnce) {
  Write("a.yaml", With("headline: 5", "headline: 6"));
  Write("b.yaml", With("exists: true", "exists: 1"));
  Write("README.md", "not a case");
  const std::string errors = Errors();
  EXPECT_THAT(errors, HasSubstr("a.yaml:26:13: error: outcome.headline"));
  EXPECT_THAT(errors, HasSubstr("b.yaml:23:20: error: deadline.exists"));
  EXPECT_THAT(errors, HasSubstr("b.yaml:2:5: error: id: case 'orchard_2001' is also in "));
}

TEST_F(BacktestFolderTest, APredecessorMustHaveEndedInTime) {
  Write("a.yaml", With("id: orchard_2001", "id: orchard_2000"));
  Write("b.yaml", With("set: core", "set: core\npredecessor: orchard_2000"));
  EXPECT_THAT(Errors(), HasSubstr("'orchard_2000' ended on 2001-01-05, after info_cutoff; expected "
                                  "a case that ended by 2001-01-01"));
  Write("b.yaml", With("set: core", "set: core\npredecessor: another_folder"));
  EXPECT_EQ(Errors(), "");
}

TEST_F(BacktestFolderTest, AnEmptyOrMissingFolderIsAMistake) {
  EXPECT_THAT(Errors(), HasSubstr("no case in the folder"));
  EXPECT_THAT(FormatProblems(LoadBacktests(folder_.Path("nowhere")).problems),
              HasSubstr("cannot read the folder"));
}

TEST(ShippedBacktestsTest, AllEightLoad) {
  const BacktestFolder folder =
      LoadBacktests(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/backtests");
  EXPECT_EQ(FormatProblems(folder.problems), "");
  EXPECT_EQ(folder.cases.size(), 8U);
}

TEST(ShippedBacktestsTest, AreTheCodingsOfTheBrief) {
  const std::string given = std::string(DRAGOMAN_SHARED_DIR) + "/backtests";
  if (!std::ifstream(given + "/README.md")) GTEST_SKIP() << "no folder " << given;
  const BacktestFolder shared = LoadBacktests(given);
  EXPECT_EQ(FormatProblems(shared.problems), "");
  const BacktestFolder shipped =
      LoadBacktests(std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/backtests");
  ASSERT_EQ(shared.cases.size(), shipped.cases.size());
  for (std::size_t k = 0; k < shared.cases.size(); ++k) {
    const BacktestCase& a = shared.cases[k];
    const BacktestCase& b = shipped.cases[k];
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.outcome.flags, b.outcome.flags) << a.id;
    EXPECT_EQ(a.outcome.agreed, b.outcome.agreed) << a.id;
    EXPECT_EQ(a.inputs.flags_when.flags, b.inputs.flags_when.flags) << a.id;
    ASSERT_EQ(a.inputs.positions.size(), b.inputs.positions.size()) << a.id;
    for (std::size_t p = 0; p < a.inputs.positions.size(); ++p) {
      EXPECT_EQ(a.inputs.positions[p].position, b.inputs.positions[p].position) << a.id;
      EXPECT_EQ(a.inputs.positions[p].salience, b.inputs.positions[p].salience) << a.id;
    }
  }
}

}  // namespace
}  // namespace dragoman

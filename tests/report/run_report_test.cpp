#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/executor.h"
#include "engine/report/names.h"
#include "engine/report/run_json.h"
#include "engine/report/run_text.h"
#include "engine/report/verdict.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::Settings;

CompiledPointer Towns(const Settings& settings = {}) {
  return CompileScenario(ReadScenario("two-towns", settings));
}

/// A summary written by hand: 1000 runs, full agreement in 40, 25 of them the other way.
BatchSummary SummaryByHand(const CompiledScenario& scenario) {
  BatchSummary summary;
  summary.seed = 1;
  summary.runs = 1000;
  summary.codings = 10;
  summary.result_hash = 0x00c0ffee;
  auto& full = summary.at_horizon.flags[static_cast<std::size_t>(Flag::kCeasefireFull)];
  full = {0.04, 0.006, true, 0.01, 0.25};
  summary.at_horizon.headline[6].p = 0.04;
  summary.at_horizon.headline[4].p = 0.96;
  summary.after_first_meeting.headline[4].p = 0.9;
  summary.after_first_meeting.headline[3].p = 0.1;
  const ConstraintList constraints(*scenario.talks);
  for (std::size_t k = 0; k < constraints.size(); ++k) {
    if (constraints[k].kind == Constraint::Kind::kPrecondition && constraints[k].side == 0) {
      summary.blockers.push_back({constraints[k], 0.31});
    }
    if (constraints[k].kind == Constraint::Kind::kInsincerity) {
      summary.blockers.push_back({constraints[k], 0.004});
    }
  }
  summary.zone = 0.2;
  return summary;
}

TEST(Verdict, SaysHowOftenWhyNotAndHowMuchHangsOnTheCoding) {
  const CompiledPointer scenario = Towns();
  const auto sentences = VerdictSentences(*scenario, SummaryByHand(*scenario));
  ASSERT_GE(sentences.size(), 4U);
  EXPECT_EQ(
      sentences[0],
      "No full ceasefire in 96% of runs (coding band 75% to 99.0%); after the first meeting in "
      "100%. Here it means weir at WR3 (a schedule for this season) or beyond.");
  EXPECT_EQ(
      sentences[1],
      "What stood in the way: terms that neither side loses by would have existed in a further "
      "31% of runs without Highmoor's precondition 'tolls-first'.");
  EXPECT_EQ(
      sentences[2],
      "As things were, such terms existed in 20% of runs and were reached in 4%; holding out, "
      "narrow mandates and walk-outs took the rest.");
  EXPECT_EQ(sentences[3], "Most likely headline: 4, humanitarian, in 96% of runs.");
}

// H08 and L08 report one joint week of clearing (CL2), the condition of prisoner_exchange.
TEST(ReportedOutcome, IsWhatTheMarkedClaimsSay) {
  const CompiledPointer scenario = Towns();
  const ReportedResult reported = ReportedOutcome(*scenario);
  EXPECT_EQ(reported.claims, (std::vector<std::string>{"H08", "L08"}));
  EXPECT_EQ(reported.verdict.headline, 4);
  EXPECT_TRUE(reported.verdict.has(Flag::kPrisonerExchange));
  EXPECT_FALSE(reported.verdict.has(Flag::kNextRound));
}

TEST(Verdict, ComparesWithTheReportedResultAndSaysWhetherItWasAnInput) {
  const CompiledPointer scenario = Towns();
  const std::string with = VerdictSentences(*scenario, SummaryByHand(*scenario)).back();
  EXPECT_THAT(with, HasSubstr("came out in 90% of runs after the first meeting, 96% at the end"));
  EXPECT_THAT(with, HasSubstr("it does not predict it"));
  ScenarioChoices choices;
  choices.without_reported_outcomes = true;
  const CompiledPointer bare = CompileScenario(ReadScenario("two-towns"), choices);
  const std::string without = VerdictSentences(*bare, SummaryByHand(*bare)).back();
  EXPECT_THAT(without, HasSubstr("Its 2 claims were left out"));
}

TEST(Names, ConditionsReadAsSentences) {
  const CompiledPointer scenario = Towns();
  EXPECT_EQ(FlagMeaning(*scenario, Flag::kSettlement),
            "weir at WR4 (a standing schedule) or beyond and quota signed");
  EXPECT_EQ(FlagMeaning(*scenario, Flag::kCeasefirePartial),
            "weir at WR2 (open at night in dry weeks)");
  EXPECT_EQ(FlagMeaning(*scenario, Flag::kWalkout), "");
  EXPECT_EQ(FlagPhrase(Flag::kCeasefireFull), "full ceasefire");
  EXPECT_EQ(FlagPhrase(Flag::kSummitAgreed), "summit agreed");
  EXPECT_EQ(Possessive("the Isles"), "the Isles'");
  EXPECT_EQ(Listed({"a", "b", "c"}), "a, b and c");
}

TEST(RunText, NamesWhatReproducesItAndWhatItIsNot) {
  const CompiledPointer scenario = Towns();
  RunSettings settings;
  settings.scenario = "my case.yaml";
  settings.runs = 1000;
  settings.settings = {"a.b={uniform: [0, 1]}"};
  settings.without = {"M24"};
  const std::string text = RunText(*scenario, SummaryByHand(*scenario), settings, {});
  EXPECT_THAT(text, HasSubstr("dragoman run 'my case.yaml' --runs 1000 --seed 1 --set "
                              "'a.b={uniform: [0, 1]}' --without M24\n"));
  EXPECT_THAT(text, HasSubstr("result hash 0000000000c0ffee"));
  EXPECT_THAT(text, HasSubstr("not a forecast"));
  EXPECT_THAT(text, HasSubstr("The horizon of 3 meetings is a modelling choice"));
  for (const PartySpec& party : scenario->source.parties) EXPECT_THAT(text, HasSubstr(party.name));
}

TEST(RunText, AUserOfTheShellGetsBackWhatTheyTyped) {
  EXPECT_EQ(ShellWord("plain-1.0/x=y"), "plain-1.0/x=y");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellWord("it's"), "'it'\\''s'");
}

TEST(Warnings, TellOfPositionsNobodyStatedAndOfTooFewCodings) {
  const CompiledPointer istanbul = CompileScenario(ReadScenario("istanbul-2025-05-16"));
  BatchSummary summary;
  summary.runs = 100;
  const auto few = Warnings(*istanbul, summary);
  ASSERT_EQ(few.size(), 2U);
  EXPECT_THAT(few[0], HasSubstr("no coding band"));
  EXPECT_THAT(few[1], HasSubstr("No position is on record on ceasefire (Ukraine and Russia)"));
  summary.runs = 10000;
  EXPECT_EQ(Warnings(*istanbul, summary).size(), 1U);
  EXPECT_EQ(Warnings(*Towns(), summary).size(), 0U);
}

TEST(RunJson, WritesNullForNoBandAndForWhatDoesNotApply) {
  const CompiledPointer scenario = Towns();
  const Json json = RunJson(*scenario, SummaryByHand(*scenario), {});
  EXPECT_EQ(json["flags"]["ceasefire_full"],
            Json::parse(R"({"p": 0.04, "se": 0.006, "low": 0.01, "high": 0.25})"));
  EXPECT_EQ(json["flags"]["walkout"],
            Json::parse(R"({"p": 0, "se": 0, "low": null, "high": null})"));
  EXPECT_EQ(json["blockers"][0], Json::parse(R"({"party": "HMR", "issue": "weir", "mechanism": "M9",
                                                "rule": "tolls-first", "share": 0.31})"));
  EXPECT_EQ(json["blockers"][1], Json::parse(R"({"party": "HMR", "issue": null, "mechanism": "M22",
                                                "rule": null, "share": 0.004})"));
  EXPECT_EQ(json["result_hash"], "0000000000c0ffee");
  EXPECT_THAT(JsonText(json), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace dragoman

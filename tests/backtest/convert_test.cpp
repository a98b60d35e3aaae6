#include "engine/backtest/convert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/backtest/forecast.h"
#include "engine/backtest/mechanism_setter.h"
#include "engine/wire/json_writer.h"
#include "tests/backtest/tiny_case.h"

namespace dragoman {
namespace {

using testing::IsEmpty;
using testing_support::TinyInputs;

std::string TextOf(const Scenario& scenario) { return JsonText(JsonOf(scenario)); }

std::unique_ptr<const CompiledScenario> MustCompile(const Scenario& scenario) {
  auto compiled = Compile(scenario, {});
  for (const Diagnostic& problem : compiled.problems()) {
    ADD_FAILURE() << problem.path << ": " << problem.message;
  }
  return compiled.ok() ? std::move(*compiled) : nullptr;
}

TEST(ConvertTest, ATinyCaseCompilesAndRuns) {
  const auto scenario = MustCompile(ScenarioOf(TinyInputs(), {}));
  ASSERT_NE(scenario, nullptr);
  const VerdictCounts counts = CountRuns(*scenario, 1, 0, 200);
  EXPECT_EQ(counts.runs, 200U);
  // Parts add up to the whole.
  VerdictCounts parts = CountRuns(*scenario, 1, 0, 70);
  parts.Add(CountRuns(*scenario, 1, 70, 130));
  EXPECT_EQ(parts, counts);
}

TEST(ConvertTest, EveryLineOfTheMappingFindsItsMechanism) {
  EXPECT_THAT(UnmappedOptions(TinyInputs()), IsEmpty());
  EXPECT_GE(BacktestMapping().size(), 18U);
}

TEST(ConvertTest, DroppingTheMandateMakesItIrrelevant) {
  BacktestInputs inputs = TinyInputs();
  inputs.parties[0].rank = DelegationRank::kMinister;
  ConvertOptions drop;
  drop.drop_mandate = true;
  const std::string kept = TextOf(ScenarioOf(inputs, {}));
  const std::string dropped = TextOf(ScenarioOf(inputs, drop));
  inputs.parties[0].mandate = 5;
  inputs.parties[1].mandate = 95;
  EXPECT_NE(TextOf(ScenarioOf(inputs, {})), kept);
  EXPECT_EQ(TextOf(ScenarioOf(inputs, drop)), dropped);
}

TEST(ConvertTest, ConstantsReachTheirMechanisms) {
  ConvertOptions options;
  options.constants.red_lines = 0.5;
  const Json json = JsonOf(ScenarioOf(TinyInputs(), options));
  EXPECT_EQ(json["mechanisms"]["M8"]["scale"], 0.5);
  options.constants.delay_cost = 2;
  // delay 50, outside 50: mean .075, so U(0, .15); doubled U(0, .3).
  const Json dear = JsonOf(ScenarioOf(TinyInputs(), options));
  EXPECT_DOUBLE_EQ(json["mechanisms"]["M1"]["cost"]["North"]["uniform"][1].get<double>(), 0.15);
  EXPECT_DOUBLE_EQ(dear["mechanisms"]["M1"]["cost"]["North"]["uniform"][1].get<double>(), 0.3);
}

TEST(ConvertTest, PeaceHasNoBattlefieldAndWarHas) {
  BacktestInputs inputs = TinyInputs();
  const Scenario peace = ScenarioOf(inputs, {});
  for (const IssueSpec& issue : peace.issues) EXPECT_FALSE(issue.imposable) << issue.id;
  inputs.war_ongoing = true;
  const Scenario war = ScenarioOf(inputs, {});
  for (const IssueSpec& issue : war.issues) EXPECT_TRUE(issue.imposable) << issue.id;
  EXPECT_GT(war.claims.size(), peace.claims.size());
}

TEST(ConvertTest, AStatusQuoBetweenOptionsBecomesAnOption) {
  BacktestInputs inputs = TinyInputs();
  inputs.issues[0].status_quo = 20;
  const Scenario scenario = ScenarioOf(inputs, {});
  ASSERT_EQ(scenario.issues[0].options.size(), 4U);
  EXPECT_EQ(scenario.issues[0].status_quo, "o20");
  EXPECT_EQ(scenario.issues[0].options[1].position, 20);
  // Signed at any option of the case is signed at any other option of the scenario.
  const auto compiled = MustCompile(scenario);
  ASSERT_NE(compiled, nullptr);
  Outcome outcome = compiled->space.StatusQuo();
  const Condition& written =
      compiled->outcomes.flags[static_cast<std::size_t>(Flag::kWrittenTerms)];
  EXPECT_FALSE(written.Holds(outcome));
  outcome[IssueIndex{0}] = 0;
  EXPECT_TRUE(written.Holds(outcome));
}

// A rule that only the status quo would meet never holds, and is no mistake.
TEST(ConvertTest, ARuleOfTheStatusQuoAloneNeverHolds) {
  BacktestInputs inputs = TinyInputs();
  inputs.flags_when.flags[static_cast<std::size_t>(Flag::kCeasefirePartial)] =
      FlagWhen::Test(0, 0, 10);
  const auto compiled = MustCompile(ScenarioOf(inputs, {}));
  ASSERT_NE(compiled, nullptr);
  const Condition& rule =
      compiled->outcomes.flags[static_cast<std::size_t>(Flag::kCeasefirePartial)];
  EXPECT_FALSE(rule.Holds(compiled->space.StatusQuo()));
}

TEST(ClassifyTest, AnotherMeetingIsProcedureIfAllOptionsButOneMeanIt) {
  BacktestInputs inputs = TinyInputs();
  inputs.issues.push_back({"meet", {{0, "none"}, {30, "again"}, {100, "dated"}}, 0});
  auto& next = inputs.flags_when.flags[static_cast<std::size_t>(Flag::kNextRound)];
  next = FlagWhen::Test(2, 30, 100);
  std::vector<IssueClass> classes = ClassifyIssues(inputs);
  EXPECT_TRUE(classes[2].procedure);
  EXPECT_TRUE(classes[0].main);
  EXPECT_TRUE(classes[1].main);
  EXPECT_EQ(ScenarioOf(inputs, {}).talks.meetings, 1);
  // One option of three that mentions later talks is substance.
  next = FlagWhen::Test(2, 30, 30);
  EXPECT_FALSE(ClassifyIssues(inputs)[2].procedure);
  EXPECT_EQ(ScenarioOf(inputs, {}).talks.meetings, kConferenceMeetings);
}

TEST(ConvertTest, CasesWithNextToNothingStillRun) {
  BacktestInputs inputs = TinyInputs();
  inputs.parties.resize(2);
  inputs.mediator_role = MediationRole::kNone;
  inputs.flags_when = {};
  inputs.positions.resize(1);  // South has no position at all.
  const auto compiled = MustCompile(ScenarioOf(inputs, {}));
  ASSERT_NE(compiled, nullptr);
  const VerdictCounts counts = CountRuns(*compiled, 1, 0, 50);
  EXPECT_EQ(counts.headlines[2] + counts.headlines[1], 50U);
}

TEST(MechanismSetterTest, ClipsToTheRangeAndKnowsWhatIsMissing) {
  MechanismSettings settings;
  EXPECT_TRUE(SetMechanismOption(&settings, "M16", "rate", 7.0));
  EXPECT_TRUE(SetMechanismOption(&settings, "M27", "attend", std::string_view("both")));
  EXPECT_FALSE(SetMechanismOption(&settings, "M27", "attend", std::string_view("nobody")));
  EXPECT_FALSE(SetMechanismOption(&settings, "M16", "no_such_option", 1.0));
  EXPECT_FALSE(SetMechanismOption(&settings, "M99", "rate", 1.0));
  EXPECT_FALSE(SetMechanismOption(&settings, "M16", "rate", true));
  Scenario scenario;
  scenario.mechanisms = settings;
  EXPECT_EQ(JsonOf(scenario)["mechanisms"]["M16"]["rate"], 1);
}

TEST(ForecastTest, MixesWithTheBaseRates) {
  VerdictCounts counts;
  counts.runs = 4;
  counts.headlines[2] = 3;
  counts.headlines[7] = 1;
  EXPECT_EQ(ForecastOf(counts, 0)[2], 0.75);
  EXPECT_NEAR(ForecastOf(counts, 0.5)[7], 0.25, 1e-15);
  EXPECT_NEAR(ForecastOf(counts, 0.5)[0], 0.05925, 1e-15);
}

}  // namespace
}  // namespace dragoman

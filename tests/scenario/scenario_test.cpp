// The scenario files of the repository, and the choices made when one is compiled.

#include "engine/scenario/scenario.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/support/runs.h"
#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman::testing_support {
namespace {

class EveryFile : public testing::TestWithParam<std::string> {};

TEST_P(EveryFile, CompilesUnderEveryTierAndChoice) {
  const Scenario scenario = ReadScenario(GetParam());
  for (const TierSpec& tier : scenario.tiers) {
    for (const bool without : {false, true}) {
      ScenarioChoices choices;
      choices.tier = tier.id;
      choices.without_reported_outcomes = without;
      const CompiledPointer compiled = CompileScenario(scenario, choices);
      EXPECT_EQ(compiled->tier, tier.id);
      EXPECT_EQ(compiled->without_reported_outcomes, without);
      EXPECT_GT(compiled->derivation.num_claims(), 0U);
    }
  }
  EXPECT_EQ(CompileScenario(scenario)->tier, scenario.tier);
}

TEST_P(EveryFile, SaysWhereEverythingComesFromAndSinceWhen) {
  const Scenario scenario = ReadScenario(GetParam());
  const auto check = [&](const std::string& source, const std::string& known_by,
                         const std::string& what) {
    EXPECT_FALSE(source.empty()) << what;
    EXPECT_EQ(known_by.size(), 10U) << what;
    EXPECT_LE(known_by, scenario.asof) << what;
  };
  for (const IssueSpec& issue : scenario.issues) {
    for (const OptionSpec& option : issue.options) check(option.source, option.known_by, option.id);
  }
  for (const Claim& claim : scenario.claims) check(claim.source, claim.known_by, claim.id);
  for (const PreconditionSpec& precondition : scenario.preconditions) {
    check(precondition.source, precondition.known_by, precondition.id);
  }
}

TEST_P(EveryFile, WrittenAsJsonReadsBackAsTheSameScenario) {
  const Scenario scenario = ReadScenario(GetParam());
  const std::string text = JsonText(JsonOf(scenario));
  const Scenario again = ReadScenarioText(text);  // JSON is YAML, too
  EXPECT_EQ(JsonText(JsonOf(again)), text);
  const CompiledPointer original = CompileScenario(scenario);
  const CompiledPointer copy = CompileScenario(again);
  EXPECT_EQ(FirstDifference(*original, RunMany(*original, 1, 50), *copy, RunMany(*copy, 1, 50)),
            "");
}

TEST_P(EveryFile, ReachesAgreementsOfEveryDepth) {
  const Scenario scenario = ReadScenario(GetParam());
  std::set<int> headlines;
  for (const TierSpec& tier : scenario.tiers) {
    ScenarioChoices choices;
    choices.tier = tier.id;
    const CompiledPointer compiled = CompileScenario(scenario, choices);
    for (const PlayedRun& run : RunMany(*compiled, 1, 3000)) headlines.insert(run.last.headline);
  }
  for (const int headline : {4, 5, 6}) EXPECT_TRUE(headlines.contains(headline)) << headline;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryFile, testing::ValuesIn(ScenarioNames()), NameOfText);

// The engine knows no scenario by name: the two files share no id of a party, an issue or an
// option, and the same laws hold for both (tests/laws).
TEST(ScenarioTest, TheTwoScenariosShareNoNames) {
  std::vector<std::set<std::string>> names;
  for (const std::string& name : ScenarioNames()) {
    const Scenario scenario = ReadScenario(name);
    std::set<std::string>& ids = names.emplace_back();
    for (const PartySpec& party : scenario.parties) ids.insert(party.id);
    for (const IssueSpec& issue : scenario.issues) {
      ids.insert(issue.id);
      for (const OptionSpec& option : issue.options) ids.insert(option.id);
    }
  }
  ASSERT_GE(names.size(), 2U);
  std::vector<std::string> shared;
  std::set_intersection(names[0].begin(), names[0].end(), names[1].begin(), names[1].end(),
                        std::back_inserter(shared));
  EXPECT_TRUE(shared.empty()) << shared[0];
}

TEST(ScenarioTest, MechanismsKeepTheirDefaultsUnlessNamed) {
  Scenario scenario;
  for (const MechanismSetting& setting : scenario.mechanisms.items()) EXPECT_TRUE(setting.enabled);
  EXPECT_EQ(scenario.mechanisms.items().size(), RegisteredMechanisms().size());
  EXPECT_TRUE(scenario.mechanisms.Enable("M24", false));
  EXPECT_TRUE(scenario.mechanisms.Enable("walk_out", false));
  EXPECT_FALSE(scenario.mechanisms.Enable("M99", false));
  std::set<std::string_view> off;
  for (const MechanismSetting& setting : scenario.mechanisms.items()) {
    if (!setting.enabled) off.insert(setting.entry->info.id);
  }
  EXPECT_EQ(off, (std::set<std::string_view>{"M24", "M32"}));
}

TEST(ScenarioTest, SwitchingAMechanismOffOnTheCommandLineIsSwitchingItOffInTheFile) {
  ScenarioChoices choices;
  choices.without = {"M24", "walk_out"};
  const CompiledPointer chosen = CompileScenario(ReadScenario("two-towns"), choices);
  const CompiledPointer written = CompileScenario(
      ReadScenario("two-towns", {"mechanisms.M24.enabled=false", "mechanisms.M32.enabled=false"}));
  EXPECT_EQ(FirstDifference(*chosen, RunMany(*chosen, 1, 100), *written, RunMany(*written, 1, 100)),
            "");
  EXPECT_EQ(chosen->talks->mechanism_ids.size() + 2, RegisteredMechanisms().size());
}

TEST(ScenarioTest, OptionsWithoutPositionsAreEvenlySpaced) {
  Scenario scenario = SmallScenario();
  for (OptionSpec& option : scenario.issues[1].options) option.position.reset();
  const CompiledPointer compiled = CompileScenario(scenario);
  const Issue& water = compiled->space.issues()[1];
  EXPECT_EQ(water.options[0].position, 0);
  EXPECT_EQ(water.options[1].position, 50);
  EXPECT_EQ(water.options[2].position, 100);
}

TEST(ScenarioTest, MistakesInChoicesAreReported) {
  ScenarioChoices choices;
  choices.tier = "three";
  choices.without = {"M98"};
  const std::string problems = CompileProblems(SmallScenario(), choices);
  EXPECT_NE(problems.find("unknown tier 'three'"), std::string::npos) << problems;
  EXPECT_NE(problems.find("unknown mechanism 'M98'"), std::string::npos) << problems;
}

TEST(ScenarioTest, MistakesOfAllStepsAreReportedAtOnce) {
  Scenario scenario = SmallScenario();
  scenario.claims[0].actor = "Norht";
  scenario.claims[1].known_by = "2001-01-02";
  scenario.roles.texts = Rule::Text("next >= X9");
  scenario.outcomes.next_round = Rule::Text("nexd >= X1");
  scenario.talks.grid[0].issue = "dan";
  const Diagnostics problems = Compile(scenario, {}).problems();
  std::set<std::string> paths;
  for (const Diagnostic& problem : problems) paths.insert(problem.path);
  for (const char* path : {"claims[0].actor", "claims[1].known_by", "roles.texts",
                           "outcomes.next_round", "talks.grid[0].issue"}) {
    EXPECT_TRUE(paths.contains(path)) << path << "\n" << TextOf(problems);
  }
}

}  // namespace
}  // namespace dragoman::testing_support

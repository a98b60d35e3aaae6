// Run i of a seed depends on (scenario, seed, i) only.

#include "tests/laws/every_scenario.h"

namespace dragoman::testing_support {
namespace {

class Repeatability : public EveryScenario {};

TEST_P(Repeatability, TheSameSeedGivesTheSameResults) {
  const CompiledPointer scenario = Compiled();
  const CompiledPointer again = Compiled();
  EXPECT_EQ(FirstDifference(*scenario, RunMany(*scenario, 11, Sample(300)), *again,
                            RunMany(*again, 11, Sample(300))),
            "");
}

TEST_P(Repeatability, AnotherSeedGivesOtherResults) {
  const CompiledPointer scenario = Compiled();
  EXPECT_NE(FirstDifference(*scenario, RunMany(*scenario, 11, 100), *scenario,
                            RunMany(*scenario, 12, 100)),
            "");
}

// Everything made anew for one run: no history of the talks, the coding or the scenario shows.
TEST_P(Repeatability, ARunOfABatchIsTheSameRunAlone) {
  const CompiledPointer scenario = Compiled(Settings{"talks.talks_per_coding=7"});
  const auto batch = RunMany(*scenario, 3, 120);
  for (std::size_t i = 0; i < batch.size(); i += 5) {
    EXPECT_EQ(NamedResult(*scenario, RunOne(*scenario, 3, i)), NamedResult(*scenario, batch[i]))
        << i;
  }
}

TEST_P(Repeatability, TheOrderOfTheRunsMeansNothing) {
  const CompiledPointer scenario = Compiled(Settings{"talks.talks_per_coding=7"});
  const auto forward = RunMany(*scenario, 3, 120);
  Coding coding = scenario->derivation.MakeCoding();
  Talks talks(*scenario->talks);
  for (std::size_t i = forward.size(); i-- > 0;) {
    // The coding, too, is derived again each time, after codings of other runs.
    scenario->derivation.DeriveSample(Random(3, i / 7), &coding);
    talks.StartCoding(coding);
    const TalkResult& result = talks.Run(Random(3, i), nullptr);
    const PlayedRun record{result, Judge(scenario->outcomes, result, 1),
                           Judge(scenario->outcomes, result, kAtTheEnd), ScoreRun(talks, result)};
    ASSERT_EQ(NamedResult(*scenario, record), NamedResult(*scenario, forward[i])) << i;
  }
}

TEST_P(Repeatability, WatchingARunDoesNotChangeIt) {
  const CompiledPointer scenario = Compiled();
  const auto unseen = RunMany(*scenario, 4, 60);
  for (std::size_t i = 0; i < unseen.size(); ++i) {
    EventLog log;
    EXPECT_EQ(NamedResult(*scenario, RunOne(*scenario, 4, i, &log)),
              NamedResult(*scenario, unseen[i]));
    EXPECT_FALSE(log.all().empty());
  }
}

TEST_P(Repeatability, ACopyOfAScenarioIsTheSameScenario) {
  const Scenario scenario = Read(Settings{"mechanisms.M9.pi=0.4", "mechanisms.M16.enabled=false"});
  Scenario copy;
  copy = scenario;
  const CompiledPointer original = Compiled(scenario);
  const CompiledPointer copied = Compiled(copy);
  EXPECT_EQ(
      FirstDifference(*original, RunMany(*original, 2, 100), *copied, RunMany(*copied, 2, 100)),
      "");
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Repeatability, testing::ValuesIn(EveryScenarioAndTier()),
                         CaseName);

}  // namespace
}  // namespace dragoman::testing_support

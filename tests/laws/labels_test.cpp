// N1 of the what-if questions: names, order in the file and who is listed first mean nothing.

#include "tests/laws/every_scenario.h"
#include "tests/support/label_swap.h"

namespace dragoman::testing_support {
namespace {

class Labels : public EveryScenario {
 protected:
  static constexpr std::size_t kRuns = Sample(1000);
  static constexpr std::uint64_t kSeed = 5;
};

// The party now called B has all that A had, and the key of A's random numbers: its results must be
// A's, to the last bit, with the names exchanged.
TEST_P(Labels, SwappedNamesSwapEveryResult) {
  const Scenario scenario = Read();
  const auto [a, b] = PrincipalIds(scenario);
  const CompiledPointer base = Compiled(scenario);
  const CompiledPointer swapped = Compiled(SwapLabels(scenario, a, b));
  const auto expected = RunMany(*base, kSeed, kRuns);
  const auto actual = RunMany(*swapped, kSeed, kRuns);
  for (std::size_t i = 0; i < kRuns; ++i) {
    ASSERT_EQ(NamedResult(*swapped, actual[i]), NamedResult(*base, expected[i], b, a)) << i;
  }
}

TEST_P(Labels, TheOrderOfThePartiesInTheFileMeansNothing) {
  Scenario scenario = Read();
  const CompiledPointer base = Compiled(scenario);
  ReverseParties(&scenario);
  const CompiledPointer reversed = Compiled(scenario);
  EXPECT_EQ(FirstDifference(*base, RunMany(*base, kSeed, kRuns), *reversed,
                            RunMany(*reversed, kSeed, kRuns)),
            "");
}

TEST_P(Labels, TheOrderOfTheOptionsInTheFileMeansNothing) {
  Scenario scenario = Read();
  const CompiledPointer base = Compiled(scenario);
  ReverseOptions(&scenario);
  const CompiledPointer reversed = Compiled(scenario);
  EXPECT_EQ(FirstDifference(*base, RunMany(*base, kSeed, kRuns), *reversed,
                            RunMany(*reversed, kSeed, kRuns)),
            "");
}

TEST_P(Labels, NamesOrderOfPartiesAndOfOptionsTogetherMirrorEveryResult) {
  const Scenario scenario = Read();
  const auto [a, b] = PrincipalIds(scenario);
  const CompiledPointer base = Compiled(scenario);
  Scenario mirror = SwapLabels(scenario, a, b);
  ReverseParties(&mirror);
  ReverseOptions(&mirror);
  const CompiledPointer mirrored = Compiled(mirror);
  // The mirror lists the principals the other way round, so its first one is the base's first by
  // name and the base's second by what it holds.
  ASSERT_EQ(mirrored->talks->side_ids[0], base->talks->side_ids[0]);
  const auto expected = RunMany(*base, kSeed, kRuns);
  const auto actual = RunMany(*mirrored, kSeed, kRuns);
  for (std::size_t i = 0; i < kRuns; ++i) {
    ASSERT_EQ(NamedResult(*mirrored, actual[i]), NamedResult(*base, expected[i], b, a)) << i;
  }
}

// Without the keys the draws go with the names: the law above is not empty.
TEST_P(Labels, WithoutTheStreamKeysTheMirrorIsAnotherSample) {
  const Scenario scenario = Read();
  const auto [a, b] = PrincipalIds(scenario);
  const CompiledPointer base = Compiled(scenario);
  Scenario swapped = SwapLabels(scenario, a, b);
  for (PartySpec& party : swapped.parties) party.stream.clear();
  const CompiledPointer other = Compiled(swapped);
  const auto expected = RunMany(*base, kSeed, 100);
  const auto actual = RunMany(*other, kSeed, 100);
  int differences = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (NamedResult(*other, actual[i]) != NamedResult(*base, expected[i], b, a)) ++differences;
  }
  EXPECT_GT(differences, 50);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Labels, testing::ValuesIn(EveryScenarioAndTier()), CaseName);

}  // namespace
}  // namespace dragoman::testing_support

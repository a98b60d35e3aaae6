#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/bargaining/negmas/preset.h"
#include "engine/wire/tactic_text.h"
#include "tests/support/negmas_sittings.h"
#include "tests/support/negmas_vectors.h"
#include "tests/support/test_names.h"

namespace dragoman::testing_support {
namespace {

constexpr std::string_view kAbsent = "absent";

// The domains at hand; a stand-in where there are none, so that the tests can say so.
std::vector<std::string> DomainsOrStandIn() {
  std::vector<std::string> names = NegmasDomains();
  if (names.empty()) names.emplace_back(kAbsent);
  return names;
}

class NegmasTraces : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  void SetUp() override {
    if (std::get<0>(GetParam()) == kAbsent) {
      GTEST_SKIP() << "the reference vectors are not at hand";
    }
  }
};

// Replays every normative trace; what differs, a line each, and how many there were.
std::pair<std::string, int> Differences(const NegmasScale& scale, IndexMethod method) {
  const NegmasTable table(scale, method);
  std::string differences;
  int checked = 0;
  for (const NegmasTrace& trace : scale.traces) {
    if (!trace.normative()) continue;
    ++checked;
    const std::string difference = DifferenceFrom(trace, table.Run(trace));
    if (!difference.empty()) differences += "  " + trace.Title() + ": " + difference + "\n";
  }
  return {differences, checked};
}

// Who offered what and when, how it ended, the agreement, its step and its utilities: every trace
// whose order of ties is defined, up to the first draw at random.
TEST_P(NegmasTraces, AreReproducedOfferByOffer) {
  const auto& [name, which] = GetParam();
  const NegmasVectors vectors = ReadNegmasVectors(name);
  const auto [differences, checked] = Differences(vectors.scale(which), IndexMethod::kSorted);
  EXPECT_EQ(differences, "") << name << ", " << which;
  EXPECT_GE(checked, 1) << "no normative trace in " << name;
  RecordProperty("traces", checked);
}

// An index that enumerates nothing finds the same offers, ties and tolerances included.
TEST_P(NegmasTraces, AreTheSameFromASplitIndex) {
  const auto& [name, which] = GetParam();
  const NegmasVectors vectors = ReadNegmasVectors(name);
  const auto [differences, checked] = Differences(vectors.scale(which), IndexMethod::kSplit);
  EXPECT_EQ(differences, "") << name << ", " << which;
}

std::string NameOfDomainAndScale(
    const testing::TestParamInfo<std::tuple<std::string, std::string>>& info) {
  return TestName(std::get<0>(info.param) + "_" + std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Domains, NegmasTraces,
                         testing::Combine(testing::ValuesIn(DomainsOrStandIn()),
                                          testing::Values("raw", "genius")),
                         NameOfDomainAndScale);

// Guards the loader and the test above: if traces were skipped or misread, these would fall.
TEST(NegmasVectorsTest, HoldTheNormativeTracesThatWereThereWhenThisWasWritten) {
  if (NegmasFolder().empty()) GTEST_SKIP() << "the reference vectors are not at hand";
  const std::map<std::string, std::size_t> expected = {
      {"Amsterdam", 100}, {"Energy", 8},        {"EnglandZimbabwe", 116}, {"ItexvsCypress", 116},
      {"Jobs", 116},      {"Kitchen", 28},      {"Laptop", 116},          {"NiceOrDie", 116},
      {"Ultimatum", 116}, {"new_sporthal", 32}, {"vacation", 32}};
  std::map<std::string, std::size_t> by_order;
  for (const auto& [name, least] : expected) {
    const NegmasVectors vectors = ReadNegmasVectors(name);
    std::size_t normative = 0;
    for (const NegmasScale* scale : {&vectors.raw, &vectors.genius}) {
      for (const NegmasTrace& trace : scale->traces) {
        normative += trace.normative() ? 1 : 0;
        ++by_order[trace.tie_order];
      }
    }
    EXPECT_GE(normative, least) << name;
  }
  EXPECT_GE(by_order["any"], 656U);
  EXPECT_GE(by_order["stable"], 240U);
}

// The utilities are compiled as the reference computes them, to the last bit.
TEST(NegmasVectorsTest, GiveUtilitiesEqualToTheReferenceInEveryBit) {
  if (NegmasFolder().empty()) GTEST_SKIP() << "the reference vectors are not at hand";
  for (const std::string& name : NegmasDomains()) {
    const NegmasVectors vectors = ReadNegmasVectors(name);
    for (const NegmasScale* scale : {&vectors.raw, &vectors.genius}) {
      ASSERT_EQ(scale->utilities.size(), scale->facts.size());
      for (std::size_t p = 0; p < scale->facts.size(); ++p) {
        const UtilityFunction& utility = scale->utilities[p];
        const NegmasUtilityFacts& facts = scale->facts[p];
        const std::uint64_t outcomes = utility.space().num_outcomes();
        ASSERT_EQ(outcomes, vectors.n_outcomes);
        EXPECT_EQ(utility.Evaluate(facts.extreme_worst), facts.min) << name;
        EXPECT_EQ(utility.Evaluate(facts.extreme_best), facts.max) << name;
        EXPECT_EQ(utility.reservation_value(), facts.reserved_value) << name;
        for (std::size_t k = 0; k < facts.first5.size(); ++k) {
          EXPECT_EQ(utility.Evaluate(utility.space().OutcomeAt(k)), facts.first5[k]) << name;
          const std::uint64_t last = outcomes - facts.last5.size() + k;
          EXPECT_EQ(utility.Evaluate(utility.space().OutcomeAt(last)), facts.last5[k]) << name;
        }
      }
    }
  }
}

TEST(NegmasPresetTest, TranslatesKeysAndTheirParameters) {
  EXPECT_EQ(NegmasTactic("Boulware"), "negmas_boulware");
  EXPECT_EQ(NegmasTactic("AspL9"), "negmas_aspiration(aspiration_type=linear,max_aspiration=0.9)");
  EXPECT_EQ(NegmasTactic("ExpB"), "negmas_time_based(curve=exponential,exponent=0.125)");
  const NegmasParameter kinder[] = {{"kindness", "0.3"}};
  EXPECT_EQ(NegmasTactic("NaiveTFTk", kinder), "negmas_naive_tit_for_tat(kindness=0.3)");
  const NegmasParameter curve[] = {{"curve", "PolyAspiration"}, {"exponent", "2"}};
  EXPECT_EQ(NegmasTactic("TimeBasedConcedingNegotiator", curve),
            "negmas_time_based(curve=polynomial,exponent=2)");
  EXPECT_EQ(NegmasTactic("Bolware"), "");
}

TEST(NegmasPresetTest, NamesRegisteredStrategiesOnly) {
  EXPECT_FALSE(NegmasKeys().empty());
  for (const std::string_view key : NegmasKeys()) {
    const std::string tactic = NegmasTactic(key);
    const std::string name = tactic.substr(0, tactic.find('('));
    EXPECT_NE(FindStrategy(name), nullptr) << key << " is " << tactic;
  }
}

// All parameters of a strategy, defaults too.
std::string FullText(const std::string& tactic) {
  return WriteTactic("strategy", FieldVisitor::RefTo(StrategyOf(tactic).get()));
}

TEST(NegmasPresetTest, GivesShortKeysTheParametersThatTheVectorsSpellOut) {
  if (NegmasFolder().empty()) GTEST_SKIP() << "the reference vectors are not at hand";
  std::map<std::string, std::string> spelled_out;
  for (const std::string& name : NegmasDomains()) {
    for (const NegmasTrace& trace : ReadNegmasVectors(name).raw.traces) {
      for (const NegmasNegotiator& one : trace.negotiators) spelled_out[one.key] = TacticOf(one);
    }
  }
  EXPECT_GE(spelled_out.size(), 13U);
  for (const auto& [key, tactic] : spelled_out) {
    EXPECT_EQ(FullText(NegmasTactic(key)), FullText(tactic)) << key << " is " << tactic;
  }
}

}  // namespace
}  // namespace dragoman::testing_support

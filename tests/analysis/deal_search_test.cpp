// DealSearch against enumeration.

#include "engine/analysis/deal_search.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

/// Straight from the definition: the largest "smaller gain of the two sides" over all packages of
/// `issues` that end the dispute and are admissible to both; below -1e9 if there is none.
class Enumeration {
 public:
  Enumeration(const TalksModel& model, const TalkState& state, std::uint32_t issues,
              const Relaxation& relaxation)
      : model_(model), state_(state), issues_(issues), relaxation_(relaxation) {
    // Relaxing is leaving the constraint out of the state.
    for (std::size_t s = 0; s < kSides; ++s) {
      for (std::size_t i = 0; i < model.traits.size(); ++i) {
        if (((relaxation.red_lines[s] >> i) & 1U) != 0) state_.sides[s].vetoed[i] = 0;
      }
      if (relaxation.sincerity[s]) state_.sides[s].insincere = false;
    }
    state_.binding &= ~relaxation.links;
    package_ = state.standing;
  }

  double Best() {
    best_ = -1e10;
    Walk(0);
    return best_;
  }

 private:
  void Walk(std::size_t i) {
    if (i == model_.traits.size()) return Judge();
    const IssueIndex issue{static_cast<int>(i)};
    const OptionIndex standing = state_.standing[issue];
    for (std::size_t o = 0; o < model_.space->issue(issue).num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      const bool open = ((issues_ >> i) & 1U) != 0 && Contains(state_.consented[i], option);
      if (option != standing && !open) continue;
      package_[issue] = option;
      Walk(i + 1);
    }
    package_[issue] = standing;
  }

  void Judge() {
    if (!model_.ends_conflict.Holds(package_)) return;
    double low = 1e10;
    for (int side = 0; side < kSides; ++side) {
      if (!AdmissibleByDefinition(model_, state_, side, package_)) return;
      const auto s = static_cast<std::size_t>(side);
      low = std::min(low, GainByDefinition(model_, state_, state_.own[s], package_));
    }
    best_ = std::max(best_, low);
  }

  const TalksModel& model_;
  TalkState state_;
  std::uint32_t issues_;
  Relaxation relaxation_;
  Outcome package_;
  double best_ = 0;
};

constexpr double kRounding = 1e-12;

/// Relaxations worth trying: none, each kind, all.
std::vector<Relaxation> SomeRelaxations() {
  Relaxation red;
  red.red_lines = {~0U, ~0U};
  Relaxation one_red;
  one_red.red_lines = {~0U, 0};
  Relaxation links;
  links.links = ~0U;
  Relaxation sincere;
  sincere.sincerity = {true, true};
  Relaxation all = red;
  all.links = ~0U;
  all.sincerity = {true, true};
  return {{}, red, one_red, links, sincere, all};
}

void CompareOn(Table* table, std::uint64_t run, std::uint32_t issues, int* exist, int* compared) {
  const TalkState& state = table->Prepare(run);
  DealSearch search(table->model());
  search.Load(state, issues);
  for (const Relaxation& relaxation : SomeRelaxations()) {
    const double best = Enumeration(table->model(), state, issues, relaxation).Best();
    if (std::abs(best) < kRounding) continue;
    ASSERT_EQ(search.Exists(relaxation), best > 0) << "run " << run << ", best " << best;
    *exist += best > 0 ? 1 : 0;
    ++*compared;
  }
}

// Small games: every parameter moved, so that existence hangs on gains, red lines and
// preconditions.
TEST(DealSearchTest, AgreesWithEnumerationOnSmallGames) {
  int exist = 0;
  int compared = 0;
  for (const char* cost : {"0", "0.1", "0.3"}) {
    const CompiledPointer scenario = CompileScenario(SmallScenario(
        {std::string("mechanisms.M1.cost.South=") + cost,
         "preconditions.water-first.probability=0.5", "mechanisms.M22.exploit.North=0.2",
         "mechanisms.M4.monitoring_issue=visits", "mechanisms.M4.monitoring_strength=[0, 1]",
         "mechanisms.M3.psi={beta: [2, 3]}", "mechanisms.M1.p.South={uniform: [0.2, 0.9]}"}));
    for (std::uint64_t k = 0; k < 60; ++k) {
      Table table(*scenario, 3, k);
      CompareOn(&table, k, table.talks().negotiable(), &exist, &compared);
    }
  }
  EXPECT_GT(exist, compared / 20);
  EXPECT_LT(exist, compared * 19 / 20);
}

// Draws of the shipped scenarios, a few issues at a time.
TEST(DealSearchTest, AgreesWithEnumerationOnDrawsOfEveryScenario) {
  for (const std::string& name : ScenarioNames()) {
    const Scenario source = ReadScenario(name);
    for (const TierSpec& tier : source.tiers) {
      ScenarioChoices choices;
      choices.tier = tier.id;
      const CompiledPointer scenario = CompileScenario(source, choices);
      int exist = 0;
      int compared = 0;
      for (std::uint64_t k = 0; k < 25; ++k) {
        Table table(*scenario, 5, k);
        std::uint32_t issues = table.talks().negotiable();
        // Five open issues at most, the ones that end the dispute among them.
        std::uint32_t keep = 0;
        for (const IssueIndex issue : table.model().ends_conflict.issues()) {
          keep |= 1U << static_cast<unsigned>(issue);
        }
        for (std::size_t i = 0; i < 32 && __builtin_popcount(keep) < 5; ++i) {
          const std::size_t at = (i + k) % source.issues.size();
          if (((issues >> at) & 1U) != 0) keep |= 1U << at;
        }
        issues &= keep;
        CompareOn(&table, k, issues, &exist, &compared);
      }
      EXPECT_GT(exist, 0) << name << " " << tier.id;
      EXPECT_LT(exist, compared) << name << " " << tier.id;
    }
  }
}

// All open issues of the smaller scenario.
TEST(DealSearchTest, AgreesWithEnumerationOnWholeDraws) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  int exist = 0;
  for (std::uint64_t k = 0; k < 12; ++k) {
    Table table(*scenario, 6, k);
    const TalkState& state = table.Prepare(k);
    DealSearch search(table.model());
    search.Load(state, table.talks().negotiable());
    const double best = Enumeration(table.model(), state, table.talks().negotiable(), {}).Best();
    EXPECT_EQ(search.Exists({}), best > 0) << k;
    exist += best > 0 ? 1 : 0;
  }
  EXPECT_GT(exist, 0);
  EXPECT_LT(exist, 12);
}

TEST(DealSearchTest, ASearchCanBeUsedAgainInAnyOrder) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  DealSearch shared(*scenario->talks);
  for (std::uint64_t k = 0; k < 30; ++k) {
    Table table(*scenario, 6, 29 - k);
    const TalkState& state = table.Prepare(29 - k);
    shared.Load(state, table.talks().negotiable());
    DealSearch fresh(*scenario->talks);
    fresh.Load(state, table.talks().negotiable());
    for (const Relaxation& relaxation : SomeRelaxations()) {
      EXPECT_EQ(shared.Exists(relaxation), fresh.Exists(relaxation)) << k;
    }
  }
}

TEST(DealSearchTest, NothingOnTheTableIsNoDeal) {
  const CompiledPointer scenario = CompileScenario(ReadScenario("two-towns"));
  Table table(*scenario);
  DealSearch search(*scenario->talks);
  search.Load(table.Prepare(), 0);
  EXPECT_FALSE(search.Exists(SomeRelaxations().back()));
}

}  // namespace
}  // namespace dragoman::testing_support

// Counterfactual blockers (talks model, 4.25) against their definition.

#include "engine/analysis/blockers.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

/// Without these constraints, does a deal exist?
bool ExistsWithout(Table* table, const std::vector<Constraint>& without) {
  Relaxation relaxation;
  for (const Constraint& constraint : without) {
    const auto side = static_cast<std::size_t>(constraint.side);
    if (constraint.kind == Constraint::Kind::kRedLine) {
      relaxation.red_lines[side] |= 1U << static_cast<unsigned>(constraint.issue);
    } else if (constraint.kind == Constraint::Kind::kPrecondition) {
      relaxation.links |= 1U << constraint.link;
    } else {
      relaxation.sincerity[side] = true;
    }
  }
  DealSearch search(table->model());
  search.Load(table->state(), table->talks().negotiable());
  return search.Exists(relaxation);
}

// A constraint blocks alone iff a deal exists without it and none with it; two block as a pair iff
// neither does alone and a deal exists without both.
TEST(BlockersTest, AreWhatTheDefinitionSays) {
  int alone = 0;
  int pairs = 0;
  for (const std::string& name : ScenarioNames()) {
    const CompiledPointer scenario = CompileScenario(ReadScenario(name));
    BlockerFinder finder(*scenario->talks);
    const ConstraintList& list = finder.constraints();
    for (std::uint64_t k = 0; k < 60; ++k) {
      Table table(*scenario, 4, k);
      table.Prepare(k);
      const BlockerFinding& finding = finder.Find(table.talks());
      ASSERT_EQ(finding.possible, ExistsWithout(&table, {}));
      std::vector<std::uint16_t> expected_alone;
      std::vector<std::pair<std::uint16_t, std::uint16_t>> expected_pairs;
      if (!finding.possible) {
        const auto count = static_cast<std::uint16_t>(list.size());
        for (std::uint16_t x = 0; x < count; ++x) {
          if (ExistsWithout(&table, {list[x]})) expected_alone.push_back(x);
        }
        const auto is_alone = [&](std::uint16_t x) {
          return std::find(expected_alone.begin(), expected_alone.end(), x) != expected_alone.end();
        };
        for (std::uint16_t x = 0; x < count; ++x) {
          for (auto y = static_cast<std::uint16_t>(x + 1); y < count; ++y) {
            if (is_alone(x) || is_alone(y)) continue;
            if (ExistsWithout(&table, {list[x], list[y]})) expected_pairs.emplace_back(x, y);
          }
        }
      }
      auto found_alone = finding.alone;
      std::sort(found_alone.begin(), found_alone.end());
      auto found_pairs = finding.pairs;
      for (auto& [x, y] : found_pairs) {
        if (x > y) std::swap(x, y);
      }
      std::sort(found_pairs.begin(), found_pairs.end());
      ASSERT_EQ(found_alone, expected_alone) << name << " " << k;
      ASSERT_EQ(found_pairs, expected_pairs) << name << " " << k;
      alone += static_cast<int>(found_alone.size());
      pairs += static_cast<int>(found_pairs.size());
      ASSERT_TRUE(finding.ever_possible || (finding.alone.empty() && finding.pairs.empty()));
    }
  }
  EXPECT_GT(alone, 0);
  EXPECT_GT(pairs, 0);
}

TEST(BlockersTest, EveryKindBelongsToItsMechanism) {
  EXPECT_EQ(MechanismOf(Constraint::Kind::kRedLine), "M8");
  EXPECT_EQ(MechanismOf(Constraint::Kind::kPrecondition), "M9");
  EXPECT_EQ(MechanismOf(Constraint::Kind::kInsincerity), "M22");
}

TEST(BlockersTest, ConstraintsAreRedLinesByIssuePreconditionsAndSincerity) {
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  const ConstraintList list(*scenario->talks);
  // 2 x 4 red lines, 1 precondition, 2 sides.
  ASSERT_EQ(list.size(), 11U);
  EXPECT_EQ(list[8], (Constraint{Constraint::Kind::kPrecondition, 1, IssueIndex{0}, 0}));
}

// South refuses D2 at any price, so its red line alone blocks; without it nothing does.
TEST(BlockersTest, ACertainVetoIsTheBlocker) {
  const Settings base = {"mechanisms.M3.psi=0", "claims.s1.q=0.1", "claims.n2.q=0.1",
                         "mechanisms.M1.cost.South=1", "mechanisms.M1.cost.North=1"};
  Settings vetoed = base;
  vetoed.insert(vetoed.end(), {"claims.s2.q=1", "mechanisms.M8.scale=1.5"});
  const CompiledPointer scenario = CompileScenario(SmallScenario(vetoed));
  BlockerFinder finder(*scenario->talks);
  Table table(*scenario);
  table.Prepare();
  const BlockerFinding& finding = finder.Find(table.talks());
  EXPECT_FALSE(finding.possible);
  EXPECT_TRUE(finding.ever_possible);
  ASSERT_EQ(finding.alone.size(), 1U);
  EXPECT_EQ(finder.constraints()[finding.alone[0]],
            (Constraint{Constraint::Kind::kRedLine, 1, IssueIndex{0}, -1}));

  Settings open = base;
  open.emplace_back("mechanisms.M8.enabled=false");
  const CompiledPointer free = CompileScenario(SmallScenario(open));
  BlockerFinder other(*free->talks);
  Table free_table(*free);
  free_table.Prepare();
  EXPECT_TRUE(other.Find(free_table.talks()).possible);
}

}  // namespace
}  // namespace dragoman::testing_support

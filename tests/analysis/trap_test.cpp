// The trap of the domain brief, c.4: additive utilities always find a deal. What keeps the engine
// out of it are red lines, ownership and preconditions together.

#include <gtest/gtest.h>

#include "engine/analysis/deal_search.h"
#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

constexpr std::uint64_t kCodings = 600;

/// Shares of codings in which a package exists that ends the conflict and leaves neither side below
/// no deal, while more and more is switched on.
struct Shares {
  double nothing = 0;
  double precondition = 0;
  double red_lines = 0;
  double everything = 0;  ///< And the other side's precondition.
};

/// What no deal is worth: as drawn, or the status quo at no cost.
enum class NoDeal : unsigned char { kPrior, kStatusQuo };

Shares Measure(const std::string& tier, NoDeal no_deal, Settings settings) {
  if (no_deal == NoDeal::kStatusQuo) {
    for (const char* setting :
         {"mechanisms.M1.lottery_share=0", "mechanisms.M1.cost.RU=0", "mechanisms.M1.cost.UA=0"}) {
      settings.emplace_back(setting);
    }
  }
  ScenarioChoices choices;
  choices.tier = tier;
  const CompiledPointer scenario =
      CompileScenario(ReadScenario("istanbul-2025-05-16", settings), choices);
  // Preconditions: bit 0 is the demand for withdrawal first, bit 1 the ceasefire first.
  EXPECT_EQ(scenario->talks->links[0].id, "withdrawal-first");
  EXPECT_EQ(scenario->talks->links[1].id, "ceasefire-first");

  Relaxation relaxed;
  relaxed.red_lines = {~0U, ~0U};
  relaxed.links = 0b11;
  relaxed.sincerity = {true, true};
  Coding coding = scenario->derivation.MakeCoding();
  Talks talks(*scenario->talks);
  DealSearch search(*scenario->talks);
  Shares shares;
  for (std::uint64_t k = 0; k < kCodings; ++k) {
    scenario->derivation.DeriveSample(Random(1, k), &coding);
    talks.StartCoding(coding);
    talks.Prepare(Random(1, k), nullptr);
    search.Load(talks.state(), talks.negotiable());
    Relaxation relaxation = relaxed;
    const double share = 1.0 / kCodings;
    if (search.Exists(relaxation)) shares.nothing += share;
    relaxation.links = 0b10;
    if (search.Exists(relaxation)) shares.precondition += share;
    relaxation.red_lines = {0, 0};
    if (search.Exists(relaxation)) shares.red_lines += share;
    relaxation.links = 0;
    if (search.Exists(relaxation)) shares.everything += share;
  }
  return shares;
}

struct TrapCase {
  std::string tier;
  NoDeal no_deal;
  std::string jitter;
  Shares expected;  ///< Talks model, section 5.

  friend void PrintTo(const TrapCase& value, std::ostream* out) {
    *out << value.tier << (value.no_deal == NoDeal::kPrior ? " prior" : " status quo") << " jitter "
         << value.jitter;
  }
};

class Trap : public testing::TestWithParam<TrapCase> {};

TEST_P(Trap, RedLinesOwnershipAndPreconditionsDoTheWorkTogether) {
  const TrapCase& trap = GetParam();
  const Shares found = Measure(trap.tier, trap.no_deal, {"derivation.jitter=" + trap.jitter});
  EXPECT_NEAR(found.nothing, trap.expected.nothing, 0.1);
  EXPECT_NEAR(found.precondition, trap.expected.precondition, 0.1);
  EXPECT_NEAR(found.red_lines, trap.expected.red_lines, 0.1);
  EXPECT_NEAR(found.everything, trap.expected.everything, 0.1);
  if (trap.no_deal == NoDeal::kPrior) {
    EXPECT_GE(found.nothing, 0.95);
    EXPECT_LE(found.everything, 0.35);
  }
  // Each constraint only takes packages away.
  EXPECT_GE(found.nothing, found.precondition);
  EXPECT_GE(found.precondition, found.red_lines);
  EXPECT_GE(found.red_lines, found.everything);
}

std::vector<TrapCase> TrapCases() {
  std::vector<TrapCase> cases;
  for (const char* jitter : {"0", "5"}) {
    cases.push_back({"A", NoDeal::kPrior, jitter, {1, 1, 0.27, 0.27}});
    cases.push_back({"A", NoDeal::kStatusQuo, jitter, {1, 0.97, 0.26, 0.26}});
    // With the aid closed, which in this tier its owners do not consent to.
    cases.push_back({"A+B", NoDeal::kPrior, jitter, {0.97, 0.96, 0.26, 0.26}});
    cases.push_back({"A+B", NoDeal::kStatusQuo, jitter, {0.89, 0.75, 0.23, 0.23}});
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Istanbul, Trap, testing::ValuesIn(TrapCases()));

// With the aid in the principals' own hands a package nearly always exists (the first row).
TEST(Trap, WithoutOwnershipAPackageNearlyAlwaysExists) {
  const Shares found = Measure("A+B", NoDeal::kPrior, {"issues.aid.owners=[UA, RU]"});
  EXPECT_GE(found.nothing, 0.95);
  EXPECT_NEAR(found.nothing, 0.99, 0.1);
  EXPECT_GE(found.nothing, Measure("A+B", NoDeal::kPrior, {}).nothing);
}

// Neither red lines nor the precondition does it alone: they bind as a pair.
TEST(Trap, NeitherConstraintDoesItAlone) {
  ScenarioChoices choices;
  choices.tier = "A";
  const CompiledPointer scenario = CompileScenario(ReadScenario("istanbul-2025-05-16"), choices);
  Relaxation sincere;
  sincere.sincerity = {true, true};
  Relaxation no_red_lines = sincere;
  no_red_lines.red_lines = {~0U, ~0U};
  Relaxation no_preconditions = sincere;
  no_preconditions.links = 0b11;
  double both = 0, only_preconditions = 0, only_red_lines = 0;
  DealSearch search(*scenario->talks);
  for (std::uint64_t k = 0; k < 200; ++k) {
    Table table(*scenario, 1, k);
    search.Load(table.Prepare(k), table.talks().negotiable());
    both += search.Exists(sincere) ? 1 : 0;
    only_preconditions += search.Exists(no_red_lines) ? 1 : 0;
    only_red_lines += search.Exists(no_preconditions) ? 1 : 0;
  }
  EXPECT_LT(both / 200, 0.4);
  EXPECT_GT(only_preconditions / 200, 0.9);
  EXPECT_GT(only_red_lines / 200, 0.9);
}

}  // namespace
}  // namespace dragoman::testing_support

// Bargaining in the shadow of a costly fight. Refinements: subgame-perfect under complete, perfect
// Bayesian under private information; tie rule: an indifferent responder takes the demand.

#include <gtest/gtest.h>

#include "engine/analysis/theory/commitment_shift.h"
#include "engine/analysis/theory/crisis_range.h"
#include "engine/analysis/theory/crisis_two_types.h"
#include "engine/analysis/theory/crisis_uniform_cost.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

// p = .9, costs .05 and .3: [.85, 1.2], cut at 1.
TEST(CrisisRange, CompleteInformationRangeIsCutToThePieByHand) {
  const auto range = SolveCrisisRange(0.9, 0.05, 0.3);
  ASSERT_TRUE(range.ok());
  EXPECT_NEAR(range->raw[1], 1.2, 1e-15);
  EXPECT_EQ(range->clamped[1], 1);
  EXPECT_EQ(range->if_first_has_all_power, 1);
  EXPECT_FALSE(SolveCrisisRange(1.1, 0, 0).ok());
  EXPECT_FALSE(SolveCrisisRange(0.5, -0.1, 0).ok());
}

CrisisDemand Demanded(const UniformCostCrisis& crisis) {
  const auto demand = SolveUniformCostCrisis(crisis);
  EXPECT_TRUE(demand.ok());
  return *demand;
}

// p = .5, c_A = .1, costs on [0, .4]: x = .5 + (.4 - .1)/2 = .65, and .15/.4 of the types fight.
TEST(UniformCostCrisis, OneDemandPerfectBayesianByHand) {
  const CrisisDemand it = Demanded({0.5, 0.1, 0, 0.4});
  EXPECT_NEAR(it.demand, 0.65, 1e-15);
  EXPECT_NEAR(it.fight_probability, 0.375, 1e-15);
}

TEST(UniformCostCrisis, NoOtherDemandPaysMore) {
  for (const UniformCostCrisis& crisis :
       {UniformCostCrisis{0.5, 0.1, 0, 0.4}, UniformCostCrisis{0.3, 0.05, 0.1, 0.5},
        UniformCostCrisis{0.9, 0.1, 0, 0.6}, UniformCostCrisis{0.5, 0.3, 0, 0.2}}) {
    const double best = Demanded(crisis).payoff_a;
    for (int k = 0; k <= 1000; ++k) {
      EXPECT_LE(PayoffOfDemand(crisis, k / 1000.0), best + 1e-12) << k;
    }
  }
}

// Directions: the risk falls in A's own cost, does not depend on p before the pie binds, and rises
// with the spread of B's cost.
TEST(UniformCostCrisis, RiskFollowsCostAndSpreadNotPower) {
  const double base = Demanded({0.5, 0.1, 0, 0.4}).fight_probability;
  EXPECT_LT(Demanded({0.5, 0.15, 0, 0.4}).fight_probability, base);
  EXPECT_NEAR(Demanded({0.3, 0.1, 0, 0.4}).fight_probability, base, 1e-15);
  EXPECT_GT(Demanded({0.5, 0.1, 0, 0.5}).fight_probability, base);
  EXPECT_LT(Demanded({0.95, 0.1, 0, 0.4}).fight_probability, base);
}

TEST(UniformCostCrisis, SimulatedFightsAndPayoffsAreWithinFourStandardErrors) {
  const UniformCostCrisis crisis = {0.3, 0.05, 0.1, 0.5};
  const CrisisDemand it = Demanded(crisis);
  constexpr int kRuns = 200'000;
  const StreamKey costs = MakeStream("crisis cost");
  int fights = 0;
  double payoff = 0;
  double squares = 0;
  for (int run = 0; run < kRuns; ++run) {
    const double cost =
        crisis.cost_low + (crisis.cost_high - crisis.cost_low) *
                              Random(4, static_cast<std::uint64_t>(run)).Uniform(costs);
    const bool fight = 1 - crisis.p - cost > 1 - it.demand;
    const double b = fight ? 1 - crisis.p - cost : 1 - it.demand;
    fights += fight ? 1 : 0;
    payoff += b;
    squares += b * b;
  }
  const double q = it.fight_probability;
  EXPECT_NEAR(static_cast<double>(fights) / kRuns, q, 4 * portable::Sqrt(q * (1 - q) / kRuns));
  const double mean = payoff / kRuns;
  EXPECT_NEAR(mean, it.payoff_b, 4 * portable::Sqrt((squares / kRuns - mean * mean) / kRuns));
}

// (.3 - .05) / (.3 + .1) = .625.
TEST(TwoTypeCrisis, RiskyDemandBelowTheCriticalShareOfToughTypesByHand) {
  TwoTypeCrisis crisis = {0.5, 0.1, 0.05, 0.3, 0.6};
  EXPECT_NEAR(SolveTwoTypeCrisis(crisis)->critical_prob_tough, 0.625, 1e-15);
  EXPECT_TRUE(SolveTwoTypeCrisis(crisis)->risky_chosen);
  EXPECT_EQ(SolveTwoTypeCrisis(crisis)->fight_probability, 0.6);
  crisis.prob_tough = 0.65;
  EXPECT_FALSE(SolveTwoTypeCrisis(crisis)->risky_chosen);
  EXPECT_EQ(SolveTwoTypeCrisis(crisis)->fight_probability, 0);
  crisis.prob_tough = 0.625;
  EXPECT_TRUE(SolveTwoTypeCrisis(crisis)->indifferent);
  EXPECT_FALSE(SolveTwoTypeCrisis(crisis)->fight_probability.has_value());
  crisis.cost_weak = 0.01;
  EXPECT_FALSE(SolveTwoTypeCrisis(crisis).ok());
}

// d = .9, p .7 -> .3, costs .5: fighting now is worth 7 - .5 = 6.5; peace at most 1 + .9 (10 - 6.5)
// = 4.15.
TEST(PowerShift, LargeShiftMakesAFightInevitableByHand) {
  const auto it = SolvePowerShift({0.9, 0.7, 0.3, 0.5, 0.5});
  ASSERT_TRUE(it.ok());
  EXPECT_NEAR(it->fight_now, 6.5, 1e-13);
  EXPECT_NEAR(it->best_peace_if_a_strong_later, 4.15, 1e-13);
  EXPECT_TRUE(it->fight_inevitable);
  EXPECT_FALSE(SolvePowerShift({1, 0.7, 0.3, 0.5, 0.5}).ok());
}

// The two ways to write the condition agree.
TEST(PowerShift, InevitableExactlyWhereTheShiftExceedsTheSurplus) {
  int fights = 0;
  for (int k = 0; k < 500; ++k) {
    const Random random(6, static_cast<std::uint64_t>(k));
    const StreamKey stream = MakeStream("shift");
    const auto it = SolvePowerShift({0.95 * random.Uniform(stream), random.Uniform(stream, 1),
                                     random.Uniform(stream, 2), random.Uniform(stream, 3),
                                     random.Uniform(stream, 4)});
    ASSERT_TRUE(it.ok());
    EXPECT_EQ(it->fight_inevitable, it->shift > it->surplus) << k;
    fights += it->fight_inevitable ? 1 : 0;
  }
  EXPECT_GT(fights, 10);
  EXPECT_LT(fights, 490);
}

// ---- against the published values ----

TEST(TheoryVectors, CrisisRangeCompleteInformationRiskNeutral) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("fearon_range", 6, [](TheoryCase& it) {
    const auto range = SolveCrisisRange(it.Number("p"), it.Number("cA"), it.Number("cB"));
    ASSERT_TRUE(range.ok());
    it.Check("range_raw", range->raw);
    it.Check("range_clamped", range->clamped);
    it.Check("surplus", range->surplus);
    it.Check("war_payoffs", range->fight_payoffs);
    it.Check("nash_split_A", range->nash_split);
    it.Check("A_takes_all", range->if_first_has_all_power);
    it.Check("B_takes_all", range->if_second_has_all_power);
  });
}

TEST(TheoryVectors, CrisisUniformPrivateCostTakeItOrLeaveItPerfectBayesianAcceptIfIndifferent) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("crisis_uniform_cost", 9, [](TheoryCase& it) {
    ASSERT_EQ(it.inputs()["proposer"], "A");
    const CrisisDemand demand =
        Demanded({it.Number("p"), it.Number("cA"), it.Number("cB_low"), it.Number("cB_high")});
    it.Check("demand", demand.demand);
    it.Check("prob_war", demand.fight_probability);
    it.Check("EU_A", demand.payoff_a);
    it.Check("EU_B_ex_ante", demand.payoff_b);
    it.Check("safe_demand", demand.safe_demand);
  });
}

TEST(TheoryVectors, CrisisTwoTypesTakeItOrLeaveItPerfectBayesianAcceptIfIndifferent) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("crisis_two_types", 12, [](TheoryCase& it) {
    const auto demand = SolveTwoTypeCrisis({it.Number("p"), it.Number("cA"), it.Number("c_tough"),
                                            it.Number("c_weak"), it.Number("prob_tough")});
    ASSERT_TRUE(demand.ok());
    it.Check("critical_prob_tough", demand->critical_prob_tough);
    it.Check("EU_safe", demand->payoff_safe);
    it.Check("EU_risky", demand->payoff_risky);
    it.Check("risky_chosen", demand->risky_chosen);
    it.Check("indifferent", demand->indifferent);
    it.Check("prob_war", demand->fight_probability ? nlohmann::json(*demand->fight_probability)
                                                   : nlohmann::json());
  });
}

TEST(TheoryVectors, CommitmentShiftOneOffCostsAllPowerToEitherSideLater) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("commitment_shift", 6, [](TheoryCase& it) {
    ASSERT_EQ(it.inputs()["declining_side"], "A");
    ASSERT_EQ(it.Number("flow_pie"), 1);
    const auto shift = SolvePowerShift(
        {it.Number("delta"), it.Number("p1"), it.Number("p2"), it.Number("cA"), it.Number("cB")});
    ASSERT_TRUE(shift.ok());
    it.Check("war_now_A", shift->fight_now);
    it.Check("best_peace_A_if_A_holds_all_power_later", shift->best_peace_if_a_strong_later);
    it.Check("war_inevitable", shift->fight_inevitable);
    it.Check("best_peace_A_if_B_holds_all_power_later", shift->best_peace_if_b_strong_later);
    it.Check("war_if_B_holds_all_power_later", shift->fight_if_b_strong_later);
    it.Check("shift_lhs", shift->shift);
    it.Check("surplus_rhs", shift->surplus);
  });
}

}  // namespace
}  // namespace dragoman::testing_support

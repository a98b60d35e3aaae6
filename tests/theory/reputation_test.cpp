// War of attrition between sides that may be obstinate: continuous time, one obstinate type a side,
// the unique (weak perfect Bayesian) equilibrium.

#include "engine/analysis/theory/reputation.h"

#include <string>

#include <gtest/gtest.h>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

AttritionResult Solved(const AttritionSide& first, const AttritionSide& second) {
  const auto result = SolveAttrition({first, second});
  EXPECT_TRUE(result.ok());
  return *result;
}

// Demands .6 each, r = 1: hazards .4/.2 = 2. z = (.1, .2): T = ln(10)/2 and ln(5)/2, so 2 convinces
// first and 1 gives in at once with 1 - .1 * e^(2 ln(5)/2) = .5. Then 2 has .5 * .6 + .5 * .4 = .5.
TEST(Reputation, TheLessObstinateGivesInAtOnceByHand) {
  const AttritionResult it = Solved({0.6, 1, 0.1}, {0.6, 1, 0.2});
  EXPECT_NEAR(it.hazard[0], 2, 1e-14);
  EXPECT_NEAR(it.initial_concession[0], 0.5, 1e-14);
  EXPECT_EQ(it.initial_concession[1], 0);
  EXPECT_NEAR(it.payoff[1], 0.5, 1e-14);
  EXPECT_NEAR(it.payoff[0], 0.4, 1e-14);
}

// r = (1, 2): each concedes fast enough for the other's impatience, so 1 at 2 * .4 / .2 = 4, 2
// at 2.
TEST(Reputation, TheHazardOfOneFollowsTheImpatienceOfTheOtherByHand) {
  const AttritionResult it = Solved({0.6, 1, 0.1}, {0.6, 2, 0.1});
  EXPECT_NEAR(it.hazard[0], 4, 1e-14);
  EXPECT_NEAR(it.hazard[1], 2, 1e-14);
  EXPECT_EQ(it.initial_concession[0], 0);
  // T0 = ln(10) / 4, so mu_2 = 1 - .1 * 10^(1/2).
  EXPECT_NEAR(it.initial_concession[1], 1 - portable::Sqrt(10) / 10, 1e-14);
}

TEST(Reputation, WrongNumbersAreNamed) {
  const auto compatible = SolveAttrition({{{0.4, 1, 0.1}, {0.5, 1, 0.1}}});
  EXPECT_EQ(compatible.problems()[0].path, "sides");
  const auto sure = SolveAttrition({{{0.6, 1, 1}, {0.6, 0, 0.1}}});
  ASSERT_EQ(sure.problems().size(), 2U);
  EXPECT_EQ(sure.problems()[0].path, "sides[0].obstinate");
  EXPECT_EQ(sure.problems()[1].path, "sides[1].rate");
}

/// When a side concedes for the draw u: at 0 for u <= mu, never (-1) if it is obstinate.
double ConcessionTime(const AttritionResult& it, std::size_t side, double u) {
  const double mu = it.initial_concession[side];
  if (u <= mu) return 0;
  const double time = -portable::Log((1 - u) / (1 - mu)) / it.hazard[side];
  return time > it.end ? -1 : time;
}

TEST(Reputation, SimulatedAttritionIsWithinFourStandardErrors) {
  constexpr int kRuns = 200'000;
  const AttritionSide sides[] = {{0.7, 1, 0.1}, {0.6, 1, 0.1}};
  const AttritionResult it = Solved(sides[0], sides[1]);
  const StreamKey streams[] = {MakeStream("first concedes"), MakeStream("second concedes")};
  int perpetual = 0;
  double sum[2] = {0, 0};
  double squares[2] = {0, 0};
  int pretending[2] = {0, 0};
  for (int run = 0; run < kRuns; ++run) {
    const Random random(8, static_cast<std::uint64_t>(run));
    const double times[] = {ConcessionTime(it, 0, random.Uniform(streams[0])),
                            ConcessionTime(it, 1, random.Uniform(streams[1]))};
    if (times[0] < 0 && times[1] < 0) ++perpetual;
    for (std::size_t i = 0; i < 2; ++i) {
      if (times[i] < 0) continue;
      const bool wins = times[1 - i] >= 0 && times[1 - i] < times[i];
      const double gets = wins ? sides[i].demand : 1 - sides[1 - i].demand;
      const double when = wins ? times[1 - i] : times[i];
      const double payoff = portable::Exp(-sides[i].rate * when) * gets;
      sum[i] += payoff;
      squares[i] += payoff * payoff;
      ++pretending[i];
    }
  }
  const double q = it.perpetual_conflict;
  EXPECT_NEAR(static_cast<double>(perpetual) / kRuns, q, 4 * portable::Sqrt(q * (1 - q) / kRuns));
  for (std::size_t i = 0; i < 2; ++i) {
    const double mean = sum[i] / pretending[i];
    const double variance = squares[i] / pretending[i] - mean * mean;
    EXPECT_NEAR(mean, it.payoff[i], 4 * portable::Sqrt(variance / pretending[i])) << i;
  }
}

TEST(TheoryVectors, ReputationWarOfAttritionContinuousTimeUniqueEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("abreu_gul", 6, [](TheoryCase& it) {
    const AttritionResult result = Solved({it.Number("alpha1"), it.Number("r1"), it.Number("z1")},
                                          {it.Number("alpha2"), it.Number("r2"), it.Number("z2")});
    for (const std::size_t i : {0U, 1U}) {
      const std::string side = std::to_string(i + 1);
      it.Check("lambda" + side, result.hazard[i]);
      it.Check("T" + side, result.deadline[i]);
      it.Check("mu" + side + "_initial_concession", result.initial_concession[i]);
      it.Check("payoff_rational" + side, result.payoff[i]);
    }
    it.Check("T0", result.end);
    it.Check("prob_perpetual_conflict", result.perpetual_conflict);
  });
}

}  // namespace
}  // namespace dragoman::testing_support

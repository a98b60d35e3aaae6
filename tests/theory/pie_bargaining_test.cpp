// Two parties, continuous shares, alternating offers. Refinement throughout: subgame-perfect
// equilibrium; tie rule: who is indifferent accepts.

#include "engine/analysis/theory/pie_bargaining.h"

#include <gtest/gtest.h>

#include "engine/analysis/theory/transferable_nash.h"
#include "engine/core/portable_math.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

PieGame GameOf(PieParty first, PieParty second, int opener = 0) {
  PieGame game;
  game.parties = {first, second};
  game.opener = opener;
  return game;
}

PieGame DiscountedGame(double first, double second, int opener = 0) {
  return GameOf({.discount = first}, {.discount = second}, opener);
}

PieSolution Solved(const PieGame& game) {
  const Checked<PieSolution> solution = SolveAlternatingOffers(game);
  EXPECT_TRUE(solution.ok());
  return solution.ok() ? *solution : PieSolution{};
}

/// The share of `party` in the one equilibrium.
double ShareOf(const PieGame& game, std::size_t party) {
  const PieSolution solution = Solved(game);
  EXPECT_TRUE(solution.share[party].unique());
  EXPECT_EQ(solution.agreement_round, 0);
  return solution.share[party].low;
}

// ---- worked by hand ----

// d = 1/2: x = (1 - 1/2) / (1 - 1/4) = 2/3.
TEST(Rubinstein, InfiniteDiscountedAcceptIfIndifferentUniquePerfectEquilibriumByHand) {
  EXPECT_NEAR(ShareOf(DiscountedGame(0.5, 0.5), 0), 2.0 / 3, 1e-15);
  EXPECT_NEAR(ShareOf(DiscountedGame(0.5, 0.5, 1), 0), 1.0 / 3, 1e-15);
}

// d = 1/2, the last offer answered: T = 1: 1. T = 2: 1 is left with 1 - 1/2. T = 3: 1 - 1/2 * 1/2.
TEST(Stahl, FiniteLastOfferAnsweredAcceptIfIndifferentBackwardInductionByHand) {
  const double expected[] = {1, 0.5, 0.75, 0.625};
  PieGame game = DiscountedGame(0.5, 0.5);
  for (int rounds = 1; rounds <= 4; ++rounds) {
    game.rounds = rounds;
    EXPECT_NEAR(ShareOf(game, 0), expected[rounds - 1], 1e-15) << rounds;
  }
}

TEST(Stahl, FiniteHorizonTendsToTheInfiniteOne) {
  PieGame game = DiscountedGame(0.9, 0.8);
  const double limit = ShareOf(game, 0);
  game.rounds = 401;
  EXPECT_NEAR(ShareOf(game, 0), limit, 1e-12);
}

TEST(Stahl, EveryRoundOfTheSolutionIsListed) {
  PieGame game = DiscountedGame(0.5, 0.5);
  game.rounds = 3;
  const PieSolution solution = Solved(game);
  ASSERT_EQ(solution.rounds.size(), 3U);
  EXPECT_EQ(solution.rounds[1].proposer, 1);
  EXPECT_DOUBLE_EQ(solution.rounds[1].share[1], 0.5);
  EXPECT_DOUBLE_EQ(solution.rounds[2].share[0], 1);
}

// Two rounds of a pie of 10, costs 3 and 1: the last proposer takes all, so 2 refuses less than 10
// - 1 = 9.
TEST(FixedCost, FiniteBackwardInductionByHand) {
  PieGame game = GameOf({.cost_per_round = 3}, {.cost_per_round = 1});
  game.pie = 10;
  game.rounds = 2;
  EXPECT_NEAR(ShareOf(game, 0), 1, 1e-15);
}

// Both lose nothing by waiting: every division is an equilibrium.
TEST(Rubinstein, WithoutImpatienceEveryDivisionIsAPerfectEquilibrium) {
  const PieSolution solution = Solved(DiscountedGame(1, 1));
  EXPECT_EQ(solution.share[0].low, 0);
  EXPECT_EQ(solution.share[0].high, 1);
  EXPECT_FALSE(solution.share[0].unique());
}

// One round; 2 may leave with .3, which 1 must match.
TEST(OutsideOption, TakeItOrLeaveItResponderMayLeave) {
  PieGame game = GameOf({}, {.outside = 0.3});
  game.rounds = 1;
  EXPECT_NEAR(ShareOf(game, 0), 0.7, 1e-15);
}

// Together worth 1.2: whoever answers leaves.
TEST(OutsideOption, OptionsWorthMoreThanThePieMeanNoAgreement) {
  PieGame game = GameOf({.discount = 0.9, .outside = 0.6}, {.discount = 0.9, .outside = 0.6});
  EXPECT_FALSE(SolveAlternatingOffers(game).ok());
  game.rounds = 5;
  const PieSolution solution = Solved(game);
  EXPECT_EQ(solution.agreement_round, -1);
  EXPECT_TRUE(solution.rounds[0].leaves);
  EXPECT_EQ(solution.rounds[0].value[1], 0.6);
}

// Side 2's utility is sqrt: x = 1 - y, sqrt(1 - x) = (1 - p) sqrt(1 - x'), x' = (1 - p) x.
TEST(BreakdownRisk, RiskAverseFixedPointHoldsInBothRounds) {
  PieGame game = GameOf({}, {.risk_exponent = 0.5});
  game.breakdown_risk = 0.1;
  const PieSolution solution = Solved(game);
  const double mine = solution.rounds[0].share[0];
  const double theirs = solution.rounds[1].share[0];
  EXPECT_NEAR(theirs, 0.9 * mine, 1e-12);
  EXPECT_NEAR(portable::Sqrt(1 - mine), 0.9 * portable::Sqrt(1 - theirs), 1e-12);
}

// A horizon of 4000 rounds gives the same as the fixed points, for every kind of option at once.
TEST(AlternatingOffers, TheFixedPointIsTheLimitOfBackwardInduction) {
  PieGame game =
      GameOf({.discount = 0.95, .cost_per_round = 0.01, .outside = 0.2, .inside = 0.1},
             {.discount = 0.9, .cost_per_round = 0.02, .inside = 0.05, .breakdown = 0.1});
  game.breakdown_risk = 0.05;
  for (const double exponent : {1.0, 0.6}) {
    game.parties[1].risk_exponent = exponent;
    game.rounds.reset();
    const double endless = ShareOf(game, 0);
    game.rounds = 4000;
    EXPECT_NEAR(ShareOf(game, 0), endless, 1e-12) << exponent;
  }
}

TEST(AlternatingOffers, WrongNumbersAreNamed) {
  PieGame game = DiscountedGame(1.5, 0.5);
  game.parties[1].risk_exponent = 0;
  game.opener = 2;
  const Checked<PieSolution> solution = SolveAlternatingOffers(game);
  ASSERT_EQ(solution.problems().size(), 3U);
  EXPECT_EQ(solution.problems()[0].path, "parties[0].discount");
  EXPECT_EQ(solution.problems()[1].path, "parties[1].risk_exponent");
  EXPECT_EQ(solution.problems()[2].path, "opener");
}

// ---- against the published values ----

TEST(TheoryVectors, RubinsteinInfiniteDiscountedAcceptIfIndifferentUniquePerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("rubinstein_infinite", 12, [](TheoryCase& it) {
    const double d1 = it.Number("delta1");
    const double d2 = it.Number("delta2");
    ASSERT_EQ(it.Number("first_proposer"), 1);
    it.Check("proposer1_share", ShareOf(DiscountedGame(d1, d2), 0));
    it.Check("responder2_share", ShareOf(DiscountedGame(d1, d2), 1));
    it.Check("proposer2_share_if_2_first", ShareOf(DiscountedGame(d1, d2, 1), 1));
    it.Check("responder1_share_if_2_first", ShareOf(DiscountedGame(d1, d2, 1), 0));
    it.Check("agreement_round", Solved(DiscountedGame(d1, d2)).agreement_round);
    it.Check("delay", Solved(DiscountedGame(d1, d2)).agreement_round);
  });
}

TEST(TheoryVectors, RubinsteinRatesLimitShortRoundsUniquePerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("rubinstein_limit", 4, [](TheoryCase& it) {
    const double r1 = it.Number("r1");
    const double r2 = it.Number("r2");
    const double limit = ShareOfRates(r1, r2);
    it.Check("limit_share1", limit);
    double distance = 1;
    for (const char* length : {"1", "0.1", "0.01", "0.001"}) {
      const double dt = std::stod(length);
      PieGame game = DiscountedGame(DiscountOfRate(r1, dt), DiscountOfRate(r2, dt));
      const double first = ShareOf(game, 0);
      it.Check(std::string("share1_if_1_first_dt_") + length, first);
      game.opener = 1;
      it.Check(std::string("share1_if_2_first_dt_") + length, ShareOf(game, 0));
      EXPECT_LT(first - limit, distance) << "the advantage of the first offer vanishes";
      distance = first - limit;
    }
  });
}

TEST(TheoryVectors, RubinsteinFixedCostRangeOfAllPerfectEquilibriaWhereNotUnique) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("rubinstein_fixed_cost", 3, [](TheoryCase& it) {
    const PieSolution solution = Solved(
        GameOf({.cost_per_round = it.Number("cost1")}, {.cost_per_round = it.Number("cost2")}));
    ASSERT_EQ(it.Number("first_proposer"), 1);
    it.Check("share1_min", solution.share[0].low);
    it.Check("share1_max", solution.share[0].high);
    it.Check("unique", solution.share[0].unique());
  });
}

TEST(TheoryVectors, StahlFiniteLastOfferAnsweredAcceptIfIndifferentBackwardInduction) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("stahl_finite", 32, [](TheoryCase& it) {
    PieGame game = DiscountedGame(it.Number("delta1"), it.Number("delta2"));
    game.rounds = it.inputs()["rounds"].get<int>();
    ASSERT_EQ(it.Number("first_proposer"), 1);
    it.Check("share1", ShareOf(game, 0));
    it.Check("share2", ShareOf(game, 1));
  });
}

TEST(TheoryVectors, OutsideOptionsResponderMayLeaveStaysIfIndifferentPerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("outside_options", 10, [](TheoryCase& it) {
    const double out[] = {it.Number("outsideA"), it.Number("outsideB")};
    const double discount[] = {it.Number("deltaA"), it.Number("deltaB")};
    PieGame game = GameOf({.discount = discount[0], .outside = out[0]},
                          {.discount = discount[1], .outside = out[1]});
    ASSERT_EQ(it.inputs()["who_may_opt_out"], "responder");
    it.Check("A_share_when_A_proposes", ShareOf(game, 0));
    it.Check("B_share_when_A_proposes", ShareOf(game, 1));
    const double proposing[] = {ShareOf(game, 0), [&] {
                                  game.opener = 1;
                                  return ShareOf(game, 1);
                                }()};
    it.Check("B_share_when_B_proposes", proposing[1]);
    const bool binds[] = {out[0] > discount[0] * proposing[0], out[1] > discount[1] * proposing[1]};
    it.Check("regime", binds[0] ? (binds[1] ? "both binding" : "A binding")
                                : (binds[1] ? "B binding" : "none binding"));
  });
}

TEST(TheoryVectors, InsideOptionsFlowWhileDisagreeingUniquePerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("inside_options", 4, [](TheoryCase& it) {
    const PieParty a = {.discount = it.Number("deltaA"), .inside = it.Number("insideA")};
    const PieParty b = {.discount = it.Number("deltaB"), .inside = it.Number("insideB")};
    it.Check("A_share_when_A_proposes", ShareOf(GameOf(a, b), 0));
    it.Check("B_share_when_B_proposes", ShareOf(GameOf(a, b, 1), 1));
  });
}

TEST(TheoryVectors, BreakdownRiskPerRefusalRiskNeutralUniquePerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("breakdown_risk", 6, [](TheoryCase& it) {
    const double discount = it.Number("delta");
    PieGame game = GameOf({.discount = discount, .breakdown = it.Number("breakdownA")},
                          {.discount = discount, .breakdown = it.Number("breakdownB")});
    game.breakdown_risk = it.Number("breakdown_prob");
    it.Check("A_share_when_A_proposes", ShareOf(game, 0));
    game.opener = 1;
    it.Check("B_share_when_B_proposes", ShareOf(game, 1));
    const double disagreement[] = {it.Number("breakdownA"), it.Number("breakdownB")};
    const double equal[] = {1, 1};
    const double limit = (*TransferableNash(1, disagreement, equal))[0];
    it.Check("nash_limit_A", limit);
    game.opener = 0;
    game.breakdown_risk = 1e-6;
    EXPECT_NEAR(ShareOf(game, 0), limit, 1e-6) << "tends to the Nash solution";
  });
}

TEST(TheoryVectors, BreakdownRiskPerRefusalRiskAverseResponderUniquePerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("breakdown_risk_aversion", 3, [](TheoryCase& it) {
    const double exponent = it.Number("gamma");
    PieGame game = GameOf({}, {.risk_exponent = exponent});
    double distance = 1;
    for (const char* risk : {"0.2", "0.05", "0.01", "0.001"}) {
      game.breakdown_risk = std::stod(risk);
      game.opener = 0;
      const double first = ShareOf(game, 0);
      it.Check(std::string("share1_if_1_proposes_p_") + risk, first);
      game.opener = 1;
      it.Check(std::string("share1_if_2_proposes_p_") + risk, ShareOf(game, 0));
      const double limit = it.expected()["nash_share1"].get<double>();
      EXPECT_LT(first - limit, distance) << "tends to the Nash solution";
      distance = first - limit;
    }
    it.Check("nash_share1", 1 / (1 + exponent));
  });
}

}  // namespace
}  // namespace dragoman::testing_support

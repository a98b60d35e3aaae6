// Many parties, one pie. Each protocol gives its own shares, so each test names the protocol and
// the refinement; tie rule throughout: who is indifferent accepts.

#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis/theory/legislative_bargaining.h"
#include "engine/analysis/theory/pie_bargaining.h"
#include "engine/analysis/theory/unanimity_bargaining.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

// n = 3, q = 2, d = .9: one partner gets .9 / 3 = .3, the proposer keeps .7.
TEST(ClosedRule, RandomProposerSimpleMajoritySymmetricStationaryByHand) {
  const auto shares = SolveClosedRule(3, SimpleMajority(3), 0.9);
  ASSERT_TRUE(shares.ok());
  EXPECT_EQ(shares->partners, 1);
  EXPECT_NEAR(shares->partner, 0.3, 1e-15);
  EXPECT_NEAR(shares->proposer, 0.7, 1e-15);
}

// Whatever the quota: before the lot a member proposes with 1/n and is a partner with (q - 1)/n.
TEST(ClosedRule, StationaryValueReproducesItself) {
  for (const int members : {3, 5, 8}) {
    for (int quota = 1; quota <= members; ++quota) {
      const auto shares = SolveClosedRule(members, quota, 0.8);
      ASSERT_TRUE(shares.ok());
      const double value = (shares->proposer + (quota - 1) * shares->partner) / members;
      EXPECT_NEAR(value, shares->ex_ante_value, 1e-15);
      EXPECT_NEAR(shares->partner, 0.8 * value, 1e-15);
    }
  }
}

TEST(ClosedRule, WrongNumbersAreNamed) {
  EXPECT_EQ(SolveClosedRule(1, 1, 0.5).problems()[0].path, "members");
  EXPECT_EQ(SolveClosedRule(3, 4, 0.5).problems()[0].path, "quota");
  EXPECT_EQ(SolveClosedRule(3, 2, 1.5).problems()[0].path, "discount");
}

// d = 1/2, n = 3: 1, 1/2, 1/4 over 7/4.
TEST(Unanimity, RotatingProposersStationaryByHand) {
  const double discounts[] = {0.5, 0.5, 0.5};
  const auto shares = UnanimityRotating(discounts, 0);
  ASSERT_TRUE(shares.ok());
  EXPECT_NEAR((*shares)[0], 4.0 / 7, 1e-15);
  EXPECT_NEAR((*shares)[1], 2.0 / 7, 1e-15);
  EXPECT_NEAR((*shares)[2], 1.0 / 7, 1e-15);
}

// Three rounds, d = 1/2, 1 opens: 3 takes all; then 2 must give it 1/2; then 1 gives 2 a quarter
// and 3 a quarter.
TEST(Unanimity, RotatingProposersThreeRoundsBackwardInductionByHand) {
  const double discounts[] = {0.5, 0.5, 0.5};
  const auto shares = UnanimityRotatingFinite(discounts, 0, 3);
  ASSERT_TRUE(shares.ok());
  EXPECT_EQ(*shares, (std::vector<double>{0.5, 0.25, 0.25}));
}

TEST(Unanimity, RotatingStationarySharesAreTheLimitOfBackwardInduction) {
  const double discounts[] = {0.9, 0.7, 0.85, 0.6};
  const auto stationary = UnanimityRotating(discounts, 0);
  const auto finite = UnanimityRotatingFinite(discounts, 0, 2000);
  ASSERT_TRUE(stationary.ok() && finite.ok());
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR((*stationary)[k], (*finite)[k], 1e-12) << k;
}

TEST(Unanimity, RotatingWithTwoPartiesIsRubinstein) {
  const double discounts[] = {0.9, 0.8};
  PieGame game;
  game.parties[0].discount = 0.9;
  game.parties[1].discount = 0.8;
  for (const int opener : {0, 1}) {
    game.opener = opener;
    const auto pie = SolveAlternatingOffers(game);
    const auto shares = UnanimityRotating(discounts, opener);
    ASSERT_TRUE(pie.ok() && shares.ok());
    EXPECT_NEAR((*shares)[0], pie->share[static_cast<std::size_t>(opener)].low, 1e-15);
  }
}

// Exit: if all but two have left, the two are in Rubinstein's game over the rest: the share of the
// second is d times the proposer's, whatever n; all shares sum to 1.
TEST(Unanimity, ExitSharesKeepRubinsteinsRatioAndSumToOne) {
  for (const int n : {2, 3, 7}) {
    const auto shares = UnanimityWithExit(n, 0.9);
    ASSERT_TRUE(shares.ok());
    double sum = 0;
    for (const double share : *shares) sum += share;
    EXPECT_NEAR(sum, 1, 1e-15);
    EXPECT_NEAR((*shares)[1] / (*shares)[0], 0.9, 1e-15);
  }
}

TEST(Unanimity, WrongNumbersAreNamed) {
  EXPECT_FALSE(UnanimityWithExit(1, 0.5).ok());
  EXPECT_FALSE(UnanimityRandomProposer(2, 1.0).ok());
  const double discounts[] = {0.5, 0.5};
  EXPECT_EQ(UnanimityRotating(discounts, 2).problems()[0].path, "opener");
  EXPECT_EQ(UnanimityRotatingFinite(discounts, 0, 0).problems()[0].path, "rounds");
}

TEST(TheoryVectors, BaronFerejohnClosedRuleEqualRecognitionSymmetricStationaryPerfectEquilibrium) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("baron_ferejohn_closed", 13, [](TheoryCase& it) {
    const int members = it.inputs()["n"].get<int>();
    const int quota =
        it.inputs().contains("quota") ? it.inputs()["quota"].get<int>() : SimpleMajority(members);
    const auto shares = SolveClosedRule(members, quota, it.Number("delta"));
    ASSERT_TRUE(shares.ok());
    it.Check("quota", quota);
    it.Check("proposer_share", shares->proposer);
    it.Check("coalition_partner_share", shares->partner);
    it.Check("coalition_partners_paid", shares->partners);
    it.Check("ex_ante_value", shares->ex_ante_value);
  });
}

TEST(TheoryVectors, UnanimityExitPerfectRotatingStationaryAndRandomProposerStationary) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("unanimity_n_player", 6, [](TheoryCase& it) {
    const int n = it.inputs()["n"].get<int>();
    const double discount = it.Number("delta");
    const auto exits = UnanimityWithExit(n, discount);
    const auto random = UnanimityRandomProposer(n, discount);
    const std::vector<double> discounts(static_cast<std::size_t>(n), discount);
    const auto rotating = UnanimityRotating(discounts, 0);
    ASSERT_TRUE(exits.ok() && random.ok() && rotating.ok());
    it.Check("krishna_serrano_proposer", exits->front());
    it.Check("krishna_serrano_responder", exits->back());
    it.Check("rotating_unanimity_stationary_shares", *rotating);
    it.Check("random_proposer_unanimity_proposer", random->front());
    it.Check("random_proposer_unanimity_responder", random->back());
    // The quota of unanimity under the closed rule is the same game.
    EXPECT_NEAR(SolveClosedRule(n, n, discount)->proposer, random->front(), 1e-15);
  });
}

}  // namespace
}  // namespace dragoman::testing_support

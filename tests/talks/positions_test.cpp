// M3, M19 and M21: what a side really wants, and what the other believes of it.

#include <cmath>

#include "tests/talks/small_table.h"

namespace dragoman::testing_support {
namespace {

using Misrepresentation = SmallTable;

/// u at a position for an ideal on an axis 0, 50, 100 and rho 2.
double Utility(double position, double ideal) {
  const double furthest = std::max(std::fabs(ideal), std::fabs(100 - ideal));
  return 1 - std::pow(std::fabs(position - ideal) / furthest, 2);
}

// North demands dam = 100 with phi .8: private ideal 100 + .5 x .2 x (0 - 100) = 90. Water 0 with
// phi .6: 0 + .5 x .4 x 50 = 10. Accords (phi 0) are not inflated demands.
TEST_F(Misrepresentation, PrivateIdealsLieNearerTheStatusQuoWhereADemandWasMade) {
  Keep({"M3"}, {"mechanisms.M3.psi=0.5"});
  const TalkState& state = Prepare();
  for (OptionIndex o = 0; o < 3; ++o) {
    EXPECT_NEAR(state.own[0].utility[o], Utility(50.0 * o, 90), 1e-14) << o;
    EXPECT_NEAR(state.own[0].utility[3 + o], Utility(50.0 * o, 10), 1e-14) << o;
  }
  EXPECT_EQ(state.own[0].utility[table_->flat("visits", "V0")], 0);
  EXPECT_EQ(state.own[0].utility[table_->flat("next", "X2")], 1);
  // The other side knows the stated ideal only.
  EXPECT_NEAR(state.seen[1].utility[1], Utility(50, 100), 1e-14);
}

TEST_F(Misrepresentation, WholeInflationReachesTheStatusQuoOnlyWithoutFirmness) {
  Keep({"M3"}, {"mechanisms.M3.psi=1"});
  const TalkState& state = Prepare();
  EXPECT_NEAR(state.own[0].utility[1], Utility(50, 80), 1e-14);  // phi .8 of 100 stays
}

TEST_F(Misrepresentation, OffPrivateIdealsAreTheStatedOnesKnownToAll) {
  Keep({});
  const TalkState& state = Prepare();
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_EQ(state.own[s].utility, table_->coding().parties[s].utility);
    EXPECT_EQ(state.seen[s].utility, table_->coding().parties[1 - s].utility);
  }
}

// Believed ideal = stated + 15 z, kept on the axis, one z per side and issue.
TEST_F(Misrepresentation, BeliefsCarryNoise) {
  Keep({"M3"}, {"mechanisms.M3.belief_noise=15"});
  const TalkState& state = Prepare();
  const double seen_water = std::fmin(100, 100 + 15 * Normal("belief noise", "North", "water"));
  const double seen_dam = std::fmin(100, 100 + 15 * Normal("belief noise", "South", "dam"));
  for (OptionIndex o = 0; o < 3; ++o) {
    EXPECT_NEAR(state.seen[0].utility[3 + o], Utility(50.0 * o, seen_water), 1e-12);
    EXPECT_NEAR(state.seen[1].utility[o], Utility(50.0 * o, seen_dam), 1e-12);
  }
}

// k_c .4 leaves .6 of the noise; the same draw is scaled.
TEST_F(Misrepresentation, ACommunicatorTakesNoiseOutOfBeliefs) {
  Keep({"M3", "M19"}, {"mechanisms.M3.belief_noise=15", "mechanisms.M19.communication=0.4"});
  const TalkState& state = Prepare();
  EXPECT_NEAR(state.sides[0].belief_scale, 0.6, 1e-15);
  const double seen = std::fmin(100, 100 + 9 * Normal("belief noise", "North", "water"));
  EXPECT_NEAR(state.seen[0].utility[4], Utility(50, seen), 1e-12);
}

TEST_F(Misrepresentation, APerfectCommunicatorLeavesNoNoise) {
  Keep({"M3", "M19"}, {"mechanisms.M3.belief_noise=15", "mechanisms.M19.communication=1"});
  EXPECT_EQ(Prepare().seen[0].utility, table_->coding().parties[1].utility);
}

// Both want X2, so texts are agreed at the first meeting: noise x .5 x .5, beta / 1.3, once.
TEST_F(Misrepresentation, WrittenTermsHalveTheNoiseAndStiffenOnce) {
  Keep({"M3", "M12", "M19", "M21", "M29"}, {"mechanisms.M3.belief_noise=15"});
  Prepare();
  const double beta = Side(0).beta;
  EXPECT_EQ(Side(0).belief_scale, 0.5);
  Play();
  ASSERT_EQ(log().Of(TalkEventKind::kTexts).size(), 1U);
  EXPECT_TRUE(table_->state().written);
  EXPECT_EQ(Side(0).belief_scale, 0.25);
  EXPECT_NEAR(Side(0).beta, beta / 1.3, 1e-15);
  EXPECT_EQ(log().Of(TalkEventKind::kTexts)[0].meeting, 1);
}

TEST_F(Misrepresentation, WithoutM21TextsStiffenNobody) {
  Keep({"M12", "M29"});
  Prepare();
  const double beta = Side(0).beta;
  Play();
  EXPECT_TRUE(table_->state().written);
  EXPECT_EQ(Side(0).beta, beta);
}

}  // namespace
}  // namespace dragoman::testing_support

// Other ways from ranks to weights, and a risk exponent for everybody; worked by hand.

#include "tests/preferences/derivation_fixture.h"

namespace dragoman::testing_support {
namespace {

class WeightingTest : public DerivationFixture {
 protected:
  WeightingTest() {
    Add("North", Act::kDemand, "d", "water", {}, 0.4);
    Add("North", Act::kDemand, "d", "fees", {}, 0.8);
    Add("North", Act::kThreat, "d", "dam", {}, 0.4);
  }
};

TEST_F(WeightingTest, EqualWeightsIgnoreTheRanks) {
  input_.options.weighting = Weighting::kEqual;
  const Coding coding = Core();
  for (const std::size_t issue : {kWater, kFees, kDam}) {
    EXPECT_NEAR(On(coding, kNorth, issue).weight, 0.95 / 3, 1e-15);
  }
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 0.05, 1e-15);
}

// Of three: 3/6, 2/6, 1/6; the two of equal salience share ranks 2 and 3: 1/4 each.
TEST_F(WeightingTest, RankSumWeightsFallEvenlyAndTiesShare) {
  input_.options.weighting = Weighting::kRankSum;
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.95 / 2, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 0.95 / 4, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kDam).weight, 0.95 / 4, 1e-15);
}

TEST_F(WeightingTest, EveryRankSumWeightOfFourIsInTenths) {
  input_.options.weighting = Weighting::kRankSum;
  claims_.clear();
  const char* order[] = {"dam", "ports", "fees", "water"};
  for (int k = 0; k < 4; ++k) {
    Add("North", Act::kDemand, "d", order[k], {}, 0.9 - 0.2 * k);
  }
  const Coding coding = Core();
  EXPECT_NEAR(On(coding, kNorth, kDam).weight, 0.4, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kPorts).weight, 0.3, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kFees).weight, 0.2, 1e-15);
  EXPECT_NEAR(On(coding, kNorth, kWater).weight, 0.1, 1e-15);
}

// Threats are .4 of 1.6: rho = 2 - 1.2 x .25 = 1.7 unless it is fixed.
TEST_F(WeightingTest, AFixedRiskExponentHoldsForEverybody) {
  EXPECT_NEAR(Core().parties[kNorth].rho, 1.7, 1e-12);
  EXPECT_EQ(Core().parties[kSouth].rho, 2);
  input_.options.rho = 1;
  const Coding coding = Core();
  EXPECT_EQ(coding.parties[kNorth].rho, 1);
  EXPECT_EQ(coding.parties[kSouth].rho, 1);
  EXPECT_NEAR(coding.parties[kNorth].tau, 0.25, 1e-12);
}

}  // namespace
}  // namespace dragoman::testing_support

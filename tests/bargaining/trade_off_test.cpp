// Trade-off by hand: Faratin, Sierra & Jennings (2002). Two issues of three values, worth their sum
// 0 .. 4; half way it holds out for 2: the iso-curve is (0,2), (1,1), (2,0).

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

class TradeOffTest : public testing::Test {
 protected:
  /// What it tables half way after the other side tabled `offer`.
  std::string HalfWayAfter(std::vector<int> offer, TestSettings settings = {}) {
    const auto strategy = MakeTestStrategy("trade_off", std::move(settings));
    strategy->Begin(party_.SeatFor(0));
    if (!offer.empty()) strategy->Hear(1, OfferFrom(std::move(offer)), ClockAt(0.4));
    const PoolOffer* tabled = strategy->Propose(ClockAt(0.5));
    EXPECT_NE(tabled, nullptr);
    EXPECT_EQ(tabled->worth, 2);
    return TextOfOffer(tabled);
  }
  TestParty party_{TestSpace({3, 3}), {0, 1, 2, 0, 1, 2}};
};

// Nearness to (2, 0) of (0,2), (1,1), (2,0): 0, 1, 2.
TEST_F(TradeOffTest, TablesTheOfferOfTheIsoCurveNearestToTheOthersLast) {
  EXPECT_EQ(HalfWayAfter({2, 0}), "2,0");
  EXPECT_EQ(HalfWayAfter({0, 2}), "0,2");
  EXPECT_EQ(HalfWayAfter({1, 1}), "1,1");
}

// Nearness to (2, 1): (0,2) .5, (1,1) 1.5, (2,0) 1.5: the first of equals; with weights 2 and 1
// (1,1) 1 + 1 and (2,0) 2 + .5.
TEST_F(TradeOffTest, WeightsIssues) {
  EXPECT_EQ(HalfWayAfter({2, 1}), "1,1");
  EXPECT_EQ(HalfWayAfter({2, 1}, TestSettings().Numbers("issue_weights", {2, 1})), "2,0");
}

// Nearness to (0, 0): ordered, all have 1, so the first; equal: (0,2) 1, (1,1) 0, (2,0) 1.
// To (1, 2), ordered: (0,2) 1.5, (1,1) 1.5; equal: (0,2) 1, (1,1) 1. To (0, 1), ordered: (0,2) 1.5,
// (1,1) 1.5, (2,0) .5. With the second issue counting double: (1,1) 2.5, (0,2) 2.
TEST_F(TradeOffTest, ComparesValuesByOrderOrByEqualityOnly) {
  const auto doubled = [] { return TestSettings().Numbers("issue_weights", {1, 2}); };
  EXPECT_EQ(HalfWayAfter({0, 1}, doubled()), "1,1");
  EXPECT_EQ(HalfWayAfter({0, 0}, doubled()), "2,0");  // 0 + 2
  EXPECT_EQ(HalfWayAfter({0, 0}, doubled().Choice("similarity", "equal")), "2,0");
  // (1, 0): ordered (2,0) .5 + 2, (1,1) 1 + 1; equal (2,0) 2, (1,1) 1.
  // (2, 2): ordered (0,2) 0 + 2, (1,1) .5 + 1, (2,0) 1 + 0; equal 2, 0, 1.
  EXPECT_EQ(HalfWayAfter({2, 2}, doubled().Choice("similarity", "equal")), "0,2");
  // (1, 2) on the ordered scale with the first issue tripled: (1,1) 3 + .5, (0,2) 1.5 + 1.
  EXPECT_EQ(HalfWayAfter({1, 2}, TestSettings().Numbers("issue_weights", {3, 1})), "1,1");
}

TEST_F(TradeOffTest, TablesTheCheapestWhereItHeardNothing) { EXPECT_EQ(HalfWayAfter({}), "0,2"); }

TEST_F(TradeOffTest, LooksAboveTheBandWhereItIsEmpty) {
  const auto strategy = MakeTestStrategy("trade_off");
  strategy->Begin(party_.SeatFor(0));
  strategy->Hear(1, OfferFrom({0, 0}), ClockAt(0.3));
  const PoolOffer* tabled = strategy->Propose(ClockAt(0.4));  // 2.4 .. 2.48 holds nothing
  ASSERT_NE(tabled, nullptr);
  EXPECT_EQ(tabled->worth, 3);
}

TEST_F(TradeOffTest, WantsOneWeightPerIssue) {
  const auto strategy = MakeTestStrategy("trade_off", TestSettings().Numbers("issue_weights", {1}));
  EXPECT_EQ(strategy->Check(TestSpace({3, 3}), "x").size(), 1U);
  EXPECT_TRUE(strategy->Check(TestSpace({3}), "x").empty());
}

}  // namespace
}  // namespace dragoman::testing_support

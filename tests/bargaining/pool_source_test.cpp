#include "engine/bargaining/pool_source.h"

#include <limits>
#include <vector>

#include "tests/bargaining/utility_fixture.h"

namespace dragoman::testing_support {
namespace {

// Two issues of three values; listed out of order, with equals. Order of enumeration:
// (0,1) < (0,2) < (1,0) < (2,2).
class PoolSourceTest : public testing::Test {
 protected:
  PoolSourceTest() { source_.Reset(space_, pool_); }

  std::vector<Outcome> Within(double low, double high) {
    std::vector<Outcome> seen;
    source_.ForEachWithin(low, high, [&](const PoolOffer& offer) {
      seen.push_back(offer.offer);
      return true;
    });
    return seen;
  }

  OutcomeSpace space_ = SpaceOf({3, 3});
  std::vector<PoolOffer> pool_ = {{OutcomeOf({1, 0}), 0.5, 0.3, 0.1},
                                  {OutcomeOf({0, 1}), 0.2, 0.9, 0.1},
                                  {OutcomeOf({0, 2}), 0.5, 0.4, 0.1},
                                  {OutcomeOf({2, 2}), 0.7, 0.1, 0.1}};
  PoolSource source_;
  PoolOffer found_;
};

TEST_F(PoolSourceTest, KnowsItsSizeAndItsEnds) {
  EXPECT_EQ(source_.size(), 4);
  EXPECT_EQ(source_.best_worth(), 0.7);
  EXPECT_EQ(source_.worst_worth(), 0.2);
}

TEST_F(PoolSourceTest, FindsTheCheapestInABandAndTheFirstOfEquals) {
  ASSERT_TRUE(source_.CheapestWithin(0.3, 0.6, &found_));
  EXPECT_EQ(found_.offer, OutcomeOf({0, 2}));
  EXPECT_EQ(found_.seen_worth, 0.4);
  ASSERT_TRUE(source_.CheapestWithin(0.5, 0.5, &found_));  // Both ends belong to the band.
  EXPECT_EQ(found_.worth, 0.5);
  ASSERT_TRUE(source_.CheapestWithin(-kAll, kAll, &found_));
  EXPECT_EQ(found_.worth, 0.2);
}

TEST_F(PoolSourceTest, LeavesTheAnswerAloneWhereThereIsNone) {
  found_.worth = 42;
  EXPECT_FALSE(source_.CheapestWithin(0.51, 0.69, &found_));
  EXPECT_FALSE(source_.CheapestWithin(0.8, kAll, &found_));
  EXPECT_FALSE(source_.Ranked(4, &found_));
  const std::vector<double> score(6, 0);
  EXPECT_FALSE(source_.BestScoredWithin(0.8, 1, score, &found_));
  EXPECT_EQ(found_.worth, 42);
}

TEST_F(PoolSourceTest, RanksFromTheBestDownEqualsInReverse) {
  const Outcome expected[] = {OutcomeOf({2, 2}), OutcomeOf({1, 0}), OutcomeOf({0, 2}),
                              OutcomeOf({0, 1})};
  for (std::uint64_t rank = 0; rank < 4; ++rank) {
    ASSERT_TRUE(source_.Ranked(rank, &found_));
    EXPECT_EQ(found_.offer, expected[rank]) << rank;
  }
}

TEST_F(PoolSourceTest, VisitsABandBestFirstUntilToldToStop) {
  EXPECT_EQ(Within(0.3, 0.6), (std::vector<Outcome>{OutcomeOf({1, 0}), OutcomeOf({0, 2})}));
  EXPECT_EQ(Within(0.21, 0.49), std::vector<Outcome>{});
  int visits = 0;
  source_.ForEachWithin(-kAll, kAll, [&](const PoolOffer&) { return ++visits < 2; });
  EXPECT_EQ(visits, 2);
}

// Scores by flat value, issue 0 then issue 1. (0,1): 1 + 5 = 6; (0,2): 1 + 0 = 1;
// (1,0): 2 + 4 = 6; (2,2): 3 + 0 = 3.
TEST_F(PoolSourceTest, FindsTheBestScoreAndOfEqualScoresTheCheapest) {
  const std::vector<double> score = {1, 2, 3, 4, 5, 0};
  ASSERT_TRUE(source_.BestScoredWithin(-kAll, kAll, score, &found_));
  EXPECT_EQ(found_.offer, OutcomeOf({0, 1}));
  ASSERT_TRUE(source_.BestScoredWithin(0.3, kAll, score, &found_));
  EXPECT_EQ(found_.offer, OutcomeOf({1, 0}));
  // No score at all: the cheapest, and the first of equals.
  const std::vector<double> none(6, 0);
  ASSERT_TRUE(source_.BestScoredWithin(0.3, kAll, none, &found_));
  EXPECT_EQ(found_.offer, OutcomeOf({0, 2}));
}

TEST_F(PoolSourceTest, ServesAnotherPoolAfterReset) {
  ASSERT_TRUE(source_.Ranked(0, &found_));
  const std::vector<PoolOffer> other = {{OutcomeOf({1, 1}), 0.25, 0, 0}};
  source_.Reset(space_, other);
  EXPECT_EQ(source_.size(), 1);
  ASSERT_TRUE(source_.Ranked(0, &found_));
  EXPECT_EQ(found_.offer, OutcomeOf({1, 1}));
  EXPECT_FALSE(source_.Ranked(1, &found_));
}

TEST_F(PoolSourceTest, AnEmptyPoolIsWorthNothingAndFindsNothing) {
  source_.Reset(space_, {});
  EXPECT_EQ(source_.size(), 0);
  EXPECT_EQ(source_.best_worth(), 0);
  EXPECT_EQ(source_.worst_worth(), 0);
  EXPECT_FALSE(source_.Ranked(0, &found_));
  EXPECT_FALSE(source_.CheapestWithin(-kAll, kAll, &found_));
}

}  // namespace
}  // namespace dragoman::testing_support

#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

ProtocolTerms Quota(double quota, std::vector<double> weights) {
  ProtocolTerms terms;
  terms.assent = Assent::kQuota;
  terms.quota = quota;
  terms.weights = std::move(weights);
  return terms;
}

TEST(AssentRuleTest, UnanimityNeedsEverybody) {
  const AssentRule rule(ProtocolTerms{}, 3);
  EXPECT_EQ(rule.everybody(), 7U);
  EXPECT_FALSE(rule.MetBy(3));
  EXPECT_TRUE(rule.MetBy(7));
}

TEST(AssentRuleTest, HalfIsNoMajority) {
  ProtocolTerms terms;
  terms.assent = Assent::kMajority;
  EXPECT_FALSE(AssentRule(terms, 4).MetBy(3));
  EXPECT_TRUE(AssentRule(terms, 4).MetBy(7));
  terms.weights = {3, 1, 1, 1};  // seat 0 alone has half of 6, any other makes it four
  EXPECT_FALSE(AssentRule(terms, 4).MetBy(1));
  EXPECT_TRUE(AssentRule(terms, 4).MetBy(9));
  EXPECT_FALSE(AssentRule(terms, 4).MetBy(14));
}

// [51; 49, 49, 2]: any two win, no one alone does.
TEST(AssentRuleTest, AQuotaIsReachedFromItsValueUp) {
  const AssentRule rule(Quota(51, {49, 49, 2}), 3);
  for (const std::uint32_t pair : {3U, 5U, 6U, 7U}) EXPECT_TRUE(rule.MetBy(pair)) << pair;
  for (const std::uint32_t single : {0U, 1U, 2U, 4U}) EXPECT_FALSE(rule.MetBy(single)) << single;
}

TEST(AssentRuleTest, SharesThatAddUpToTheQuotaButForRoundingReachIt) {
  ASSERT_NE(0.1 + 0.2 + 0.3, 0.6);  // .6000000000000001; and .7 + .1 falls short of .8
  ASSERT_LT(0.7 + 0.1, 0.8);
  EXPECT_TRUE(AssentRule(Quota(0.8, {0.7, 0.1, 0.2}), 3).MetBy(3));
}

TEST(AssentRuleTest, MissingWeightsCountOne) {
  const AssentRule rule(Quota(3, {2}), 3);
  EXPECT_TRUE(rule.MetBy(5));
  EXPECT_FALSE(rule.MetBy(6));
}

TEST(TickTimeTest, ReadsTheClockFourWays) {
  std::vector<double> times;
  FillTickTimes(TickTime::kEnd, 4, &times);
  EXPECT_THAT(times, testing::ElementsAre(0.25, 0.5, 0.75, 1));
  FillTickTimes(TickTime::kWithin, 4, &times);
  EXPECT_THAT(times, testing::ElementsAre(0.2, 0.4, 3.0 / 5, 0.8));
  FillTickTimes(TickTime::kStart, 4, &times);
  EXPECT_THAT(times, testing::ElementsAre(0, 0.25, 0.5, 0.75));
  FillTickTimes(TickTime::kSpan, 5, &times);
  EXPECT_THAT(times, testing::ElementsAre(0, 0.25, 0.5, 0.75, 1));
  FillTickTimes(TickTime::kSpan, 1, &times);
  EXPECT_THAT(times, testing::ElementsAre(1));
}

TEST(TickWindowTest, AStretchReadsItsOwnTicksOrSpreadsOverTheWholeClock) {
  const TickWindow own{.first = 5, .last = 7, .pace = Pace::kTicks};
  EXPECT_EQ(own.TimeTick(5, 10), 5);
  const TickWindow spread{.first = 5, .last = 7, .pace = Pace::kSpread};
  EXPECT_EQ(spread.TimeTick(5, 10), 4);
  EXPECT_EQ(spread.TimeTick(6, 10), 7);
  EXPECT_EQ(spread.TimeTick(7, 10), 10);
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/backtest/scoring.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(RankedProbabilityScoreTest, ACertainForecastOfTheActualHeadlineScoresZero) {
  HeadlineForecast forecast{};
  forecast[4] = 1;
  EXPECT_EQ(RankedProbabilityScore(forecast, 4), 0);
}

TEST(RankedProbabilityScoreTest, GrowsWithTheDistanceOfTheHeadlines) {
  HeadlineForecast forecast{};
  forecast[2] = 1;
  EXPECT_EQ(RankedProbabilityScore(forecast, 3), 1);
  EXPECT_EQ(RankedProbabilityScore(forecast, 7), 5);
  forecast = {1, 0, 0, 0, 0, 0, 0, 0};
  EXPECT_EQ(RankedProbabilityScore(forecast, 7), 7);
}

// .93 on 2 and .01 on each other, actual 2. F = .01 .02 .95 .96 .97 .98 .99, O = 0 0 1 1 1 1 1:
// .0001 + .0004 + .0025 + .0016 + .0009 + .0004 + .0001 = .0060. Actual 4: O = 0 0 0 0 1 1 1:
// .0001 + .0004 + .9025 + .9216 + .0009 + .0004 + .0001 = 1.8260.
TEST(RankedProbabilityScoreTest, APointPredictionByHand) {
  EXPECT_NEAR(RankedProbabilityScore(PointForecast(2), 2), 0.0060, 1e-12);
  EXPECT_NEAR(RankedProbabilityScore(PointForecast(2), 4), 1.8260, 1e-12);
}

TEST(PointForecastTest, SumsToOne) {
  double sum = 0;
  for (const double p : PointForecast(5)) sum += p;
  EXPECT_NEAR(sum, 1, 1e-15);
  EXPECT_NEAR(PointForecast(5)[5], 0.93, 1e-15);
  EXPECT_EQ(PointForecast(5)[0], 0.01);
}

TEST(SkillScoreTest, OneIsPerfectAndNegativeIsWorse) {
  EXPECT_EQ(SkillScore(0, 2), 1);
  EXPECT_EQ(SkillScore(2, 2), 0);
  EXPECT_EQ(SkillScore(3, 2), -0.5);
  EXPECT_EQ(SkillScore(0, 0), 0);
  EXPECT_EQ(SkillScore(1, 0), -std::numeric_limits<double>::infinity());
}

TEST(FlagScoresTest, BrierAndLogByHand) {
  EXPECT_NEAR(BrierScore(0.7, true), 0.09, 1e-15);
  EXPECT_NEAR(BrierScore(0.7, false), 0.49, 1e-15);
  EXPECT_NEAR(LogScore(0.5, true), 0.693147180559945, 1e-14);
  EXPECT_NEAR(LogScore(0.9, false), 2.302585092994046, 1e-14);
  // The floor is .01: -ln .01 = 4.605.
  EXPECT_NEAR(LogScore(0, true), 4.605170185988091, 1e-14);
  EXPECT_NEAR(LogScore(1, false), 4.605170185988091, 1e-14);
  EXPECT_EQ(LogScore(1, true), 0);
}

// Forecasts .1 no, .2 no, .4 yes, .9 yes, .8 no. Bins: [0, 1/3) n 2, mean .15, none happened;
// [1/3, 2/3) n 1, .4, all; [2/3, 1] n 2, .85, half. Base rate 2/5.
// Brier = (.01 + .04 + .36 + .01 + .64) / 5 = .212.
// Reliability = (2 .15^2 + .6^2 + 2 .35^2) / 5 = (.045 + .36 + .245) / 5 = .13.
// Resolution = (2 .4^2 + .6^2 + 2 .1^2) / 5 = (.32 + .36 + .02) / 5 = .14. Uncertainty = .24.
// Within bins: .212 - (.13 - .14 + .24) = -.018.
TEST(ReliabilityTest, ThreeBinsAndMurphysSplitByHand) {
  const FlagForecast forecasts[] = {
      {0.1, false}, {0.2, false}, {0.4, true}, {0.9, true}, {0.8, false}};
  const Reliability found = MeasureReliability(forecasts);
  EXPECT_EQ(found.n, 5U);
  EXPECT_EQ(found.bins[0].n, 2U);
  EXPECT_EQ(found.bins[1].n, 1U);
  EXPECT_EQ(found.bins[2].n, 2U);
  EXPECT_NEAR(found.bins[0].mean_forecast, 0.15, 1e-15);
  EXPECT_NEAR(found.bins[2].frequency, 0.5, 1e-15);
  EXPECT_NEAR(found.brier, 0.212, 1e-15);
  EXPECT_NEAR(found.reliability, 0.13, 1e-15);
  EXPECT_NEAR(found.resolution, 0.14, 1e-15);
  EXPECT_NEAR(found.uncertainty, 0.24, 1e-15);
  EXPECT_NEAR(found.within_bins, -0.018, 1e-15);
}

TEST(ReliabilityTest, TheEndsOfTheScaleHaveBins) {
  const FlagForecast forecasts[] = {{0, false}, {1, true}, {1.0 / 3, false}};
  const Reliability found = MeasureReliability(forecasts);
  EXPECT_EQ(found.bins[0].n, 1U);
  EXPECT_EQ(found.bins[1].n, 1U);
  EXPECT_EQ(found.bins[2].n, 1U);
  EXPECT_EQ(MeasureReliability({}).n, 0U);
}

TEST(BootstrapMeanTest, BracketsTheMeanAndRepeats) {
  const double differences[] = {-1, 0.5, 2, -0.25, 1};
  const BootstrapInterval found = BootstrapMean(differences, 7);
  EXPECT_NEAR(found.mean, 0.45, 1e-15);
  EXPECT_LT(found.low, 0);
  EXPECT_GT(found.high, 1);
  EXPECT_GE(found.low, -1);
  EXPECT_LE(found.high, 2);
  const BootstrapInterval again = BootstrapMean(differences, 7);
  EXPECT_EQ(found.low, again.low);
  EXPECT_EQ(found.high, again.high);
}

TEST(BootstrapMeanTest, OneCaseAndEqualCasesHaveNoSpread) {
  const double one[] = {0.3};
  EXPECT_EQ(BootstrapMean(one, 1).low, 0.3);
  EXPECT_EQ(BootstrapMean(one, 1).high, 0.3);
  EXPECT_EQ(BootstrapMean({}, 1).mean, 0);
}

}  // namespace
}  // namespace dragoman

#include "engine/backtest/baselines.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/backtest/tiny_case.h"

namespace dragoman {
namespace {

using testing_support::TinyInputs;

std::size_t At(Baseline baseline) { return static_cast<std::size_t>(baseline); }

double Sum(const HeadlineForecast& forecast) {
  double sum = 0;
  for (const double p : forecast) sum += p;
  return sum;
}

// water: weights 60 x 100 = 6000 at 100 and 40 x 50 = 2000 at 20: mean 80, nearest option 100.
// fees: 60 x 50 = 3000 at 0 and 40 x 100 = 4000 at 100: mean 57.1, nearest option 100.
TEST(CompromiseTest, IsTheMeanWeightedByCapabilityAndSalience) {
  EXPECT_EQ(CompromiseAgreement(TinyInputs()), (AgreedPositions{100.0, 100.0}));
}

// fees with South's capability 30: 3000 at 0 and 3000 at 100: mean 50, as near to the status quo.
TEST(CompromiseTest, WhereTheStatusQuoIsAsNearNothingIsAgreed) {
  BacktestInputs inputs = TinyInputs();
  inputs.parties[1].capability = 30;
  EXPECT_EQ(CompromiseAgreement(inputs)[1], std::nullopt);
}

// The heavier side has the median: water 100 (6000 of 8000), fees 100 (4000 of 7000).
TEST(MedianTest, TheHeavierSideHasIt) {
  EXPECT_EQ(MedianAgreement(TinyInputs()), (AgreedPositions{100.0, 100.0}));
}

// Equal weights: half way, 50 on fees, as near to the status quo.
TEST(MedianTest, ATieIsHalfWay) {
  BacktestInputs inputs = TinyInputs();
  inputs.parties[1].capability = 30;
  EXPECT_EQ(MedianAgreement(inputs)[1], std::nullopt);
  inputs.positions[3].position = 98;
  inputs.positions[1].position = 6;  // Half way: 52.
  EXPECT_EQ(MedianAgreement(inputs)[1], 100.0);
}

// water (100 + 20) / 2 = 60, nearest 50; fees (0 + 100) / 2 = 50, the status quo is as near.
TEST(MidpointTest, IsHalfWayBetweenThePrincipals) {
  EXPECT_EQ(MidpointAgreement(TinyInputs()), (AgreedPositions{50.0, std::nullopt}));
}

// North: weights 2/3 and 1/3. Gains: water 50 +1/3, water 100 +2/3, fees -1/3.
// South: weights 1/3 and 2/3. Gains: water 50 (20 - 30) / 100 / 3 = -1/30; water 100
// (20 - 80) / 100 / 3 = -1/5; fees +2/3.
// Both gain only with fees: water 50: 0 x ..., North 0; water 100: 1/3 x 7/15. So {100, 100}.
TEST(NashTest, TradesAcrossIssuesByHand) {
  EXPECT_EQ(NashAgreement(TinyInputs()), (AgreedPositions{100.0, 100.0}));
}

TEST(NashTest, NothingIsAgreedWhereNobodyCanGain) {
  BacktestInputs inputs = TinyInputs();
  inputs.positions = {{0, 0, 100, 100, 50, CodingGrade::kHigh},
                      {1, 0, 0, 100, 50, CodingGrade::kHigh}};
  EXPECT_EQ(NashAgreement(inputs), (AgreedPositions{std::nullopt, std::nullopt}));
}

TEST(NashTest, AnIssueNobodyCaresAboutStays) {
  BacktestInputs inputs = TinyInputs();
  inputs.issues.push_back({"ports", {{0, "shut"}, {50, "open"}}, 0});
  EXPECT_EQ(NashAgreement(inputs)[2], std::nullopt);
}

// 7: 1/4. 5 and 6: .75 x .21 / 2 = .07875. 0 to 4: .75 x .79 / 5 = .1185.
TEST(BaseRatesTest, AreThePublishedOnes) {
  const HeadlineForecast forecast = BaseRateForecast();
  EXPECT_NEAR(forecast[7], 0.25, 1e-15);
  EXPECT_NEAR(forecast[6], 0.07875, 1e-15);
  EXPECT_NEAR(forecast[5], 0.07875, 1e-15);
  for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(forecast[k], 0.1185, 1e-15);
  EXPECT_NEAR(Sum(forecast), 1, 1e-15);
}

// Heads: x = 1. Leverage 50: 0. Delay 50: 0. logit(1/4) + 1 = -.0986: P = .47537.
TEST(LogisticTest, ByHand) {
  const HeadlineForecast forecast = LogisticForecast(TinyInputs());
  EXPECT_NEAR(forecast[7], 1 / (1 + 3 * std::exp(-1.0)), 1e-15);
  EXPECT_NEAR(Sum(forecast), 1, 1e-14);
  BacktestInputs inputs = TinyInputs();
  inputs.mediator_role = MediationRole::kNone;  // Its leverage no longer counts: x = -1.
  EXPECT_NEAR(LogisticForecast(inputs)[7], 0.25, 1e-15);
}

TEST(BaselinesTest, BecomeProbabilitiesByOneRule) {
  const BaselineForecasts forecasts = MakeBaselines(TinyInputs(), std::nullopt);
  EXPECT_EQ(forecasts[At(Baseline::kStatusQuo)], PointForecast(2));
  EXPECT_EQ(forecasts[At(Baseline::kCompromise)], PointForecast(7));
  EXPECT_EQ(forecasts[At(Baseline::kMidpoint)], PointForecast(3));  // Written terms on water.
  EXPECT_EQ(forecasts[At(Baseline::kNash)], PointForecast(7));
  // Without a predecessor persistence is the status quo.
  EXPECT_EQ(forecasts[At(Baseline::kPersistence)], PointForecast(2));
  EXPECT_EQ(MakeBaselines(TinyInputs(), 4)[At(Baseline::kPersistence)], PointForecast(4));
}

}  // namespace
}  // namespace dragoman

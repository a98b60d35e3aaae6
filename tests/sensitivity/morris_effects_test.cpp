#include "engine/sensitivity/morris_effects.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

// Two trajectories of f = 3 a - b^2 on levels 0, 0.5, 1 with steps of 0.5.
//   (0, 0) -> (.5, 0) -> (.5, .5): a: 1.5 / .5 = 3; b: -.25 / .5 = -.5
//   (1, 1) -> (1, .5) -> (.5, .5): b falls, .75 up: -.75 / .5 = -1.5; a falls, -1.5: 3
// mu = 3, -1; mu* = 3, 1; sigma = 0, sqrt((.5^2 + .5^2) / 1) = 0.7071.
struct TwoTrajectories {
  std::vector<double> x = {0, 0, .5, 0, .5, .5, 1, 1, 1, .5, .5, .5};
  std::vector<double> y = {0, 1.5, 1.25, 2, 2.75, 1.25};
  Samples samples() const { return {.x = x, .factors = 2, .y = y}; }
};

TEST(MorrisEffectsTest, FollowTheFormulaOnAHandWorkedCase) {
  const TwoTrajectories design;
  for (const double delta : {0.5, 0.0}) {  // given, and read from the design
    const auto effects = AnalyzeMorris(design.samples(), {.delta = delta});
    ASSERT_TRUE(effects);
    EXPECT_EQ(effects->trajectories, 2U);
    EXPECT_EQ(effects->mu, (std::vector<double>{3, -1}));
    EXPECT_EQ(effects->mu_star, (std::vector<double>{3, 1}));
    EXPECT_EQ(effects->sigma[0], 0);
    EXPECT_NEAR(effects->sigma[1], std::sqrt(0.5), 1e-15);
    EXPECT_EQ(effects->mu_star_conf[0], 0);
    // mu* of a resample is .5, 1 or 1.5 with chances 1/4, 1/2, 1/4: s = sqrt(1/8).
    EXPECT_NEAR(effects->mu_star_conf[1], 1.96 * std::sqrt(0.125), 0.05);
  }
}

TEST(MorrisEffectsTest, DivideByTheStepOfTheUnitCubeAndNotOfTheParameter) {
  TwoTrajectories design;
  for (double& value : design.x) value *= 100;
  const auto effects = AnalyzeMorris(design.samples(), {.delta = 0.5});
  ASSERT_TRUE(effects);
  EXPECT_EQ(effects->mu, (std::vector<double>{3, -1}));
}

TEST(MorrisEffectsTest, EqualTheReference) {
  const auto vectors = SamplingVectors("morris");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  int cases = 0;
  for (const auto& [name, given] : vectors->items()) {
    if (!given.contains("mu_star")) continue;
    ++cases;
    const std::vector<double> x = Numbers(given["X"]);
    const std::vector<double> y = Numbers(given["Y"]);
    MorrisOptions options{.delta = given["delta"], .scaled = given["scaled"]};
    std::map<std::string, std::size_t> numbers;
    for (const auto& group : given.value("groups", nlohmann::json::array())) {
      numbers.emplace(group.get<std::string>(), numbers.size());
      options.groups.push_back(numbers[group.get<std::string>()]);
    }
    const auto effects =
        AnalyzeMorris({.x = x, .factors = given["bounds"].size(), .y = y}, options);
    ASSERT_TRUE(effects) << name << effects.problems().front().message;
    EXPECT_EQ(effects->trajectories, given["trajectories"].get<std::size_t>());
    ExpectClose(effects->mu, Numbers(given["mu"]), name + " mu");
    ExpectClose(effects->mu_star, Numbers(given["mu_star"]), name + " mu*");
    ExpectClose(effects->sigma, Numbers(given["sigma"]), name + " sigma");
    // The reference drew 100 resamples from another generator: within two fifths.
    const std::vector<double> conf = Numbers(given["mu_star_conf_seed3_100resamples"]);
    for (std::size_t k = 0; k < conf.size(); ++k) {
      EXPECT_NEAR(effects->mu_star_conf[k], conf[k], conf[k] * 0.4 + 1e-12) << name << k;
    }
  }
  EXPECT_EQ(cases, 5);
}

// The members of a group move together, so its size is that of their joint effect.
TEST(MorrisEffectsTest, OfAGroupHaveASizeAndNoSpread) {
  // a and b form a group: (0, 0, 0) -> (1, 1, 0) -> (1, 1, 1); (1, 0, 1) -> (0, 1, 1) -> (0, 1, 0).
  const std::vector<double> x = {0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0};
  const std::vector<double> y = {0, 2, 3, 5, 4, 3};
  const auto effects =
      AnalyzeMorris({.x = x, .factors = 3, .y = y}, {.delta = 1, .groups = {0, 0, 1}});
  ASSERT_TRUE(effects);
  // Sizes 2 and 1: mu* = 1.5. Signed: a 2 (up) and 1 (down by -1), b 2 and -1: mean of 1.5 and .5.
  EXPECT_EQ(effects->mu_star, (std::vector<double>{1.5, 1}));
  EXPECT_EQ(effects->mu, (std::vector<double>{1, 1}));
  EXPECT_TRUE(std::isnan(effects->sigma[0]));
  EXPECT_EQ(effects->sigma[1], 0);
}

TEST(MorrisEffectsTest, ScaleWithTheOutcomeUnlessScaled) {
  TwoTrajectories design;
  const auto scaled = AnalyzeMorris(design.samples(), {.scaled = true});
  for (double& value : design.y) value = 5 - 8 * value;
  for (double& value : design.x) value = value * 30 + 2;
  const auto after = AnalyzeMorris(design.samples(), {.scaled = true});
  ASSERT_TRUE(scaled && after);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(after->mu[k], -scaled->mu[k], 1e-14);
    EXPECT_NEAR(after->mu_star[k], scaled->mu_star[k], 1e-14);
  }
  EXPECT_NEAR(AnalyzeMorris(design.samples(), {.delta = 0.5})->mu[0], -24, 1e-13);
}

TEST(MorrisEffectsTest, OfAConstantOutcomeAreZeroAndSaySo) {
  TwoTrajectories design;
  design.y.assign(6, 4);
  for (const bool scaled : {false, true}) {
    const auto effects = AnalyzeMorris(design.samples(), {.scaled = scaled});
    ASSERT_TRUE(effects);
    EXPECT_TRUE(effects->constant);
    EXPECT_EQ(effects->mu_star, (std::vector<double>{0, 0}));
    EXPECT_EQ(effects->sigma, (std::vector<double>{0, 0}));
    EXPECT_EQ(effects->mu_star_conf, (std::vector<double>{0, 0}));
  }
}

TEST(MorrisEffectsTest, RefuseGaps) {
  TwoTrajectories design;
  design.y[4] = kGap;
  const auto effects = AnalyzeMorris(design.samples());
  ASSERT_FALSE(effects);
  EXPECT_EQ(effects.problems().front().message,
            "1 of 6 rows has no result; Morris's effects need every row of the design");
}

TEST(MorrisEffectsTest, RefuseTrajectoriesInWhichNothingOrTheSameFactorMoves) {
  TwoTrajectories still;
  still.x[2] = 0;  // rows 1 and 2 are the same point
  EXPECT_EQ(AnalyzeMorris(still.samples()).problems().front().message,
            "between rows 1 and 2 (trajectory 1) not exactly one factor or group moves");
  TwoTrajectories both;
  both.x[3] = 1;  // rows 1 and 2 differ in both
  EXPECT_FALSE(AnalyzeMorris(both.samples()));
  TwoTrajectories twice;
  twice.x[4] = 1;  // a moves again
  twice.x[5] = 0;
  EXPECT_EQ(AnalyzeMorris(twice.samples()).problems().front().message,
            "between rows 2 and 3 (trajectory 1) a factor or group moves a second time");
  const std::vector<double> x(10, 0);
  const std::vector<double> y(5, 0);
  EXPECT_EQ(AnalyzeMorris({.x = x, .factors = 2, .y = y}).problems().front().message,
            "5 rows are no Morris design of trajectories of 3 rows");
}

}  // namespace
}  // namespace dragoman::testing_support

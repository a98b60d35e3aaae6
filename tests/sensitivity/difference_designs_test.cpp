// Designs of differences: derivative-based measures and fractional factorials.

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "engine/sensitivity/dgsm.h"
#include "engine/sensitivity/fractional_effects.h"
#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

TEST(DgsmTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("dgsm");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const std::vector<double> x = Numbers((*vectors)["X"]);
  const std::vector<double> y = Numbers((*vectors)["Y"]);
  const std::vector<double> ranges(3, 2 * std::numbers::pi);
  const auto indices = AnalyzeDgsm({.x = x, .factors = 3, .y = y}, ranges);
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->base_points, (*vectors)["N"].get<std::size_t>());
  ExpectClose(indices->vi, Numbers((*vectors)["vi"]), "vi");
  ExpectClose(indices->vi_stdev, Numbers((*vectors)["vi_std"]), "vi_std");
  ExpectClose(indices->dgsm, Numbers((*vectors)["dgsm"]), "dgsm");
  EXPECT_TRUE(indices->dgsm_conf.empty());
}

// f = 3 x on (0, 2) at 0 and 1: derivative 3, variance of 0, 3 is 2.25; 9 * 4 / (2.25 pi^2).
TEST(DgsmTest, FollowsTheFormulaOnAHandWorkedCase) {
  const std::vector<double> x = {0, 0.5, 1, 0.5};
  std::vector<double> y = {0, 1.5, 3, 1.5};
  const std::array<double, 1> ranges = {2};
  const auto indices = AnalyzeDgsm({.x = x, .factors = 1, .y = y}, ranges, {.resamples = 300});
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->vi[0], 9);
  EXPECT_EQ(indices->vi_stdev[0], 0);
  EXPECT_NEAR(indices->dgsm[0], 16 / (std::numbers::pi * std::numbers::pi), 1e-14);
  // Half of the resamples hold one base point twice and count 0: s is half the index.
  EXPECT_NEAR(indices->dgsm_conf[0], 1.96 * indices->dgsm[0] / 2, 0.1);
  y.assign(4, 1);
  const auto constant = AnalyzeDgsm({.x = x, .factors = 1, .y = y}, ranges, {.resamples = 3});
  ASSERT_TRUE(constant);
  EXPECT_TRUE(constant->constant);
  EXPECT_EQ(constant->dgsm[0], 0);
  EXPECT_EQ(constant->dgsm_conf[0], 0);
}

TEST(DgsmTest, RefusesGapsAndRowsThatMoveNothing) {
  const std::vector<double> x = {0, 0.5, 1, 1};
  std::vector<double> y = {0, 1.5, 3, 3};
  const std::array<double, 1> ranges = {2};
  EXPECT_EQ(AnalyzeDgsm({.x = x, .factors = 1, .y = y}, ranges).problems().front().message,
            "row 4 does not change its factor (number 1)");
  y[0] = kGap;
  EXPECT_EQ(AnalyzeDgsm({.x = x, .factors = 1, .y = y}, ranges).problems().front().message,
            "1 of 4 rows has no result; derivative-based measures need every row of the design");
  const auto three = std::span(y).first(3);
  EXPECT_FALSE(AnalyzeDgsm({.x = std::span(x).first(3), .factors = 1, .y = three}, ranges));
}

// y = 1 + 2 a - 3 b + 5 a b on the four corners, a and b -1 or 1.
TEST(FractionalEffectsTest, AreTheCoefficientsOfAFullFactorial) {
  const std::vector<double> x = {10, 0, 10, 4, 20, 0, 20, 4};
  const std::vector<double> y = {1 - 2 + 3 + 5, 1 - 2 - 3 - 5, 1 + 2 + 3 - 5, 1 + 2 - 3 + 5};
  const auto effects = AnalyzeFractional({.x = x, .factors = 2, .y = y});
  ASSERT_TRUE(effects);
  EXPECT_EQ(effects->main, (std::vector<double>{2, -3}));
  ASSERT_EQ(effects->interactions.size(), 1U);
  EXPECT_EQ(effects->interactions[0].effect, 5);
}

TEST(FractionalEffectsTest, EqualTheReference) {
  const auto vectors = SamplingVectors("ff");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const std::vector<double> x = Numbers((*vectors)["X"]);
  const std::vector<double> y = Numbers((*vectors)["Y"]);
  const auto effects = AnalyzeFractional({.x = x, .factors = 8, .y = y});
  ASSERT_TRUE(effects);
  ExpectClose(effects->main, Numbers((*vectors)["ME"]), "main effects");
  std::vector<double> interactions;
  for (const InteractionEffect& pair : effects->interactions) interactions.push_back(pair.effect);
  ExpectClose(interactions, Numbers((*vectors)["IE"]), "interactions");
  EXPECT_EQ(effects->interactions[1].first, 0U);  // x1, x3
  EXPECT_EQ(effects->interactions[1].second, 2U);
}

TEST(FractionalEffectsTest, RefuseGapsAndOtherThanTwoLevels) {
  const std::vector<double> x = {0, 1, 2};
  std::vector<double> y = {0, 1, 2};
  EXPECT_EQ(AnalyzeFractional({.x = x, .factors = 1, .y = y}).problems().front().message,
            "factor 1 has other than two levels");
  y[1] = kGap;
  EXPECT_EQ(AnalyzeFractional({.x = x, .factors = 1, .y = y}).problems().front().message,
            "1 of 3 rows has no result; effects of a fractional design need every row of the "
            "design");
  EXPECT_FALSE(AnalyzeFractional({.x = {}, .factors = 1, .y = {}}));
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/sensitivity/feature_scores.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

// x = 0 0 1 1, y = 0 2 4 6. Line: xx = 1, yy = 20, xy = 4, r^2 = 0.8, F = 0.8 / 0.2 * 2 = 8. Two
// classes with means 1 and 5: between 2 * 4 + 2 * 4 = 16 over 1, within 2 + 2 = 4 over 2: F = 8.
// F(1, 2) is the square of t(2): p = 1 - sqrt(8 / (8 + 2)) = 0.10557.
// Each y is a class of its own: cells 1/4, I = 4 * 1/4 log(1/4 / (1/2 * 1/4)) = log 2; chance gives
// (2 - 1) (4 - 1) / 8.
TEST(FeatureScoresTest, FollowTheFormulasOnAHandWorkedCase) {
  const std::vector<double> x = {0, 0, 1, 1};
  const std::vector<double> y = {0, 2, 4, 6};
  const auto scored = ScoreFeatures({.x = x, .factors = 1, .y = y});
  ASSERT_TRUE(scored);
  const FeatureScore& score = scored->scores[0];
  EXPECT_NEAR(score.f_line, 8, 1e-12);
  EXPECT_NEAR(score.f_line_p, 1 - std::sqrt(0.8), 1e-12);
  EXPECT_NEAR(score.f_bins, 8, 1e-12);
  EXPECT_NEAR(score.f_bins_p, 1 - std::sqrt(0.8), 1e-12);
  EXPECT_NEAR(score.information, std::log(2), 1e-14);
  EXPECT_EQ(score.information_bias, 0.375);
}

// Six values, two bins: ranks 1..3 and 4..6 (class ceil(2 r / 6)). y is 1, 1, 1 and 5, 5, 5 but for
// one: sums of squares 6 (2 - ... worked below) about means 1 and 13/3; all 8/3.
//   between 3 (5/3)^2 * 2 = 50/3 over 1; within (2/3)^2 * 2 + (4/3)^2 = 8/3 over 4: F = 25.
TEST(FeatureScoresTest, PutMoreValuesThanBinsIntoClassesOfEquallyManyRows) {
  const std::vector<double> x = {6, 5, 4, 3, 2, 1};
  const std::vector<double> y = {5, 5, 3, 1, 1, 1};
  const auto scored = ScoreFeatures({.x = x, .factors = 1, .y = y}, {.bins = 2});
  ASSERT_TRUE(scored);
  EXPECT_NEAR(scored->scores[0].f_bins, 25, 1e-12);
}

// With two bins the ranks of 0 0 0 0 1 2 are 1 1 1 1 5 6: four rows in the first class, two in the
// second, however the rows are ordered.
TEST(FeatureScoresTest, KeepEqualValuesInOneClass) {
  const std::vector<double> y = {1, 2, 1, 2, 7, 8};
  const std::vector<double> x = {0, 0, 0, 0, 1, 2};
  const std::vector<double> y_turned = {2, 8, 1, 7, 2, 1};
  const std::vector<double> x_turned = {0, 2, 0, 1, 0, 0};
  const auto plain = ScoreFeatures({.x = x, .factors = 1, .y = y}, {.bins = 2});
  const auto turned = ScoreFeatures({.x = x_turned, .factors = 1, .y = y_turned}, {.bins = 2});
  ASSERT_TRUE(plain && turned);
  // Means 1.5, 7.5 and 3.5: between 4 * 4 + 2 * 16 = 48; within 4 / 4 + 1 / 2 = 1.5 over 4.
  EXPECT_NEAR(plain->scores[0].f_bins, 128, 1e-11);
  EXPECT_NEAR(turned->scores[0].f_bins, plain->scores[0].f_bins, 1e-11);
  EXPECT_EQ(turned->scores[0].information, plain->scores[0].information);
}

TEST(FeatureScoresTest, SeeACurveByBinsAndInformationOnly) {
  const std::vector<double> x = RandomPoints(2000, 2, 8);
  std::vector<double> y;
  for (std::size_t k = 0; k < 2000; ++k) y.push_back(std::fabs(x[2 * k] - 0.5));
  const auto scored = ScoreFeatures({.x = x, .factors = 2, .y = y});
  ASSERT_TRUE(scored);
  EXPECT_LT(scored->scores[0].f_line, 10);
  EXPECT_GT(scored->scores[0].f_bins, 1000);
  EXPECT_LT(scored->scores[0].f_bins_p, 1e-100);
  EXPECT_GT(scored->scores[0].information, 1);
  // The second factor is noise: its information is what chance gives.
  EXPECT_GT(scored->scores[1].f_bins_p, 0.001);
  EXPECT_NEAR(scored->scores[1].information, scored->scores[1].information_bias, 0.008);
}

TEST(FeatureScoresTest, OfAnExactStepAreInfinite) {
  const std::vector<double> x = {0, 0, 0, 1, 1, 1};
  const std::vector<double> y = {0.1, 0.1, 0.1, 0.7, 0.7, 0.7};
  const auto scored = ScoreFeatures({.x = x, .factors = 1, .y = y});
  ASSERT_TRUE(scored);
  EXPECT_TRUE(std::isinf(scored->scores[0].f_bins));
  EXPECT_EQ(scored->scores[0].f_bins_p, 0);
  EXPECT_GT(scored->scores[0].f_line, 1e10);
  EXPECT_NEAR(scored->scores[0].information, std::log(2), 1e-15);
}

TEST(FeatureScoresTest, OfWhatDoesNotVaryAreZero) {
  const std::vector<double> x = {3, 1, 3, 2, 3, 5, 3, 4};
  std::vector<double> y = {1, 2, 3, 4};
  const auto scored = ScoreFeatures({.x = x, .factors = 2, .y = y});
  ASSERT_TRUE(scored);
  EXPECT_EQ(scored->scores[0].f_line, 0);
  EXPECT_EQ(scored->scores[0].f_line_p, 1);
  EXPECT_EQ(scored->scores[0].f_bins, 0);
  EXPECT_EQ(scored->scores[0].information, 0);
  EXPECT_GT(scored->scores[1].f_line, 0);
  y.assign(4, 0.1);
  const auto constant = ScoreFeatures({.x = x, .factors = 2, .y = y});
  ASSERT_TRUE(constant);
  EXPECT_TRUE(constant->constant);
  EXPECT_EQ(constant->scores[1].f_line, 0);
  EXPECT_EQ(constant->scores[1].f_bins_p, 1);
}

TEST(FeatureScoresTest, DoNotDependOnUnitsOrExecutorAndDropGaps) {
  std::vector<double> x = RandomPoints(300, 3, 6);
  std::vector<double> y;
  for (std::size_t k = 0; k < 300; ++k) y.push_back(Ishigami(std::span(x).subspan(3 * k, 3)));
  const auto before = ScoreFeatures({.x = x, .factors = 3, .y = y});
  for (double& value : x) value = 5 - 8 * value;
  for (double& value : y) value = 2 + 16 * value;
  x.insert(x.end(), {1, 2, 3});
  y.push_back(kGap);
  ThreadExecutor executor(3);
  const auto after = ScoreFeatures({.x = x, .factors = 3, .y = y}, {}, &executor);
  ASSERT_TRUE(before && after);
  EXPECT_EQ(after->rows, (RowCount{.used = 300, .dropped = 1}));
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(after->scores[k].f_line, before->scores[k].f_line, 1e-9);
    EXPECT_NEAR(after->scores[k].f_bins, before->scores[k].f_bins, 1e-9);
    EXPECT_NEAR(after->scores[k].information, before->scores[k].information, 1e-12);
  }
  EXPECT_FALSE(
      ScoreFeatures({.x = std::span(x).first(6), .factors = 3, .y = std::span(y).first(2)}));
}

}  // namespace
}  // namespace dragoman::testing_support

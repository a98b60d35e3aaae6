#include "engine/sensitivity/monotone.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

constexpr double kMonotoneGap = std::numeric_limits<double>::quiet_NaN();

MonotoneResult CheckPath(const std::vector<double>& values, const std::vector<double>& errors,
                         const MonotoneOptions& options = {}) {
  const Checked<MonotoneResult> result = CheckMonotonePath(values, errors, options);
  EXPECT_TRUE(result.ok());
  return *result;
}

TEST(Monotone, RisingPathOfThreePointsByHand) {
  // Three pairs, so each is judged at 0.05 / 3: critical z = 2.128. Errors of changes: 0.03, 0.04
  // make 0.05.
  const MonotoneResult result = CheckPath({0.1, 0.2, 0.35}, {0.03, 0.04, 0.03});
  EXPECT_EQ(result.trend, PathTrend::kRising);
  EXPECT_EQ(result.pairs, 3U);
  EXPECT_NEAR(result.critical_z, 2.128, 5e-4);
  EXPECT_TRUE(result.weakly_rising());
  EXPECT_FALSE(result.weakly_falling());
  EXPECT_EQ(result.largest_fall.change, 0);
  // From first to last: 0.25 over sqrt(2) * 0.03, z = 5.893.
  EXPECT_EQ(result.largest_rise.from, 0U);
  EXPECT_EQ(result.largest_rise.to, 2U);
  EXPECT_NEAR(result.largest_rise.z, 0.25 / (0.03 * std::sqrt(2.0)), 1e-12);
  EXPECT_NEAR(result.whole.change, 0.25, 1e-15);
}

TEST(Monotone, FallWithinNoiseDoesNotSpoilARise) {
  // The fall of 0.1 has z = 0.1 / 0.05 = 2, p = 3 * 0.02275 = 0.0683: not significant.
  const MonotoneResult result = CheckPath({0.1, 0.6, 0.5}, {0.01, 0.03, 0.04});
  EXPECT_EQ(result.trend, PathTrend::kRising);
  EXPECT_EQ(result.largest_fall.from, 1U);
  EXPECT_EQ(result.largest_fall.to, 2U);
  EXPECT_NEAR(result.largest_fall.z, 2, 1e-12);
  EXPECT_NEAR(result.largest_fall.p, 0.06825, 1e-5);
  EXPECT_FALSE(result.largest_fall.significant);
}

TEST(Monotone, SlowSlideCountsThoughNoStepDoes) {
  // Each step falls by 0.05 with z = 1.77 at most; the whole falls by 0.2, z = 7.07.
  const MonotoneResult result =
      CheckPath({0.6, 0.55, 0.5, 0.45, 0.4}, {0.02, 0.02, 0.02, 0.02, 0.02});
  EXPECT_EQ(result.trend, PathTrend::kFalling);
  EXPECT_EQ(result.largest_fall.from, 0U);
  EXPECT_EQ(result.largest_fall.to, 4U);
  EXPECT_FALSE(result.weakly_rising());
}

TEST(Monotone, UpAndDownIsMixed) {
  const MonotoneResult result = CheckPath({0.2, 0.6, 0.2}, {0.02, 0.02, 0.02});
  EXPECT_EQ(result.trend, PathTrend::kMixed);
  EXPECT_FALSE(result.weakly_rising());
  EXPECT_FALSE(result.weakly_falling());
  EXPECT_EQ(result.whole.change, 0);
  EXPECT_EQ(result.whole.p, 1);
}

TEST(Monotone, LevelPathIsFlatAndBothWeakly) {
  const MonotoneResult result = CheckPath({0, 0, 0}, {0, 0, 0});
  EXPECT_EQ(result.trend, PathTrend::kFlat);
  EXPECT_TRUE(result.weakly_rising());
  EXPECT_TRUE(result.weakly_falling());
}

TEST(Monotone, WithoutErrorsAnyChangeCountsUnlessTolerated) {
  MonotoneOptions options;
  EXPECT_EQ(CheckPath({1, 1 - 1e-9}, {0, 0}, options).trend, PathTrend::kFalling);
  options.tolerance = 0.01;
  const MonotoneResult result = CheckPath({1, 1 - 1e-9, 2}, {0, 0, 0}, options);
  EXPECT_EQ(result.trend, PathTrend::kRising);
  EXPECT_TRUE(std::isinf(result.largest_fall.z));
  EXPECT_FALSE(result.largest_fall.significant);
}

TEST(Monotone, GapsAreLeftOutAndCounted) {
  const MonotoneResult result = CheckPath({0.1, kMonotoneGap, 0.5}, {0.01, kMonotoneGap, 0.01});
  EXPECT_EQ(result.gaps, 1U);
  EXPECT_EQ(result.pairs, 1U);
  EXPECT_EQ(result.largest_rise.to, 2U);
}

TEST(Monotone, PairedChangesByHand) {
  // Changes within replicates: 1, 1, 2, 0: mean 1, variance 2/3, error sqrt(1/6).
  const std::vector<double> outcomes = {5, 9, 1, 3, 6, 10, 3, 3};
  const Checked<MonotoneResult> result = CheckMonotonePathPaired(outcomes, 4);
  ASSERT_TRUE(result.ok());
  EXPECT_DOUBLE_EQ(result->whole.change, 1);
  EXPECT_NEAR(result->whole.standard_error, std::sqrt(1.0 / 6), 1e-15);
  // z = 2.449 against 1.645 for the one pair.
  EXPECT_EQ(result->trend, PathTrend::kRising);
}

TEST(Monotone, PairingFindsWhatIndependentErrorsHide) {
  // A common noise of 1 and a fall of 0.01 a point with a noise of its own of 0.02.
  constexpr std::size_t kReplicates = 200;
  std::vector<double> outcomes;
  std::vector<double> means;
  for (std::size_t point = 0; point < 5; ++point) {
    double mean = 0;
    for (std::size_t r = 0; r < kReplicates; ++r) {
      const Random random(9, r);
      outcomes.push_back(random.Normal(StreamKey{1}) - 0.01 * static_cast<double>(point) +
                         0.02 * random.Normal(StreamKey{2}, point));
      mean += outcomes.back() / kReplicates;
    }
    means.push_back(mean);
  }
  const Checked<MonotoneResult> paired = CheckMonotonePathPaired(outcomes, kReplicates);
  ASSERT_TRUE(paired.ok());
  EXPECT_EQ(paired->trend, PathTrend::kFalling);
  const double error = 1 / std::sqrt(static_cast<double>(kReplicates));
  EXPECT_EQ(CheckPath(means, std::vector<double>(5, error)).trend, PathTrend::kFlat);
}

TEST(Monotone, PairsUseTheReplicatesThatBothHave) {
  // Replicates 0 and 2: changes 1 and 3, mean 2.
  const std::vector<double> outcomes = {1, kMonotoneGap, 2, 4, 2, 7, 5, kMonotoneGap};
  const Checked<MonotoneResult> result = CheckMonotonePathPaired(outcomes, 4);
  ASSERT_TRUE(result.ok());
  EXPECT_DOUBLE_EQ(result->whole.change, 2);
}

TEST(Monotone, LevelNoisyPathsRarelyShowAFall) {
  int falls = 0;
  for (std::uint64_t path = 0; path < 2000; ++path) {
    std::vector<double> values;
    const Random random(4, path);
    for (std::uint64_t k = 0; k < 6; ++k) values.push_back(random.Normal(StreamKey{3}, k));
    if (!CheckPath(values, std::vector<double>(6, 1)).weakly_rising()) ++falls;
  }
  // At most 5 % by Bonferroni, and the bound is not idle.
  EXPECT_LT(falls, 2000 * 0.06);
  EXPECT_GT(falls, 2000 * 0.01);
}

TEST(Monotone, RefusesBadInput) {
  EXPECT_FALSE(CheckMonotonePath({{1.0}}, {{0.1}}).ok());
  EXPECT_FALSE(CheckMonotonePath({{1.0, kMonotoneGap}}, {{0.1, 0.1}}).ok());
  EXPECT_FALSE(CheckMonotonePath({{1.0, 2.0}}, {{0.1}}).ok());
  EXPECT_FALSE(CheckMonotonePath({{1.0, 2.0}}, {{0.1, -0.1}}).ok());
  EXPECT_FALSE(CheckMonotonePath({{1.0, 2.0}}, {{0.1, kMonotoneGap}}).ok());
  EXPECT_FALSE(CheckMonotonePathPaired({{1.0, 2.0, 3.0}}, 2).ok());
  MonotoneOptions options;
  options.alpha = 0;
  EXPECT_EQ(CheckMonotonePath({{1.0, 2.0}}, {{0.1, 0.1}}, options).problems()[0].path, "alpha");
}

}  // namespace
}  // namespace dragoman

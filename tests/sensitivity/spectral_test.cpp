// eFAST and RBD-FAST.

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/sensitivity/efast_indices.h"
#include "engine/sensitivity/rbd_fast.h"
#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

// Outcomes of a model of numbers in (0, 1) along the search curve of each factor; the others have
// frequencies spread over 1 .. frequency / 8, as the method wants.
template <class Model>
std::vector<double> CurveOutcomes(std::size_t factors, std::size_t points, std::size_t frequency,
                                  const Model& model) {
  std::vector<double> y;
  for (std::size_t own = 0; own < factors; ++own) {
    for (std::size_t t = 0; t < points; ++t) {
      std::vector<double> u(factors);
      std::size_t other = 0;
      for (std::size_t k = 0; k < factors; ++k) {
        const std::size_t spread =
            1 + (k == own ? 0 : other++) * (frequency / 8 - 1) / (factors - 2);
        const double w = static_cast<double>(k == own ? frequency : spread);
        const double s =
            2 * std::numbers::pi * static_cast<double>(t) / static_cast<double>(points);
        u[k] = 0.5 + std::asin(std::sin(w * s + static_cast<double>(k))) / std::numbers::pi;
      }
      y.push_back(model(u));
    }
  }
  return y;
}

TEST(EfastIndicesTest, EqualTheReference) {
  const auto vectors = SamplingVectors("fast");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const auto indices = AnalyzeEfast(Numbers((*vectors)["Y"]), 3, {.harmonics = (*vectors)["M"]});
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->curve_points, (*vectors)["N"].get<std::size_t>());
  EXPECT_EQ(indices->frequency, (*vectors)["omega_0"].get<std::size_t>());
  ExpectClose(indices->s1, Numbers((*vectors)["S1"]), "S1");
  ExpectClose(indices->st, Numbers((*vectors)["ST"]), "ST");
}

// N = 9, M = 1: the factor has frequency 4, others at most 2. y = cos(4 s) + cos(s): half of the
// power is the factor's (S1 = 1/2), half lies at frequencies up to 2 (ST = 1 - 1/2).
TEST(EfastIndicesTest, AreSharesOfTheSpectrum) {
  for (const std::size_t n : {9, 10}) {  // both (n - 1) / 2 = 4; 10 has a middle frequency, empty
    std::vector<double> y;
    for (std::size_t t = 0; t < n; ++t) {
      const double s = 2 * std::numbers::pi * static_cast<double>(t) / static_cast<double>(n);
      y.push_back(3 + std::cos(4 * s) + std::cos(s));
    }
    const auto indices = AnalyzeEfast(y, 1, {.harmonics = 1});
    ASSERT_TRUE(indices);
    EXPECT_EQ(indices->frequency, 4U);
    EXPECT_NEAR(indices->s1[0], 0.5, 1e-14);
    EXPECT_NEAR(indices->st[0], 0.5, 1e-14);
  }
}

// The reference leaves frequency N / 2 of an even N out of the variance.
TEST(EfastIndicesTest, LeaveOutTheMiddleFrequency) {
  std::vector<double> y;
  for (int t = 0; t < 10; ++t) {
    y.push_back(std::cos(2 * std::numbers::pi * 4 * t / 10) + (t % 2 == 0 ? 5 : -5));
  }
  const auto indices = AnalyzeEfast(y, 1, {.harmonics = 1});
  ASSERT_TRUE(indices);
  EXPECT_NEAR(indices->s1[0], 1, 1e-12);
}

TEST(EfastIndicesTest, ComeNearTheTrueIndicesOfIshigamisFunction) {
  const auto indices = AnalyzeEfast(CurveOutcomes(3, 4097, 512, Ishigami), 3);
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->frequency, 512U);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(indices->s1[k], kIshigamiS1[k], 0.02);
    // Four harmonics, and others' harmonics below half the frequency: ST is known to run low or
    // high by a few hundredths.
    EXPECT_NEAR(indices->st[k], kIshigamiSt[k], 0.06);
  }
}

TEST(EfastIndicesTest, OfAnAdditiveModelAddUpToOne) {
  const auto model = [](const std::vector<double>& u) { return 4 * u[0] + 2 * u[1] + u[2]; };
  const auto indices = AnalyzeEfast(CurveOutcomes(3, 1025, 128, model), 3);
  ASSERT_TRUE(indices);
  EXPECT_NEAR(indices->s1[0] + indices->s1[1] + indices->s1[2], 1, 0.01);
  EXPECT_NEAR(indices->st[0] + indices->st[1] + indices->st[2], 1, 0.01);
}

TEST(EfastIndicesTest, OfAConstantCurveAreZeroAndSaySo) {
  std::vector<double> y(std::size_t{65} * 2, 2.5);
  for (std::size_t t = 65; t < y.size(); ++t) y[t] = static_cast<double>(t % 7);
  const auto indices = AnalyzeEfast(y, 2);
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->constant, (std::vector<char>{1, 0}));
  EXPECT_EQ(indices->s1[0], 0);
  EXPECT_EQ(indices->st[0], 0);
  EXPECT_GT(indices->st[1], 0);
}

TEST(EfastIndicesTest, RefuseGapsAndShortCurves) {
  std::vector<double> y(130, 1);
  y[3] = kGap;
  EXPECT_EQ(AnalyzeEfast(y, 2).problems().front().message,
            "1 of 130 rows has no result; eFAST indices need every row of the design");
  const std::vector<double> few(128, 1);
  EXPECT_EQ(AnalyzeEfast(few, 2).problems().front().expected,
            "equally many rows for each factor, at least 65");
  EXPECT_FALSE(AnalyzeEfast(y, 3));
}

struct RbdIshigami {
  explicit RbdIshigami(std::size_t rows) : x(RandomPoints(rows, 3, 4)) {
    for (std::size_t k = 0; k < rows; ++k) y.push_back(Ishigami(std::span(x).subspan(3 * k, 3)));
  }
  Samples samples() const { return {.x = x, .factors = 3, .y = y}; }
  std::vector<double> x;
  std::vector<double> y;
};

TEST(RbdFastTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("given_data_lhs500_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const std::vector<double> x = Numbers((*vectors)["X"]);
  const std::vector<double> y = Numbers((*vectors)["Y"]);
  const auto indices = AnalyzeRbdFast({.x = x, .factors = 3, .y = y});
  ASSERT_TRUE(indices);
  ExpectClose(indices->s1, Numbers((*vectors)["rbd_fast_M10"]["S1"]), "S1");
}

TEST(RbdFastTest, ComesNearTheTrueIndices) {
  const RbdIshigami sample(20'000);
  const auto indices = AnalyzeRbdFast(sample.samples());
  ASSERT_TRUE(indices);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(indices->s1[k], kIshigamiS1[k], 0.02);
}

TEST(RbdFastTest, DropsGapsAndSaysHowMany) {
  RbdIshigami sample(501);
  const RbdIshigami whole(500);  // the same first 500 points
  sample.y[500] = kGap;
  ThreadExecutor executor(3);
  const auto gaps = AnalyzeRbdFast(sample.samples(), {}, &executor);
  const auto complete = AnalyzeRbdFast(whole.samples());
  ASSERT_TRUE(gaps && complete);
  EXPECT_EQ(gaps->rows, (RowCount{.used = 500, .dropped = 1}));
  EXPECT_EQ(gaps->s1, complete->s1);
}

TEST(RbdFastTest, OfAConstantOutcomeIsZeroAndOfFewRowsRefused) {
  RbdIshigami sample(100);
  sample.y.assign(100, 1);
  const auto indices = AnalyzeRbdFast(sample.samples());
  ASSERT_TRUE(indices);
  EXPECT_TRUE(indices->constant);
  EXPECT_EQ(indices->s1, std::vector<double>(3, 0));
  EXPECT_EQ(AnalyzeRbdFast(RbdIshigami(20).samples()).problems().front().message,
            "20 of 20 rows have a result; the random balance design needs at least 21");
}

}  // namespace
}  // namespace dragoman::testing_support

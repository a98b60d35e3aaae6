#include "engine/core/distribution.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <string>
#include <tuple>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman {
namespace {

/// I_x(a, b) for whole a and b as a binomial sum, in long double: independent of the code under
/// test.
long double BinomialTail(long double x, int a, int b) {
  const int n = a + b - 1;
  long double coefficient = 1;  // C(n, j)
  long double sum = 0;
  for (int j = 0; j <= n; ++j) {
    if (j >= a)
      sum += coefficient * std::pow(x, static_cast<long double>(j)) *
             std::pow(1 - x, static_cast<long double>(n - j));
    coefficient = coefficient * static_cast<long double>(n - j) / static_cast<long double>(j + 1);
  }
  return sum;
}

TEST(DistributionTest, MomentsOfEachKind) {
  EXPECT_EQ(Distribution::Point(0.3).mean(), 0.3);
  EXPECT_EQ(Distribution::Point(0.3).variance(), 0);
  EXPECT_DOUBLE_EQ(Distribution::Uniform(0.2, 0.8).mean(), 0.5);
  EXPECT_DOUBLE_EQ(Distribution::Uniform(0.2, 0.8).variance(), 0.03);  // 0.6^2 / 12
  EXPECT_DOUBLE_EQ(Distribution::Beta(6, 4).mean(), 0.6);
  EXPECT_DOUBLE_EQ(Distribution::Beta(6, 4).variance(), 24.0 / 1100);  // ab / ((a+b)^2 (a+b+1))
  EXPECT_EQ(Distribution::Normal(2, 3).mean(), 2);
  EXPECT_EQ(Distribution::Normal(2, 3).variance(), 9);
}

TEST(DistributionTest, GoodParametersPass) {
  for (const Distribution& good :
       {Distribution::Point(-1), Distribution::Uniform(0, 1), Distribution::Uniform(2, 2),
        Distribution::Beta(0.5, 1e6), Distribution::Normal(-4, 1e-9)}) {
    EXPECT_TRUE(CheckDistribution(good, "x").empty());
  }
}

TEST(DistributionTest, BadParametersAreNamedWithTheirPlace) {
  EXPECT_EQ(
      CheckDistribution(Distribution::Uniform(0.6, 0.2), "wait.q"),
      (Diagnostics{{"wait.q", "the lower end 0.6 is above the upper end 0.2", "lower end first"}}));
  EXPECT_EQ(CheckDistribution(Distribution::Beta(0, -2), "p"),
            (Diagnostics{{"p", "alpha is 0", "a number above 0, at most 1e6"},
                         {"p", "beta is -2", "a number above 0, at most 1e6"}}));
  EXPECT_EQ(CheckDistribution(Distribution::Normal(1, 0), "p"),
            (Diagnostics{{"p", "the standard deviation is 0", "a finite number above 0"}}));
}

TEST(DistributionTest, WhatIsNotFiniteIsRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, infinity}) {
    for (const Distribution& wrong :
         {Distribution::Point(bad), Distribution::Uniform(0, bad), Distribution::Uniform(bad, 0),
          Distribution::Beta(bad, 1), Distribution::Beta(1, bad), Distribution::Normal(bad, 1),
          Distribution::Normal(0, bad)}) {
      EXPECT_EQ(CheckDistribution(wrong, "x").size(), 1U);
    }
  }
  EXPECT_EQ(CheckDistribution(Distribution::Uniform(-1.5e308, 1.5e308), "x").size(), 1U);
}

TEST(SamplerTest, PointUniformAndNormalInvertTheirDistribution) {
  EXPECT_EQ(Sampler(Distribution::Point(0.3)).Quantile(0.9), 0.3);
  EXPECT_EQ(Sampler(Distribution::Uniform(2, 6)).Quantile(0.25), 3);
  EXPECT_EQ(Sampler(Distribution::Uniform(2, 2)).Quantile(0.25), 2);
  EXPECT_EQ(Sampler(Distribution::Normal(10, 2)).Quantile(0.5), 10);
  EXPECT_NEAR(Sampler(Distribution::Normal(10, 2)).Quantile(0.975), 10 + 2 * 1.959963984540054,
              1e-14);
}

TEST(SamplerTest, AgreesWithTheSharedReferenceQuantiles) {
#ifdef DRAGOMAN_SHARED_DIR
  std::ifstream file(std::string(DRAGOMAN_SHARED_DIR) + "/vectors/sampling/inverse_cdf.json");
#else
  std::ifstream file;
  file.setstate(std::ios::failbit);
#endif
  if (!file) GTEST_SKIP() << "no reference quantiles (vectors/sampling/inverse_cdf.json)";
  const nlohmann::json reference = nlohmann::json::parse(file);
  int compared = 0;
  for (std::size_t column = 0; column < reference["dists"].size(); ++column) {
    const std::string kind = reference["dists"][column];
    if (kind != "unif" && kind != "norm") continue;  // the others are not kinds of Distribution
    const double a = reference["bounds"][column][0];
    const double b = reference["bounds"][column][1];
    const Sampler sampler(kind == "unif" ? Distribution::Uniform(a, b)
                                         : Distribution::Normal(a, b));
    for (std::size_t row = 0; row < reference["u"].size(); ++row) {
      const double expected = reference["x"][row][column];
      EXPECT_NEAR(sampler.Quantile(reference["u"][row][column]), expected,
                  1e-14 * (1 + std::abs(expected)));
      ++compared;
    }
  }
  EXPECT_GE(compared, 96);  // 32 rows of three columns
}

TEST(SamplerTest, UniformStaysWithinItsEnds) {
  const Sampler sampler(Distribution::Uniform(0.1, 0.3));
  EXPECT_GE(sampler.Quantile(0x1p-53), 0.1);
  EXPECT_LE(sampler.Quantile(1 - 0x1p-53), 0.3);
}

// Beta(1, 1): x. Beta(2, 1): x^2 = u. Beta(1, 3): 1 - (1 - x)^3 = u. Beta(1/2, 1/2): sin^2(pi u /
// 2).
TEST(SamplerTest, BetaQuantilesWithClosedForms) {
  const Sampler flat(Distribution::Beta(1, 1));
  const Sampler square(Distribution::Beta(2, 1));
  const Sampler cube(Distribution::Beta(1, 3));
  const Sampler arcsine(Distribution::Beta(0.5, 0.5));
  for (int k = 1; k < 500; ++k) {
    const double u = k / 500.0;
    EXPECT_NEAR(flat.Quantile(u), u, 1e-15);
    EXPECT_NEAR(square.Quantile(u), std::sqrt(u), 2e-15);
    EXPECT_NEAR(cube.Quantile(u), 1 - std::cbrt(1 - u), 2e-15);
    EXPECT_NEAR(arcsine.Quantile(u), std::pow(std::sin(std::acos(-1) * u / 2), 2), 5e-15);
  }
}

class BetaShape : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(BetaShape, QuantileInvertsTheBinomialSum) {
  const auto [a, b] = GetParam();
  const Sampler sampler(Distribution::Beta(a, b));
  const double tolerance = a + b <= 20 ? 1e-14 : 2e-15 * (a + b);  // as IncompleteBeta documents
  for (int k = 1; k < 2000; ++k) {
    const double u = k / 2000.0;
    const long double back = BinomialTail(sampler.Quantile(u), a, b);
    ASSERT_NEAR(static_cast<double>(back - u), 0, tolerance) << u;
  }
  for (const double u : {1e-3, 1e-6, 1e-12, 1e-100}) {  // relative in the tail
    const long double back = BinomialTail(sampler.Quantile(u), a, b);
    EXPECT_NEAR(static_cast<double>(back / u), 1, 1e-12) << u;
  }
}
INSTANTIATE_TEST_SUITE_P(Whole, BetaShape,
                         testing::Values(std::pair(6, 4), std::pair(5, 5), std::pair(2, 3),
                                         std::pair(1, 9), std::pair(30, 20), std::pair(1, 1),
                                         std::pair(100, 2), std::pair(11, 9), std::pair(3, 17)));

class OddBetaShape : public testing::TestWithParam<std::pair<double, double>> {};

/// The quantile is as good as the doubles next to it: u lies between the probabilities on either
/// side, give or take 1e-12.
TEST_P(OddBetaShape, QuantileIsTheNearestDoubleInTheTailsToo) {
  const auto [a, b] = GetParam();
  const Sampler sampler(Distribution::Beta(a, b));
  const double log_beta = portable::LogGamma(a) + portable::LogGamma(b) - portable::LogGamma(a + b);
  for (int k = 1; k < 4000; ++k) {
    const double u = k / 4000.0;
    const double x = sampler.Quantile(u);
    ASSERT_GE(x, 0);
    ASSERT_LE(x, 1);
    const double below = x < 1e-299 ? 0 : portable::IncompleteBeta(x - 2e-16, a, b, log_beta);
    const double above = portable::IncompleteBeta(x + 2e-16, a, b, log_beta);
    ASSERT_LE(below, u + 1e-12) << u << ' ' << x;
    ASSERT_GE(above, u - 1e-12) << u << ' ' << x;
  }
}
INSTANTIATE_TEST_SUITE_P(Odd, OddBetaShape,
                         testing::Values(std::pair(0.5, 0.5), std::pair(0.3, 2.0),
                                         std::pair(2.0, 0.1), std::pair(0.05, 0.05),
                                         std::pair(0.001, 0.001), std::pair(0.001, 50.0),
                                         std::pair(1000.0, 3000.0), std::pair(1.5, 700.0)));

TEST(SamplerTest, TheMostExtremeShapesStayInTheUnitInterval) {
  for (const double a : {1e-300, 1e-6, 1.0, 1e6}) {
    for (const double b : {1e-300, 1e-6, 1.0, 1e6}) {
      const Sampler sampler(Distribution::Beta(a, b));
      double before = 0;
      for (const double u : {0x1p-53, 0.01, 0.3, 0.7, 0.99, 1 - 0x1p-53}) {
        const double x = sampler.Quantile(u);
        EXPECT_GE(x, before - 1e-12) << a << ' ' << b << ' ' << u;
        EXPECT_LE(x, 1) << a << ' ' << b << ' ' << u;
        before = x;
      }
    }
  }
}

TEST(SamplerTest, BetaQuantileIsMonotoneInsideCellsAndAcrossThem) {
  for (const auto& [a, b] : {std::pair(6.0, 4.0), std::pair(0.3, 2.0), std::pair(200.0, 300.0)}) {
    const Sampler sampler(Distribution::Beta(a, b));
    double before = 0;
    for (int k = 0; k < 50000; ++k) {
      const double x = sampler.Quantile((k + 0.5) / 50000);
      ASSERT_GT(x, before) << a << ' ' << b << ' ' << k;
      before = x;
    }
  }
}

TEST(SamplerTest, SwappedShapesMirrorEachOtherExactly) {
  const Sampler forward(Distribution::Beta(2, 5));
  const Sampler mirrored(Distribution::Beta(5, 2));
  for (int k = 129; k < 256; ++k) {  // above the median, where 1 - x is what is computed
    EXPECT_EQ(forward.Quantile(k / 256.0), 1 - mirrored.Quantile(1 - k / 256.0));
  }
  const Sampler symmetric(Distribution::Beta(5, 5));
  EXPECT_EQ(symmetric.Quantile(0.75), 1 - symmetric.Quantile(0.25));
  EXPECT_NEAR(symmetric.Quantile(0.5), 0.5, 1e-15);
}

TEST(SamplerTest, DrawsHaveTheMomentsOfTheDistribution) {
  constexpr int kDraws = 50000;
  const Random random(8, 0);
  const StreamKey stream = MakeStream("moments");
  for (const Distribution& distribution :
       {Distribution::Uniform(-1, 3), Distribution::Beta(6, 4), Distribution::Normal(5, 0.5)}) {
    const Sampler sampler(distribution);
    double sum = 0;
    double squares = 0;
    for (std::uint64_t k = 0; k < kDraws; ++k) {
      const double deviation = sampler.Quantile(random.Uniform(stream, k)) - distribution.mean();
      sum += deviation;
      squares += deviation * deviation;
    }
    const double sd = std::sqrt(distribution.variance());
    EXPECT_NEAR(sum / kDraws, 0, 4 * sd / std::sqrt(kDraws));
    EXPECT_NEAR(squares / kDraws / distribution.variance(), 1, 0.03);
  }
}

}  // namespace
}  // namespace dragoman

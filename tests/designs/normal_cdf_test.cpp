#include "engine/designs/normal_cdf.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

struct KnownValue {
  double x;
  double probability;
};

// Computed with 40 digits (mpmath), of the double nearest to each x.
constexpr KnownValue kKnown[] = {
    {-37, 5.7255712225245768227e-300},  {-30.1, 2.4226672179857587657e-199},
    {-20.3, 6.4292444676983463386e-92}, {-12.7, 2.9564853648520500771e-37},
    {-8.1, 2.7479593923982284938e-16},  {-5.01, 2.7215017728558193867e-7},
    {-3.3, 0.0004834241423837775071},   {-2, 0.0227501319481792072},
    {-1.5, 0.066807201268858066004},    {-1.01, 0.15624764502125459579},
    {-1, 0.15865525393145705141},       {-0.9, 0.18406012534675948265},
    {-0.5, 0.30853753872598689636},     {-0.1, 0.46017216272297101633},
    {-1e-9, 0.4999999996010577196},     {0, 0.5},
    {0.3, 0.61791142218895263307},      {1, 0.84134474606854294859},
    {1.7, 0.95543453724145695634},      {4, 0.99996832875816688008},
    {8, 0.9999999999999993779},
};

TEST(NormalCdfTest, AgreesWithFortyDigitValues) {
  for (const KnownValue& known : kKnown) {
    EXPECT_NEAR(NormalCdf(known.x) / known.probability, 1, 1e-15) << known.x;
  }
}

// std::erfc is right to an ulp or two, but its argument x / sqrt(2) is rounded, which the far tail
// magnifies: compared near the centre, over both methods.
TEST(NormalCdfTest, AgreesWithTheComplementaryErrorFunction) {
  for (int k = -3000; k <= 3000; ++k) {
    const double x = k / 1000.0;
    const double expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
    EXPECT_NEAR(NormalCdf(x) / expected, 1, 4e-15) << x;
  }
}

TEST(NormalCdfTest, NeverFallsAndInvertsTheQuantile) {
  double before = 0;
  for (int k = -40000; k <= 40000; ++k) {
    const double probability = NormalCdf(k / 1000.0);
    ASSERT_GE(probability, before) << k;
    before = probability;
  }
  for (const double p : {1e-300, 1e-50, 1e-8, 0.01, 0.2, 0.5, 0.7, 0.99}) {
    // The quantile is rounded: relative x^2 ulps in the tail.
    const double z = portable::NormalQuantile(p);
    EXPECT_NEAR(NormalCdf(z) / p, 1, 1e-15 * (4 + z * z)) << p;
  }
}

TEST(NormalCdfTest, EndsAtNothingAndAll) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(NormalCdf(-kInfinity), 0);
  EXPECT_EQ(NormalCdf(kInfinity), 1);
  EXPECT_EQ(NormalCdf(-40), 0);
  EXPECT_EQ(NormalCdf(40), 1);
  EXPECT_TRUE(std::isnan(NormalCdf(std::numeric_limits<double>::quiet_NaN())));
}

}  // namespace
}  // namespace dragoman

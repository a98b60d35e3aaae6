#include "engine/experiments/statistics.h"

#include <vector>

#include <gtest/gtest.h>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

const StreamKey kFlips = MakeStream("statistics test");

// The 97.5 % points of any printed table of Student's t.
TEST(StudentQuantileTest, AgreesWithThePrintedTable) {
  EXPECT_NEAR(StudentQuantile(0.95, 1), 12.7062047362, 1e-8);
  EXPECT_NEAR(StudentQuantile(0.95, 4), 2.7764451052, 1e-9);
  EXPECT_NEAR(StudentQuantile(0.95, 30), 2.0422724563, 1e-9);
  EXPECT_NEAR(StudentQuantile(0.99, 10), 3.1692726726, 1e-9);
}

// One degree of freedom is the Cauchy distribution: P(|T| <= 1) = 1/2.
TEST(StudentQuantileTest, OfOneDegreeIsCauchys) {
  EXPECT_NEAR(StudentQuantile(0.5, 1), 1, 1e-12);
  EXPECT_NEAR(StudentTail(1, 1), 0.5, 1e-12);
}

TEST(StudentQuantileTest, OfManyDegreesIsTheNormalOne) {
  EXPECT_NEAR(StudentQuantile(0.95, 1e6), portable::NormalQuantile(0.975), 5e-6);
}

TEST(StudentTailTest, UndoesTheQuantile) {
  for (const double degrees : {1.0, 2.0, 7.0, 100.0, 5000.0}) {
    EXPECT_NEAR(StudentTail(StudentQuantile(0.95, degrees), degrees), 0.05, 1e-10) << degrees;
  }
}

// 1 .. 5: mean 3, s^2 = 10 / 4, error sqrt(2.5 / 5) = 0.70710678, times 2.7764451 = 1.96324315.
TEST(EstimateMeanTest, GivesStudentsInterval) {
  const std::vector<double> values = {1, 2, 3, 4, 5};
  const Estimate estimate = EstimateMean(values);
  EXPECT_EQ(estimate.n, 5U);
  EXPECT_EQ(estimate.mean, 3);
  EXPECT_NEAR(estimate.low, 3 - 1.96324315, 1e-7);
  EXPECT_NEAR(estimate.high, 3 + 1.96324315, 1e-7);
}

TEST(EstimateMeanTest, OfOneValueHasNoInterval) {
  const std::vector<double> values = {0.25};
  const Estimate estimate = EstimateMean(values);
  EXPECT_FALSE(estimate.has_interval());
  EXPECT_EQ(estimate.mean, 0.25);
  EXPECT_EQ(estimate.low, 0.25);
  EXPECT_EQ(EstimateMean({}).n, 0U);
}

TEST(EstimateMeanTest, OfEqualValuesIsAPoint) {
  const std::vector<double> values = {0.5, 0.5, 0.5};
  const Estimate estimate = EstimateMean(values);
  EXPECT_EQ(estimate.low, 0.5);
  EXPECT_EQ(estimate.high, 0.5);
}

// 1 + 2 + 3 = 6. Of the eight sums only 6 and -6 are as far from 0: p = 2/8.
TEST(TestPairedTest, ThreeDifferencesOfOneSignAreWorthAQuarter) {
  const std::vector<double> differences = {1, 2, 3};
  const PairedTest test = TestPaired(differences, Random(1, 0), kFlips);
  EXPECT_EQ(test.method, PairedMethod::kExact);
  EXPECT_EQ(test.p, 0.25);
  EXPECT_EQ(test.difference.mean, 2);
}

// Sums of {4, 1, -1, 2}: 6 observed. With signs free: |s| >= 6 for 4+1+1+2 = 8, 4-1+1+2 = 6,
// 4+1-1+2 = 6 and their negatives: 6 of 16.
TEST(TestPairedTest, CountsFlipsAsFarFromZeroOnBothSides) {
  const std::vector<double> differences = {4, 1, -1, 2};
  EXPECT_EQ(TestPaired(differences, Random(1, 0), kFlips).p, 6.0 / 16.0);
}

TEST(TestPairedTest, DifferencesOfZeroChangeNothing) {
  const std::vector<double> differences = {0, 1, 0, 2, 3, 0};
  EXPECT_EQ(TestPaired(differences, Random(1, 0), kFlips).p, 0.25);
}

TEST(TestPairedTest, NoDifferenceIsNoEvidence) {
  const std::vector<double> differences = {0, 0, 0};
  EXPECT_EQ(TestPaired(differences, Random(1, 0), kFlips).p, 1);
  const std::vector<double> one = {0.3};
  EXPECT_EQ(TestPaired(one, Random(1, 0), kFlips).p, 1);
}

// 0.1 + 0.2 + 0.3 rounds otherwise than 0.3 + 0.2 + 0.1; the walk through all flips ends near both.
TEST(TestPairedTest, RoundingDoesNotHideAnEqualSum) {
  const std::vector<double> differences = {0.1, 0.2, 0.3, 0.3, 0.2, 0.1, 0.7};
  EXPECT_EQ(TestPaired(differences, Random(1, 0), kFlips).p, 2.0 / 128.0);
}

TEST(TestPairedTest, SampledFlipsComeNearTheExactShare) {
  // 19 differences, one of which decides: |sum| is largest when all small ones agree with it or
  // cancel; the exact share follows from the binomial distribution. 18 of size 1, sum 18 - 2k, and
  // one of size 0.5: observed 12 + 0.5. P(|S| >= 12.5) = 2 P(S >= 12.5), S = 18 - 2 B + e / 2 with
  // B binomial(18, 1/2): S >= 12.5 is B <= 2, or B = 3 with e = 1.
  // (1 + 18 + 153 + 816 / 2) / 2^18 = 580 / 262144, twice that is 0.00442505.
  std::vector<double> differences(18, 1.0);
  for (std::size_t k = 0; k < 3; ++k) differences[k] = -1;
  differences.push_back(0.5);
  const PairedTest test = TestPaired(differences, Random(1, 0), kFlips);
  EXPECT_EQ(test.method, PairedMethod::kSampled);
  EXPECT_NEAR(test.p, 0.00442505, 0.0015);
}

TEST(TestPairedTest, ManyDifferencesAreLeftToStudent) {
  std::vector<double> differences;
  for (std::size_t k = 0; k < kMaxSampledFlips + 1; ++k) {
    differences.push_back(k % 2 == 0 ? 1.0 : -1.0);
  }
  const PairedTest test = TestPaired(differences, Random(1, 0), kFlips);
  EXPECT_EQ(test.method, PairedMethod::kStudent);
  EXPECT_GT(test.p, 0.95);  // 1001 times 1 against 1000 times -1.
}

// Sorted: 0.01 * 3 = 0.03; 0.03 * 2 = 0.06; 0.04 * 1 = 0.04, but not below the one before: 0.06.
TEST(HolmAdjustedTest, StepsDownAndNeverBelowTheOneBefore) {
  const std::vector<double> p = {0.01, 0.04, 0.03};
  const std::vector<double> adjusted = HolmAdjusted(p);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
}

TEST(HolmAdjustedTest, StaysAtMostOne) {
  const std::vector<double> p = {0.9, 0.8};
  EXPECT_EQ(HolmAdjusted(p), (std::vector<double>{1, 1}));
}

}  // namespace
}  // namespace dragoman

// The methods that take any sample, with gaps: given-data S1, PAWN, delta, regional sensitivity.

#include "engine/sensitivity/given_data.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "engine/sensitivity/delta.h"
#include "engine/sensitivity/pawn.h"
#include "engine/sensitivity/regional.h"
#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

constexpr double kGivenInfinity = std::numeric_limits<double>::infinity();

// A sample that owns its numbers.
struct OwnedSample {
  std::size_t factors = 1;
  std::vector<double> x;
  std::vector<double> y;
  Samples view() const { return {.x = x, .factors = factors, .y = y}; }
};

OwnedSample IshigamiSample(std::size_t rows) {
  OwnedSample sample{.factors = 3, .x = RandomPoints(rows, 3, 4), .y = {}};
  for (std::size_t k = 0; k < rows; ++k) {
    sample.y.push_back(Ishigami(std::span(sample.x).subspan(3 * k, 3)));
  }
  return sample;
}

// The first rows of IshigamiSample with gaps strewn in.
OwnedSample SampleWithGaps(const OwnedSample& whole) {
  OwnedSample sample{.factors = whole.factors, .x = {}, .y = {}};
  for (std::size_t k = 0; k < whole.y.size(); ++k) {
    if (k % 50 == 0) {
      sample.x.insert(sample.x.end(), whole.factors, k % 100 == 0 ? 0.5 : kGap);
      sample.y.push_back(k % 100 == 0 ? (k % 200 == 0 ? kGap : kGivenInfinity) : 1.0);
    }
    const auto row = std::span(whole.x).subspan(k * whole.factors, whole.factors);
    sample.x.insert(sample.x.end(), row.begin(), row.end());
    sample.y.push_back(whole.y[k]);
  }
  return sample;
}

struct GivenReference {
  explicit GivenReference(const nlohmann::json& vectors)
      : sample{.factors = 3, .x = Numbers(vectors["X"]), .y = Numbers(vectors["Y"])} {}
  OwnedSample sample;
};

TEST(GivenDataTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("given_data_lhs500_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const GivenReference reference(*vectors);
  const auto indices = AnalyzeGivenData(reference.sample.view());
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->classes[0].size(), (*vectors)["delta"]["classes"].get<std::size_t>());
  ExpectClose(indices->s1, Numbers((*vectors)["delta"]["S1_given_data"]), "S1");
}

TEST(GivenDataTest, ClassesGrowWithTheRows) {
  EXPECT_EQ(GivenDataClassCount(1), 1U);
  EXPECT_EQ(GivenDataClassCount(500), 5U);      // 500^(2 / (7 + tanh 2)) = 4.76
  EXPECT_EQ(GivenDataClassCount(1500), 9U);     // 1500^(2 / 7) = 8.08
  EXPECT_EQ(GivenDataClassCount(10'000), 22U);  // 10000^(1 / 3) = 21.5
  EXPECT_EQ(GivenDataClassCount(1'000'000), 48U);
}

// Means 1 at x = 0 and 5 at x = 1, 3 in all: variance of means 4, of y (9 + 1 + 1 + 9) / 4 = 5.
TEST(GivenDataTest, FollowsTheFormulaAndHasAClassForEachOfFewValues) {
  const OwnedSample sample{.factors = 1, .x = {1, 0, 1, 0}, .y = {4, 0, 6, 2}};
  const auto indices = AnalyzeGivenData(sample.view());
  ASSERT_TRUE(indices);
  EXPECT_DOUBLE_EQ(indices->s1[0], 0.8);
  ASSERT_EQ(indices->classes[0].size(), 2U);
  EXPECT_EQ(indices->classes[0][0].low, 0);
  EXPECT_EQ(indices->classes[0][0].high, 0);
  EXPECT_EQ(indices->classes[0][0].rows, 2U);
  EXPECT_EQ(indices->classes[0][0].mean, 1);
  EXPECT_EQ(indices->classes[0][1].mean, 5);
}

// A switch that is on in a quarter of the rows and decides everything.
TEST(GivenDataTest, GivesASwitchThatDecidesAllTheWholeVariance) {
  OwnedSample sample;
  for (int k = 0; k < 400; ++k) {
    sample.x.push_back(k % 4 == 0 ? 1 : 0);
    sample.y.push_back(k % 4 == 0 ? 10 : -3);
  }
  EXPECT_NEAR(AnalyzeGivenData(sample.view())->s1[0], 1, 1e-14);
}

TEST(GivenDataTest, ComesNearTheTrueIndices) {
  const auto indices = AnalyzeGivenData(IshigamiSample(50'000).view());
  ASSERT_TRUE(indices);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(indices->s1[k], kIshigamiS1[k], 0.015);
}

// Slices at quantiles 1, 2.5, 4 of x: {1, 2} with y = 0, 0 and {3} with y = 1 (4 is in none). Of
// all y half are 0, so either slice is 1/2 away.
TEST(PawnTest, FollowsTheFormulaAndLeavesTheMaximumOut) {
  const OwnedSample sample{.factors = 1, .x = {1, 2, 3, 4}, .y = {0, 0, 1, 1}};
  const auto indices = AnalyzePawn(sample.view(), {.slices = 2});
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->minimum[0], 0.5);
  EXPECT_EQ(indices->maximum[0], 0.5);
  EXPECT_EQ(indices->cv[0], 0);
  EXPECT_EQ(indices->slices[0], 2U);
  // Were 4 in the second slice, its y = 0 there would halve the distance.
  const OwnedSample other{.factors = 1, .x = {1, 2, 3, 4}, .y = {0, 0, 1, 0}};
  EXPECT_EQ(AnalyzePawn(other.view(), {.slices = 2})->maximum[0], 0.75);
}

TEST(PawnTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("given_data_lhs500_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const GivenReference reference(*vectors);
  const auto indices = AnalyzePawn(reference.sample.view(), {.slices = 10});
  ASSERT_TRUE(indices);
  const nlohmann::json& expected = (*vectors)["pawn_S10"];
  ExpectClose(indices->minimum, Numbers(expected["minimum"]), "minimum");
  ExpectClose(indices->mean, Numbers(expected["mean"]), "mean");
  ExpectClose(indices->median, Numbers(expected["median"]), "median");
  ExpectClose(indices->maximum, Numbers(expected["maximum"]), "maximum");
  ExpectClose(indices->cv, Numbers(expected["CV"]), "CV");
  ExpectClose(indices->stdev, Numbers(expected["stdev"]), "stdev");
}

// Quantiles of 0, 0, 1, 1 at quarters: 0, 0, .5, 1, 1. Only [0, .5) holds rows, the two zeros.
TEST(PawnTest, LeavesOutEmptySlicesOfAFactorOfFewValues) {
  const OwnedSample sample{.factors = 1, .x = {0, 1, 0, 1}, .y = {0, 2, 0, 3}};
  const auto indices = AnalyzePawn(sample.view(), {.slices = 4});
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->slices[0], 1U);
  EXPECT_EQ(indices->median[0], 0.5);
}

TEST(PawnTest, OfAFactorThatDoesNotVaryIsZero) {
  const OwnedSample sample{.factors = 1, .x = {7, 7, 7}, .y = {0, 1, 2}};
  const auto indices = AnalyzePawn(sample.view());
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->slices[0], 0U);
  EXPECT_EQ(indices->median[0], 0);
  EXPECT_FALSE(indices->constant);
}

// y is 0 or 1 as the switch says: within a class y does not vary, so delta is half the area of the
// density of y over [0, 1]. s = sqrt(1/3), h = s 3^(-1/5) = 0.46346; the area is Phi(1 / h) - 1/2 =
// 0.48452, half of it 0.24226.
TEST(DeltaTest, FollowsTheFormulaOnAHandWorkedCase) {
  const OwnedSample sample{.factors = 1, .x = {0, 1, 0, 1}, .y = {0, 1, 0, 1}};
  const auto indices = AnalyzeDelta(sample.view());
  ASSERT_TRUE(indices);
  EXPECT_NEAR(indices->delta[0], 0.24226, 2e-5);  // the trapezium rule takes 4e-6 off
}

TEST(DeltaTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("given_data_lhs500_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const GivenReference reference(*vectors);
  const auto indices = AnalyzeDelta(reference.sample.view());
  ASSERT_TRUE(indices);
  ExpectClose(indices->delta, Numbers((*vectors)["delta"]["delta_raw_unbootstrapped"]), "delta");
}

TEST(DeltaTest, DoesNotDependOnUnitOfOutcomeOrFactor) {
  OwnedSample sample = IshigamiSample(300);
  const auto before = AnalyzeDelta(sample.view());
  for (double& value : sample.y) value = 7 + 5 * value;
  for (double& value : sample.x) value = std::exp(value);
  const auto after = AnalyzeDelta(sample.view());
  ASSERT_TRUE(before && after);
  ExpectClose(after->delta, before->delta, "delta", 1e-10);
}

// y in (1, 2.5] is x = 1, 2 against 3, 4: U = 2 * 0 + 2 ((3 - 1)^2 + (4 - 2)^2) = 16; 16 / 16 - (4
// * 4 - 1) / 24 = 0.375.
TEST(RegionalTest, FollowsTheFormulaOnAHandWorkedCase) {
  const OwnedSample sample{.factors = 1, .x = {1, 2, 3, 4}, .y = {1, 2, 3, 4}};
  for (const auto target : {RegionalTarget::kOutcome, RegionalTarget::kFactor}) {
    const auto result = AnalyzeRegional(sample.view(), {.bins = 2, .target = target});
    ASSERT_TRUE(result);
    EXPECT_DOUBLE_EQ(result->Statistic(0, 0), 0.375);
    EXPECT_DOUBLE_EQ(result->Statistic(0, 1), 0.375);
  }
}

TEST(RegionalTest, EqualsTheReference) {
  const auto vectors = SamplingVectors("given_data_lhs500_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const GivenReference reference(*vectors);
  const auto result = AnalyzeRegional(reference.sample.view(), {.bins = 10});
  ASSERT_TRUE(result);
  const nlohmann::json& expected = (*vectors)["rsa_bins10"];
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string name = "x" + std::to_string(k + 1);
    ExpectClose(std::span(result->statistic).subspan(k * 10, 10), Numbers(expected[name]), name);
  }
}

TEST(RegionalTest, HasNoStatisticForARegionWithoutRows) {
  const OwnedSample sample{.factors = 1, .x = {1, 2, 3, 4}, .y = {0, 0, 1, 1}};
  const auto result = AnalyzeRegional(sample.view(), {.bins = 4});
  ASSERT_TRUE(result);
  // Quantiles 0, 0, .5, 1, 1: the zeros are in the first bin, the ones in the third.
  EXPECT_DOUBLE_EQ(result->Statistic(0, 0), 0.375);
  EXPECT_TRUE(std::isnan(result->Statistic(0, 1)));
  EXPECT_DOUBLE_EQ(result->Statistic(0, 2), 0.375);
}

// Of interest: y > 5, at x = 4, 5. Against 1, 2, 3 the distance is 1; against a factor equal in
// both, 0; w has 0 1 | 0 0 1 : |1/2 - 2/3|.
TEST(RegionalTest, ContrastsRowsOfInterestWithTheOthers) {
  const OwnedSample sample{
      .factors = 3, .x = {1, 3, 0, 2, 3, 0, 3, 3, 1, 4, 3, 0, 5, 3, 1}, .y = {0, 1, 2, 6, 7}};
  const auto contrast = ContrastRegions(sample.view(), [](double y) { return y > 5; });
  ASSERT_TRUE(contrast);
  EXPECT_EQ(contrast->inside, 2U);
  EXPECT_EQ(contrast->distance[0], 1);
  EXPECT_EQ(contrast->distance[1], 0);
  EXPECT_NEAR(contrast->distance[2], 1.0 / 6, 1e-15);
  const auto none = ContrastRegions(sample.view(), [](double) { return false; });
  EXPECT_EQ(none->distance, std::vector<double>(3, 0));
}

TEST(GivenDataMethodsTest, DropGapsAndSayHowMany) {
  const OwnedSample whole = IshigamiSample(400);
  const OwnedSample holes = SampleWithGaps(whole);
  const RowCount expected{.used = 400, .dropped = 8};
  const auto given = AnalyzeGivenData(holes.view());
  EXPECT_EQ(given->rows, expected);
  EXPECT_EQ(given->s1, AnalyzeGivenData(whole.view())->s1);
  const auto pawn = AnalyzePawn(holes.view());
  EXPECT_EQ(pawn->rows, expected);
  EXPECT_EQ(pawn->median, AnalyzePawn(whole.view())->median);
  const auto delta = AnalyzeDelta(holes.view());
  EXPECT_EQ(delta->rows, expected);
  EXPECT_EQ(delta->delta, AnalyzeDelta(whole.view())->delta);
  const auto regional = AnalyzeRegional(holes.view());
  EXPECT_EQ(regional->rows, expected);
  EXPECT_EQ(regional->statistic, AnalyzeRegional(whole.view())->statistic);
}

TEST(GivenDataMethodsTest, OfAConstantOutcomeAreZeroAndSaySo) {
  OwnedSample sample = IshigamiSample(50);
  sample.y.assign(50, 0.1);
  const auto given = AnalyzeGivenData(sample.view());
  EXPECT_TRUE(given->constant);
  EXPECT_EQ(given->s1, std::vector<double>(3, 0));
  const auto pawn = AnalyzePawn(sample.view());
  EXPECT_TRUE(pawn->constant);
  EXPECT_EQ(pawn->maximum, std::vector<double>(3, 0));
  EXPECT_EQ(pawn->cv, std::vector<double>(3, 0));
  const auto delta = AnalyzeDelta(sample.view());
  EXPECT_TRUE(delta->constant);
  EXPECT_EQ(delta->delta, std::vector<double>(3, 0));
  const auto regional = AnalyzeRegional(sample.view(), {.bins = 5});
  EXPECT_TRUE(regional->constant);
  EXPECT_EQ(regional->statistic, std::vector<double>(15, 0));
}

TEST(GivenDataMethodsTest, SayWhenNoRowHasAResult) {
  const OwnedSample sample{.factors = 1, .x = {1, 2}, .y = {kGap, kGap}};
  EXPECT_EQ(AnalyzePawn(sample.view()).problems().front().message,
            "0 of 2 rows have a result; PAWN needs at least 1");
  EXPECT_FALSE(AnalyzeGivenData(sample.view()));
  EXPECT_FALSE(AnalyzeDelta(sample.view()));
  EXPECT_FALSE(AnalyzeRegional(sample.view()));
}

TEST(GivenDataMethodsTest, TakeASingleRow) {
  const OwnedSample sample{.factors = 1, .x = {1}, .y = {2}};
  EXPECT_TRUE(AnalyzePawn(sample.view())->constant);
  EXPECT_TRUE(AnalyzeGivenData(sample.view())->constant);
  EXPECT_TRUE(AnalyzeDelta(sample.view())->constant);
  EXPECT_TRUE(AnalyzeRegional(sample.view())->constant);
}

TEST(GivenDataMethodsTest, ArePermutedWithTheFactorsAndNotChangedByUnits) {
  const OwnedSample plain = IshigamiSample(500);
  OwnedSample moved{.factors = 3, .x = {}, .y = {}};
  for (std::size_t k = 0; k < plain.y.size(); ++k) {
    const double* row = &plain.x[3 * k];
    moved.x.insert(moved.x.end(), {row[2], row[0], row[1]});
    moved.y.push_back(8 * plain.y[k]);  // exact
  }
  const auto given = AnalyzeGivenData(plain.view());
  const auto given_moved = AnalyzeGivenData(moved.view());
  const auto pawn = AnalyzePawn(plain.view());
  const auto pawn_moved = AnalyzePawn(moved.view());
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(given->s1[k], given_moved->s1[(k + 1) % 3]);
    EXPECT_EQ(pawn->mean[k], pawn_moved->mean[(k + 1) % 3]);
  }
}

TEST(GivenDataMethodsTest, AreTheSameBitsForEveryExecutor) {
  const OwnedSample sample = IshigamiSample(700);
  for (const int threads : {1, 3}) {
    ThreadExecutor executor(threads);
    EXPECT_EQ(AnalyzeGivenData(sample.view(), &executor)->s1, AnalyzeGivenData(sample.view())->s1);
    EXPECT_EQ(AnalyzePawn(sample.view(), {}, &executor)->mean, AnalyzePawn(sample.view())->mean);
    EXPECT_EQ(AnalyzeDelta(sample.view(), &executor)->delta, AnalyzeDelta(sample.view())->delta);
    EXPECT_EQ(AnalyzeRegional(sample.view(), {}, &executor)->statistic,
              AnalyzeRegional(sample.view())->statistic);
  }
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/sensitivity/sobol_indices.h"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/sensitivity/saltelli_rows.h"
#include "tests/sensitivity/sampling_vectors.h"

namespace dragoman::testing_support {
namespace {

SobolOptions SobolWithoutIntervals(bool second_order) {
  return {.second_order = second_order, .resamples = 0};
}

// f = 2 x1 + x1 x2 at all sixteen base points of (-1, 1)^4, where every mean is exact:
// V = 4 + 1 = 5, V_1 = 4, V_2 = 0, V_12 = 1, so S1 = (0.8, 0), ST = (1, 0.2), S2 = 0.2.
TEST(SobolIndicesTest, AreExactOnAFullCrossOfTwoLevels) {
  std::vector<double> a;
  std::vector<double> b;
  for (unsigned k = 0; k < 16; ++k) {
    const auto sign = [&](unsigned bit) { return (k >> bit) % 2 == 0 ? -1.0 : 1.0; };
    a.insert(a.end(), {sign(0), sign(1)});
    b.insert(b.end(), {sign(2), sign(3)});
  }
  const Model model = [](std::span<const double> x) { return 2 * x[0] + x[0] * x[1]; };
  const auto indices =
      AnalyzeSobol(SaltelliOutcomes(a, b, 2, true, model), 2, SobolWithoutIntervals(true));
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->base_points, 16U);
  ExpectClose(indices->s1, std::vector<double>{0.8, 0}, "S1");
  ExpectClose(indices->st, std::vector<double>{1, 0.2}, "ST");
  ExpectClose(indices->s2, std::vector<double>{kGap, 0.2, kGap, kGap}, "S2");
  EXPECT_NEAR(indices->SecondOrder(0, 1), 0.2, 1e-14);
  EXPECT_TRUE(indices->s1_conf.empty());
}

// One factor, two base points, rows A AB B: y = 0 1 1, 1 0 0. Standardised -1 1 1, 1 -1 -1: S1 =
// mean(1 * 2, -1 * -2) / 1 = 2 and ST = mean(4, 4) / 2 = 2. The resample with the first point
// twice: mean 0, variance 1, again 2 and 2; so is that with the second: half widths 0. One that
// draws both once does the same.
TEST(SobolIndicesTest, FollowTheFormulaOnAHandWorkedCase) {
  const std::vector<double> y = {0, 1, 1, 1, 0, 0};
  const std::vector<std::uint32_t> points = {0, 1, 0,  //
                                             0, 1, 1};
  const auto indices =
      AnalyzeSobol(y, 1, {.second_order = false}, {.points = points, .resamples = 3});
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->s1, std::vector<double>{2});
  EXPECT_EQ(indices->st, std::vector<double>{2});
  EXPECT_EQ(indices->s1_conf, std::vector<double>{0});
  EXPECT_EQ(indices->st_conf, std::vector<double>{0});
}

void CheckSobolCase(const nlohmann::json& vectors, const std::string& name) {
  const nlohmann::json& given = vectors[name];
  const std::size_t factors = given["D"];
  const SobolOptions options{.second_order = given["calc_second_order"], .resamples = 400};
  const std::vector<double> y = Numbers(given["Y"]);
  const auto drawn = AnalyzeSobol(y, factors, options);
  ASSERT_TRUE(drawn) << name;
  ExpectClose(drawn->s1, Numbers(given["S1"]), name + " S1");
  ExpectClose(drawn->st, Numbers(given["ST"]), name + " ST");
  if (options.second_order) ExpectClose(drawn->s2, Numbers(given["S2"]), name + " S2");
  // The reference's own draws are not ours, and it took 100: within a third.
  for (std::size_t k = 0; k < factors; ++k) {
    const double s1_conf = given["S1_conf"][k];
    const double st_conf = given["ST_conf"][k];
    EXPECT_NEAR(drawn->s1_conf[k], s1_conf, s1_conf / 3) << name << k;
    EXPECT_NEAR(drawn->st_conf[k], st_conf, st_conf / 3) << name << k;
  }
  if (options.second_order) {
    EXPECT_NEAR(drawn->s2_conf[1], given["S2_conf"][0][1].get<double>(), drawn->s2_conf[1] / 3);
  }
  if (!given.contains("resample_index_r")) return;
  std::vector<std::uint32_t> points;
  for (const double point : Numbers(given["resample_index_r"])) {
    points.push_back(static_cast<std::uint32_t>(point));
  }
  const auto same =
      AnalyzeSobol(y, factors, options,
                   {.points = points, .resamples = given["num_resamples"].get<std::size_t>()});
  ASSERT_TRUE(same);
  ExpectClose(same->s1_conf, Numbers(given["S1_conf"]), name + " S1 half widths");
  ExpectClose(same->st_conf, Numbers(given["ST_conf"]), name + " ST half widths");
  if (options.second_order)
    ExpectClose(same->s2_conf, Numbers(given["S2_conf"]), name + " S2 half widths");
}

TEST(SobolIndicesTest, EqualTheReferenceOfIshigamisFunction) {
  const auto vectors = SamplingVectors("sobol_ishigami");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  ASSERT_TRUE((*vectors)["N64_second"].contains("resample_index_r"));
  ASSERT_TRUE((*vectors)["N64_first"].contains("resample_index_r"));
  for (const char* name :
       {"N64_second", "N64_first", "N1024_second", "N1024_first", "N1024_second_scrambled_seed1"}) {
    CheckSobolCase(*vectors, name);
  }
}

TEST(SobolIndicesTest, EqualTheReferenceOfTheGFunction) {
  const auto vectors = SamplingVectors("sobol_g");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  for (const char* name : {"N64_second", "N1024_second"}) CheckSobolCase(*vectors, name);
}

TEST(SobolIndicesTest, TakeGroupsAsFactors) {
  const auto vectors = SamplingVectors("sobol_groups");
  if (!vectors) GTEST_SKIP() << kNoSamplingVectors;
  const auto indices = AnalyzeSobol(Numbers((*vectors)["Y"]), 2, SobolWithoutIntervals(true));
  ASSERT_TRUE(indices);
  EXPECT_EQ(indices->base_points, 128U);
  ExpectClose(indices->s1, Numbers((*vectors)["S1"]), "S1");
  ExpectClose(indices->st, Numbers((*vectors)["ST"]), "ST");
  ExpectClose(indices->s2, Numbers((*vectors)["S2"]), "S2");
}

TEST(SobolIndicesTest, CoverTheTrueIndicesOfIshigamisFunction) {
  const auto indices = AnalyzeSobol(RandomSaltelli(1 << 14, 3, true, Ishigami), 3,
                                    {.second_order = true, .resamples = 200, .seed = 5});
  ASSERT_TRUE(indices);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_LT(indices->s1_conf[k], 0.04);
    // Twice the 95 % half width is nearly four standard errors.
    EXPECT_NEAR(indices->s1[k], kIshigamiS1[k], 2 * indices->s1_conf[k]);
    EXPECT_NEAR(indices->st[k], kIshigamiSt[k], 2 * indices->st_conf[k]);
  }
  EXPECT_NEAR(indices->SecondOrder(0, 2), 0.2436836640621477, 2 * indices->s2_conf[2]);
  EXPECT_NEAR(indices->SecondOrder(0, 1), 0, 2 * indices->s2_conf[1]);
}

// Sobol's g: the product of (|4 x_i - 2| + a_i) / (1 + a_i). With V_i = 1 / (3 (1 + a_i)^2) and V =
// (1 + V_1) ... (1 + V_8) - 1: S1 = V_i / V, ST = V_i (V + 1) / (1 + V_i) / V.
TEST(SobolIndicesTest, CoverTheTrueIndicesOfTheGFunction) {
  const std::vector<double> a = {0, 1, 4.5, 9, 99, 99, 99, 99};
  const Model model = [&](std::span<const double> x) {
    double product = 1;
    for (std::size_t k = 0; k < 8; ++k) product *= (std::fabs(4 * x[k] - 2) + a[k]) / (1 + a[k]);
    return product;
  };
  std::vector<double> parts;
  double all = 1;
  for (const double own : a) {
    parts.push_back(1 / (3 * (1 + own) * (1 + own)));
    all *= 1 + parts.back();
  }
  const auto indices = AnalyzeSobol(RandomSaltelli(1 << 14, 8, false, model), 8,
                                    {.second_order = false, .resamples = 200});
  ASSERT_TRUE(indices);
  for (std::size_t k = 0; k < 8; ++k) {
    EXPECT_NEAR(indices->s1[k], parts[k] / (all - 1), 2 * indices->s1_conf[k]);
    EXPECT_NEAR(indices->st[k], parts[k] * all / (1 + parts[k]) / (all - 1),
                2 * indices->st_conf[k]);
  }
  EXPECT_LT(indices->st_conf[0], 0.04);
  EXPECT_LT(indices->st_conf[7], 1e-5);
}

// Of f(x1) + g(x2) + h(x3) no share is an interaction's.
TEST(SobolIndicesTest, OfAnAdditiveModelAddUpToOne) {
  const Model model = [](std::span<const double> x) {
    return std::exp(x[0]) + 2 * x[1] + x[2] * x[2];
  };
  const auto indices =
      AnalyzeSobol(RandomSaltelli(1 << 14, 3, true, model), 3, SobolWithoutIntervals(true));
  ASSERT_TRUE(indices);
  EXPECT_NEAR(std::accumulate(indices->s1.begin(), indices->s1.end(), 0.0), 1, 0.02);
  EXPECT_NEAR(std::accumulate(indices->st.begin(), indices->st.end(), 0.0), 1, 0.02);
  for (const std::size_t place : {1, 2, 5}) EXPECT_NEAR(indices->s2[place], 0, 0.03);
}

TEST(SobolIndicesTest, DoNotDependOnUnitOrZeroOfTheOutcome) {
  std::vector<double> y = RandomSaltelli(256, 3, true, Ishigami);
  const SobolOptions options{.second_order = true, .resamples = 50, .seed = 3};
  const auto before = AnalyzeSobol(y, 3, options);
  for (double& value : y) value = 1000 - 40 * value;
  const auto after = AnalyzeSobol(y, 3, options);
  ASSERT_TRUE(before && after);
  ExpectClose(after->s1, before->s1, "S1", 1e-10);
  ExpectClose(after->st, before->st, "ST", 1e-10);
  ExpectClose(after->s2, before->s2, "S2", 1e-10);
  ExpectClose(after->s1_conf, before->s1_conf, "S1 half widths", 1e-10);
  ExpectClose(after->s2_conf, before->s2_conf, "S2 half widths", 1e-10);
}

TEST(SobolIndicesTest, ArePermutedWithTheFactors) {
  const std::vector<double> a = RandomPoints(128, 3, 1);
  const std::vector<double> b = RandomPoints(128, 3, 2);
  // The same design with the factors in the order 2, 0, 1.
  const auto turned = [](const std::vector<double>& points) {
    std::vector<double> result;
    for (std::size_t k = 0; k < points.size(); k += 3) {
      result.insert(result.end(), {points[k + 2], points[k], points[k + 1]});
    }
    return result;
  };
  const Model model = [](std::span<const double> x) {
    return Ishigami(std::vector<double>{x[1], x[2], x[0]});
  };
  const SobolOptions options{.second_order = true, .resamples = 20};
  const auto plain = AnalyzeSobol(SaltelliOutcomes(a, b, 3, true, Ishigami), 3, options);
  const auto moved =
      AnalyzeSobol(SaltelliOutcomes(turned(a), turned(b), 3, true, model), 3, options);
  ASSERT_TRUE(plain && moved);
  for (const auto& [here, there] : {std::pair{0, 1}, {1, 2}, {2, 0}}) {
    const auto k = static_cast<std::size_t>(here);
    const auto m = static_cast<std::size_t>(there);
    EXPECT_NEAR(plain->s1[k], moved->s1[m], 1e-13);
    EXPECT_NEAR(plain->st[k], moved->st[m], 1e-13);
    EXPECT_NEAR(plain->s1_conf[k], moved->s1_conf[m], 1e-13);
  }
}

TEST(SobolIndicesTest, AreTheSameBitsForEveryExecutor) {
  const std::vector<double> y = RandomSaltelli(333, 3, true, Ishigami);
  const SobolOptions options{.second_order = true, .resamples = 101, .seed = 9};
  const auto expected = AnalyzeSobol(y, 3, options);
  for (const int threads : {1, 3}) {
    ThreadExecutor executor(threads);
    const auto indices = AnalyzeSobol(y, 3, options, &executor);
    ASSERT_TRUE(expected && indices);
    EXPECT_TRUE(SameBits(indices->s1, expected->s1));
    EXPECT_TRUE(SameBits(indices->s1_conf, expected->s1_conf));
    EXPECT_TRUE(SameBits(indices->st_conf, expected->st_conf));
    EXPECT_TRUE(SameBits(indices->s2_conf, expected->s2_conf));
  }
}

TEST(SobolIndicesTest, ChangeTheirIntervalsOnlyWithTheSeed) {
  const std::vector<double> y = RandomSaltelli(64, 3, false, Ishigami);
  const auto first = AnalyzeSobol(y, 3, {.second_order = false, .resamples = 50, .seed = 1});
  const auto second = AnalyzeSobol(y, 3, {.second_order = false, .resamples = 50, .seed = 2});
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->s1, second->s1);
  EXPECT_EQ(first->st, second->st);
  EXPECT_NE(first->s1_conf, second->s1_conf);
}

TEST(SobolIndicesTest, OfAConstantOutcomeAreZeroAndSaySo) {
  const std::vector<double> y(64 * 8, 0.1);
  const auto indices = AnalyzeSobol(y, 3, {.second_order = true, .resamples = 10});
  ASSERT_TRUE(indices);
  EXPECT_TRUE(indices->constant);
  EXPECT_EQ(indices->s1, std::vector<double>(3, 0));
  EXPECT_EQ(indices->st, std::vector<double>(3, 0));
  EXPECT_EQ(indices->s1_conf, std::vector<double>(3, 0));
  EXPECT_EQ(indices->SecondOrder(0, 1), 0);
}

// Only AB_1 of the first base point differs: A and B never vary, nor can any resample of them.
TEST(SobolIndicesTest, AreZeroWhereOnlyCrossedRowsVary) {
  std::vector<double> y(std::size_t{5} * 4, 0.3);
  y[1] = 7;
  const auto indices = AnalyzeSobol(y, 2, {.second_order = false, .resamples = 10});
  ASSERT_TRUE(indices);
  EXPECT_TRUE(indices->constant);
  EXPECT_EQ(indices->st, std::vector<double>(2, 0));
  EXPECT_EQ(indices->st_conf, std::vector<double>(2, 0));
}

// One event in a thousand runs: most resamples of A and B hold none, and must not give NaN.
TEST(SobolIndicesTest, StayFiniteForRareEvents) {
  std::vector<double> y(std::size_t{4} * 250, 0.1);
  y[400] = 0.7;  // an A row
  const auto indices = AnalyzeSobol(y, 2, {.second_order = false, .resamples = 200});
  ASSERT_TRUE(indices);
  EXPECT_FALSE(indices->constant);
  for (const double half : indices->st_conf) EXPECT_TRUE(std::isfinite(half) && half > 0);
}

TEST(SobolIndicesTest, RefuseGapsAndSayWhatToDo) {
  std::vector<double> y(5120, 1);
  for (std::size_t k = 0; k < 12; ++k) y[k * 100] = kGap;
  const auto indices = AnalyzeSobol(y, 3, SobolWithoutIntervals(false));
  ASSERT_FALSE(indices);
  EXPECT_EQ(indices.problems().front().message,
            "12 of 5120 rows have no result; Sobol' indices need every row of the design");
  EXPECT_EQ(indices.problems().front().expected,
            "resume the sweep, or use pawn or given_data, which take gaps");
}

TEST(SobolIndicesTest, RefuseRowsThatAreNoDesign) {
  const std::vector<double> y(21, 1);
  const auto indices = AnalyzeSobol(y, 3, SobolWithoutIntervals(true));
  ASSERT_FALSE(indices);
  EXPECT_EQ(indices.problems().front().message,
            "21 rows are no Saltelli design of 3 factors with second order");
  EXPECT_EQ(indices.problems().front().expected, "a multiple of 8 rows");
  EXPECT_FALSE(AnalyzeSobol({}, 3, SobolWithoutIntervals(false)));
}

}  // namespace
}  // namespace dragoman::testing_support

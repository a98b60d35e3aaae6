#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/designs/factorial.h"
#include "engine/designs/fractional_factorial.h"
#include "engine/designs/halton.h"
#include "engine/designs/listed_points.h"
#include "engine/designs/monte_carlo.h"
#include "engine/designs/one_at_a_time.h"
#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::ExpectPrefix;
using testing_support::RowOf;
using testing_support::Rows;
using testing_support::RowsOf;

TEST(FactorialTest, VisitsEveryCombinationWithTheLastParameterFastest) {
  const FactorialDesign design({2, 1, 3});
  EXPECT_EQ(RowsOf(design),
            (Rows{{0, 0, 0}, {0, 0, 0.5}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0.5}, {1, 0, 1}}));
  std::vector<std::uint32_t> level(3);
  design.Levels(5, level);
  EXPECT_EQ(level, (std::vector<std::uint32_t>{1, 0, 2}));
}

TEST(FactorialTest, CountsUpToTheLastThatFitsAndNoFurther) {
  using Levels = std::vector<std::uint32_t>;
  EXPECT_EQ(FactorialDesign::CountOf(Levels{1000, 1000, 1000, 1000}), 1'000'000'000'000U);
  // 2^64 - 1 = 3 * 5 * 17 * 257 * 641 * 65537 * 6700417.
  EXPECT_EQ(FactorialDesign::CountOf(Levels{3, 5, 17, 257, 641, 65537, 6700417}),
            std::numeric_limits<std::uint64_t>::max());
  const std::uint32_t half = std::uint32_t{1} << 31;
  EXPECT_EQ(FactorialDesign::CountOf(Levels{half, half, 4}), std::nullopt);
  EXPECT_EQ(FactorialDesign::CountOf(Levels{half, half, half, half, 0}), 0U);
  EXPECT_EQ(FactorialDesign::CountOf(Levels{}), 1U);
}

TEST(FactorialTest, ALargeDesignIsNotStored) {
  const FactorialDesign design(std::vector<std::uint32_t>(19, 10));
  EXPECT_EQ(design.size(), 10'000'000'000'000'000'000U);
  // The digits of the number are the levels.
  EXPECT_EQ(RowOf(design, 9)[18], 1);
  EXPECT_EQ(RowOf(design, 5'000'000'000'000'000'003)[0], 5.0 / 9);
  EXPECT_EQ(RowOf(design, 5'000'000'000'000'000'003)[18], 3.0 / 9);
}

TEST(OneAtATimeTest, StartsAtTheReferenceThenMovesEachParameterAlone) {
  const OneAtATimeDesign design({0.25, 0.5, 0.75}, {3, 0, 2});
  EXPECT_EQ(RowsOf(design), (Rows{{0.25, 0.5, 0.75},
                                  {0, 0.5, 0.75},
                                  {0.5, 0.5, 0.75},
                                  {1, 0.5, 0.75},
                                  {0.25, 0.5, 0},
                                  {0.25, 0.5, 1}}));
  EXPECT_EQ(design.FirstPointOf(0), 1U);
  EXPECT_EQ(design.FirstPointOf(2), 4U);
  EXPECT_EQ(design.FirstPointOf(3), design.size());
}

TEST(FractionalFactorialTest, HasTheReferenceRows) {
  DRAGOMAN_READ_VECTORS(vectors, "ff.json");
  const Rows expected = vectors["X"].get<Rows>();
  const FractionalFactorialDesign design(5);
  ASSERT_EQ(design.size(), expected.size());
  ASSERT_EQ(design.columns(), expected[0].size());
  for (std::uint64_t k = 0; k < design.size(); ++k) {
    const std::vector<double> row = RowOf(design, k);
    for (std::size_t j = 0; j < design.columns(); ++j) {
      EXPECT_EQ(design.Sign(k, j), expected[k][j] == 1 ? 1 : -1);
    }
    for (std::size_t j = 0; j < row.size(); ++j) EXPECT_EQ(row[j], expected[k][j]);
  }
}

// Columns are orthogonal to each other and, being folded, to the products of any two.
TEST(FractionalFactorialTest, MainEffectsAreClearOfPairs) {
  for (const std::size_t parameters : {1, 2, 3, 8, 9, 25}) {
    const FractionalFactorialDesign design(parameters);
    for (std::size_t a = 0; a < design.columns(); ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        int pair = 0;
        int triple = 0;
        for (std::uint64_t k = 0; k < design.size(); ++k) {
          pair += design.Sign(k, a) * design.Sign(k, b);
          triple += design.Sign(k, a) * design.Sign(k, b) * design.Sign(k, a / 2);
        }
        EXPECT_EQ(pair, a == b ? static_cast<int>(design.size()) : 0);
        EXPECT_EQ(triple, 0);
      }
    }
  }
}

TEST(ListedTest, GivesBackItsPoints) {
  const ListedDesign design(2, {0, 1, 0.25, 0.5, 1, 0});
  EXPECT_EQ(RowsOf(design), (Rows{{0, 1}, {0.25, 0.5}, {1, 0}}));
  EXPECT_EQ(ListedDesign(3, {}).size(), 0U);
}

TEST(HaltonTest, HasTheReferencePoints) {
  DRAGOMAN_READ_VECTORS(vectors, "discrepancy_values.json");
  const Rows expected = vectors["halton_d6_n64_unscrambled"].get<Rows>();
  const Rows rows = RowsOf(HaltonDesign(6, 64));
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::size_t j = 0; j < 6; ++j) EXPECT_NEAR(rows[k][j], expected[k][j], 4e-16);
  }
}

// 10 = 1010 in base 2, mirrored 0.0101 = 5/16; 101 in base 3, mirrored 0.101 = 10/27; 20 in base 5,
// mirrored 0.02 = 2/25.
TEST(HaltonTest, MirrorsDigits) {
  EXPECT_EQ(RowOf(HaltonDesign(3, 11), 10), (std::vector<double>{5.0 / 16, 10.0 / 27, 2.0 / 25}));
  EXPECT_EQ(RowOf(HaltonDesign(3, 1, 10), 0), RowOf(HaltonDesign(3, 11), 10));
  const HaltonDesign longest(kMaxHaltonDimensions, kMaxHaltonPoints);
  for (const double x : RowOf(longest, kMaxHaltonPoints - 1)) EXPECT_LT(x, 1);
  EXPECT_EQ(RowOf(longest, 1)[99], 1.0 / 541);  // the hundredth prime
}

TEST(MonteCarloTest, ALargerDesignBeginsWithTheSmallerOne) {
  ExpectPrefix(MonteCarloDesign(5, 100, 7), MonteCarloDesign(5, 200, 7));
  EXPECT_NE(RowOf(MonteCarloDesign(5, 100, 7), 3), RowOf(MonteCarloDesign(5, 100, 8), 3));
}

// 10,000 points: the mean of a coordinate is 1/2 +- 0.0029, the covariance of two 0 +- 0.00083.
TEST(MonteCarloTest, CoordinatesAreUniformAndIndependent) {
  double mean = 0;
  double covariance = 0;
  for (const std::vector<double>& row : RowsOf(MonteCarloDesign(2, 10000, 1))) {
    mean += row[0] / 10000;
    covariance += (row[0] - 0.5) * (row[1] - 0.5) / 10000;
  }
  EXPECT_NEAR(mean, 0.5, 0.012);
  EXPECT_NEAR(covariance, 0, 0.0035);
}

}  // namespace
}  // namespace dragoman

#include "engine/designs/latin_hypercube.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::Rows;
using testing_support::RowsOf;

void ExpectOnePointPerInterval(const LatinHypercube& design) {
  const std::uint64_t n = design.size();
  const Rows rows = RowsOf(design);
  for (std::size_t j = 0; j < design.dimensions(); ++j) {
    std::vector<int> seen(n);
    for (const std::vector<double>& row : rows) {
      ASSERT_GT(row[j], 0);
      ASSERT_LT(row[j], 1);
      ++seen[static_cast<std::size_t>(row[j] * static_cast<double>(n))];
    }
    ASSERT_EQ(seen, std::vector<int>(n, 1)) << j;
  }
}

// Squared distance of the closest two points, between the centres of their cells.
std::uint64_t Closest(const LatinHypercube& design) {
  const Rows rows = RowsOf(design);
  std::uint64_t closest = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      std::uint64_t sum = 0;
      for (std::size_t j = 0; j < design.dimensions(); ++j) {
        const auto cell = [&](std::size_t k) {
          return static_cast<std::int64_t>(rows[k][j] * static_cast<double>(rows.size()));
        };
        const std::int64_t gap = cell(a) - cell(b);
        sum += static_cast<std::uint64_t>(gap * gap);
      }
      closest = std::min(closest, sum);
    }
  }
  return closest;
}

TEST(LatinHypercubeTest, EveryIntervalOfEveryAxisHoldsOnePoint) {
  for (const std::uint64_t points : {1, 2, 3, 7, 100, 1000}) {
    for (const LatinCriterion criterion : {LatinCriterion::kPlain, LatinCriterion::kMaximin}) {
      ExpectOnePointPerInterval(LatinHypercube(4, points, 5, criterion));
    }
  }
  ExpectOnePointPerInterval(LatinHypercube(1, 100'003, 1));
}

TEST(LatinHypercubeTest, TheLongestKeepsItsPointsWithinTheirIntervals) {
  // The last interval of the longest design, where rounding is coarsest.
  const double n = static_cast<double>(kMaxLatinPoints);
  const double last = (n - 1 + (1 - 0x1p-26)) / n;
  EXPECT_LT(last, 1);
  EXPECT_EQ(std::floor(last * n), n - 1);
  const double odd = 30'000'001;  // a length that is no power of two
  for (double k = 0; k < odd; k += 104'729) {
    EXPECT_EQ(std::floor((k + (1 - 0x1p-26)) / odd * odd), k);
    EXPECT_EQ(std::floor((k + 0x1p-26) / odd * odd), k);
  }
}

TEST(LatinHypercubeTest, SeedsDifferAndRepeat) {
  const Rows one = RowsOf(LatinHypercube(3, 50, 1));
  EXPECT_EQ(one, RowsOf(LatinHypercube(3, 50, 1)));
  EXPECT_NE(one, RowsOf(LatinHypercube(3, 50, 2)));
  const Rows spread = RowsOf(LatinHypercube(3, 50, 1, LatinCriterion::kMaximin));
  EXPECT_EQ(spread, RowsOf(LatinHypercube(3, 50, 1, LatinCriterion::kMaximin)));
}

// Axes are shuffled independently: over 200 hypercubes of 20 points the mean correlation of two
// axes is 0 +- 1 / sqrt(19 * 200) = 0.016, and points are uniform within their intervals.
TEST(LatinHypercubeTest, AxesAreIndependentAndPlacesUniform) {
  constexpr std::uint64_t kCubes = 200;
  double products = 0;
  double places = 0;
  for (std::uint64_t seed = 0; seed < kCubes; ++seed) {
    for (const std::vector<double>& row : RowsOf(LatinHypercube(2, 20, seed))) {
      products += (row[0] - 0.5) * (row[1] - 0.5) * 12 / (20 * kCubes);
      places += (row[0] * 20 - std::floor(row[0] * 20)) / (20 * kCubes);
    }
  }
  EXPECT_NEAR(products, 0, 0.05);
  EXPECT_NEAR(places, 0.5, 0.02);  // sd 0.0046
}

// Among the permutations of five points the best smallest squared distance is 5 (a knight's move),
// found by hand: (0,0) (1,2) (2,4) (3,1) (4,3).
TEST(LatinHypercubeTest, MaximinFindsTheBestFivePointsOfThePlane) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    EXPECT_EQ(Closest(LatinHypercube(2, 5, seed, LatinCriterion::kMaximin)), 5U) << seed;
  }
}

TEST(LatinHypercubeTest, MaximinSpreadsFurtherThanManyRandomOnes) {
  std::uint64_t best_plain = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    best_plain = std::max(best_plain, Closest(LatinHypercube(3, 30, seed)));
  }
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    EXPECT_GT(Closest(LatinHypercube(3, 30, seed, LatinCriterion::kMaximin)), best_plain) << seed;
  }
}

}  // namespace
}  // namespace dragoman

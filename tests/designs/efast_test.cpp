#include "engine/designs/efast.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::RowOf;
using testing_support::Rows;
using testing_support::RowsOf;

constexpr double kPi = std::numbers::pi;

// Two coordinates u are compared as sin(pi (u - 1/2)), the sine whose arcsine they are: near the
// turning points the reference's arcsine magnifies the rounding of its sine a million times.
double SineOf(double u) { return std::sin(kPi * (u - 0.5)); }

// The reference drew its phases with another generator: they follow from the first row of each
// curve, u = 1/2 + arcsin(sin(phase)) / pi, up to the side of the turning point, which the second
// row decides.
std::vector<double> RecoverPhases(const Rows& rows, std::uint64_t points, std::uint64_t harmonics) {
  std::vector<double> phases;
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    const std::vector<double>& first = rows[i * points];
    const double rising = (first[0] - 0.5) / 2;
    const double candidates[] = {rising < 0 ? rising + 1 : rising, 0.5 - rising};
    for (const double phase : candidates) {
      std::vector<double> trial(rows[0].size(), 0.0);
      trial[i] = phase;
      const std::vector<double> second =
          RowOf(EfastDesign(points, harmonics, trial), i * points + 1);
      if (std::abs(second[i] - rows[i * points + 1][i]) < 1e-6) {
        phases.push_back(phase);
        break;
      }
    }
  }
  return phases;
}

TEST(EfastTest, HasTheReferenceRowsForTheReferencePhases) {
  DRAGOMAN_READ_VECTORS(vectors, "fast.json");
  Rows expected = vectors["X"].get<Rows>();
  for (std::vector<double>& row : expected) {
    for (double& x : row) x = (x + kPi) / (2 * kPi);
  }
  const std::vector<double> phases = RecoverPhases(expected, 257, 4);
  ASSERT_EQ(phases.size(), 3U);
  const EfastDesign design(257, 4, phases);
  EXPECT_EQ(design.high_frequency(), vectors["omega_0"].get<std::uint64_t>());
  EXPECT_EQ(design.low_frequencies(), (std::vector<std::uint64_t>{1, 4}));
  const Rows rows = RowsOf(design);
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NEAR(SineOf(rows[k][j]), SineOf(expected[k][j]), 2e-13) << k << ' ' << j;
      EXPECT_NEAR(rows[k][j], expected[k][j], 3e-8) << k << ' ' << j;
    }
  }
}

// N = 65, M = 4: w = 64 / 8 = 8, others floor(8 / 8) = 1. Phase 0: at step j of the own curve
// 8 j / 65 turns. j = 1: 8/65 < 1/4, so x = 1/2 + 2 * 8/65. j = 3: 24/65 turns, past the top at
// 1/4, so x = 1/2 + 2 * (1/2 - 24/65). j = 6: 48/65 < 3/4, so x = 1/2 - 2 * (48/65 - 1/2).
TEST(EfastTest, FollowsATriangleWaveWorkedByHand) {
  const EfastDesign design(65, 4, {0, 0.25});
  EXPECT_EQ(design.size(), 130U);
  EXPECT_EQ(RowOf(design, 0), (std::vector<double>{0.5, 0.5}));
  EXPECT_NEAR(RowOf(design, 1)[0], 0.5 + 16.0 / 65, 1e-15);
  EXPECT_NEAR(RowOf(design, 1)[1], 0.5 + 2.0 / 65, 1e-15);
  EXPECT_NEAR(RowOf(design, 3)[0], 1.5 - 48.0 / 65, 1e-15);
  EXPECT_NEAR(RowOf(design, 6)[0], 1.5 - 96.0 / 65, 1e-15);
  EXPECT_EQ(RowOf(design, 65), (std::vector<double>{1, 1}));  // a quarter of a turn
}

TEST(EfastTest, OtherFrequenciesAreSpreadOrGoRound) {
  // N = 1025, M = 4: w = 128, others up to 16.
  EXPECT_EQ(EfastDesign(4, 1025, 4, 1).low_frequencies(), (std::vector<std::uint64_t>{1, 8, 16}));
  // N = 257: up to 4.
  EXPECT_EQ(EfastDesign(7, 257, 4, 1).low_frequencies(),
            (std::vector<std::uint64_t>{1, 2, 3, 4, 1, 2}));
  EXPECT_TRUE(EfastDesign(1, 65, 4, 1).low_frequencies().empty());
  EXPECT_EQ(EfastDesign(2, 65, 4, 1).low_frequencies(), (std::vector<std::uint64_t>{1}));
}

// A triangle wave spends equal times everywhere.
TEST(EfastTest, CoversTheRangeEvenlyForAnySeed) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    std::vector<int> counts(10);
    const Rows rows = RowsOf(EfastDesign(3, 1001, 4, seed));
    for (std::size_t k = 0; k < 1001; ++k) {
      ASSERT_GE(rows[k][0], 0);
      ASSERT_LE(rows[k][0], 1);
      ++counts[std::min<std::size_t>(9, static_cast<std::size_t>(rows[k][0] * 10))];
    }
    for (const int count : counts) EXPECT_NEAR(count, 100, 10);
  }
  EXPECT_NE(RowOf(EfastDesign(3, 65, 4, 1), 0), RowOf(EfastDesign(3, 65, 4, 2), 0));
  EXPECT_EQ(EfastDesign::MinPoints(4), 65U);
}

}  // namespace
}  // namespace dragoman

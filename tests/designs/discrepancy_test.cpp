#include "engine/designs/discrepancy.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "engine/designs/latin_hypercube.h"
#include "engine/designs/monte_carlo.h"
#include "engine/designs/sobol_sequence.h"
#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::Rows;
constexpr DiscrepancyKind kKinds[] = {DiscrepancyKind::kCentred, DiscrepancyKind::kWrapAround,
                                      DiscrepancyKind::kMixture, DiscrepancyKind::kL2Star};

// Relative to the terms, which are near 1 and cancel: hence absolute 1e-14 for the three squares;
// the root magnifies that by 1 / (2 * 0.014).
TEST(DiscrepancyTest, HasTheReferenceValuesOfSobolPoints) {
  DRAGOMAN_READ_VECTORS(vectors, "discrepancy_values.json");
  const std::vector<double> points = PointsOf(SobolDesign(3, 64));
  const char* const names[] = {"CD", "WD", "MD", "L2star"};
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NEAR(Discrepancy(kKinds[k], 3, points), vectors[names[k]].get<double>(),
                k == 3 ? 4e-13 : 1e-14)
        << names[k];
  }
}

// The given-data index of a parameter is the discrepancy of (parameter, outcome), the parameter
// scaled by its bounds and the outcome by what was seen, as a share of the sum over parameters. The
// reference is itself 1.3e-12 off: summed with exact fractions the first of CD is
// 0.3442672380917822.
TEST(DiscrepancyTest, GivesTheReferenceSharesOfGivenData) {
  DRAGOMAN_READ_VECTORS(vectors, "given_data_lhs500_ishigami.json");
  const Rows x = vectors["X"].get<Rows>();
  const auto y = vectors["Y"].get<std::vector<double>>();
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  const char* const names[] = {"CD", "WD", "MD", "L2-star"};
  for (std::size_t kind = 0; kind < 4; ++kind) {
    double values[3];
    for (std::size_t j = 0; j < 3; ++j) {
      std::vector<double> pairs;
      for (std::size_t k = 0; k < y.size(); ++k) {
        pairs.push_back((x[k][j] + std::numbers::pi) / (2 * std::numbers::pi));
        pairs.push_back((y[k] - *low) / (*high - *low));
      }
      values[j] = Discrepancy(kKinds[kind], 2, pairs);
    }
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NEAR(values[j] / (values[0] + values[1] + values[2]),
                  vectors["discrepancy"][names[kind]][j].get<double>(), 2e-12)
          << names[kind] << ' ' << j;
    }
  }
}

// One point at 1/2 in one dimension. Centred: 13/12 - 2 + 1 = 1/12. Wrap-around: -4/3 + 3/2 = 1/6.
// Mixture: 19/12 - 2 * 5/3 + 15/8 = 1/8. L2-star: 1/3 - 3/4 + 1/2 = 1/12, and its root.
TEST(DiscrepancyTest, OfOnePointIsWorkedByHand) {
  const std::vector<double> centre = {0.5};
  EXPECT_NEAR(Discrepancy(DiscrepancyKind::kCentred, 1, centre), 1.0 / 12, 1e-15);
  EXPECT_NEAR(Discrepancy(DiscrepancyKind::kWrapAround, 1, centre), 1.0 / 6, 1e-15);
  EXPECT_NEAR(Discrepancy(DiscrepancyKind::kMixture, 1, centre), 1.0 / 8, 1e-15);
  EXPECT_NEAR(Discrepancy(DiscrepancyKind::kL2Star, 1, centre), std::sqrt(1.0 / 12), 1e-15);
}

TEST(DiscrepancyTest, SobolFillsTheCubeBetterThanLatinHypercubesAndTheseBetterThanChance) {
  for (const DiscrepancyKind kind : kKinds) {
    const double sobol = Discrepancy(kind, 4, PointsOf(SobolDesign(4, 256)));
    double latin = 0;
    double chance = 0;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      latin += Discrepancy(kind, 4, PointsOf(LatinHypercube(4, 256, seed))) / 5;
      chance += Discrepancy(kind, 4, PointsOf(MonteCarloDesign(4, 256, seed))) / 5;
    }
    EXPECT_LT(sobol, latin);
    EXPECT_LT(latin, chance);
  }
}

}  // namespace
}  // namespace dragoman

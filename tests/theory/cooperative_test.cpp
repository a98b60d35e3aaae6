// Axiomatic solutions: no protocol, so no tie rule; uniqueness follows from the axioms on convex
// sets. Feasible sets are the comprehensive hull (free disposal) of what is given.

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis/theory/bargaining_curve.h"
#include "engine/analysis/theory/bargaining_polygon.h"
#include "engine/analysis/theory/transferable_nash.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

using Points = std::vector<UtilityPoint>;

PolygonSolutions SolvedPolygon(const Points& vertices, UtilityPoint d,
                               UtilityPoint weights = {1, 1}) {
  const auto solutions = SolvePolygon(vertices, d, weights);
  EXPECT_TRUE(solutions.ok());
  return solutions.ok() ? *solutions : PolygonSolutions{};
}

void ExpectPoint(const UtilityPoint& actual, const UtilityPoint& expected, double tolerance) {
  EXPECT_NEAR(actual[0], expected[0], tolerance);
  EXPECT_NEAR(actual[1], expected[1], tolerance);
}

const Points kKinked = {{0, 0}, {0, 10}, {6, 8}, {10, 0}};

// From d = (2, 5): u1 at most 7.5 (edge 8 - 2 (u1 - 6) = 5), u2 at most 10 - 2/3 = 28/3. Equal
// gains meet u2 = 10 - u1/3 at t + 5 = 10 - (t + 2)/3, so 4t/3 = 13/3, t = 13/4.
TEST(Polygon, SolutionsOverTheIndividuallyRationalPartByHand) {
  const PolygonSolutions it = SolvedPolygon(kKinked, {2, 5});
  ExpectPoint(it.ideal, {7.5, 28.0 / 3}, 1e-14);
  ExpectPoint(it.egalitarian, {5.25, 8.25}, 1e-14);
  ExpectPoint(it.nash, {6, 8}, 0);
  EXPECT_EQ(it.frontier.size(), 3U);
  EXPECT_EQ(it.utilitarian_sum, 14);
}

// The set is one point and what it dominates: u1 <= 3, u2 <= 1. Equal gains stop at u2 = 1.
TEST(Polygon, FreeDisposalMakesEgalitarianWeaklyEfficient) {
  const PolygonSolutions it = SolvedPolygon({{3, 1}}, {0, 0});
  ExpectPoint(it.egalitarian, {1, 1}, 0);
  ExpectPoint(it.kalai_smorodinsky, {3, 1}, 1e-15);
  ExpectPoint(it.nash, {3, 1}, 0);
}

TEST(Polygon, InnerAndDominatedVerticesDoNotMatter) {
  Points more = kKinked;
  more.insert(more.end(), {{3, 3}, {6, 2}, {3, 9}, {8, 4}, {6, 8}, {0, 10}});
  const PolygonSolutions with = SolvedPolygon(more, {1, 1});
  const PolygonSolutions without = SolvedPolygon(kKinked, {1, 1});
  ExpectPoint(with.nash, without.nash, 1e-14);
  ExpectPoint(with.kalai_smorodinsky, without.kalai_smorodinsky, 1e-14);
  EXPECT_EQ(with.frontier, without.frontier);
}

TEST(Polygon, NothingToGainIsNamed) {
  const auto none = SolvePolygon(kKinked, {10, 0});
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.problems()[0].path, "disagreement");
  EXPECT_FALSE(SolvePolygon(kKinked, {9, 9}).ok());
  EXPECT_FALSE(SolvePolygon({}, {0, 0}).ok());
  EXPECT_FALSE(SolvePolygon(kKinked, {0, 0}, {1, 0}).ok());
}

// A point of the frontier at a share s of its way from one end to the other along u1.
UtilityPoint FrontierAt(const Points& frontier, double s) {
  const double u1 = frontier.front()[0] + s * (frontier.back()[0] - frontier.front()[0]);
  for (std::size_t k = 1; k < frontier.size(); ++k) {
    if (u1 > frontier[k][0]) continue;
    const UtilityPoint& a = frontier[k - 1];
    const UtilityPoint& b = frontier[k];
    return {u1, a[1] + (b[1] - a[1]) * (u1 - a[0]) / (b[0] - a[0])};
  }
  return frontier.back();
}

Points RandomVertices(std::uint64_t run) {
  const Random random(3, run);
  const StreamKey stream = MakeStream("vertices");
  Points vertices;
  for (std::uint64_t k = 0; k < 12; ++k) {
    vertices.push_back({random.Uniform(stream, 2 * k), random.Uniform(stream, 2 * k + 1)});
  }
  return vertices;
}

// No point of a fine grid along the frontier has a larger product, sum or smaller imbalance.
TEST(Polygon, SolutionsBeatAGridAlongTheFrontierOfRandomPolygons) {
  for (std::uint64_t run = 0; run < 200; ++run) {
    const UtilityPoint d = {0.1, 0.05};
    const PolygonSolutions it = SolvedPolygon(RandomVertices(run), d, {0.3, 0.7});
    // At the ends of the frontier rounding may leave a gain just below 0.
    const auto product = [&](const UtilityPoint& u) {
      return portable::Pow(std::max(0.0, u[0] - d[0]), 0.3) *
             portable::Pow(std::max(0.0, u[1] - d[1]), 0.7);
    };
    const double equal = std::min(it.egalitarian[0] - d[0], it.egalitarian[1] - d[1]);
    EXPECT_NEAR(it.egalitarian[0] - d[0], it.egalitarian[1] - d[1], 1e-12);
    for (int k = 0; k <= 200; ++k) {
      const UtilityPoint u = FrontierAt(it.frontier, k / 200.0);
      EXPECT_LE(product(u), product(it.nash) + 1e-12) << run;
      EXPECT_LE(u[0] + u[1], it.utilitarian_sum + 1e-12) << run;
      EXPECT_LE(std::min(u[0] - d[0], u[1] - d[1]), equal + 1e-12) << run;
    }
    const double ratio = (it.kalai_smorodinsky[0] - d[0]) / (it.ideal[0] - d[0]);
    EXPECT_NEAR((it.kalai_smorodinsky[1] - d[1]) / (it.ideal[1] - d[1]), ratio, 1e-12) << run;
  }
}

// Metamorphic: Nash and Kalai-Smorodinsky follow an affine change of each scale; a swap of the
// parties swaps every solution.
TEST(Polygon, ScalesDoNotMatterToNashAndKalaiSmorodinskyAndLabelsToNone) {
  for (std::uint64_t run = 0; run < 100; ++run) {
    const Points vertices = RandomVertices(run);
    const PolygonSolutions before = SolvedPolygon(vertices, {0.1, 0.05}, {0.3, 0.7});
    Points scaled;
    Points swapped;
    for (const UtilityPoint& u : vertices) {
      scaled.push_back({3 * u[0] - 2, 0.5 * u[1] + 7});
      swapped.push_back({u[1], u[0]});
    }
    const PolygonSolutions after = SolvedPolygon(scaled, {0.3 - 2, 0.025 + 7}, {0.3, 0.7});
    ExpectPoint(after.nash, {3 * before.nash[0] - 2, 0.5 * before.nash[1] + 7}, 1e-12);
    const UtilityPoint& ks = before.kalai_smorodinsky;
    ExpectPoint(after.kalai_smorodinsky, {3 * ks[0] - 2, 0.5 * ks[1] + 7}, 1e-12);
    const PolygonSolutions mirror = SolvedPolygon(swapped, {0.05, 0.1}, {0.7, 0.3});
    ExpectPoint(mirror.nash, {before.nash[1], before.nash[0]}, 1e-12);
    ExpectPoint(mirror.kalai_smorodinsky, {ks[1], ks[0]}, 1e-12);
    ExpectPoint(mirror.egalitarian, {before.egalitarian[1], before.egalitarian[0]}, 1e-12);
  }
}

// Nash's axiom: cutting off alternatives that were not chosen changes nothing.
TEST(Polygon, NashIsIndependentOfIrrelevantAlternativesKalaiSmorodinskyIsNot) {
  const PolygonSolutions large = SolvedPolygon({{0, 1}, {1, 0.7}, {1, 0}}, {0, 0});
  const PolygonSolutions small = SolvedPolygon({{0, 0.7}, {1, 0.7}, {1, 0}}, {0, 0});
  ExpectPoint(large.nash, small.nash, 0);
  EXPECT_GT(large.kalai_smorodinsky[1], small.kalai_smorodinsky[1] + 0.05);
}

/// u2 = (1 - u1)^exponent on [0, 1].
template <class Use>
auto WithPowerCurve(double exponent, const Use& use) {
  const auto height = [exponent](double x) { return portable::Pow(1 - x, exponent); };
  const auto slope = [exponent](double x) {
    return -exponent * portable::Pow(1 - x, exponent - 1);
  };
  return use(SmoothFrontier{.height = height, .slope = slope, .low = 0, .high = 1});
}

// u2 = 1 - u1: half the surplus each; from d = (.2, .1) the Nash solution is (.55, .45).
TEST(Curve, TheLineGivesSplitTheDifference) {
  WithPowerCurve(1, [](const SmoothFrontier& line) {
    ExpectPoint(NashOnCurve(line, {0.2, 0.1}), {0.55, 0.45}, 1e-15);
    ExpectPoint(KalaiSmorodinskyOnCurve(line, {0.2, 0.1}), {0.55, 0.45}, 1e-15);
    ExpectPoint(EgalitarianOnCurve(line, {0.2, 0.1}), {0.55, 0.45}, 1e-15);
    ExpectPoint(NashOnCurve(line, {0, 0}, 0.7), {0.7, 0.3}, 1e-15);
    return 0;
  });
}

// Utilitarian weights that favour party 1 outright end at the bound of party 2's rationality.
TEST(Curve, UtilitarianStaysIndividuallyRational) {
  WithPowerCurve(1, [](const SmoothFrontier& line) {
    ExpectPoint(UtilitarianOnCurve(line, {0.2, 0.1}, 0.9), {0.9, 0.1}, 1e-15);
    return 0;
  });
}

TEST(TransferableNash, WeightsAreDividedByTheirSum) {
  const double d[] = {10, 20};
  const double weights[] = {2, 6};
  const auto shares = TransferableNash(110, d, weights);
  ASSERT_TRUE(shares.ok());
  EXPECT_EQ(*shares, (std::vector<double>{30, 80}));
  EXPECT_FALSE(TransferableNash(29, d, weights).ok());
  EXPECT_FALSE(TransferableNash(50, d, {weights, 1}).ok());
}

// ---- against the published values ----

TEST(TheoryVectors, PolygonNashKalaiSmorodinskyEgalitarianUtilitarianAsymmetricFreeDisposal) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("cooperative_polygon", 9, [](TheoryCase& it) {
    const auto vertices = it.inputs()["vertices"].get<Points>();
    const auto d = it.inputs()["disagreement"].get<UtilityPoint>();
    const PolygonSolutions solutions = SolvedPolygon(vertices, d);
    it.Check("nash", solutions.nash);
    it.Check("ideal", solutions.ideal);
    it.Check("kalai_smorodinsky", solutions.kalai_smorodinsky);
    it.Check("egalitarian", solutions.egalitarian);
    it.Check("utilitarian_sum_over_ir", solutions.utilitarian_sum);
    it.Check("utilitarian_argmax_vertices", solutions.utilitarian);
    if (!it.inputs().contains("alpha")) return;
    const auto weights = it.inputs()["alpha"].get<UtilityPoint>();
    it.Check("asymmetric_nash", SolvedPolygon(vertices, d, weights).nash);
  });
}

TEST(TheoryVectors, AffineCovarianceOfNashAndKalaiSmorodinsky) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("cooperative_metamorphic", 2, [](TheoryCase& it) {
    const auto vertices = it.inputs()["vertices"].get<Points>();
    const auto d = it.inputs()["disagreement"].get<UtilityPoint>();
    const auto one = it.inputs()["affine1"].get<UtilityPoint>();
    const auto two = it.inputs()["affine2"].get<UtilityPoint>();
    const auto change = [&](const UtilityPoint& u) {
      return UtilityPoint{one[0] * u[0] + one[1], two[0] * u[1] + two[1]};
    };
    Points changed;
    for (const UtilityPoint& u : vertices) changed.push_back(change(u));
    const PolygonSolutions before = SolvedPolygon(vertices, d);
    const PolygonSolutions after = SolvedPolygon(changed, change(d));
    it.Check("nash_before", before.nash);
    it.Check("nash_after", after.nash);
    it.Check("ks_before", before.kalai_smorodinsky);
    it.Check("ks_after", after.kalai_smorodinsky);
    ExpectPoint(after.nash, change(before.nash), 1e-9);
    ExpectPoint(after.kalai_smorodinsky, change(before.kalai_smorodinsky), 1e-9);
    it.Check("holds", true);
  });
}

double ExponentOf(const std::string& formula) {
  return formula == "sqrt(1-x)" ? 0.5 : std::stod(formula.substr(formula.find('^') + 1));
}

TEST(TheoryVectors, SmoothSetsNashKalaiSmorodinskyEgalitarianUtilitarianByBisection) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("cooperative_smooth", 6, [](TheoryCase& it) {
    ASSERT_EQ(it.inputs()["u1"], "x");
    const auto d = it.inputs()["disagreement"].get<CurvePoint>();
    const double exponent = ExponentOf(it.inputs()["u2"].get<std::string>());
    WithPowerCurve(exponent, [&](const SmoothFrontier& curve) {
      const CurvePoint nash = NashOnCurve(curve, d, it.Number("alpha1"));
      it.Check("asymmetric_nash_u", nash);
      if (it.expected().contains("nash_x")) it.Check("nash_x", nash[0]);
      if (!it.expected().contains("utilitarian_u")) return 0;
      it.Check("kalai_smorodinsky_u", KalaiSmorodinskyOnCurve(curve, d));
      it.Check("egalitarian_u", EgalitarianOnCurve(curve, d));
      const CurvePoint sum = UtilitarianOnCurve(curve, d);
      it.Check("utilitarian_u", sum);
      it.Check("utilitarian_sum", sum[0] + sum[1]);
      return 0;
    });
  });
}

TEST(TheoryVectors, NPlayerTransferableUtilityAsymmetricNash) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("nash_n_player_tu", 4, [](TheoryCase& it) {
    const auto d = it.inputs()["disagreement"].get<std::vector<double>>();
    const auto weights = it.inputs()["alpha"].get<std::vector<double>>();
    const auto shares = TransferableNash(it.Number("pie"), d, weights);
    ASSERT_TRUE(shares.ok());
    it.Check("shares", *shares);
    double surplus = 0;
    for (std::size_t k = 0; k < d.size(); ++k) surplus += (*shares)[k] - d[k];
    it.Check("surplus", surplus);
  });
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/sensitivity/prim.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

constexpr double kPrimMissing = std::numeric_limits<double>::quiet_NaN();

/// `count` rows of `columns` uniform columns.
std::vector<PrimColumn> PrimUniformColumns(std::size_t columns, std::size_t count) {
  std::vector<PrimColumn> result(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    result[c].name = "x" + std::to_string(c);
    const Random random(1, c);
    for (std::size_t r = 0; r < count; ++r) {
      result[c].values.push_back(random.Uniform(StreamKey{1}, r));
    }
  }
  return result;
}

const PrimLimit* PrimLimitOf(const PrimStep& step, std::size_t column) {
  for (const PrimLimit& limit : step.limits) {
    if (limit.column == column) return &limit;
  }
  return nullptr;
}

TEST(Prim, BinomialTailIsThatOfHandCountedCoins) {
  // Four fair coins: 1, 4, 6, 4, 1 of 16.
  EXPECT_DOUBLE_EQ(BinomialUpperTail(0, 4, 0.5), 1);
  EXPECT_NEAR(BinomialUpperTail(1, 4, 0.5), 15.0 / 16, 1e-15);
  EXPECT_NEAR(BinomialUpperTail(2, 4, 0.5), 11.0 / 16, 1e-15);
  EXPECT_NEAR(BinomialUpperTail(3, 4, 0.5), 5.0 / 16, 1e-15);
  EXPECT_NEAR(BinomialUpperTail(4, 4, 0.5), 1.0 / 16, 1e-15);
  EXPECT_EQ(BinomialUpperTail(5, 4, 0.5), 0);
  EXPECT_EQ(BinomialUpperTail(2, 4, 0), 0);
  EXPECT_EQ(BinomialUpperTail(2, 4, 1), 1);
  // All of 300 trials at 0.1: 10^-300, far below what 1 - P(X < k) could show.
  EXPECT_NEAR(BinomialUpperTail(300, 300, 0.1) / 1e-300, 1, 1e-10);
}

TEST(Prim, FirstPeelCutsTheSliceWithoutInterest) {
  // 20 rows, x = 0..19; of interest from 10 on. alpha = 0.1: the lower quantile lies at
  // 0.1 * 19 = 1.9, between 1 and 2, so the peel keeps x >= 1.5, 18 rows.
  PrimColumn x{"x", PrimColumnKind::kReal, {}};
  std::vector<double> outcome;
  for (int k = 0; k < 20; ++k) {
    x.values.push_back(k);
    outcome.push_back(k >= 10 ? 1 : 0);
  }
  PrimOptions options;
  options.peel_alpha = 0.1;
  const Checked<PrimResult> result = FindPrimBoxes({{x}}, outcome, options);
  ASSERT_TRUE(result.ok());
  const PrimBox& box = result->boxes[0];
  const PrimStep& step = box.trajectory[1];
  EXPECT_EQ(step.rows, 18U);
  EXPECT_DOUBLE_EQ(step.coverage, 1);
  EXPECT_DOUBLE_EQ(step.density, 10.0 / 18);
  EXPECT_DOUBLE_EQ(step.mass, 0.9);
  ASSERT_EQ(step.limits.size(), 1U);
  EXPECT_EQ(step.limits[0].lower, 1.5);
  EXPECT_TRUE(step.limits[0].lower_restricted);
  EXPECT_EQ(step.limits[0].upper, 19);
  EXPECT_FALSE(step.limits[0].upper_restricted);
  EXPECT_TRUE(std::isnan(step.limits[0].upper_quasi_p));
  // P(X >= 10), X ~ binomial(18, 10 / 20): (1 + P(X = 9) ... ) = 1/2 - C(18, 9) / 2^19.
  EXPECT_NEAR(step.limits[0].lower_quasi_p, 0.5 - 48620.0 / 524288, 1e-14);
  // In the end the box holds all cases and nothing else.
  const PrimStep& best = box.trajectory[box.suggested];
  EXPECT_DOUBLE_EQ(best.coverage, 1);
  EXPECT_DOUBLE_EQ(best.density, 1);
  EXPECT_EQ(best.limits[0].lower, 9.5);
}

TEST(Prim, FindsAnIntervalAWholeNumberAndCategories) {
  std::vector<PrimColumn> columns = PrimUniformColumns(3, 4000);
  columns[1].kind = PrimColumnKind::kInteger;
  columns[2].kind = PrimColumnKind::kCategory;
  std::vector<double> outcome;
  for (std::size_t r = 0; r < 4000; ++r) {
    columns[1].values[r] = std::floor(columns[1].values[r] * 6) - 2;  // -2 to 3.
    columns[2].values[r] = std::floor(columns[2].values[r] * 4);      // 0 to 3.
    const bool hit = columns[0].values[r] > 0.4 && columns[1].values[r] <= 0 &&
                     (columns[2].values[r] == 1 || columns[2].values[r] == 3);
    outcome.push_back(hit ? 1 : 0);
  }
  const Checked<PrimResult> result = FindPrimBoxes(columns, outcome);
  ASSERT_TRUE(result.ok());
  const PrimBox& box = result->boxes[0];
  const PrimStep& step = box.trajectory[box.suggested];
  EXPECT_GT(step.coverage, 0.97);
  EXPECT_GT(step.density, 0.97);
  ASSERT_EQ(step.limits.size(), 3U);
  EXPECT_NEAR(step.limits[0].lower, 0.4, 0.02);
  EXPECT_FALSE(step.limits[0].upper_restricted);
  EXPECT_EQ(step.limits[1].upper, 0);
  EXPECT_FALSE(step.limits[1].lower_restricted);
  EXPECT_EQ(step.limits[2].categories, (std::vector<int>{1, 3}));
  for (const PrimLimit& limit : step.limits) {
    EXPECT_LT(limit.column == 1 ? limit.upper_quasi_p : limit.lower_quasi_p, 1e-20);
  }
}

TEST(Prim, CoveringFindsBothClusters) {
  const std::vector<PrimColumn> columns = PrimUniformColumns(2, 5000);
  std::vector<double> outcome;
  for (std::size_t r = 0; r < 5000; ++r) {
    const double x = columns[0].values[r];
    const double y = columns[1].values[r];
    outcome.push_back((x < 0.3 && y < 0.4) || (x > 0.75 && y > 0.5) ? 1 : 0);
  }
  // No single cut raises the mean at first, so the lenient objectives would stop at once.
  EXPECT_EQ(FindPrimBoxes(columns, outcome)->boxes[0].peels, 0U);
  PrimOptions options;
  options.objective = PrimObjective::kOriginal;
  options.max_boxes = 2;
  const Checked<PrimResult> result = FindPrimBoxes(columns, outcome, options);
  ASSERT_TRUE(result.ok());
  ASSERT_EQ(result->boxes.size(), 2U);
  double coverage = 0;
  for (const PrimBox& box : result->boxes) {
    const PrimStep& step = box.trajectory[box.suggested];
    EXPECT_GT(step.density, 0.9);
    coverage += step.coverage;
  }
  EXPECT_GT(coverage, 0.9);
  EXPECT_LE(coverage, 1);
}

TEST(Prim, PastesWidenAnIntegerColumnUpwardsToo) {
  // The last integer peel, x <= 1, costs interest at x = 2 that a paste can take back once the
  // other column is restricted.
  std::vector<PrimColumn> columns = PrimUniformColumns(2, 3000);
  columns[0].kind = PrimColumnKind::kInteger;
  std::vector<double> outcome;
  for (std::size_t r = 0; r < 3000; ++r) {
    columns[0].values[r] = std::floor(columns[0].values[r] * 10);
    const bool low = columns[1].values[r] < 0.3;
    const double x = columns[0].values[r];
    outcome.push_back(low && x <= 2 ? 1 : (!low && x >= 2 ? 0 : (x < 2 ? 0.5 : 0)));
  }
  const Checked<PrimResult> result = FindPrimBoxes(columns, outcome);
  ASSERT_TRUE(result.ok());
  EXPECT_FALSE(result->binary);
  const PrimBox& box = result->boxes[0];
  for (std::size_t k = box.peels + 1; k < box.trajectory.size(); ++k) {
    EXPECT_GT(box.trajectory[k].mass, box.trajectory[k - 1].mass);
    EXPECT_GT(box.trajectory[k].density, box.trajectory[k - 1].density);
  }
  for (std::size_t k = 1; k <= box.peels; ++k) {
    EXPECT_LT(box.trajectory[k].mass, box.trajectory[k - 1].mass);
  }
  for (const PrimLimit& limit : box.trajectory.back().limits) {
    EXPECT_TRUE(std::isnan(limit.lower_quasi_p));  // Shares have no binomial.
  }
}

TEST(Prim, LeavesRowsWithGapsOutAndCountsThem) {
  PrimColumn x{"x", PrimColumnKind::kReal, {1, 2, kPrimMissing, 4, 5, 6}};
  const std::vector<double> outcome = {0, 0, 1, 1, kPrimMissing, 1};
  const Checked<PrimResult> result = FindPrimBoxes({{x}}, outcome);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->rows, 4U);
  EXPECT_EQ(result->dropped, 2U);
  EXPECT_EQ(result->interest, 2);
  EXPECT_EQ(result->boxes[0].trajectory[0].density, 0.5);
}

TEST(Prim, DoesNotDependOnTheOrderOfRows) {
  const std::vector<PrimColumn> columns = PrimUniformColumns(3, 1000);
  std::vector<PrimColumn> turned = columns;
  std::vector<double> outcome;
  for (std::size_t r = 0; r < 1000; ++r) {
    outcome.push_back(columns[0].values[r] + columns[1].values[r] < 0.7 ? 1 : 0);
  }
  std::vector<double> turned_outcome(outcome.rbegin(), outcome.rend());
  for (std::size_t c = 0; c < 3; ++c) {
    turned[c].values.assign(columns[c].values.rbegin(), columns[c].values.rend());
  }
  const Checked<PrimResult> a = FindPrimBoxes(columns, outcome);
  const Checked<PrimResult> b = FindPrimBoxes(turned, turned_outcome);
  ASSERT_TRUE(a.ok() && b.ok());
  ASSERT_EQ(a->boxes[0].trajectory.size(), b->boxes[0].trajectory.size());
  for (std::size_t k = 0; k < a->boxes[0].trajectory.size(); ++k) {
    EXPECT_EQ(a->boxes[0].trajectory[k].interest, b->boxes[0].trajectory[k].interest);
    EXPECT_EQ(a->boxes[0].trajectory[k].rows, b->boxes[0].trajectory[k].rows);
  }
  const PrimLimit* first = PrimLimitOf(a->boxes[0].trajectory.back(), 0);
  const PrimLimit* second = PrimLimitOf(b->boxes[0].trajectory.back(), 0);
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_EQ(first->upper, second->upper);
}

TEST(Prim, SuggestsTheBestHarmonicMeanOfCoverageAndDensity) {
  const std::vector<PrimColumn> columns = PrimUniformColumns(2, 2000);
  std::vector<double> outcome;
  for (std::size_t r = 0; r < 2000; ++r) outcome.push_back(columns[0].values[r] < 0.25 ? 1 : 0);
  const Checked<PrimResult> result = FindPrimBoxes(columns, outcome);
  ASSERT_TRUE(result.ok());
  const PrimBox& box = result->boxes[0];
  const auto quality = [](const PrimStep& s) {
    return 2 * s.coverage * s.density / (s.coverage + s.density);
  };
  for (const PrimStep& step : box.trajectory) {
    EXPECT_LE(quality(step), quality(box.trajectory[box.suggested]));
  }
}

TEST(Prim, NamesWhatIsWrongWithTheInput) {
  const auto problem = [](const PrimColumn& column, const std::vector<double>& outcome,
                          const PrimOptions& options = {}) {
    const Checked<PrimResult> result = FindPrimBoxes({{column}}, outcome, options);
    return result.ok() ? "" : result.problems()[0].path;
  };
  const PrimColumn x{"x", PrimColumnKind::kReal, {1, 2, 3}};
  EXPECT_EQ(problem(x, {0, 1, 1}), "");
  EXPECT_EQ(problem(x, {0, 1}), "columns[0]");
  EXPECT_EQ(problem(x, {0, 0, 0}), "outcome");
  EXPECT_EQ(problem(x, {0, 1, 2}), "outcome");
  EXPECT_EQ(problem(x, {kPrimMissing, kPrimMissing, kPrimMissing}), "outcome");
  EXPECT_EQ(problem({"k", PrimColumnKind::kInteger, {1, 2.5, 3}}, {0, 1, 1}), "columns[0]");
  EXPECT_EQ(problem({"c", PrimColumnKind::kCategory, {0, -1, 1}}, {0, 1, 1}), "columns[0]");
  EXPECT_EQ(problem({"x", PrimColumnKind::kReal, {1, INFINITY, 3}}, {0, 1, 1}), "columns[0]");
  PrimOptions options;
  options.peel_alpha = 0.6;
  EXPECT_EQ(problem(x, {0, 1, 1}, options), "peel_alpha");
}

}  // namespace
}  // namespace dragoman

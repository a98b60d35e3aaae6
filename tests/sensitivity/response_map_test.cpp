#include "engine/sensitivity/response_map.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

constexpr double kResponseGap = std::numeric_limits<double>::quiet_NaN();

ResponseMap ResponseMapOf(const std::vector<double>& x, const std::vector<double>& y,
                          const std::vector<double>& values,
                          const std::vector<double>& errors = {}) {
  return {"a", "b", x, y, values, errors};
}

TEST(ResponseMap, ErrorOfAContoursPlaceIsErrorOverSlopeInSharesOfTheAxis) {
  // The value is x / 4 on [0, 4]: it rises by 1 over the whole axis.
  const ResponseMap map =
      ResponseMapOf({0, 1, 2, 3, 4}, {10, 20}, {0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5, 0.75, 1},
                    std::vector<double>(10, 0.03));
  const std::vector<double> levels = {0.5, 0.625};
  const std::vector<ResponseContour> contours = FindResponseContours(map, levels);
  ASSERT_EQ(contours.size(), 2U);
  // On a column of the grid: 0.03 / 1. Half-way between two: their mean has 0.03 / sqrt(2).
  EXPECT_EQ(contours[0].line.points[0].x, 2);
  EXPECT_NEAR(contours[0].median_error, 0.03, 1e-15);
  EXPECT_EQ(contours[1].line.points[0].x, 2.5);
  EXPECT_NEAR(contours[1].largest_error, 0.03 / std::sqrt(2.0), 1e-15);
}

TEST(ResponseMap, ContoursOfExactValuesHaveNoError) {
  const ResponseMap map = ResponseMapOf({0, 1}, {0, 1}, {0, 1, 0, 1});
  const std::vector<double> levels = {0.5};
  const std::vector<ResponseContour> contours = FindResponseContours(map, levels);
  ASSERT_EQ(contours.size(), 1U);
  EXPECT_EQ(contours[0].largest_error, 0);
}

TEST(ResponseMap, ContoursGoRoundGaps) {
  const ResponseMap map =
      ResponseMapOf({0, 1, 2}, {0, 1, 2}, {0, 1, 1, 0, 1, kResponseGap, 0, 1, 1},
                    {1, 1, 1, 1, 1, kResponseGap, 1, 1, 1});
  const std::vector<double> levels = {0.5};
  const std::vector<ResponseContour> contours = FindResponseContours(map, levels);
  ASSERT_EQ(contours.size(), 1U);
  for (double error : contours[0].position_errors) EXPECT_TRUE(std::isfinite(error));
}

TEST(ResponseMap, DecompositionOfASumHasNoInteraction) {
  // Value x + 2 y on {0, 1} x {0, 1}: squares 1 and 4.
  const MapDecomposition parts = DecomposeMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 2, 3}));
  EXPECT_NEAR(parts.x_share, 0.2, 1e-12);
  EXPECT_NEAR(parts.y_share, 0.8, 1e-12);
  EXPECT_EQ(parts.interaction_share, 0);
  EXPECT_NEAR(parts.variance, 1.25, 1e-12);
}

TEST(ResponseMap, DecompositionOfAnExclusiveOrIsAllInteraction) {
  const MapDecomposition parts = DecomposeMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 1, 0}));
  EXPECT_EQ(parts.x_share, 0);
  EXPECT_EQ(parts.y_share, 0);
  EXPECT_EQ(parts.interaction_share, 1);
}

TEST(ResponseMap, DecompositionTakesNoiseOff) {
  // x + 2 y with errors of 0.5: each square (one degree of freedom each) loses 0.25: 0.75, 3.75.
  const MapDecomposition parts =
      DecomposeMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 2, 3}, {0.5, 0.5, 0.5, 0.5}));
  EXPECT_NEAR(parts.x_share, 0.75 / 4.5, 1e-12);
  EXPECT_NEAR(parts.y_share, 3.75 / 4.5, 1e-12);
}

TEST(ResponseMap, DecompositionOfALevelMapIsNothingAndOfAGapUnknown) {
  const MapDecomposition level =
      DecomposeMap(ResponseMapOf({0, 1, 2}, {0, 1}, std::vector<double>(6, 0.1)));
  EXPECT_EQ(level.variance, 0);
  EXPECT_EQ(level.x_share, 0);
  EXPECT_TRUE(
      std::isnan(DecomposeMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, kResponseGap, 3})).x_share));
}

TEST(ResponseMap, ShareAboveIsTheAreaBeyondTheContour) {
  // The value is x on [0, 1], in cells of unequal width.
  const ResponseMap slope = ResponseMapOf({0, 0.25, 1}, {0, 3}, {0, 0.25, 1, 0, 0.25, 1});
  EXPECT_NEAR(ShareAbove(slope, 0.1), 0.9, 1e-15);
  EXPECT_NEAR(ShareAbove(slope, 0.6), 0.4, 1e-15);
  EXPECT_EQ(ShareAbove(slope, 0), 1);
  EXPECT_EQ(ShareAbove(slope, 1.1), 0);
  // x + y on the unit square: beyond 1.5 lies a triangle of 1/8.
  EXPECT_NEAR(ShareAbove(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 1, 2}), 1.5), 0.125, 1e-15);
  // A cell with a gap does not count.
  EXPECT_NEAR(ShareAbove(ResponseMapOf({0, 1, 2}, {0, 1}, {0, 1, 2, 0, 1, kResponseGap}), 0.5), 0.5,
              1e-15);
}

TEST(ResponseMap, ChecksShapesAxesAndErrors) {
  EXPECT_TRUE(CheckResponseMap(
                  ResponseMapOf({0, 1}, {0, 1}, {0, 1, kResponseGap, 1}, {0, 0, kResponseGap, 0}))
                  .empty());
  EXPECT_EQ(CheckResponseMap(ResponseMapOf({0, 0}, {0, 1}, {0, 1, 1, 1}))[0].path, "x");
  EXPECT_EQ(CheckResponseMap(ResponseMapOf({0, 1}, {1}, {0, 1}))[0].path, "y");
  EXPECT_EQ(CheckResponseMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 1}))[0].path, "values");
  EXPECT_EQ(CheckResponseMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 1, INFINITY}))[0].path, "values");
  EXPECT_EQ(CheckResponseMap(ResponseMapOf({0, 1}, {0, 1}, {0, 1, 1, 1}, {0, -1, 0, 0}))[0].path,
            "standard_errors");
}

}  // namespace
}  // namespace dragoman

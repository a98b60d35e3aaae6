#include "engine/sensitivity/contour.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

constexpr double kContourGap = std::numeric_limits<double>::quiet_NaN();

TEST(Contour, OfASlopeIsAStraightLineWithTheHighSideOnTheLeft) {
  const std::vector<double> x = {0, 1, 2};
  const std::vector<double> y = {0, 10};
  // The value is x, so level 0.25 is crossed at x = 0.25, with high values to the right (east).
  const std::vector<double> values = {0, 1, 2, 0, 1, 2};
  const std::vector<ContourLine> lines = TraceContour({x, y, values}, 0.25);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_FALSE(lines[0].closed);
  EXPECT_EQ(lines[0].level, 0.25);
  // Going south has east on the left.
  EXPECT_EQ(lines[0].points, (std::vector<MapPosition>{{0.25, 10}, {0.25, 0}}));
}

TEST(Contour, RoundAPeakIsAClosedLoopCounterClockwise) {
  const std::vector<double> axis = {0, 1, 2};
  const std::vector<double> values = {0, 0, 0, 0, 1, 0, 0, 0, 0};
  const std::vector<ContourLine> lines = TraceContour({axis, axis, values}, 0.5);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines[0].closed);
  ASSERT_EQ(lines[0].points.size(), 4U);
  // The square with the corners (1, 0.5), (1.5, 1), (1, 1.5), (0.5, 1): signed area +0.5.
  double area = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    const MapPosition a = lines[0].points[k];
    const MapPosition b = lines[0].points[(k + 1) % 4];
    area += (a.x * b.y - b.x * a.y) / 2;
  }
  EXPECT_DOUBLE_EQ(area, 0.5);
}

TEST(Contour, SaddleJoinsTheHighCornersWhenTheMeanIsHigh) {
  const std::vector<double> axis = {0, 1};
  // High at (0, 0) and (1, 1). Mean 0.5 against level 0.4: high corners joined, so each line goes
  // round a low corner, (1, 0) and (0, 1).
  const std::vector<double> values = {1, 0, 0, 1};
  const std::vector<ContourLine> joined = TraceContour({axis, axis, values}, 0.4);
  ASSERT_EQ(joined.size(), 2U);
  EXPECT_EQ(joined[0].points, (std::vector<MapPosition>{{0.6, 0}, {1, 0.4}}));
  EXPECT_EQ(joined[1].points, (std::vector<MapPosition>{{0.4, 1}, {0, 0.6}}));
  // Level 0.6: the low ones are joined, each line goes round a high corner.
  const std::vector<ContourLine> apart = TraceContour({axis, axis, values}, 0.6);
  ASSERT_EQ(apart.size(), 2U);
  EXPECT_EQ(apart[0].points, (std::vector<MapPosition>{{0.4, 0}, {0, 0.4}}));
  EXPECT_EQ(apart[1].points, (std::vector<MapPosition>{{0.6, 1}, {1, 0.6}}));
}

TEST(Contour, StopsAtAGapAndGoesOnBehindIt) {
  const std::vector<double> x = {0, 1};
  const std::vector<double> y = {0, 1, 2, 3, 4};
  // The line x = 0.5 from y = 0 to 4; without the corner (1, 2) there is no line from 1 to 3.
  const std::vector<double> values = {0, 1, 0, 1, 0, kContourGap, 0, 1, 0, 1};
  const std::vector<ContourLine> lines = TraceContour({x, y, values}, 0.5);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].points, (std::vector<MapPosition>{{0.5, 1}, {0.5, 0}}));
  EXPECT_EQ(lines[1].points, (std::vector<MapPosition>{{0.5, 4}, {0.5, 3}}));
}

TEST(Contour, ThroughGridPointsHasNoDoublePoints) {
  const std::vector<double> axis = {0, 1, 2};
  // The value is x + y - 2; level 0 runs through (0, 2), (1, 1) and (2, 0).
  const std::vector<double> values = {-2, -1, 0, -1, 0, 1, 0, 1, 2};
  const std::vector<ContourLine> lines = TraceContour({axis, axis, values}, 0);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].points, (std::vector<MapPosition>{{0, 2}, {1, 1}, {2, 0}}));
}

TEST(Contour, OfALevelMapIsEmptyAlsoAtItsOwnLevel) {
  const std::vector<double> axis = {0, 1, 2};
  const std::vector<double> values(9, 0.5);
  EXPECT_TRUE(TraceContour({axis, axis, values}, 0.5).empty());
  EXPECT_TRUE(TraceContour({axis, axis, values}, 0.4).empty());
  EXPECT_TRUE(TraceContour({axis, axis, values}, 0.6).empty());
}

TEST(Contour, OfASingleCornerExactlyAtTheLevelIsLeftOut) {
  const std::vector<double> axis = {0, 1, 2};
  const std::vector<double> values = {0, 0, 0, 0, 1, 0, 0, 0, 0};
  EXPECT_TRUE(TraceContour({axis, axis, values}, 1).empty());
}

TEST(Contour, OfACircleLiesOnTheCircle) {
  std::vector<double> axis;
  for (int k = 0; k <= 64; ++k) axis.push_back(k / 64.0);
  std::vector<double> values;
  for (double y : axis) {
    for (double x : axis) values.push_back(std::hypot(x - 0.5, y - 0.5));
  }
  const std::vector<double> levels = {0.2, 0.4};
  const std::vector<ContourLine> lines = TraceContours({axis, axis, values}, levels);
  ASSERT_EQ(lines.size(), 2U);
  for (const ContourLine& line : lines) {
    EXPECT_TRUE(line.closed);
    for (const MapPosition& point : line.points) {
      // The error of linear interpolation over a step h is at most h^2 / (8 r) = 1.5e-4.
      EXPECT_NEAR(std::hypot(point.x - 0.5, point.y - 0.5), line.level, 2e-4);
    }
  }
}

TEST(Contour, DistanceIsTakenToTheSegmentsAndClosesLoops) {
  const ContourLine open{0, false, {{0, 0}, {2, 0}, {2, 2}}};
  EXPECT_DOUBLE_EQ(DistanceToContour({1, 1}, {{open}}), 1);
  EXPECT_DOUBLE_EQ(DistanceToContour({-3, 4}, {{open}}), 5);
  const ContourLine loop{0, true, {{0, 0}, {2, 0}, {2, 2}}};
  // The diagonal from (2, 2) to (0, 0) runs through (1, 1).
  EXPECT_DOUBLE_EQ(DistanceToContour({1, 1}, {{loop}}), 0);
  EXPECT_TRUE(std::isinf(DistanceToContour({1, 1}, {})));
}

}  // namespace
}  // namespace dragoman

#include "engine/report/html/label_places.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

constexpr LabelBox kFrame = {0, 0, 200, 200};

bool InFrame(const LabelBox& box) {
  return box.left >= kFrame.left && box.top >= kFrame.top && box.right <= kFrame.right &&
         box.bottom <= kFrame.bottom;
}

// One capital is 9 wide and 10 high; beside a point means 5 x 0.8 = 4 across and up.
TEST(LabelPlaces, ALabelStandsToTheUpperRightOfItsPoint) {
  LabelPlaces places(kFrame);
  const LabelPlace place = places.Put({100, 100}, "N");
  EXPECT_DOUBLE_EQ(place.box.left, 104);
  EXPECT_DOUBLE_EQ(place.box.right, 113);
  EXPECT_DOUBLE_EQ(place.box.bottom, 96);
  EXPECT_DOUBLE_EQ(place.box.top, 86);
  EXPECT_DOUBLE_EQ(place.baseline.x, 104);
  EXPECT_FALSE(place.away);
}

TEST(LabelPlaces, InACornerItTakesTheSideThatIsInside) {
  LabelPlaces places(kFrame);
  const LabelPlace place = places.Put({198, 2}, "N K");
  EXPECT_TRUE(InFrame(place.box));
  EXPECT_LT(place.box.right, 198);
  EXPECT_GT(place.box.top, 2);
}

TEST(LabelPlaces, ACurveIsAvoidedWhereThereIsRoomElsewhere) {
  LabelPlaces places(kFrame);
  places.Avoid({102, 80, 130, 99});
  EXPECT_EQ(SharedArea(places.Put({100, 100}, "N").box, {102, 80, 130, 99}), 0);
}

TEST(LabelPlaces, WhereNothingBesideIsFreeItStandsAway) {
  LabelPlaces places(kFrame);
  places.Keep(BoxAround({100, 100}, 24));
  const LabelPlace place = places.Put({100, 100}, "N");
  EXPECT_TRUE(place.away);
  EXPECT_EQ(SharedArea(place.box, BoxAround({100, 100}, 24)), 0);
}

// Four points anywhere among 6 x 6 spots 9 apart, near each other and near the corner: labels never
// lie on each other, on a point or outside.
TEST(LabelPlaces, FourLabelsNeverOverlapHoweverCloseThePointsLie) {
  const char* letters[] = {"N", "K", "E", "S"};
  for (int code = 0; code < 36 * 36 * 36; code += 7) {
    std::vector<NamedPoint> points;
    int rest = code;
    for (int k = 0; k < 4; ++k) {
      const int spot = k == 0 ? 35 : rest % 36;
      if (k > 0) rest /= 36;
      const int row = spot / 6;
      AddNamedPoint({150 + 9.0 * (spot % 6), 4 + 9.0 * row}, letters[k], 4, &points);
    }
    LabelPlaces places(kFrame);
    for (const NamedPoint& point : points) places.Keep(BoxAround(point.at, 6));
    std::vector<LabelBox> boxes;
    for (const NamedPoint& point : points) {
      const LabelBox box = places.Put(point.at, point.letters).box;
      ASSERT_TRUE(InFrame(box)) << code;
      for (const LabelBox& other : boxes) ASSERT_EQ(SharedArea(box, other), 0) << code;
      for (const NamedPoint& other : points) {
        ASSERT_EQ(SharedArea(box, BoxAround(other.at, 6)), 0) << code;
      }
      boxes.push_back(box);
    }
  }
}

TEST(NamedPoints, ThatCoincideShareOneLabel) {
  std::vector<NamedPoint> points;
  AddNamedPoint({10, 10}, "N", 4, &points);
  AddNamedPoint({12, 11}, "K", 4, &points);
  AddNamedPoint({13, 12}, "E", 4, &points);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].letters, "N K");
  EXPECT_EQ(points[1].letters, "E") << "3 across and 2 down are 5";
}

}  // namespace
}  // namespace dragoman

#include "engine/core/fixed_point.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(FixedPointTest, RoundsToTheNearestUnitHalvesAwayFromZero) {
  EXPECT_EQ(ToFixed(1), std::int64_t{1} << 30);
  EXPECT_EQ(ToFixed(-0.25), -(std::int64_t{1} << 28));
  EXPECT_EQ(ToFixed(0.5 / kFixedOne), 1);
  EXPECT_EQ(ToFixed(-0.5 / kFixedOne), -1);
  EXPECT_EQ(ToFixed(0.25 / kFixedOne), 0);
}

// 0.1 + 0.2 + 0.3 depends on the order in floating point.
TEST(FixedPointTest, SumsDoNotDependOnTheOrder) {
  EXPECT_EQ(ToFixed(0.1) + ToFixed(0.2) + ToFixed(0.3), ToFixed(0.3) + ToFixed(0.2) + ToFixed(0.1));
  EXPECT_NEAR(FromFixed(ToFixed(0.1) + ToFixed(0.2) + ToFixed(0.3)), 0.6, 3 / kFixedOne);
}

}  // namespace
}  // namespace dragoman

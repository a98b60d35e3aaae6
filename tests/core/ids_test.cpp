#include "engine/core/ids.h"

#include <type_traits>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

static_assert(!std::is_convertible_v<PartyIndex, IssueIndex>);
static_assert(!std::is_convertible_v<PartyIndex, int>);

TEST(IdsTest, AtGivesTheSubscript) {
  EXPECT_EQ(At(PartyIndex{3}), 3U);
  EXPECT_EQ(At(IssueIndex{0}), 0U);
  EXPECT_EQ(At(ClaimIndex{41}), 41U);
}

TEST(IdsTest, OptionSetsHoldAllSixtyFourOptions) {
  for (int k = 0; k < kMaxOptionsPerSet; ++k) {
    const auto option = static_cast<OptionIndex>(k);
    EXPECT_TRUE(Contains(OptionBit(option), option)) << k;
    EXPECT_FALSE(Contains(~OptionBit(option), option)) << k;
  }
}

}  // namespace
}  // namespace dragoman

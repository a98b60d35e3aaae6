#include "engine/core/outcome_space.h"

#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

OutcomeSpace SizedSpace(const std::vector<std::size_t>& sizes) { return OutcomeSpace(sizes); }

Outcome ChosenOptions(std::initializer_list<int> options) {
  Outcome outcome;
  for (const int option : options) outcome.options.push_back(static_cast<OptionIndex>(option));
  return outcome;
}

// Three issues of 2, 3 and 4 values: 24 outcomes, 9 values; flat places 0, 2, 5.
TEST(OutcomeSpaceTest, CountsOutcomesAndValues) {
  const OutcomeSpace space = SizedSpace({2, 3, 4});
  EXPECT_EQ(space.num_issues(), 3U);
  EXPECT_EQ(space.num_outcomes(), 24U);
  EXPECT_EQ(space.num_values(), 9U);
  EXPECT_EQ(space.offset(0), 0U);
  EXPECT_EQ(space.offset(1), 2U);
  EXPECT_EQ(space.offset(2), 5U);
  EXPECT_EQ(space.size(1), 3U);
  EXPECT_TRUE(space.countable());
}

// 17 = 1 * 12 + 1 * 4 + 1.
TEST(OutcomeSpaceTest, NumbersOutcomesWithTheLastIssueFastest) {
  const OutcomeSpace space = SizedSpace({2, 3, 4});
  EXPECT_EQ(space.OutcomeAt(0), ChosenOptions({0, 0, 0}));
  EXPECT_EQ(space.OutcomeAt(1), ChosenOptions({0, 0, 1}));
  EXPECT_EQ(space.OutcomeAt(4), ChosenOptions({0, 1, 0}));
  EXPECT_EQ(space.OutcomeAt(17), ChosenOptions({1, 1, 1}));
  EXPECT_EQ(space.OutcomeAt(23), ChosenOptions({1, 2, 3}));
}

TEST(OutcomeSpaceTest, RankAndOutcomeAreInverseAndInOrder) {
  for (const auto& sizes : std::vector<std::vector<std::size_t>>{
           {1}, {7}, {1, 1, 1}, {2, 3, 4}, {5, 1, 3, 2}, {2, 2, 2, 2, 2, 2}}) {
    const OutcomeSpace space = SizedSpace(sizes);
    Outcome before;
    for (std::uint64_t rank = 0; rank < space.num_outcomes(); ++rank) {
      const Outcome outcome = space.OutcomeAt(rank);
      ASSERT_TRUE(space.Contains(outcome));
      ASSERT_EQ(space.RankOf(outcome), rank);
      ASSERT_TRUE(rank == 0 || before < outcome);
      before = outcome;
    }
  }
}

// Above 2^32 outcomes ranks are decoded by another path.
TEST(OutcomeSpaceTest, NumbersMoreOutcomesThanThirtyTwoBitsCount) {
  const OutcomeSpace space = SizedSpace(std::vector<std::size_t>(10, 10));
  EXPECT_EQ(space.num_outcomes(), 10000000000ULL);
  EXPECT_EQ(space.OutcomeAt(9876543210ULL), ChosenOptions({9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
  EXPECT_EQ(space.RankOf(ChosenOptions({9, 8, 7, 6, 5, 4, 3, 2, 1, 0})), 9876543210ULL);
}

// Ranks up to 2^32 - 1 are decoded by 32-bit division.
TEST(OutcomeSpaceTest, BothPathsAgreeAtTheirBorder) {
  const OutcomeSpace below = SizedSpace({65535, 257, 255});  // 4,294,836,225
  const OutcomeSpace above = SizedSpace({65535, 65535, 2});
  for (const OutcomeSpace& space : {below, above}) {
    const std::uint64_t last = space.num_outcomes() - 1;
    EXPECT_EQ(space.RankOf(space.OutcomeAt(last)), last);
    EXPECT_EQ(space.RankOf(space.OutcomeAt(last / 3)), last / 3);
  }
  EXPECT_LE(below.num_outcomes(), 0xffffffffU);
  EXPECT_GT(above.num_outcomes(), 0xffffffffU);
}

TEST(OutcomeSpaceTest, KnowsWhenThereAreTooManyToCount) {
  const OutcomeSpace largest = SizedSpace(std::vector<std::size_t>(32, 65535));
  EXPECT_FALSE(largest.countable());
  EXPECT_EQ(largest.num_outcomes(), OutcomeSpace::kUncountable);
  EXPECT_EQ(largest.num_values(), 32U * 65535U);
  EXPECT_EQ(largest.offset(31), 31U * 65535U);
  Outcome outcome;
  outcome.options.assign(32, 65534);
  EXPECT_TRUE(largest.Contains(outcome));
  outcome.options[31] = 65535;
  EXPECT_FALSE(largest.Contains(outcome));
}

// 2^63 can be counted in 64 bits, 2^64 and 2^64 - 1 (taken for "uncountable") cannot.
TEST(OutcomeSpaceTest, CountsUpToTheLastNumberThatFits) {
  std::vector<std::size_t> sizes(31, 4);
  sizes.push_back(2);
  EXPECT_EQ(SizedSpace(sizes).num_outcomes(), std::uint64_t{1} << 63);
  sizes.back() = 4;
  EXPECT_FALSE(SizedSpace(sizes).countable());
}

TEST(OutcomeSpaceTest, ContainsOnlyCompleteOutcomesOfItsValues) {
  const OutcomeSpace space = SizedSpace({2, 3});
  EXPECT_TRUE(space.Contains(ChosenOptions({1, 2})));
  EXPECT_FALSE(space.Contains(ChosenOptions({2, 0})));
  EXPECT_FALSE(space.Contains(ChosenOptions({0, 3})));
  EXPECT_FALSE(space.Contains(ChosenOptions({0})));
  EXPECT_FALSE(space.Contains(ChosenOptions({0, 0, 0})));
}

TEST(OutcomeSpaceTest, NoIssuesMakeOneEmptyOutcome) {
  const OutcomeSpace space = SizedSpace({});
  EXPECT_EQ(space.num_outcomes(), 1U);
  EXPECT_EQ(space.num_values(), 0U);
  EXPECT_EQ(space.OutcomeAt(0), Outcome{});
}

TEST(OutcomeSpaceTest, IsAValue) {
  EXPECT_EQ(SizedSpace({2, 3}), SizedSpace({2, 3}));
  EXPECT_NE(SizedSpace({2, 3}), SizedSpace({3, 2}));
  EXPECT_NE(SizedSpace({2, 3}), SizedSpace({2, 3, 1}));
}

}  // namespace
}  // namespace dragoman

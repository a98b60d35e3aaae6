#include "engine/evaluation/verdict_counts.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

Verdict WithFlag(Flag flag, std::uint8_t headline) {
  return {static_cast<std::uint16_t>(1U << static_cast<int>(flag)), headline};
}

TEST(VerdictCountsTest, CountsEachRunOnceByItsHeadlineAndByItsFlags) {
  VerdictCounts counts;
  counts.Add(WithFlag(Flag::kNextRound, 3));
  counts.Add(WithFlag(Flag::kWalkout, 1));
  counts.Add(Verdict{});
  EXPECT_EQ(counts.runs, 3U);
  EXPECT_EQ(counts.headlines, (std::array<std::uint64_t, kNumHeadlines>{0, 1, 1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(counts.flags, (std::array<std::uint64_t, kNumFlags>{0, 0, 0, 0, 0, 1, 0, 1, 0}));
}

TEST(VerdictCountsTest, PartsAddUpInAnyOrder) {
  VerdictCounts first;
  first.Add(WithFlag(Flag::kNextRound, 3));
  VerdictCounts second;
  second.Add(WithFlag(Flag::kWalkout, 1));
  second.Add(WithFlag(Flag::kWalkout, 1));
  VerdictCounts sum = first;
  sum.Add(second);
  VerdictCounts other = second;
  other.Add(first);
  EXPECT_EQ(sum, other);
  EXPECT_EQ(sum.runs, 3U);
  EXPECT_EQ(sum.headlines[1], 2U);
}

}  // namespace
}  // namespace dragoman

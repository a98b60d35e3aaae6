#include "engine/core/diagnostic.h"

#include <memory>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

Checked<int> HalfOf(int x) {
  if (x % 2 != 0) return Diagnostic{"x", "odd number", "an even number"};
  return x / 2;
}

TEST(CheckedTest, HoldsAValueAndNoProblems) {
  const Checked<int> half = HalfOf(6);
  ASSERT_TRUE(half.ok());
  EXPECT_TRUE(half);
  EXPECT_EQ(*half, 3);
  EXPECT_TRUE(half.problems().empty());
}

TEST(CheckedTest, HoldsTheProblemsAndNoValue) {
  const Checked<int> half = HalfOf(7);
  EXPECT_FALSE(half.ok());
  EXPECT_EQ(half.problems(), (Diagnostics{{"x", "odd number", "an even number"}}));
}

TEST(CheckedTest, KeepsSeveralProblemsInOrder) {
  const Checked<int> wrong(Diagnostics{{"a", "one", ""}, {"b", "two", ""}});
  ASSERT_EQ(wrong.problems().size(), 2U);
  EXPECT_EQ(wrong.problems()[1].path, "b");
}

TEST(CheckedTest, HoldsMoveOnlyValues) {
  Checked<std::unique_ptr<int>> owned(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = std::move(*owned);
  EXPECT_EQ(*taken, 5);
}

TEST(CheckedDeathTest, ReadingAMissingValueOrGivingNoReasonIsCaught) {
  const Checked<int> wrong = HalfOf(1);
  EXPECT_DEATH(static_cast<void>(*wrong), "");
  EXPECT_DEATH(Checked<int>(Diagnostics{}), "");
}

TEST(AssertDeathTest, ReportsTheExpressionAndItsPlace) {
  EXPECT_DEATH(
      {
        SetAssertionHandler([](const char* expression, const char*, int) {
          static_cast<void>(fprintf(stderr, "failed: %s", expression));
        });
        DRAGOMAN_ASSERT(1 + 1 == 3);
      },
      "failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace dragoman

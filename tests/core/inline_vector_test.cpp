#include "engine/core/inline_vector.h"

#include <cstdint>
#include <numeric>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using Numbers = InlineVector<std::uint16_t, 4>;

Numbers NumbersOf(std::initializer_list<std::uint16_t> values) {
  Numbers numbers;
  for (const std::uint16_t value : values) numbers.push_back(value);
  return numbers;
}

TEST(InlineVectorTest, KeepsWhatWasPushedInOrder) {
  const Numbers numbers = NumbersOf({7, 5, 9});
  EXPECT_EQ(numbers.size(), 3U);
  EXPECT_EQ(numbers[0], 7);
  EXPECT_EQ(numbers[2], 9);
  EXPECT_EQ(std::accumulate(numbers.begin(), numbers.end(), 0), 21);
  EXPECT_EQ(Numbers::capacity(), 4U);
}

TEST(InlineVectorTest, AssignAndClearSetTheSize) {
  Numbers numbers(4, 1);
  EXPECT_EQ(numbers.size(), 4U);
  numbers.assign(2, 6);
  EXPECT_EQ(numbers, NumbersOf({6, 6}));
  numbers.clear();
  EXPECT_TRUE(numbers.empty());
}

TEST(InlineVectorTest, EqualityIgnoresElementsOutOfUse) {
  Numbers shrunk(4, 9);
  shrunk.assign(1, 3);
  EXPECT_EQ(shrunk, NumbersOf({3}));
  EXPECT_NE(shrunk, NumbersOf({3, 9}));
}

TEST(InlineVectorTest, OrderIsLexicographicAndAPrefixComesFirst) {
  EXPECT_LT(NumbersOf({1, 2}), NumbersOf({1, 3}));
  EXPECT_LT(NumbersOf({1, 9}), NumbersOf({2, 0}));
  EXPECT_LT(NumbersOf({1}), NumbersOf({1, 0}));
  EXPECT_LT(NumbersOf({}), NumbersOf({0}));
  EXPECT_GE(NumbersOf({2}), NumbersOf({1, 9, 9}));
}

TEST(InlineVectorDeathTest, OverfillingIsCaught) {
  Numbers full(4, 1);
  EXPECT_DEATH(full.push_back(2), "");
  EXPECT_DEATH(full.assign(5, 2), "");
}

}  // namespace
}  // namespace dragoman

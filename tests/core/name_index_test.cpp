#include "engine/core/name_index.h"

#include <string>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(NameIndex, AnEmptyOneFindsNothing) {
  const NameIndex names;
  EXPECT_EQ(names.Find(""), NameIndex::kNone);
  EXPECT_EQ(names.Find("water"), NameIndex::kNone);
}

TEST(NameIndex, KeepsTheFirstNumberOfAName) {
  NameIndex names;
  EXPECT_EQ(names.Add("water", 7), NameIndex::kNone);
  EXPECT_EQ(names.Add("", 0), NameIndex::kNone);
  EXPECT_EQ(names.Add("water", 8), 7U);
  EXPECT_EQ(names.Find("water"), 7U);
  EXPECT_EQ(names.Find(""), 0U);
  EXPECT_EQ(names.Find("wate"), NameIndex::kNone);
}

TEST(NameIndex, FindsEveryNameHoweverManyThereAre) {
  NameIndex names;
  for (std::size_t k = 0; k < 5000; ++k) {
    ASSERT_EQ(names.Add("name " + std::to_string(k), 3 * k), NameIndex::kNone);
  }
  for (std::size_t k = 0; k < 5000; ++k) {
    ASSERT_EQ(names.Find("name " + std::to_string(k)), 3 * k);
  }
  EXPECT_EQ(names.Find("name 5000"), NameIndex::kNone);
}

}  // namespace
}  // namespace dragoman

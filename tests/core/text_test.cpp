#include "engine/core/text.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(TextTest, SliceClipsToTheText) {
  EXPECT_EQ(Slice("abcdef", 2, 3), "cde");
  EXPECT_EQ(Slice("abcdef", 2), "cdef");
  EXPECT_EQ(Slice("abcdef", 4, 100), "ef");
  EXPECT_EQ(Slice("abcdef", 6), "");
  EXPECT_EQ(Slice("abcdef", 100, 2), "");
}

TEST(TextTest, TrimRemovesBlanksAtTheEndsOnly) {
  EXPECT_EQ(Trim(" \t a b\t "), "a b");
  EXPECT_EQ(Trim(" \t "), "");
  EXPECT_EQ(Trim(""), "");
}

TEST(TextTest, WordsAreSeparatedByAnyRunOfBlanks) {
  EXPECT_EQ(SplitWords("  a \t bc  d"), (std::vector<std::string_view>{"a", "bc", "d"}));
  EXPECT_TRUE(SplitWords(" \t").empty());
}

TEST(TextTest, JoinPutsSeparatorsBetween) {
  EXPECT_EQ(Join({}), "");
  EXPECT_EQ(Join({"a"}), "a");
  EXPECT_EQ(Join({"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(Join({"a", "b"}, "/"), "a/b");
}

TEST(TextTest, NumbersAreWrittenShortAndReadBackTheSame) {
  EXPECT_EQ(FormatNumber(0.1), "0.1");
  EXPECT_EQ(FormatNumber(-3), "-3");
  EXPECT_EQ(FormatNumber(1e300), "1e+300");
  EXPECT_EQ(FormatNumber(-2.2250738585072014e-308), "-2.2250738585072014e-308");
}

TEST(TextTest, EditDistanceIsLevenshteins) {
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3U);  // k-s, e-i, +g
  EXPECT_EQ(EditDistance("", "abc"), 3U);
  EXPECT_EQ(EditDistance("abc", ""), 3U);
  EXPECT_EQ(EditDistance("abc", "abc"), 0U);
  EXPECT_EQ(EditDistance("ab", "ba"), 2U);
}

TEST(TextTest, NearestNameForgivesTyposAndCaseButNotOtherWords) {
  const std::vector<std::string> names = {"water", "fees", "ports"};
  EXPECT_EQ(NearestName("watr", names), "water");
  EXPECT_EQ(NearestName("WATER", names), "water");
  EXPECT_EQ(NearestName("port", names), "ports");
  EXPECT_EQ(NearestName("harbour", names), "");
  EXPECT_EQ(NearestName("", names), "");
}

TEST(TextTest, NearestNameTakesTheNearestAndThenTheFirst) {
  EXPECT_EQ(NearestName("W2x", {"W1x", "W2", "W3x"}), "W1x");  // all at distance 1
  EXPECT_EQ(NearestName("abcdefgh", {"abcdefXY", "abcdefgX"}), "abcdefgX");
}

TEST(TextTest, NearestNameNeedsSomethingInCommon) { EXPECT_EQ(NearestName("x", {"a", "b"}), ""); }

TEST(TextTest, ExpectedOneOfSuggestsAndLists) {
  EXPECT_EQ(ExpectedOneOf("watr", {"water", "fees"}), "did you mean 'water'? one of: water, fees");
  EXPECT_EQ(ExpectedOneOf("zzzzz", {"water", "fees"}), "one of: water, fees");
  EXPECT_EQ(ExpectedOneOf("x", {}), "");
}

TEST(TextTest, ExpectedOneOfListsTwelveNamesAtMost) {
  std::vector<std::string> names(12, "n");
  EXPECT_EQ(ExpectedOneOf("zzz", names), "one of: n, n, n, n, n, n, n, n, n, n, n, n");
  names.push_back("n");
  EXPECT_EQ(ExpectedOneOf("zzz", names), "one of: n, n, n, n, n, n, n, n, n, n, n, n, ...");
}

// Known answers of 64-bit FNV-1a.
TEST(TextTest, HashBytesIsFnv1a) {
  EXPECT_EQ(HashBytes(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(HashBytes("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(HashBytes("foobar"), 0x85944171f73967e8ULL);
  EXPECT_EQ(HashBytes("bar", HashBytes("foo")), HashBytes("foobar"));
}

TEST(TextTest, ConcatJoinsTextsAndNumbers) {
  const std::string string = "dam";
  const std::string_view view = string;
  const std::size_t index = 12;
  EXPECT_EQ(Concat({"issues[", index, "].", string, ": ", view}), "issues[12].dam: dam");
  EXPECT_EQ(Concat({}), "");
  EXPECT_EQ(Concat({""}), "");
}

TEST(TextTest, ConcatKeepsSignsAndTheLastDigit) {
  EXPECT_EQ(Concat({-3, " ", std::numeric_limits<std::int64_t>::min()}), "-3 -9223372036854775808");
  EXPECT_EQ(Concat({std::numeric_limits<std::uint64_t>::max()}), "18446744073709551615");
  EXPECT_EQ(Concat({0.1, " ", 1e300}), "0.1 1e+300");
}

}  // namespace
}  // namespace dragoman

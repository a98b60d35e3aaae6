#include "engine/wire/number_text.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using Kind = NumberText::Kind;

TEST(NumberTextTest, ReadsDecimalNotationOnly) {
  EXPECT_EQ(ParseNumber("-12.5e-1").value, -1.25);
  EXPECT_EQ(ParseNumber("+.5").value, 0.5);
  EXPECT_EQ(ParseNumber("5.").value, 5);
  EXPECT_EQ(ParseNumber("0.1").value, 0.1);
  for (const char* text : {"", "+", "-", ".", "e5", "1e", "1e+", "0x1", "1_0", "1,5", " 1", "1 ",
                           "nan", "inf", "--1", "1..2"}) {
    EXPECT_EQ(ParseNumber(text).kind, Kind::kNotANumber) << text;
  }
}

TEST(NumberTextTest, TellsLeadingZerosAndOverflowApart) {
  for (const char* text : {"010", "00", "-01", "00.5", "+007"}) {
    EXPECT_EQ(ParseNumber(text).kind, Kind::kLeadingZero) << text;
  }
  for (const char* text : {"0", "0.5", "-0", "0e1"}) {
    EXPECT_EQ(ParseNumber(text).kind, Kind::kNumber) << text;
  }
  EXPECT_EQ(ParseNumber("1e999").kind, Kind::kTooLarge);
  EXPECT_EQ(ParseNumber("-1e-999").kind, Kind::kTooLarge);
}

TEST(NumberTextTest, DescribesRanges) {
  EXPECT_EQ(DescribeNumber({.name = "n"}), "a number");
  EXPECT_EQ(DescribeNumber({.name = "n", .range = kUnitInterval, .unit = "share"}),
            "a number in [0, 1] (share)");
  EXPECT_EQ(DescribeNumber(
                {.name = "n", .range = {.min = 0, .max = 1, .min_open = true, .max_open = true}}),
            "a number in (0, 1)");
  EXPECT_EQ(DescribeNumber({.name = "n", .range = {.min = 1}}, "an integer"), "an integer >= 1");
  EXPECT_EQ(DescribeNumber({.name = "n", .range = {.min = 0, .min_open = true}}), "a number > 0");
  EXPECT_EQ(DescribeNumber({.name = "n", .range = {.max = 0.5}}), "a number <= 0.5");
  EXPECT_EQ(DescribeNumber({.name = "n", .range = {.max = 2, .max_open = true}}), "a number < 2");
}

}  // namespace
}  // namespace dragoman

#include "engine/report/text_layout.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(TextLayout, WidthsCountCharactersNotBytes) {
  EXPECT_EQ(TextWidth("T\u00fcrkiye"), 7U);
  EXPECT_EQ(PadRight("\u00fc", 3), "\u00fc  ");
  EXPECT_EQ(PadLeft("\u00fc", 3), "  \u00fc");
  EXPECT_EQ(Clip("\u00fc\u00fc\u00fc\u00fc\u00fc", 4), "\u00fc...");
  EXPECT_EQ(Clip("abcd", 4), "abcd");
}

TEST(TextLayout, WrapBreaksAtSpacesAndIndentsWhatFollows) {
  EXPECT_EQ(Wrap("one two three", "- ", 9), "- one two\n  three\n");
  EXPECT_EQ(Wrap("one", "- ", 9), "- one\n");
  EXPECT_EQ(Wrap("one\ntwo", "  ", 9), "  one\n  two\n");
  EXPECT_EQ(Wrap("unbreakable", "", 4), "unbreakable\n");
}

TEST(TextLayout, PercentNeverRoundsAwayThatSomethingHappened) {
  EXPECT_EQ(Percent(0), "0.0%");
  EXPECT_EQ(Percent(0.0001), "<0.1%");
  EXPECT_EQ(Percent(0.1234), "12.3%");
  EXPECT_EQ(Percent(0.9999), ">99.9%");
  EXPECT_EQ(Percent(1), "100.0%");
  EXPECT_EQ(RoughPercent(0), "0%");
  EXPECT_EQ(RoughPercent(0.0004), "<0.1%");
  EXPECT_EQ(RoughPercent(0.012), "1.2%");
  EXPECT_EQ(RoughPercent(0.946), "95%");
  EXPECT_EQ(RoughPercent(0.994), "99.4%");
  EXPECT_EQ(RoughPercent(1), "100%");
}

TEST(TextLayout, FixedHasNoNegativeZero) {
  EXPECT_EQ(Fixed(-0.0001, 2), "0.00");
  EXPECT_EQ(Fixed(-0.01, 2), "-0.01");
  EXPECT_EQ(Fixed(2, 0), "2");
}

TEST(TextLayout, BarsShowASmallShareAsADot) {
  TextStyle plain;
  EXPECT_EQ(Bar(0.5, 10, plain), "#####");
  EXPECT_EQ(Bar(0.01, 10, plain), ".");
  EXPECT_EQ(Bar(0, 10, plain), "");
  TextStyle terminal;
  terminal.unicode = true;
  EXPECT_EQ(Bar(0.2, 10, terminal), "\u2588\u2588");
}

TEST(TextLayout, BoldOnlyWhereColoursAreAllowed) {
  TextStyle style;
  EXPECT_EQ(Bold("x", style), "x");
  style.colour = true;
  EXPECT_EQ(Bold("x", style), "\033[1mx\033[0m");
}

TEST(TextTable, AlignsColumnsAndEndsLinesWithoutSpaces) {
  TextTable table({false, true, false});
  table.AddRow({"a", "1", "x"});
  table.AddRow({"long", "22", ""});
  EXPECT_EQ(table.Text("  "), "  a      1  x\n  long  22\n");
}

}  // namespace
}  // namespace dragoman

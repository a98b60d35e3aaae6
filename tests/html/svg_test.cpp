#include "engine/report/html/svg.h"

#include <set>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(SvgNumber, IsShortAndNeverMinusZero) {
  EXPECT_EQ(SvgNumber(12), "12");
  EXPECT_EQ(SvgNumber(12.25), "12.2");
  EXPECT_EQ(SvgNumber(-0.01), "0");
}

TEST(SvgScale, IsAStraightLineThroughItsEnds) {
  const SvgScale scale = {10, 20, 100, 0};
  EXPECT_DOUBLE_EQ(scale(10), 100);
  EXPECT_DOUBLE_EQ(scale(20), 0);
  EXPECT_DOUBLE_EQ(scale(12.5), 75);
}

TEST(SvgScale, OfOneValueIsAPlace) {
  const SvgScale scale = {3, 3, 7, 9};
  EXPECT_DOUBLE_EQ(scale(3), 7);
}

// 0.95 / 4 = .2375, nearest by ratio to .2: 0, .2, .4, .6, .8.
TEST(NiceTicks, AreRoundAndInside) {
  const std::vector<double> ticks = NiceTicks(0, 0.95, 4);
  ASSERT_EQ(ticks.size(), 5U);
  EXPECT_DOUBLE_EQ(ticks[4], 0.8);
  // 7 / 5 = 1.4, below sqrt 2: steps of 1.
  EXPECT_EQ(NiceTicks(-3, 4, 5).size(), 8U);
  EXPECT_EQ(NiceTicks(2, 2, 5), std::vector<double>{2});
}

TEST(TickText, HasTheDecimalsOfItsStep) {
  EXPECT_EQ(TickText(0.4, 0.2), "0.4");
  EXPECT_EQ(TickText(0, 0.05), "0.00");
  EXPECT_EQ(TickText(20, 10), "20");
  EXPECT_EQ(TickText(0.5, 0), "0.5");
}

TEST(SvgChart, SaysWhatItShows) {
  HtmlWriter html;
  {
    const SvgChart chart(&html, "c", 100, 50, "A <title>", "A description");
  }
  EXPECT_EQ(html.html(),
            "<svg role=\"img\" viewBox=\"0 0 100 50\" width=\"100\" height=\"50\" "
            "aria-labelledby=\"c-t c-d\">\n<title id=\"c-t\">A &lt;title&gt;</title>"
            "<desc id=\"c-d\">A description</desc></svg>");
}

TEST(SvgChart, EveryPartyHasAShapeAndAColourOfItsOwn) {
  std::set<std::string> marks;
  std::set<std::string_view> names;
  for (std::size_t party = 0; party < kPartyShapes; ++party) {
    HtmlWriter html;
    {
      SvgChart chart(&html, "c", 100, 50, "t", "d");
      chart.PartyMark({20, 20}, party, 10);
    }
    EXPECT_NE(html.html().find("p" + std::to_string(party)), std::string::npos);
    // Without its colour it is still another mark.
    std::string shape = html.html();
    shape.erase(shape.find(" class=\"m p"), 13);
    marks.insert(shape);
    names.insert(PartyShapeName(party));
  }
  EXPECT_EQ(marks.size(), kPartyShapes);
  EXPECT_EQ(names.size(), kPartyShapes);
}

TEST(SvgChart, LongTextsAreCutAndWholeInTheirTitle) {
  HtmlWriter html;
  {
    SvgChart chart(&html, "c", 100, 50, "t", "d");
    chart.Text({0, 0}, "a very long name", "", SvgAnchor::kStart, 9);
  }
  EXPECT_NE(html.html().find(">a very...\n<title>a very long name</title></text>"),
            std::string::npos)
      << html.html();
}

}  // namespace
}  // namespace dragoman

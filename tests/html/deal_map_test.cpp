#include "engine/report/html/deal_map.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/html/xml_outline.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Values rise from 0 on the left to 1 on the right.
DealMap Slope() {
  DealMap map;
  map.x = {"rain (mm)", {0, 1}, {"0", "1"}, false, false, 0.25};
  map.y = {"flow", {0, 1}, {"0", "1"}, false, false, 0.5};
  map.values = {0, 1, 0, 1};
  map.levels = {0.1, 0.5, 0.9};
  map.contours = TraceContours({map.x.levels, map.y.levels, map.values}, std::vector<double>{0.5});
  map.title = "Deals over rain and flow";
  map.description = "A map.";
  return map;
}

std::string Drawn(const DealMap& map, double width = 404) {
  HtmlWriter html;
  DrawDealMap(map, "c-map", width, &html);
  EXPECT_EQ(testing_support::ParseXml(html.html()).error, "");
  return html.html();
}

std::size_t CountOf(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

// 43 left of the map and 14 right of it: 347 wide. Blocks reach half a step beyond the levels, so
// it spans -0.5 to 1.5 and 0.5 lies in the middle, 43 + 173.5. Its height is 0.78 x 347 = 270.66,
// from 26 to 296.66: flow 1 at 26 + a quarter of it, 93.7, flow 0 at 229.
TEST(DealMap, TheContourRunsWhereTheValueIs) {
  const std::string svg = Drawn(Slope());
  EXPECT_THAT(svg, HasSubstr("<polyline points=\"216.5,93.7 216.5,229\" class=\"iso\"/>"));
  EXPECT_THAT(svg, HasSubstr(">50%</text>"));
  EXPECT_THAT(svg, Not(HasSubstr(">10%</text>"))) << "no line, no entry in the key";
}

TEST(DealMap, EveryPointIsABlockAndNeighboursOfOneColourAreOne) {
  DealMap map = Slope();
  std::string svg = Drawn(map);
  // Lower row, then the upper one.
  EXPECT_THAT(svg, HasSubstr("<path d=\"M43 296.7H216.5V161.3H43zM43 161.3H216.5V26H43z\" "
                             "class=\"cell v0\"/>"));
  EXPECT_THAT(svg, HasSubstr("class=\"cell v19\"/>"));
  map.values = {0, 0, 0, std::numeric_limits<double>::quiet_NaN()};
  map.contours.clear();
  svg = Drawn(map);
  EXPECT_THAT(svg, HasSubstr("<path d=\"M43 296.7H390V161.3H43zM43 161.3H216.5V26H43z\""));
}

TEST(DealMap, TheCrossStandsAtTheScenariosValues) {
  // Rain 0.25: 43 + 0.75 / 2 x 347 = 173.1; flow 0.5: the middle, 161.3.
  EXPECT_THAT(Drawn(Slope()), HasSubstr("<line x1=\"164.1\" y1=\"161.3\" x2=\"182.1\" "
                                        "y2=\"161.3\" class=\"here\"/>"));
  DealMap outside = Slope();
  outside.x.here = 2;
  EXPECT_EQ(CountOf(Drawn(outside), "class=\"here\""), 2U) << "in the key alone";
  outside.x.here.reset();
  EXPECT_EQ(CountOf(Drawn(outside), "class=\"here\""), 0U);
}

TEST(DealMap, BetweenChoicesThereAreValuesAndNoLines) {
  DealMap map = Slope();
  map.y.choices = true;
  map.y.labels = {"none", "both <b>"};
  const std::string svg = Drawn(map);
  EXPECT_EQ(CountOf(svg, "<polyline"), 0U);
  EXPECT_EQ(CountOf(svg, "onlow\""), 2U);
  EXPECT_EQ(CountOf(svg, "onhigh\""), 2U);
  EXPECT_THAT(svg, HasSubstr("both &lt;b&gt;"));
}

TEST(DealMapValue, HasAsManyDecimalsAsItsScaleNeeds) {
  DealMap map;
  EXPECT_EQ(DealMapValue(map, 0.125), "12%");
  map.percent = false;
  EXPECT_EQ(DealMapValue(map, 0.125), "0.12");
  map.high = 10;
  EXPECT_EQ(DealMapValue(map, 3.14), "3.1");
  map.high = 200;
  EXPECT_EQ(DealMapValue(map, 31.4), "31");
}

}  // namespace
}  // namespace dragoman

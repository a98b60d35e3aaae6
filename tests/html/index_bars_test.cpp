#include "engine/report/html/index_bars.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

using testing::HasSubstr;

// The axis is 440 wide from 160 and ends at the largest value with its interval, here 1.
TEST(IndexBars, AreAsLongAsTheirIndex) {
  IndexBars chart;
  chart.title = "Indices";
  chart.description = "Bars.";
  chart.axis = "share";
  chart.bars = {{"rain", {0.75, 0.25}, {0.5, 0}, {}, "0.75"},
                {"flow", {0.25, 0}, {}, {0.5}, "0.25"}};
  HtmlWriter html;
  DrawIndexBars(chart, "c-bars", &html);
  const std::string& svg = html.html();
  EXPECT_THAT(svg, HasSubstr("width=\"330\" height=\"12\" class=\"bar\""));  // 0.75 x 440
  EXPECT_THAT(svg, HasSubstr("width=\"220\" height=\"6\" class=\"bar2\""));  // 0.5 x 440
  EXPECT_THAT(svg, HasSubstr("<line x1=\"380\" y1=\"15\" x2=\"600\" y2=\"15\" class=\"band\"/>"))
      << "from 0.5 to 1";
  EXPECT_THAT(svg, HasSubstr("<circle cx=\"380\""));  // the mark at 0.5
  EXPECT_THAT(svg, HasSubstr("width=\"110\" height=\"12\" class=\"bar\""));
}

TEST(IndexBars, NegativeEstimatesReachToTheLeft) {
  IndexBars chart;
  chart.bars = {{"rain", {0.5, 0}, {-0.5, 0}, {}, ""}};
  HtmlWriter html;
  DrawIndexBars(chart, "c-bars", &html);
  EXPECT_THAT(html.html(), HasSubstr("<rect x=\"160\" y=\"23\" width=\"220\" height=\"6\""));
  EXPECT_THAT(html.html(), HasSubstr("<rect x=\"380\" y=\"9\" width=\"220\" height=\"12\""));
}

}  // namespace
}  // namespace dragoman

#include "engine/report/sweep_plot.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

/// Values rise from 0 on the left to 1 on the right.
ResponseMap Slope() {
  ResponseMap map;
  map.x_name = "rain";
  map.y_name = "flow";
  map.x = {0, 1};
  map.y = {0, 1};
  map.values = {0, 1, 0, 1};
  return map;
}

HeatMapPlot PlotOf(const ResponseMap& map) {
  HeatMapPlot plot;
  plot.map = &map;
  plot.levels = {0.1, 0.5, 0.9};
  plot.x_labels = {"0", "1"};
  plot.y_labels = {"0", "1"};
  return plot;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

TEST(HeatMap, DigitsAreTenthsAndMarksAreContours) {
  const ResponseMap map = Slope();
  TextStyle style;
  style.width = 27;  // 21 columns: pixel k shows the value k / 20.
  const std::vector<std::string> lines = LinesOf(HeatMapText(PlotOf(map), style));
  ASSERT_EQ(lines.size(), 24U);
  EXPECT_EQ(lines[0], "  flow");
  // Pixel 2 spans 1.5 / 20 to 2.5 / 20, which holds 0.1; pixel 10 holds 0.5, pixel 18 0.9.
  EXPECT_EQ(lines[1], "  1 |00.1223344+5667788#99");
  EXPECT_EQ(lines[2], "    |00.1223344+5667788#99");
  EXPECT_EQ(lines[20], "  0 |00.1223344+5667788#99");
  EXPECT_EQ(lines[21], "     ---------------------");
  EXPECT_EQ(lines[22], "     0                   1  rain");
  EXPECT_EQ(lines[23], "     digits: tenths of the scale; . + # mark 10%, 50% and 90%");
}

TEST(HeatMap, ChoicesAreBlocksAndGapsAreBlank) {
  ResponseMap map = Slope();
  map.values[3] = std::numeric_limits<double>::quiet_NaN();
  HeatMapPlot plot = PlotOf(map);
  plot.smooth_x = plot.smooth_y = false;
  TextStyle style;
  style.width = 26;  // 20 columns, ten a block
  const std::vector<std::string> lines = LinesOf(HeatMapText(plot, style));
  EXPECT_EQ(lines[1], "  1 |0000000000          ");
  EXPECT_EQ(lines[20], "  0 |00000000009999999999");
}

TEST(HeatMap, OnATerminalIsMadeOfColouredHalfBlocks) {
  const ResponseMap map = Slope();
  TextStyle style;
  style.width = 26;
  style.colour = true;
  style.unicode = true;
  const std::string text = HeatMapText(PlotOf(map), style);
  // The lowest and highest colours, above and below alike; every line ends uncoloured.
  EXPECT_THAT(LinesOf(text)[1], HasSubstr("\033[38;5;53;48;5;53m\u2580"));
  EXPECT_THAT(LinesOf(text)[1], EndsWith("\033[38;5;227;48;5;227m\u2580\033[0m"));
  EXPECT_THAT(LinesOf(text)[1], HasSubstr("38;5;231;48;5;231"));  // The 50 % contour.
  style.unicode = false;
  EXPECT_THAT(LinesOf(HeatMapText(PlotOf(map), style))[1], HasSubstr("\033[48;5;53m "));
}

TEST(Scatter, PutsPointsBetweenTheAxes) {
  TextStyle style;
  style.width = 32;  // 20 columns
  const std::vector<std::string> lines = LinesOf(ScatterText(
      {{0, 0, 'a'}, {1, 1, 'b'}, {1, 0, 'c'}, {1, 0, 'd'}}, "coverage", 1, "density", 1, style));
  EXPECT_EQ(lines[0], "  density");
  EXPECT_EQ(lines[1], "  1.00 |" + std::string(19, ' ') + "b");
  EXPECT_EQ(lines[12], "  0.00 |a" + std::string(18, ' ') + "d");
  EXPECT_EQ(lines[14], "        0.00            1.00  coverage");
}

TEST(Strip, ShowsOneCharacterANumber) {
  TextStyle style;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(StripText({0, 0.55, nan, 1}, 0, 1, style), "05 9");
  style.unicode = true;
  EXPECT_EQ(StripText({0, 1}, 0, 1, style), "\u2581\u2588");
}

}  // namespace
}  // namespace dragoman

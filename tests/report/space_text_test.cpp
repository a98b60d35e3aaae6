#include "engine/report/space_text.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::vector<std::string> SpaceLines(const SpacePlot& plot, const TextStyle& style) {
  std::vector<std::string> lines;
  const std::string text = SpaceText(plot, style);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

/// A frontier from the upper left to the lower right, floors in the middle.
SpacePlot Diagonal() {
  SpacePlot plot;
  plot.x_name = "worth to East";
  plot.y_name = "worth to West";
  plot.x_floor = 0.5;
  plot.y_floor = 0.5;
  plot.cloud = {{0, 0}};
  plot.frontier = {{1, 0}, {0, 1}};
  plot.letters = {{{0, 1}, 'E'}, {{1, 0}, 'W'}, {{1, 0}, '*'}};
  return plot;
}

// 30 columns: 21 of them for the drawing, two dots each, so 0.5 is dot 20.5 or 21, in column 10;
// upwards 56 dots in 14 lines, 0.5 is dot 28 from below, in the line with dots 28 to 31, the
// seventh from the top. There the frontier crosses dots 20 to 18, in columns 10 and 9.
TEST(SpaceText, IsMadeOfPlainCharactersInAPipe) {
  TextStyle style;
  style.width = 30;
  const std::vector<std::string> lines = SpaceLines(Diagonal(), style);
  ASSERT_EQ(lines.size(), 17U);
  EXPECT_EQ(lines[0], "  worth to West");
  EXPECT_EQ(lines[1], "   1.00|E:        |");
  EXPECT_EQ(lines[7].substr(0, 19), "       |---------::") << "the frontier hides the floor";
  EXPECT_EQ(lines[14], "   0.00|.         |        :*") << "the last letter of a place shows";
  EXPECT_EQ(lines[15], "        ---------------------");
  EXPECT_EQ(lines[16], "        0.00 worth to... 1.00");
  for (const std::string& line : lines) EXPECT_LE(TextWidth(line), 30U);
}

TEST(SpaceText, IsMadeOfBrailleAtATerminal) {
  TextStyle style;
  style.width = 100;
  style.unicode = true;
  const std::vector<std::string> lines = SpaceLines(Diagonal(), style);
  // 46 columns. The frontier leaves the upper left corner downwards; E covers it.
  EXPECT_EQ(lines[1].substr(0, 8), "   1.00|");
  EXPECT_EQ(lines[1][8], 'E');
  // The package at the origin is the lowest dot on the left: U+2840.
  EXPECT_EQ(lines[14].substr(8, 3), "\xE2\xA1\x80");
  EXPECT_EQ(lines[14].back(), '*');
  EXPECT_EQ(TextWidth(lines[14]), 8U + 46);
}

TEST(SpaceText, ReachesAsFarAsThePackages) {
  SpacePlot plot = Diagonal();
  plot.cloud.push_back({-0.5, 1.25});
  TextStyle style;
  const std::vector<std::string> lines = SpaceLines(plot, style);
  EXPECT_EQ(lines[1].substr(0, 8), "   1.25|");
  EXPECT_EQ(lines[16].substr(8, 5), "-0.50");
}

}  // namespace
}  // namespace dragoman

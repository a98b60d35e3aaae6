#include "engine/report/sweep_plot.h"

#include <limits>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
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

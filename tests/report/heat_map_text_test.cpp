#include "engine/report/heat_map_text.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/colour_scale.h"

namespace dragoman {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// Values rise from 0 on the left to 1 on the right.
ResponseMap RisingMap() {
  ResponseMap map;
  map.x_name = "rain";
  map.y_name = "flow";
  map.x = {0, 1};
  map.y = {0, 1};
  map.values = {0, 1, 0, 1};
  return map;
}

HeatMapPlot HeatMapOf(const ResponseMap& map) {
  HeatMapPlot plot;
  plot.map = &map;
  plot.levels = {0.1, 0.5, 0.9};
  plot.x_labels = {"0", "1"};
  plot.y_labels = {"0", "1"};
  return plot;
}

TextStyle PlainStyle(int width) {
  TextStyle style;
  style.width = width;
  return style;
}

TextStyle ColourStyle(int width, bool true_colour, bool unicode) {
  TextStyle style = PlainStyle(width);
  style.colour = true;
  style.true_colour = true_colour;
  style.unicode = unicode;
  return style;
}

std::vector<std::string> MapLines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

std::string Times(std::size_t count, const std::string& what) {
  std::string text;
  for (std::size_t k = 0; k < count; ++k) text += what;
  return text;
}

TEST(HeatMap, DigitsAreTenthsAndMarksAreContours) {
  const ResponseMap map = RisingMap();
  // 21 columns: pixel k shows the value k / 20.
  const std::vector<std::string> lines = MapLines(HeatMapText(HeatMapOf(map), PlainStyle(27)));
  ASSERT_EQ(lines.size(), 28U);
  EXPECT_EQ(lines[0], "  flow");
  // Pixel 2 spans 1.5 / 20 to 2.5 / 20, which holds 0.1; pixel 10 holds 0.5, pixel 18 0.9.
  EXPECT_EQ(lines[1], "  1 |00.1223344+5667788#99");
  EXPECT_EQ(lines[2], "    |00.1223344+5667788#99");
  EXPECT_EQ(lines[20], "  0 |00.1223344+5667788#99");
  EXPECT_EQ(lines[21], "     ---------------------");
  EXPECT_EQ(lines[22], "     0                   1");
  EXPECT_EQ(lines[23], "     rain");
  EXPECT_EQ(lines[24], "     0 to 9: tenths of the");
  EXPECT_EQ(lines[25], "     scale from 0% to 100%;");
  EXPECT_EQ(lines[26], "     lines: . 10%, + 50%, #");
  EXPECT_EQ(lines[27], "     90%");
}

TEST(HeatMap, PlainTextHasNoEscapesAndNoOtherBytesThanAscii) {
  const ResponseMap map = RisingMap();
  HeatMapPlot plot = HeatMapOf(map);
  plot.here = HeatMapPlace{0.25, 0.5};
  plot.here_words = "rain 0.25, flow 0.5";
  const std::string text = HeatMapText(plot, PlainStyle(80));
  for (const char byte : text) {
    EXPECT_TRUE(byte == '\n' || (byte >= 0x20 && byte < 0x7F)) << static_cast<int>(byte);
  }
  EXPECT_THAT(text, HasSubstr("0 to 9: tenths of the scale from 0% to 100%; lines: . 10%, + 50%, # "
                              "90%\n     X the scenario: rain 0.25, flow 0.5\n"));
}

// Columns are what the terminal leaves beside the labels, at most 120; lines a quarter of them, 20
// to 30.
TEST(HeatMap, IsAsWideAsTheTerminal) {
  const ResponseMap map = RisingMap();
  const auto size = [&](int width) {
    const std::vector<std::string> lines = MapLines(HeatMapText(HeatMapOf(map), PlainStyle(width)));
    std::size_t height = 0;
    while (lines[height + 1].find('|') == 4) ++height;
    return std::pair(lines[1].size() - 5, height);
  };
  EXPECT_EQ(size(40), std::pair(std::size_t{34}, std::size_t{20}));
  EXPECT_EQ(size(100), std::pair(std::size_t{94}, std::size_t{23}));
  EXPECT_EQ(size(400), std::pair(std::size_t{120}, std::size_t{30}));
  for (const int width : {40, 60, 80, 100}) {
    for (const std::string& line : MapLines(HeatMapText(HeatMapOf(map), PlainStyle(width)))) {
      EXPECT_LE(line.size(), static_cast<std::size_t>(width)) << line;
    }
  }
}

// Pixel 5 of 21 shows 0.25; of 20 lines number 9 or 10 (counted from below) is the middle: 9.5 is
// rounded away from 0.
TEST(HeatMap, AnXMarksTheScenarioOrItSaysThatItLiesOutside) {
  const ResponseMap map = RisingMap();
  HeatMapPlot plot = HeatMapOf(map);
  plot.here_words = "rain 0.25, flow 0.5";
  EXPECT_THAT(HeatMapText(plot, PlainStyle(200)),
              HasSubstr("the scenario lies outside: rain 0.25, flow 0.5\n"));
  plot.here = HeatMapPlace{0.25, 0.5};
  const std::vector<std::string> lines = MapLines(HeatMapText(plot, PlainStyle(27)));
  EXPECT_EQ(lines[10], "    |00.12X3344+5667788#99");
  EXPECT_EQ(lines[9], "    |00.1223344+5667788#99");
}

TEST(HeatMap, ChoicesAreBlocksAndGapsAreBlank) {
  ResponseMap map = RisingMap();
  map.values[3] = std::numeric_limits<double>::quiet_NaN();
  HeatMapPlot plot = HeatMapOf(map);
  plot.smooth_x = plot.smooth_y = false;
  plot.here = HeatMapPlace{1, 0};
  plot.here_words = "rain wet, flow low";
  const std::string text = HeatMapText(plot, PlainStyle(26));  // 20 columns, ten a block
  const std::vector<std::string> lines = MapLines(text);
  EXPECT_EQ(lines[1], "  1 |0000000000          ");
  EXPECT_EQ(lines[20], "  0 |00000000009999999999");
  // The middles of ten columns and of ten lines: 14.5 and 4.5, rounded away from 0.
  EXPECT_EQ(lines[15], "    |000000000099999X9999");
  EXPECT_THAT(text, HasSubstr("blank: not\n     computed"));
  EXPECT_THAT(text, Not(HasSubstr("lines"))) << "between choices nothing runs";
}

// 20 columns: pixel k shows k / 19, step floor(20 k / 19) = k of the 20 colours, up to the last.
// The 10 % line lies in pixel 2 (1.5 / 19 to 2.5 / 19), the 50 % line in pixel 9, as its right end
// is 0.5, the 90 % line in pixel 17.
TEST(HeatMap, On24BitTerminalsHalfBlocksHaveTheColoursOfTheReport) {
  const ResponseMap map = RisingMap();
  HeatMapPlot plot = HeatMapOf(map);
  plot.here = HeatMapPlace{1, 1};
  plot.here_words = "rain 1, flow 1";
  const std::string text = HeatMapText(plot, ColourStyle(26, true, true));
  const std::vector<std::string> lines = MapLines(text);
  std::string line = "    |";
  for (std::size_t k = 0; k < 20; ++k) {
    Rgb colour = kCividis[k];
    if (k == 2) colour = {188, 188, 188};
    if (k == 9) colour = {255, 255, 255};
    if (k == 17) colour = {0, 0, 0};
    const std::string code = "2;" + std::to_string(colour.red) + ";" +
                             std::to_string(colour.green) + ";" + std::to_string(colour.blue);
    line += "\033[48;" + code + ";38;" + code + "m\u2580";
  }
  EXPECT_EQ(lines[2], line + "\033[0m");
  EXPECT_THAT(lines[1], EndsWith("\033[38;2;255;255;255;48;2;0;0;0mX\033[0m"));
  // The scale: its ends in numbers, every colour once.
  EXPECT_THAT(lines[24], testing::StartsWith("     0% \033[48;2;0;32;81m \033[48;2;0;42;98m "));
  EXPECT_THAT(lines[24], EndsWith("\033[48;2;253;234;69m \033[0m 100%"));
  // A line as it lies in the map: 0.1 is in the third colour, 0.5 in the eleventh, 0.9 in the 19th.
  EXPECT_EQ(
      lines[25],
      "     lines at \033[48;2;11;51;107m \033[48;2;188;188;188m \033[48;2;11;51;107m \033[0m "
      "10%, \033[48;2;133;129;118m \033[48;2;255;255;255m \033[48;2;133;129;118m \033[0m "
      "50%, \033[48;2;246;221;77m \033[48;2;0;0;0m \033[48;2;246;221;77m \033[0m 90%");
  EXPECT_EQ(lines[26],
            "     \033[38;2;255;255;255;48;2;0;0;0mX\033[0m the scenario: rain 1, flow 1");
}

TEST(HeatMap, OnOtherTerminalsItHas256Colours) {
  const ResponseMap map = RisingMap();
  const std::string text = HeatMapText(HeatMapOf(map), ColourStyle(26, false, true));
  const std::vector<std::string> lines = MapLines(text);
  // Pixel k shows k / 19, step floor(13 k / 19) of 13.
  const int codes[] = {53, 53, 250, 60, 60,  24,  31,  31, 30,  231,
                       36, 35, 71,  71, 107, 149, 149, 16, 227, 227};
  std::string line = "    |";
  int last = -1;
  for (const int code : codes) {
    const std::string number = std::to_string(code);
    if (code != last) line += "\033[48;5;" + number + ";38;5;" + number + "m";
    line += "\u2580";
    last = code;
  }
  EXPECT_EQ(lines[2], line + "\033[0m");
  EXPECT_THAT(text, Not(HasSubstr(";2;")));
  // Without block characters each line has one colour a column.
  const std::string spaces = HeatMapText(HeatMapOf(map), ColourStyle(26, false, false));
  EXPECT_THAT(MapLines(spaces)[1], HasSubstr("|\033[48;5;53m  \033[48;5;250m \033[48;5;60m  "));
  for (const char byte : spaces) EXPECT_LT(static_cast<unsigned char>(byte), 0x80);
}

// Two levels of flow over 40 half lines: without the upper one only the lowest half line is known.
TEST(HeatMap, GapsAreLeftToTheTerminalsOwnColour) {
  ResponseMap map = RisingMap();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  map.values = {0, 0, nan, nan};
  const std::string text = HeatMapText(HeatMapOf(map), ColourStyle(26, true, true));
  const std::vector<std::string> lines = MapLines(text);
  EXPECT_EQ(lines[1], "  1 |" + Times(20, " "));
  EXPECT_EQ(lines[20], "  0 |\033[49;38;2;0;32;81m" + Times(20, "\u2584") + "\033[0m");
  EXPECT_THAT(text, HasSubstr(" 100%; blank: not computed\n"));
}

TEST(HeatMap, NumbersHaveTheirOwnScale) {
  ResponseMap map = RisingMap();
  map.values = {2, 8, 2, 8};
  HeatMapPlot plot = HeatMapOf(map);
  plot.low = 2;
  plot.high = 8;
  plot.percent = false;
  plot.levels = {2.6, 5, 7.4};
  const std::string text = HeatMapText(plot, PlainStyle(100));
  EXPECT_THAT(text, HasSubstr("from 2.00 to 8.00; lines: . 2.60, + 5.00, # 7.40\n"));
}

double Luminance(Rgb colour) {
  const auto part = [](std::uint8_t byte) {
    const double c = byte / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue);
}

// WCAG 2.1 asks 3 of what must be told apart: 188 grey on the third colour, white on the eleventh,
// black on the 19th.
TEST(HeatMap, LinesStandOutFromTheColoursBesideThem) {
  const std::pair<Rgb, std::size_t> lines[] = {
      {{188, 188, 188}, 2}, {{255, 255, 255}, 10}, {{0, 0, 0}, 18}};
  for (const auto& [line, step] : lines) {
    const double a = Luminance(line) + 0.05;
    const double b = Luminance(kCividis[step]) + 0.05;
    EXPECT_GE(std::max(a, b) / std::min(a, b), 3) << step;
  }
}

TEST(ColourScale, StepsAreEqualAndEndsBelongToIt) {
  EXPECT_EQ(ScaleStep(0, 0, 1, 20), 0U);
  EXPECT_EQ(ScaleStep(0.049, 0, 1, 20), 0U);
  EXPECT_EQ(ScaleStep(0.051, 0, 1, 20), 1U);
  EXPECT_EQ(ScaleStep(1, 0, 1, 20), 19U);
  EXPECT_EQ(ScaleStep(-3, 0, 1, 20), 0U);
  EXPECT_EQ(ScaleStep(5, 5, 5, 20), 0U) << "a scale without width";
  EXPECT_EQ(HexColour(kCividis[2]), "#0b336b");
}

}  // namespace
}  // namespace dragoman

#include "engine/report/html/report_style.h"

#include <cmath>
#include <map>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "engine/report/html/deal_map.h"

namespace dragoman {
namespace {

/// Relative luminance of "#rgb" or "#rrggbb" (WCAG 2.1).
double Luminance(std::string colour) {
  colour.erase(0, 1);
  if (colour.size() == 3) {
    colour = {colour[0], colour[0], colour[1], colour[1], colour[2], colour[2]};
  }
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    const double c = std::stoi(colour.substr(2 * k, 2), nullptr, 16) / 255.0;
    sum += weights[k] * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double Contrast(const std::string& a, const std::string& b) {
  const double x = Luminance(a);
  const double y = Luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// The colours of the light sheet, or of the dark one.
std::map<std::string, std::string> Colours(bool dark) {
  const std::string css(ReportStyle());
  const std::size_t at = css.find("prefers-color-scheme:dark");
  const std::string part = dark ? css.substr(at, css.find("}}", at) - at) : css.substr(0, at);
  std::map<std::string, std::string> colours;
  const std::regex pattern("--([a-z0-9]+):(#[0-9a-f]+)");
  for (std::sregex_iterator k(part.begin(), part.end(), pattern), end; k != end; ++k) {
    colours[(*k)[1]] = (*k)[2];
  }
  return colours;
}

TEST(ReportStyle, IsReadableOnLightAndDarkScreens) {
  EXPECT_NEAR(Contrast("#000", "#fff"), 21, 1e-9);
  EXPECT_NEAR(Contrast("#767676", "#ffffff"), 4.54, 0.01);
  for (const bool dark : {false, true}) {
    std::map<std::string, std::string> colours = Colours(dark);
    ASSERT_EQ(colours.size(), 19U);
    const std::string back = colours["bg"];
    for (const char* text : {"fg", "dim", "link"}) {
      EXPECT_GE(Contrast(colours[text], back), 4.5) << text << dark;
      EXPECT_GE(Contrast(colours[text], colours["soft"]), 4.5) << text << dark;
    }
    EXPECT_GE(Contrast(colours["fg"], colours["zone"]), 4.5) << dark;
    for (const char* mark :
         {"line", "hatch", "bar", "band", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"}) {
      EXPECT_GE(Contrast(colours[mark], back), 3) << mark << dark;
    }
    for (const char* mark : {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"}) {
      EXPECT_GE(Contrast(colours[mark], colours["soft"]), 3) << mark << dark;
      EXPECT_GE(Contrast(colours[mark], colours["zone"]), 3) << mark << dark;
    }
  }
}

TEST(ReportStyle, LoadsNothing) {
  const std::string css(ReportStyle());
  for (const char* word : {"url(", "@import", "http", "expression", "<", ">", "&"}) {
    EXPECT_EQ(css.find(word), std::string::npos) << word;
  }
}

TEST(ReportStyle, TheMapsColoursRiseEvenlyInLightAndCarryText) {
  const std::string css(ReportStyle());
  double before = -1;
  for (int k = 0; k < kMapColours; ++k) {
    std::smatch colour;
    const std::regex pattern("\\.v" + std::to_string(k) + "\\{fill:(#[0-9a-f]{6})\\}");
    ASSERT_TRUE(std::regex_search(css, colour, pattern)) << k;
    EXPECT_GT(Luminance(colour[1]), before) << k;
    before = Luminance(colour[1]);
    // Values are written in white on the lower nine steps, in black on the others.
    EXPECT_GE(Contrast(colour[1], k < 9 ? "#ffffff" : "#000000"), 4.5) << k;
  }
  EXPECT_EQ(css.find(".v" + std::to_string(kMapColours) + "{"), std::string::npos);
}

}  // namespace
}  // namespace dragoman

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/colour_scale.h"
#include "engine/report/html/html_writer.h"
#include "engine/sensitivity/contour.h"

namespace dragoman {

/// Steps of the colour scale: classes v0 (lowest) to v19 of the style sheet.
inline constexpr int kMapColours = static_cast<int>(kCividis.size());

/// One axis of a deal map.
struct DealMapAxis {
  std::string name;                 ///< With its unit: "rain (mm)".
  std::vector<double> levels;       ///< Ascending, at least 2.
  std::vector<std::string> labels;  ///< A text for each level.
  bool choices = false;             ///< Nothing lies between the levels.
  bool logarithmic = false;
  std::optional<double> here;  ///< Where the scenario itself stands.
};

/// A square between four points of a map.
struct DealMapSquare {
  std::size_t column = 0;  ///< Of its lower left corner, counted in levels.
  std::size_t row = 0;
  std::size_t size = 1;  ///< In levels.
};

/// An outcome over two parameters, ready to be drawn.
struct DealMap {
  DealMapAxis x;
  DealMapAxis y;
  std::vector<double> values;  ///< values[row * x.levels.size() + column]; NaN: a gap.
  double low = 0;              ///< Ends of the colour scale.
  double high = 1;
  bool percent = true;                 ///< Values are shares of runs.
  std::vector<double> levels;          ///< Of the contours: three, ascending.
  std::vector<ContourLine> contours;   ///< In the units of the axes; drawn between numbers only.
  std::vector<DealMapSquare> hatched;  ///< Nothing was computed inside: shown hatched.
  std::string title;
  std::string description;  ///< The text alternative.
};

/// Draws the map: a block for each point in one of kMapColours colours, the contours told apart by
/// their dashes, a cross where the scenario stands, and the key below. `id` is unique on the page.
void DrawDealMap(const DealMap& map, std::string_view id, double width, HtmlWriter* html);

/// A value as the map's key and its cells show it: "12%", "0.35".
std::string DealMapValue(const DealMap& map, double value);

}  // namespace dragoman

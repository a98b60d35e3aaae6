#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/text_layout.h"
#include "engine/sensitivity/response_map.h"

namespace dragoman {

/// A place on a map, counted in levels of each axis: 1.5 lies halfway between the second and the
/// third.
struct HeatMapPlace {
  double column = 0;
  double row = 0;
};

/// A map over two parameters, drawn by the number of the level along each axis.
struct HeatMapPlot {
  const ResponseMap* map = nullptr;
  double low = 0;  ///< Values at the ends of the scale.
  double high = 1;
  bool percent = true;                ///< Values are shares of runs.
  std::vector<double> levels;         ///< Of the contours drawn: three, ascending.
  std::vector<std::string> x_labels;  ///< Of each column of the map.
  std::vector<std::string> y_labels;  ///< Of each row.
  bool smooth_x = true;  ///< Linear between levels; else (choices) each level is a block.
  bool smooth_y = true;
  std::optional<HeatMapPlace> here;  ///< Where the scenario itself stands, if on the map.
  std::string here_words;            ///< The same in words; empty: it has no one place.
};

/// With colours a heat map of half blocks (of spaces without style.unicode), in 24 bits or in 256
/// colours; else of digits: tenths of the scale, `.`, `+` and `#` where the three contours run.
/// Gaps are blank, an X marks the scenario. Below: the axis, the scale with its ends, the contours
/// and the mark. Axes are labelled at their ends and in the middle.
/// At most style.width columns, at least 30.
std::string HeatMapText(const HeatMapPlot& plot, const TextStyle& style);

}  // namespace dragoman

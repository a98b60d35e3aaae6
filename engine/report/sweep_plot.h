#pragma once

#include <string>
#include <vector>

#include "engine/report/text_layout.h"
#include "engine/sensitivity/response_map.h"

/// @file
/// Plots of characters. Every plot has a table beside it that says the same in numbers.

namespace dragoman {

/// A map over two parameters, drawn by the number of the level along each axis.
struct HeatMapPlot {
  const ResponseMap* map = nullptr;
  double low = 0;  ///< Values at the ends of the scale.
  double high = 1;
  std::vector<double> levels;         ///< Of the contours drawn: three, ascending.
  std::vector<std::string> x_labels;  ///< Of each column of the map.
  std::vector<std::string> y_labels;  ///< Of each row.
  bool smooth_x = true;  ///< Linear between levels; else (choices) each level is a block.
  bool smooth_y = true;
};

/// With colours a heat map of half blocks, else of digits: tenths of the scale, `.`, `+` and `#`
/// where the three contours run, blank for gaps. Axes are labelled at their ends and in the middle.
/// At most style.width columns, at least 30.
std::string HeatMapText(const HeatMapPlot& plot, const TextStyle& style);

struct PlotPoint {
  double x = 0;
  double y = 0;
  char mark = 'o';
};

/// Points on axes from 0 to these ends; of points in one place the last one shows.
std::string ScatterText(const std::vector<PlotPoint>& points, const std::string& x_name,
                        double x_end, const std::string& y_name, double y_end,
                        const TextStyle& style);

/// Numbers as one character each, from low to high: ▁▂▃▄▅▆▇█, or digits; blank for NaN.
std::string StripText(const std::vector<double>& values, double low, double high,
                      const TextStyle& style);

}  // namespace dragoman

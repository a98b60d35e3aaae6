#pragma once

#include <string>
#include <vector>

#include "engine/report/text_layout.h"

/// @file
/// Plots of characters. Every plot has a table beside it that says the same in numbers.

namespace dragoman {

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

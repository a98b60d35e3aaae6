#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/html/html_writer.h"

namespace dragoman {

/// A number with the half width of its interval; NaN: not known.
struct IndexValue {
  double value = std::numeric_limits<double>::quiet_NaN();
  double half_width = std::numeric_limits<double>::quiet_NaN();
};

/// One parameter.
struct IndexBar {
  std::string label;
  IndexValue wide;            ///< The filled bar, with its interval as a line with end marks.
  IndexValue narrow;          ///< The hollow bar below it.
  std::vector<double> marks;  ///< A shape for each place: circle, square, triangle ...
  std::string words;          ///< To the right.
};

/// Bars of several parameters on one axis.
struct IndexBars {
  std::string title;
  std::string description;                                   ///< The text alternative.
  std::string axis;                                          ///< What the axis measures.
  bool percent = false;                                      ///< Ticks as percent.
  double chance = std::numeric_limits<double>::quiet_NaN();  ///< What chance gives: a dashed line.
  std::vector<IndexBar> bars;                                ///< Uppermost first.
};

/// Draws them. `id` is unique on the page.
void DrawIndexBars(const IndexBars& chart, std::string_view id, HtmlWriter* html);

}  // namespace dragoman

#pragma once

#include <string>
#include <vector>

#include "engine/report/text_layout.h"

namespace dragoman {

/// A package as two parties see it.
struct PlotPlace {
  double x = 0;
  double y = 0;
};

/// A place with a letter over it.
struct PlotLetter {
  PlotPlace at;
  char letter = '*';
};

/// The packages as two parties see them, ready to be drawn.
struct SpacePlot {
  std::string x_name;  ///< Along the axis below.
  std::string y_name;  ///< Above the other.
  double x_floor = 0;  ///< Worth of no deal.
  double y_floor = 0;
  std::vector<PlotPlace> cloud;     ///< Packages.
  std::vector<PlotPlace> frontier;  ///< By falling x.
  std::vector<PlotLetter> letters;  ///< Of letters in one place the last one shows.
};

/// 46 x 14 characters at most, in a frame, worth from 0 to 1 or as far as the packages go. Where
/// style.unicode: braille, frontier as a line, floors dashed; else `.` packages, `:` frontier, `|`
/// and `-` floors. Letters stand over everything. At most style.width columns, at least 30.
std::string SpaceText(const SpacePlot& plot, const TextStyle& style);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/contour.h"

namespace dragoman {

/// An outcome over a rectangular grid of two parameters: what a heat map shows.
struct ResponseMap {
  std::string x_name;
  std::string y_name;
  std::vector<double> x;                ///< Parameter values, ascending, at least 2.
  std::vector<double> y;                ///< See x.
  std::vector<double> values;           ///< values[row * x.size() + column]; NaN: no run finished.
  std::vector<double> standard_errors;  ///< Same shape, or empty: values are exact.

  MapGrid grid() const { return {x, y, values}; }
};

/// A contour line with how well its place is known.
struct ResponseContour {
  ContourLine line;
  /// For each point of the line the standard error of its place, across the line: that of the value
  /// there over the slope there, in shares of the axes' lengths (0.02 = 2 % of an axis). Infinite
  /// where the map is level.
  std::vector<double> position_errors;
  double median_error = 0;  ///< Median of position_errors.
  double largest_error = 0;
};

/// How much of a map's variation over its grid each parameter explains on its own, and how much
/// only the two together. Two-way layout with one value a cell; the squares expected from noise
/// alone are taken off (never below 0).
struct MapDecomposition {
  double x_share = 0;            ///< In [0, 1]; the three add to 1 unless the map is level (all 0).
  double y_share = 0;            ///< See x_share.
  double interaction_share = 0;  ///< See x_share.
  double variance = 0;           ///< Variance of the values over the grid, noise taken off.
};

/// Checks shapes, order and ranges; a Diagnostic names the member.
Diagnostics CheckResponseMap(const ResponseMap& map);

/// Contour lines at levels (0.1, 0.5 and 0.9 for a probability), with the error of their place.
/// Errors of neighbouring cells are taken as independent.
/// @pre CheckResponseMap(map).empty() (asserted).
std::vector<ResponseContour> FindResponseContours(const ResponseMap& map,
                                                  std::span<const double> levels);

/// Splits the variation of a map. Takes whole rows and columns only: all shares are NaN if the map
/// has a gap.
/// @pre CheckResponseMap(map).empty() (asserted).
MapDecomposition DecomposeMap(const ResponseMap& map);

/// Share of the map's area with a value of at least `level`: by cells, each split in two triangles
/// on which the value is linear. Cells with a gap are left out; NaN if all are.
/// @pre CheckResponseMap(map).empty() (asserted).
double ShareAbove(const ResponseMap& map, double level);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace dragoman {

/// A point of a map, in the units of its axes.
struct MapPosition {
  double x = 0;
  double y = 0;
  friend bool operator==(const MapPosition&, const MapPosition&) = default;
};

/// A piece of the line on which a surface has one value.
struct ContourLine {
  double level = 0;
  bool closed = false;              ///< A loop; its first point is not repeated at the end.
  std::vector<MapPosition> points;  ///< At least 2. Walking along, higher values lie to the left
                                    ///< (x to the right, y upwards).
};

/// Values on a rectangular grid. Borrows its arrays.
struct MapGrid {
  std::span<const double> x;       ///< Ascending, at least 2.
  std::span<const double> y;       ///< Ascending, at least 2.
  std::span<const double> values;  ///< values[row * x.size() + column]; NaN is a gap.

  double at(std::size_t column, std::size_t row) const { return values[row * x.size() + column]; }
};

/// The contour lines of one level, by marching squares with linear interpolation along the edges of
/// the grid.
///
/// A corner at or above the level counts as high. Where two opposite corners of a cell are high and
/// two low (a saddle), the mean of the four decides: high, and the high corners are joined; low,
/// and the low ones are. A cell with a gap at a corner has no line, so that lines end there. Lines
/// of coinciding points only (a single high corner exactly at the level) are left out.
///
/// Lines that end at the border or at a gap come first, then loops, each in the order of the grid;
/// the result depends on the values only. O(cells).
/// @pre the axes ascend and values.size() == x.size() * y.size() (asserted).
std::vector<ContourLine> TraceContour(const MapGrid& grid, double level);

/// TraceContour of several levels, one after the other.
std::vector<ContourLine> TraceContours(const MapGrid& grid, std::span<const double> levels);

/// The distance from a point to the nearest of the lines, in the units of the axes (so put both on
/// one scale first); infinite without lines. O(points).
double DistanceToContour(MapPosition point, std::span<const ContourLine> lines);

}  // namespace dragoman

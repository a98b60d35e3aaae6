#include "engine/sensitivity/contour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

/// Walks the cells of one grid at one level. Edges of the grid are numbered: first the horizontal
/// ones (row by row), then the vertical ones.
class ContourTracer {
 public:
  ContourTracer(const MapGrid& grid, double level)
      : grid_(grid),
        level_(level),
        columns_(grid.x.size()),
        rows_(grid.y.size()),
        vertical_(rows_ * (columns_ - 1)),
        next_(vertical_ + (rows_ - 1) * columns_, kNone),
        entered_(next_.size(), 0) {}

  std::vector<ContourLine> Trace() {
    for (std::size_t row = 0; row + 1 < rows_; ++row) {
      for (std::size_t column = 0; column + 1 < columns_; ++column) AddCell(column, row);
    }
    std::vector<ContourLine> lines;
    for (std::size_t edge = 0; edge < next_.size(); ++edge) {
      if (next_[edge] != kNone && entered_[edge] == 0) Follow(edge, false, &lines);
    }
    for (std::size_t edge = 0; edge < next_.size(); ++edge) {
      if (next_[edge] != kNone) Follow(edge, true, &lines);
    }
    return lines;
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  bool High(double value) const { return value >= level_; }

  /// The segments of a cell run from edge to edge with the high side to their left.
  void AddCell(std::size_t column, std::size_t row) {
    // Counter-clockwise from the lower left corner.
    const std::array<double, 4> corner = {grid_.at(column, row), grid_.at(column + 1, row),
                                          grid_.at(column + 1, row + 1), grid_.at(column, row + 1)};
    if (std::any_of(corner.begin(), corner.end(), [](double v) { return std::isnan(v); })) return;
    // Edge k runs from corner k to corner k + 1.
    const std::array<std::size_t, 4> edge = {
        row * (columns_ - 1) + column, vertical_ + row * columns_ + column + 1,
        (row + 1) * (columns_ - 1) + column, vertical_ + row * columns_ + column};
    std::array<std::size_t, 4> from{};
    std::array<std::size_t, 4> to{};
    std::size_t starts = 0;
    std::size_t ends = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const bool here = High(corner[k]);
      const bool there = High(corner[(k + 1) % 4]);
      // Counter-clockwise from low to high: inside the cell, high lies to the right of the way
      // inwards, so here a line leaves the cell.
      if (!here && there) to[ends++] = k;
      if (here && !there) from[starts++] = k;
    }
    if (starts == 1) Join(edge[from[0]], edge[to[0]]);
    if (starts < 2) return;
    const bool join_high = High((corner[0] + corner[1] + corner[2] + corner[3]) / 4);
    for (std::size_t k = 0; k < 2; ++k) {
      // With the high corners joined, each line goes round the low corner that follows its start
      // and ends at the next edge; otherwise round the high corner before its start.
      const std::size_t end = join_high ? (from[k] + 1) % 4 : (from[k] + 3) % 4;
      Join(edge[from[k]], edge[end]);
    }
  }

  void Join(std::size_t from, std::size_t to) {
    next_[from] = to;
    entered_[to] = 1;
  }

  MapPosition Crossing(std::size_t edge) const {
    if (edge < vertical_) {
      const std::size_t column = edge % (columns_ - 1);
      const std::size_t row = edge / (columns_ - 1);
      const double part = Part(grid_.at(column, row), grid_.at(column + 1, row));
      return {Between(grid_.x[column], grid_.x[column + 1], part), grid_.y[row]};
    }
    const std::size_t column = (edge - vertical_) % columns_;
    const std::size_t row = (edge - vertical_) / columns_;
    const double part = Part(grid_.at(column, row), grid_.at(column, row + 1));
    return {grid_.x[column], Between(grid_.y[row], grid_.y[row + 1], part)};
  }

  double Part(double a, double b) const { return (level_ - a) / (b - a); }

  static double Between(double a, double b, double part) {
    // Exact at both ends, so that crossings at one corner coincide.
    return part == 1 ? b : a + (b - a) * part;
  }

  void Follow(std::size_t start, bool closed, std::vector<ContourLine>* lines) {
    ContourLine line{level_, closed, {}};
    std::size_t edge = start;
    while (edge != kNone) {
      const MapPosition point = Crossing(edge);
      if (line.points.empty() || !(line.points.back() == point)) line.points.push_back(point);
      const std::size_t following = next_[edge];
      next_[edge] = kNone;
      edge = following;
    }
    // A loop comes back to its start.
    if (closed && line.points.size() > 1 && line.points.back() == line.points.front()) {
      line.points.pop_back();
    }
    if (line.points.size() > 1) lines->push_back(std::move(line));
  }

  const MapGrid& grid_;
  double level_;
  std::size_t columns_;
  std::size_t rows_;
  std::size_t vertical_;               ///< Number of the first vertical edge.
  std::vector<std::size_t> next_;      ///< Where the line through an edge goes on; kNone: nowhere.
  std::vector<std::uint8_t> entered_;  ///< A line comes to this edge.
};

double DistanceToSegment(MapPosition p, MapPosition a, MapPosition b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  const double part = std::clamp(along, 0.0, 1.0);
  const double ex = p.x - (a.x + part * dx);
  const double ey = p.y - (a.y + part * dy);
  return std::sqrt(ex * ex + ey * ey);
}

bool ContourAxisAscends(std::span<const double> axis) {
  return std::adjacent_find(axis.begin(), axis.end(),
                            [](double a, double b) { return !(a < b); }) == axis.end();
}

}  // namespace

std::vector<ContourLine> TraceContour(const MapGrid& grid, double level) {
  DRAGOMAN_ASSERT(grid.x.size() >= 2 && grid.y.size() >= 2);
  DRAGOMAN_ASSERT(grid.values.size() == grid.x.size() * grid.y.size());
  DRAGOMAN_ASSERT(ContourAxisAscends(grid.x) && ContourAxisAscends(grid.y));
  return ContourTracer(grid, level).Trace();
}

std::vector<ContourLine> TraceContours(const MapGrid& grid, std::span<const double> levels) {
  std::vector<ContourLine> all;
  for (double level : levels) {
    for (ContourLine& line : TraceContour(grid, level)) all.push_back(std::move(line));
  }
  return all;
}

double DistanceToContour(MapPosition point, std::span<const ContourLine> lines) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const ContourLine& line : lines) {
    const std::size_t count = line.points.size();
    const std::size_t segments = line.closed ? count : count - 1;
    for (std::size_t k = 0; k < segments; ++k) {
      nearest =
          std::min(nearest, DistanceToSegment(point, line.points[k], line.points[(k + 1) % count]));
    }
  }
  return nearest;
}

}  // namespace dragoman

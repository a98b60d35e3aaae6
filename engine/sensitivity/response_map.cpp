#include "engine/sensitivity/response_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

constexpr double kMapInfinity = std::numeric_limits<double>::infinity();

void MapCheckAxis(const std::vector<double>& axis, const char* path, Diagnostics* problems) {
  const bool finite =
      std::all_of(axis.begin(), axis.end(), [](double v) { return std::isfinite(v); });
  const bool ascends = std::adjacent_find(axis.begin(), axis.end(), [](double a, double b) {
                         return !(a < b);
                       }) == axis.end();
  if (axis.size() < 2 || !finite || !ascends) {
    problems->push_back({path, "the axis is no list of ascending numbers", "at least two"});
  }
}

/// Where a point lies in a grid: its cell's first index along an axis and how far across the cell.
struct MapPlace {
  std::size_t index = 0;
  double part = 0;
};

MapPlace MapLocate(const std::vector<double>& axis, double value) {
  const auto above = std::upper_bound(axis.begin(), axis.end(), value);
  const auto last = static_cast<std::ptrdiff_t>(axis.size()) - 2;
  const std::ptrdiff_t index = std::clamp<std::ptrdiff_t>(above - axis.begin() - 1, 0, last);
  const auto k = static_cast<std::size_t>(index);
  return {k, (value - axis[k]) / (axis[k + 1] - axis[k])};
}

/// Slope along one line of nodes, in values per length of the axis: between the neighbours of node
/// `k`, or from the node to the one neighbour that is there. 0 without any.
/// @param value_at value_at(k): the value of node k of the line.
template <class ValueAt>
double MapNodeSlope(const std::vector<double>& axis, std::size_t k, ValueAt value_at) {
  std::size_t low = k > 0 ? k - 1 : k;
  std::size_t high = k + 1 < axis.size() ? k + 1 : k;
  if (std::isnan(value_at(low))) low = k;
  if (std::isnan(value_at(high))) high = k;
  if (low == high) return 0;
  return (value_at(high) - value_at(low)) / (axis[high] - axis[low]) * (axis.back() - axis.front());
}

class MapErrors {
 public:
  explicit MapErrors(const ResponseMap& map) : map_(map) {}

  /// Standard error of the place of a contour point, across the line, in shares of the axes.
  double PositionError(MapPosition point) const {
    const MapPlace x = MapLocate(map_.x, point.x);
    const MapPlace y = MapLocate(map_.y, point.y);
    double variance = 0;
    double slope_x = 0;
    double slope_y = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t column = x.index + k % 2;
      const std::size_t row = y.index + k / 2;
      const double weight = (k % 2 == 1 ? x.part : 1 - x.part) * (k / 2 == 1 ? y.part : 1 - y.part);
      if (weight == 0) continue;  // Contour points lie on edges: the other corners may be gaps.
      const double error = Error(column, row);
      variance += weight * weight * error * error;
      slope_x += weight * MapNodeSlope(map_.x, column,
                                       [&](std::size_t c) { return map_.grid().at(c, row); });
      slope_y += weight * MapNodeSlope(map_.y, row,
                                       [&](std::size_t r) { return map_.grid().at(column, r); });
    }
    const double slope = std::sqrt(slope_x * slope_x + slope_y * slope_y);
    if (slope > 0) return std::sqrt(variance) / slope;
    return variance > 0 ? kMapInfinity : 0;
  }

 private:
  double Error(std::size_t column, std::size_t row) const {
    return map_.standard_errors.empty() ? 0 : map_.standard_errors[row * map_.x.size() + column];
  }

  const ResponseMap& map_;
};

double MapMedian(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// The share of a triangle with the value at least `level`, the value being linear on it.
double MapTriangleAbove(std::array<double, 3> corner, double level) {
  std::sort(corner.begin(), corner.end());
  const auto [low, middle, high] = corner;
  if (level <= low) return 1;
  if (level > high) return 0;
  if (level <= middle) return 1 - (level - low) / (middle - low) * (level - low) / (high - low);
  return (high - level) / (high - low) * (high - level) / (high - middle);
}

}  // namespace

Diagnostics CheckResponseMap(const ResponseMap& map) {
  Diagnostics problems;
  MapCheckAxis(map.x, "x", &problems);
  MapCheckAxis(map.y, "y", &problems);
  const std::size_t cells = map.x.size() * map.y.size();
  if (map.values.size() != cells ||
      std::any_of(map.values.begin(), map.values.end(), [](double v) { return std::isinf(v); })) {
    problems.push_back({"values", "the values do not fill the grid with finite numbers",
                        std::to_string(cells) + " numbers, NaN for gaps"});
    return problems;
  }
  const std::vector<double>& errors = map.standard_errors;
  bool usable = errors.empty() || errors.size() == cells;
  for (std::size_t k = 0; usable && k < errors.size(); ++k) {
    usable = std::isnan(map.values[k]) || (errors[k] >= 0 && std::isfinite(errors[k]));
  }
  if (!usable) {
    problems.push_back({"standard_errors", "the standard errors do not fit the values",
                        "none, or one of at least 0 for each value"});
  }
  return problems;
}

std::vector<ResponseContour> FindResponseContours(const ResponseMap& map,
                                                  std::span<const double> levels) {
  DRAGOMAN_ASSERT(CheckResponseMap(map).empty());
  const MapErrors errors(map);
  std::vector<ResponseContour> contours;
  for (ContourLine& line : TraceContours(map.grid(), levels)) {
    ResponseContour contour;
    for (const MapPosition& point : line.points) {
      contour.position_errors.push_back(errors.PositionError(point));
    }
    contour.median_error = MapMedian(contour.position_errors);
    contour.largest_error =
        *std::max_element(contour.position_errors.begin(), contour.position_errors.end());
    contour.line = std::move(line);
    contours.push_back(std::move(contour));
  }
  return contours;
}

MapDecomposition DecomposeMap(const ResponseMap& map) {
  DRAGOMAN_ASSERT(CheckResponseMap(map).empty());
  const MapGrid grid = map.grid();
  const std::size_t columns = map.x.size();
  const std::size_t rows = map.y.size();
  const auto nx = static_cast<double>(columns);
  const auto ny = static_cast<double>(rows);
  std::vector<double> by_column(columns, 0);
  std::vector<double> by_row(rows, 0);
  double mean = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      by_column[c] += grid.at(c, r) / ny;
      by_row[r] += grid.at(c, r) / nx;
      mean += grid.at(c, r) / (nx * ny);
    }
  }
  double square_x = 0;
  double square_y = 0;
  double square_both = 0;
  double noise = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const double effect_x = by_column[c] - mean;
      const double effect_y = by_row[r] - mean;
      const double rest = grid.at(c, r) - mean - effect_x - effect_y;
      square_x += effect_x * effect_x;
      square_y += effect_y * effect_y;
      square_both += rest * rest;
      const std::size_t k = r * columns + c;
      const double error = map.standard_errors.empty() ? 0 : map.standard_errors[k];
      noise += error * error / (nx * ny);
    }
  }
  MapDecomposition result;
  // The mean of equal values differs from them in the last bits: without this a level map would
  // have a (tiny) variation to share out.
  const double rounding = 1e-28 * mean * mean * nx * ny;
  const auto less_noise = [&](double square, double degrees) {
    const double left = square - noise * degrees;
    return left < rounding ? 0 : left;  // NaN stays.
  };
  square_x = less_noise(square_x, nx - 1);
  square_y = less_noise(square_y, ny - 1);
  square_both = less_noise(square_both, (nx - 1) * (ny - 1));
  const double sum = square_x + square_y + square_both;
  result.variance = sum / (nx * ny);
  if (sum == 0) return result;
  result.x_share = square_x / sum;
  result.y_share = square_y / sum;
  result.interaction_share = square_both / sum;
  return result;
}

double ShareAbove(const ResponseMap& map, double level) {
  DRAGOMAN_ASSERT(CheckResponseMap(map).empty());
  const MapGrid grid = map.grid();
  double area = 0;
  double above = 0;
  for (std::size_t r = 0; r + 1 < map.y.size(); ++r) {
    for (std::size_t c = 0; c + 1 < map.x.size(); ++c) {
      const double a = grid.at(c, r);
      const double b = grid.at(c + 1, r);
      const double d = grid.at(c, r + 1);
      const double e = grid.at(c + 1, r + 1);
      if (std::isnan(a + b + d + e)) continue;
      const double cell = (map.x[c + 1] - map.x[c]) * (map.y[r + 1] - map.y[r]);
      area += cell;
      above += cell * (MapTriangleAbove({a, b, e}, level) + MapTriangleAbove({a, d, e}, level)) / 2;
    }
  }
  return area > 0 ? above / area : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace dragoman

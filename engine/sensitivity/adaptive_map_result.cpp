#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/sensitivity/adaptive_map.h"
#include "engine/sensitivity/internal/adaptive_map_view.h"

namespace dragoman {
namespace {

using internal::AdaptiveMapView;
using internal::MapNode;

constexpr double kMapGap = std::numeric_limits<double>::quiet_NaN();

std::vector<MapValue> MapValues(const std::vector<MapNode>& nodes, const AdaptiveMapView& view) {
  std::vector<MapValue> values;
  const double step = 1.0 / (view.points_per_axis() - 1);
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    const auto node = static_cast<int>(k);
    const MapTally& total = nodes[k].total;
    if (total.finished + total.failed == 0) continue;
    MapValue value;
    value.point = nodes[k].point;
    value.x = value.point.column * step;
    value.y = value.point.row * step;
    const bool known = view.known(node);
    value.value = known ? view.Raw(node) : kMapGap;
    value.standard_error = known ? view.RawError(node) : kMapGap;
    value.estimate = known ? view.value(node) : kMapGap;
    value.estimate_error = known ? view.Error(node) : kMapGap;
    value.finished = total.finished;
    value.failed = total.failed;
    value.near_contour = view.OnContour(node);
    values.push_back(value);
  }
  std::sort(values.begin(), values.end(), [](const MapValue& a, const MapValue& b) {
    return a.point.row != b.point.row ? a.point.row < b.point.row : a.point.column < b.point.column;
  });
  return values;
}

void MapJudgeCell(const AdaptiveMapOptions& options, const AdaptiveMapView& view, MapCell* cell) {
  const std::vector<int> border = view.Border(*cell);
  for (double level : options.levels) {
    const bool crossed = view.Crossed(border, level);
    const bool near = !border.empty() && std::all_of(border.begin(), border.end(), [&](int node) {
      return view.Near(node, level);
    });
    cell->crossed = cell->crossed || crossed;
    if (cell->size > 1 && (crossed || near) && view.Hidden(border, level)) cell->undecided = true;
  }
}

/// Values of the finest grid, bilinear within squares.
class MapSurface {
 public:
  explicit MapSurface(const AdaptiveMapView& view)
      : view_(view),
        axis_(static_cast<std::size_t>(view.points_per_axis())),
        values_(axis_ * axis_, kMapGap) {}

  void Fill(std::vector<MapCell> cells) {
    // From large to small: a border shared with smaller squares is theirs.
    std::stable_sort(cells.begin(), cells.end(),
                     [](const MapCell& a, const MapCell& b) { return a.size > b.size; });
    for (const MapCell& cell : cells) FillCell(cell);
    for (std::size_t k = 0; k < values_.size(); ++k) {
      const int node = view_.node_at(static_cast<int>(k % axis_), static_cast<int>(k / axis_));
      if (node >= 0) values_[k] = Value(node);
    }
  }

  const std::vector<double>& values() const { return values_; }

 private:
  double Value(int node) const {
    return node >= 0 && view_.known(node) ? view_.value(node) : kMapGap;
  }

  double Corner(const MapCell& cell, int right, int up) const {
    return Value(
        view_.node_at(cell.corner.column + right * cell.size, cell.corner.row + up * cell.size));
  }

  void FillCell(const MapCell& cell) {
    const double a = Corner(cell, 0, 0);
    const double b = Corner(cell, 1, 0);
    const double c = Corner(cell, 0, 1);
    const double d = Corner(cell, 1, 1);
    for (int row = 0; row <= cell.size; ++row) {
      const double up = static_cast<double>(row) / cell.size;
      for (int column = 0; column <= cell.size; ++column) {
        const double right = static_cast<double>(column) / cell.size;
        const double low = a + (b - a) * right;
        const double high = c + (d - c) * right;
        values_[static_cast<std::size_t>(cell.corner.row + row) * axis_ +
                static_cast<std::size_t>(cell.corner.column + column)] = low + (high - low) * up;
      }
    }
  }

  const AdaptiveMapView& view_;
  std::size_t axis_;
  std::vector<double> values_;
};

/// The standard error of the place of a contour point: it lies between two points of the finest
/// grid. Infinite if one of them was not run.
double MapPlaceError(const AdaptiveMapView& view, MapPosition point, double level) {
  const int last = view.points_per_axis() - 1;
  const double across = point.x * last;
  const double up = point.y * last;
  const int column = std::min(static_cast<int>(across), last - 1);
  const int row = std::min(static_cast<int>(up), last - 1);
  double error = 0;
  double slope = 0;
  for (int k = 0; k < 4; ++k) {
    const double weight =
        std::abs((1 - k % 2) - (across - column)) * std::abs((1 - k / 2) - (up - row));
    if (weight < 1e-9) continue;  // Off the edge that the point lies on.
    const int node = view.node_at(column + k % 2, row + k / 2);
    if (node < 0 || !view.known(node)) return std::numeric_limits<double>::infinity();
    error += weight * view.ErrorAt(node, level);  // Neighbours share runs: no square root of sums.
    slope += weight * view.Slope(node);
  }
  if (error == 0) return 0;
  return slope > 0 ? error / slope : std::numeric_limits<double>::infinity();
}

/// Runs per point of the full grid for the same error: the mean over the points at contours, and
/// over the corners of squares that stayed undecided.
double MapRunsAtContours(const AdaptiveMapResult& result, const std::vector<MapNode>& nodes,
                         const AdaptiveMapView& view, const AdaptiveMapOptions& options) {
  std::vector<bool> counts(nodes.size(), false);
  for (std::size_t k = 0; k < nodes.size(); ++k) counts[k] = view.OnContour(static_cast<int>(k));
  for (const MapCell& cell : result.cells) {
    if (!cell.undecided) continue;
    for (int node : view.Border(cell)) counts[static_cast<std::size_t>(node)] = true;
  }
  double runs = 0;
  double count = 0;
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    if (!counts[k]) continue;
    runs += static_cast<double>(nodes[k].total.finished + nodes[k].total.failed);
    ++count;
  }
  return count > 0 ? runs / count : static_cast<double>(options.base_replicates);
}

}  // namespace

AdaptiveMapResult AdaptiveMap::Result() const {
  const AdaptiveMapView view(options_, nodes_, node_at_, leaves_);
  AdaptiveMapResult result;
  result.points = MapValues(nodes_, view);
  result.cells = leaves_;
  for (MapCell& cell : result.cells) MapJudgeCell(options_, view, &cell);
  std::sort(result.cells.begin(), result.cells.end(), [](const MapCell& a, const MapCell& b) {
    return a.corner.row != b.corner.row ? a.corner.row < b.corner.row
                                        : a.corner.column < b.corner.column;
  });

  MapSurface surface(view);
  surface.Fill(result.cells);
  result.surface = surface.values();
  std::vector<double> axis(static_cast<std::size_t>(points_per_axis()));
  for (std::size_t k = 0; k < axis.size(); ++k) {
    axis[k] = static_cast<double>(k) / static_cast<double>(axis.size() - 1);
  }
  result.contours = TraceContours({axis, axis, result.surface}, options_.levels);
  for (const ContourLine& line : result.contours) {
    double largest = 0;
    for (const MapPosition& point : line.points) {
      largest = std::max(largest, MapPlaceError(view, point, line.level));
    }
    result.position_errors.push_back(largest);
  }

  result.runs_used = runs_used_;
  result.batches = batches_;
  const double full = static_cast<double>(axis.size() * axis.size()) *
                      MapRunsAtContours(result, nodes_, view, options_);
  result.full_grid_runs = static_cast<std::uint64_t>(std::ceil(full));
  result.fraction = static_cast<double>(runs_used_) / full;
  result.budget_exhausted = budget_exhausted_;
  result.error_met = done_ && !budget_exhausted_ &&
                     std::none_of(result.cells.begin(), result.cells.end(),
                                  [](const MapCell& cell) { return cell.undecided; });
  for (std::size_t k = 0; result.error_met && k < nodes_.size(); ++k) {
    const auto node = static_cast<int>(k);
    if (view.known(node) && !view.Settled(node)) result.error_met = false;
  }
  return result;
}

}  // namespace dragoman

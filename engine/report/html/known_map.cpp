#include "engine/report/html/known_map.h"

#include <algorithm>
#include <limits>

#include "engine/sweep/adaptive_options.h"

namespace dragoman {
namespace {

/// Fills a square, borders included, straight between its corners.
void FillSquare(const MapCell& cell, std::size_t side, std::vector<double>* values) {
  const auto size = static_cast<std::size_t>(cell.size);
  const auto left = static_cast<std::size_t>(cell.corner.column);
  const auto low = static_cast<std::size_t>(cell.corner.row);
  const auto at = [&](std::size_t column, std::size_t row) -> double& {
    return (*values)[row * side + column];
  };
  const double corners[2][2] = {{at(left, low), at(left + size, low)},
                                {at(left, low + size), at(left + size, low + size)}};
  for (std::size_t row = 0; row <= size; ++row) {
    for (std::size_t column = 0; column <= size; ++column) {
      const double tx = static_cast<double>(column) / static_cast<double>(size);
      const double ty = static_cast<double>(row) / static_cast<double>(size);
      at(left + column, low + row) = (1 - ty) * ((1 - tx) * corners[0][0] + tx * corners[0][1]) +
                                     ty * ((1 - tx) * corners[1][0] + tx * corners[1][1]);
    }
  }
}

}  // namespace

KnownMap MakeKnownMap(const Sweep& sweep, const SweepTable& table, const OutcomeColumn& column,
                      const std::vector<MapCell>& cells) {
  const auto side = static_cast<std::size_t>(AdaptiveSide(sweep.config().design));
  KnownMap known;
  ResponseMap& map = known.map;
  map.x_name = sweep.parameters()[0].id;
  map.y_name = sweep.parameters()[1].id;
  for (std::size_t k = 0; k < side; ++k) {
    const double unit = static_cast<double>(k) / static_cast<double>(side - 1);
    map.x.push_back(ParameterNumber(sweep, 0, unit));
    map.y.push_back(ParameterNumber(sweep, 1, unit));
  }
  map.values.assign(side * side, std::numeric_limits<double>::quiet_NaN());
  const auto put_points = [&] {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      // Numbered along the first parameter slowest.
      const std::size_t cell = table.cells[row];
      map.values[cell % side * side + cell / side] = column.mean[row];
    }
  };
  put_points();
  std::vector<MapCell> largest_first = cells;
  std::stable_sort(largest_first.begin(), largest_first.end(),
                   [](const MapCell& a, const MapCell& b) { return a.size > b.size; });
  for (const MapCell& cell : largest_first) {
    if (cell.size < 2) continue;
    known.coarse.push_back(cell);
    FillSquare(cell, side, &map.values);
    // A smaller square beside it has its corners on the border just drawn over.
    put_points();
  }
  return known;
}

const ContourAnalysis* FollowedMap(const SweepPageData& data) {
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (of.contours) return &*of.contours;
  }
  return nullptr;
}

std::vector<const OutcomeAnalysis*> UnfollowedOutcomes(const SweepPageData& data) {
  std::vector<const OutcomeAnalysis*> others;
  if (FollowedMap(data) == nullptr) return others;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (MapOf(of) == nullptr) others.push_back(&of);
  }
  return others;
}

}  // namespace dragoman

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/sweep/adaptive_options.h"
#include "engine/sweep/adaptive_sweep.h"
#include "engine/sweep/internal/analysis_parts.h"

namespace dragoman::internal {
namespace {

constexpr double kContourShares[] = {0.1, 0.5, 0.9};

std::vector<double> AxisOf(const SweepTable& table, std::size_t parameter) {
  std::vector<double> axis;
  for (std::size_t row = 0; row < table.rows(); ++row) axis.push_back(table.X(row, parameter));
  std::sort(axis.begin(), axis.end());
  axis.erase(std::unique(axis.begin(), axis.end()), axis.end());
  return axis;
}

std::size_t PlaceOn(const std::vector<double>& axis, double value) {
  return static_cast<std::size_t>(std::lower_bound(axis.begin(), axis.end(), value) - axis.begin());
}

/// Of a flag the shares themselves, of a number these shares of its span over the map.
std::vector<double> LevelsOf(const OutcomeColumn& column, const ResponseMap& map) {
  std::vector<double> levels(std::begin(kContourShares), std::end(kContourShares));
  if (column.flag()) return levels;
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double value : map.values) {
    if (std::isnan(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  for (double& level : levels) level = low + level * (high - low);
  return levels;
}

void AddContours(bool common_random_numbers, MapAnalysis* analysis) {
  analysis->contours = FindResponseContours(analysis->map, analysis->levels);
  for (const double level : analysis->levels) {
    analysis->shares_above.push_back(ShareAbove(analysis->map, level));
  }
  analysis->noise_taken_off = !common_random_numbers;
  ResponseMap map = analysis->map;
  if (common_random_numbers) map.standard_errors.clear();
  analysis->decomposition = DecomposeMap(map);
}

}  // namespace

Checked<MapAnalysis> MakeMap(const AnalysisInput& input) {
  MapAnalysis analysis;
  ResponseMap& map = analysis.map;
  map.x_name = input.sweep.parameters()[0].id;
  map.y_name = input.sweep.parameters()[1].id;
  map.x = AxisOf(input.table, 0);
  map.y = AxisOf(input.table, 1);
  if (map.x.size() < 2 || map.y.size() < 2) {
    return Diagnostic{{}, "a map needs two levels of each parameter", "--method effects"};
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  map.values.assign(map.x.size() * map.y.size(), nan);
  map.standard_errors = map.values;
  for (std::size_t row = 0; row < input.table.rows(); ++row) {
    const std::size_t place = PlaceOn(map.y, input.table.X(row, 1)) * map.x.size() +
                              PlaceOn(map.x, input.table.X(row, 0));
    map.values[place] = input.column().mean[row];
    map.standard_errors[place] = input.column().standard_error[row];
  }
  const bool unknown = std::any_of(map.values.begin(), map.values.end(), [&](const double& value) {
    const double error = map.standard_errors[static_cast<std::size_t>(&value - map.values.data())];
    return !std::isnan(value) && std::isnan(error);
  });
  if (unknown) map.standard_errors.clear();
  analysis.levels = LevelsOf(input.column(), map);
  AddContours(input.sweep.config().common_random_numbers, &analysis);
  return analysis;
}

Checked<ContourAnalysis> MakeContours(const AnalysisInput& input) {
  const SweepConfig& config = input.sweep.config();
  if (input.column().outcome->name != config.design.outcome) {
    return Diagnostic{{},
                      "this map follows the contours of " + config.design.outcome,
                      "--outcome " + config.design.outcome};
  }
  ResultStore store(input.store, input.sweep, DatabaseMode::kRead);
  AdaptiveView view = ReadAdaptive(input.sweep, &store);
  ContourAnalysis analysis;
  analysis.complete = view.complete;
  analysis.result = std::move(view.map);
  ResponseMap& map = analysis.map.map;
  map.x_name = input.sweep.parameters()[0].id;
  map.y_name = input.sweep.parameters()[1].id;
  const std::uint64_t side = AdaptiveSide(config.design);
  for (std::uint64_t k = 0; k < side; ++k) {
    const double unit = static_cast<double>(k) / static_cast<double>(side - 1);
    map.x.push_back(ParameterNumber(input.sweep, 0, unit));
    map.y.push_back(ParameterNumber(input.sweep, 1, unit));
  }
  map.values = analysis.result.surface;
  analysis.map.levels = AdaptiveOptionsOf(config).levels;
  for (const double level : analysis.map.levels) {
    analysis.map.shares_above.push_back(ShareAbove(map, level));
  }
  analysis.map.decomposition = DecomposeMap(map);
  return analysis;
}

}  // namespace dragoman::internal

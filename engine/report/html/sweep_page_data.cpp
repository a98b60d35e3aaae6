#include "engine/report/html/sweep_page_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/wire/json_reader.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

/// Between which levels a value lies, and how far on; first == levels.size(): outside.
std::pair<std::size_t, double> PlaceAmong(const std::vector<double>& levels, double value) {
  if (!(value >= levels.front()) || value > levels.back()) return {levels.size(), 0};
  std::size_t k = 0;
  while (k + 2 < levels.size() && levels[k + 1] <= value) ++k;
  return {k, (value - levels[k]) / (levels[k + 1] - levels[k])};
}

}  // namespace

SweepPageData MakeSweepPageData(const SweepReport& report, const std::vector<CellFailure>& failures,
                                std::string command) {
  SweepPageData data;
  data.report = &report;
  data.command = std::move(command);
  data.parameters = ParameterFactsOf(*report.sweep);
  std::map<std::string, std::uint64_t> counts;
  for (const CellFailure& failure : failures) ++counts[failure.message];
  for (const auto& [message, points] : counts) data.failures.push_back({message, points});
  std::stable_sort(data.failures.begin(), data.failures.end(),
                   [](const auto& a, const auto& b) { return a.points > b.points; });

  const ReadResult read = ReadJson(report.sweep->inputs().variants.front().scenario, "scenario");
  ProblemCollector ignored(&read.document.sources);
  Scenario scenario;
  ReadArchive(&ignored).Read(read.document.root, FieldVisitor::RefTo(&scenario));
  data.scenario_title = scenario.title;
  data.claims = scenario.claims.size();
  for (const MechanismSetting& item : scenario.mechanisms.items()) {
    if (item.enabled) continue;
    data.mechanisms_off.push_back(std::string(item.entry->info.id) + " " +
                                  std::string(item.entry->info.name));
  }
  return data;
}

std::string OutcomePhrase(const RunOutcome& outcome) {
  std::string text(outcome.name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string ParameterAt(const SweepPageData& data, std::size_t parameter, double number) {
  return data.parameters[parameter].id + " " + ParameterText(data.sweep(), parameter, number);
}

const MapAnalysis* MapOf(const OutcomeAnalysis& of) {
  if (of.map) return &*of.map;
  return of.contours ? &of.contours->map : nullptr;
}

double MapValueAt(const ResponseMap& map, double x, double y) {
  const auto [column, tx] = PlaceAmong(map.x, x);
  const auto [row, ty] = PlaceAmong(map.y, y);
  if (column == map.x.size() || row == map.y.size()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const MapGrid grid = map.grid();
  const auto along = [&](std::size_t line) {
    // A corner without weight may be a gap.
    const double left = tx < 1 ? (1 - tx) * grid.at(column, line) : 0;
    return left + (tx > 0 ? tx * grid.at(column + 1, line) : 0);
  };
  const double below = ty < 1 ? (1 - ty) * along(row) : 0;
  return below + (ty > 0 ? ty * along(row + 1) : 0);
}

}  // namespace dragoman

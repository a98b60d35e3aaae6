#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/report/html/deal_map.h"
#include "engine/report/html/known_map.h"
#include "engine/report/html/sweep_map_words.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

/// Points of the first grid of an adaptive map lie this many to a side; all of them are computed.
constexpr std::size_t kFirstGrid = 9;
constexpr double kWideMap = 620;
constexpr double kTileMap = 404;
constexpr std::size_t kMostMapLevels = 11;
/// Ends of the colour scale for shares: the smallest that holds all maps of the page.
constexpr double kScaleEnds[] = {0.1, 0.2, 0.5, 1};

double HighestOf(const ResponseMap& map) {
  double high = -std::numeric_limits<double>::infinity();
  for (const double value : map.values) {
    if (!std::isnan(value)) high = std::max(high, value);
  }
  return high;
}

/// A map of the section: one of its own, or what the points of another's say.
struct ShownMap {
  const OutcomeAnalysis* of = nullptr;
  std::optional<KnownMap> known;

  const ResponseMap& map() const { return known ? known->map : MapOf(*of)->map; }
};

std::vector<ShownMap> ShownMaps(const SweepPageData& data) {
  std::vector<ShownMap> shown;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (MapOf(of) != nullptr) shown.push_back({&of, std::nullopt});
  }
  for (const OutcomeAnalysis* of : UnfollowedOutcomes(data)) {
    shown.push_back({of, MakeKnownMap(data.sweep(), data.table(), data.column(*of),
                                      FollowedMap(data)->result.cells)});
  }
  return shown;
}

/// One scale for all maps of shares, so that they can be compared.
double SharedEnd(const SweepPageData& data, const std::vector<ShownMap>& maps) {
  double most = 0;
  for (const ShownMap& shown : maps) {
    if (data.column(*shown.of).flag()) most = std::max(most, HighestOf(shown.map()));
  }
  for (const double end : kScaleEnds) {
    if (most <= end) return end;
  }
  return 1;
}

DealMapAxis AxisOf(const SweepPageData& data, std::size_t k, const std::vector<double>& levels) {
  const ParameterFact& fact = data.parameters[k];
  DealMapAxis axis;
  axis.name = fact.AxisName();
  axis.levels = levels;
  for (const double level : levels) axis.labels.push_back(ParameterText(data.sweep(), k, level, 3));
  axis.choices = fact.choices;
  axis.logarithmic = fact.logarithmic;
  axis.here = fact.own;
  return axis;
}

std::vector<std::size_t> ShownAmong(std::size_t count, std::size_t most) {
  const std::size_t shown = std::min(count, most);
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < shown; ++k) {
    chosen.push_back(shown == 1 ? 0 : (k * (count - 1) + (shown - 1) / 2) / (shown - 1));
  }
  return chosen;
}

DataCell MapCellOf(const SweepPageData& data, const OutcomeAnalysis& of, double value) {
  if (std::isnan(value)) return NoCell();
  if (!data.column(of).flag()) return NumberCell(value, 2);
  return {Fixed(100 * value, 1), NumberCell(value, 3).data, false};
}

/// Rows from the top of the map down. Of an outcome that was not followed, points that were
/// computed: those of the first grid.
DataTable MapTable(const SweepPageData& data, const ShownMap& shown) {
  const OutcomeAnalysis& of = *shown.of;
  const ResponseMap& map = shown.map();
  const std::size_t most = shown.known ? kFirstGrid : kMostMapLevels;
  const std::vector<std::size_t> columns = ShownAmong(map.x.size(), most);
  const std::vector<std::size_t> rows = ShownAmong(map.y.size(), most);
  DataTable table;
  table.name = "map-" + std::string(data.column(of).outcome->name);
  table.caption = OutcomePhrase(*data.column(of).outcome) +
                  (data.column(of).flag() ? ", % of runs" : "") + ": " + map.y_name +
                  " downwards, " + map.x_name + " to the right";
  if (columns.size() < map.x.size() || rows.size() < map.y.size()) {
    table.caption += " (" + std::to_string(columns.size()) + " of " + std::to_string(map.x.size()) +
                     " columns, " + std::to_string(rows.size()) + " of " +
                     std::to_string(map.y.size()) + " rows)";
  }
  table.columns = {map.y_name + " \\ " + map.x_name};
  for (const std::size_t c : columns) {
    table.columns.push_back(ParameterText(data.sweep(), 0, map.x[c], 3));
  }
  table.numeric.assign(table.columns.size(), true);
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    std::vector<DataCell> cells = {TextCell(ParameterText(data.sweep(), 1, map.y[*row], 3))};
    for (const std::size_t c : columns)
      cells.push_back(MapCellOf(data, of, map.grid().at(c, *row)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

DealMap DrawnMap(const SweepPageData& data, const ShownMap& shown, double end) {
  const OutcomeAnalysis& of = *shown.of;
  const ResponseMap& values = shown.map();
  DealMap map;
  map.x = AxisOf(data, 0, values.x);
  map.y = AxisOf(data, 1, values.y);
  map.values = values.values;
  map.percent = data.column(of).flag();
  map.high = map.percent ? end : HighestOf(values);
  if (!map.percent) {
    map.low = map.high;
    for (const double value : map.values) {
      if (!std::isnan(value)) map.low = std::min(map.low, value);
    }
  }
  map.title = Capitalized(OutcomePhrase(*data.column(of).outcome)) + " over " + map.x.name +
              " and " + map.y.name;
  map.description = "A map: " + map.x.name + " to the right, " + map.y.name +
                    " upwards; from dark, " + DealMapValue(map, map.low) + ", to light, " +
                    DealMapValue(map, map.high) + ". ";
  if (shown.known) {
    for (const MapCell& cell : shown.known->coarse) {
      map.hatched.push_back({static_cast<std::size_t>(cell.corner.column),
                             static_cast<std::size_t>(cell.corner.row),
                             static_cast<std::size_t>(cell.size)});
    }
    if (!map.hatched.empty()) {
      map.description += "Hatched squares are known at their corners only. ";
    }
  } else {
    map.levels = MapOf(of)->levels;
    map.contours = ContourLinesOf(data, of);
    if (HasContours(data)) map.description += ContourWords(data, of, map.contours) + " ";
  }
  map.description += "The table below has the values.";
  return map;
}

void WriteOneMap(const SweepPageData& data, const ShownMap& shown, double end, double width,
                 ReportSink* sink) {
  const HtmlScope figure(sink->html(), "figure");
  const OutcomeAnalysis& of = *shown.of;
  const RunOutcome& outcome = *data.column(of).outcome;
  sink->html()->Element("h3", Capitalized(OutcomePhrase(outcome)));
  const DealMap map = DrawnMap(data, shown, end);
  DrawDealMap(map, "c-map" + std::to_string(of.outcome), width, sink->html());
  std::string caption = std::string(outcome.doc) + ". ";
  if (shown.known) {
    caption += UnfollowedWords(data, !shown.known->coarse.empty());
  } else if (HasContours(data)) {
    caption += ContourWords(data, of, map.contours) + " ";
  }
  sink->html()->Element("figcaption", Capitalized(caption) + MapErrorWords(data, of));
}

}  // namespace

bool HasMapSection(const SweepPageData& data) {
  const SweepAnalysis& analysis = data.report->analysis;
  return std::any_of(analysis.begin(), analysis.end(),
                     [](const OutcomeAnalysis& of) { return MapOf(of) != nullptr; });
}

void WriteSweepMapSection(const SweepPageData& data, ReportSink* sink) {
  sink->BeginSection("map", "When does it come about?");
  sink->Paragraph(MapIntro(data), "dim");
  const std::vector<ShownMap> maps = ShownMaps(data);
  const double end = SharedEnd(data, maps);
  if (maps.size() == 1) {
    WriteOneMap(data, maps[0], end, kWideMap, sink);
  } else {
    const HtmlScope tiles(sink->html(), "div", {{"class", "tiles pair"}});
    for (const ShownMap& shown : maps) WriteOneMap(data, shown, end, kTileMap, sink);
  }
  for (const ShownMap& shown : maps) {
    if (shown.of->contours) sink->Paragraph(AdaptiveWords(data, *shown.of->contours), "dim");
    sink->Twin(MapTable(data, shown));
  }
  sink->EndSection();
}

}  // namespace dragoman

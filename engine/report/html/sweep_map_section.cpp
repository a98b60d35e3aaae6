#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/experiments/progress_meter.h"
#include "engine/report/html/deal_map.h"
#include "engine/report/html/sweep_sections.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

constexpr double kWideMap = 620;
constexpr double kTileMap = 404;
constexpr std::size_t kMostMapLevels = 11;
/// Ends of the colour scale for shares: the smallest that holds all maps of the page.
constexpr double kScaleEnds[] = {0.1, 0.2, 0.5, 1};

bool Contours(const SweepPageData& data) {
  return !data.parameters[0].choices && !data.parameters[1].choices;
}

double HighestOf(const ResponseMap& map) {
  double high = -std::numeric_limits<double>::infinity();
  for (const double value : map.values) {
    if (!std::isnan(value)) high = std::max(high, value);
  }
  return high;
}

/// One scale for all maps of shares, so that they can be compared.
double SharedEnd(const SweepPageData& data) {
  double most = 0;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    const MapAnalysis* map = MapOf(of);
    if (map != nullptr && data.column(of).flag()) most = std::max(most, HighestOf(map->map));
  }
  for (const double end : kScaleEnds) {
    if (most <= end) return end;
  }
  return 1;
}

/// The lines in the units of the axes, whichever way they were found.
std::vector<ContourLine> LinesOf(const SweepPageData& data, const OutcomeAnalysis& of) {
  std::vector<ContourLine> lines;
  if (of.map) {
    for (const ResponseContour& contour : of.map->contours) lines.push_back(contour.line);
    return lines;
  }
  lines = of.contours->result.contours;
  for (ContourLine& line : lines) {
    for (MapPosition& point : line.points) {
      point.x = ParameterNumber(data.sweep(), 0, point.x);
      point.y = ParameterNumber(data.sweep(), 1, point.y);
    }
  }
  return lines;
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

std::string LevelWords(const SweepPageData& data, const OutcomeAnalysis& of, std::size_t k) {
  const double level = MapOf(of)->levels[k];
  return data.column(of).flag() ? RoughPercent(level) : Fixed(level, 2);
}

/// "The 50% line runs from credibility 0.1 to 0.8 ...; the 90% line is not reached."
std::string LineWords(const SweepPageData& data, const OutcomeAnalysis& of,
                      const std::vector<ContourLine>& lines) {
  const MapAnalysis& map = *MapOf(of);
  std::vector<std::string> found;
  std::vector<std::string> missing;
  for (std::size_t k = 0; k < map.levels.size(); ++k) {
    double low[2] = {std::numeric_limits<double>::infinity(),
                     std::numeric_limits<double>::infinity()};
    double high[2] = {-low[0], -low[1]};
    for (const ContourLine& line : lines) {
      if (line.level != map.levels[k]) continue;
      for (const MapPosition& point : line.points) {
        low[0] = std::min(low[0], point.x);
        high[0] = std::max(high[0], point.x);
        low[1] = std::min(low[1], point.y);
        high[1] = std::max(high[1], point.y);
      }
    }
    if (low[0] > high[0]) {
      missing.push_back(LevelWords(data, of, k));
      continue;
    }
    std::string text = "the " + LevelWords(data, of, k) + " line runs through ";
    for (std::size_t axis = 0; axis < 2; ++axis) {
      text += (axis == 0 ? "" : " and ") + data.parameters[axis].id + " " +
              ParameterText(data.sweep(), axis, low[axis], 3) + " to " +
              ParameterText(data.sweep(), axis, high[axis], 3);
    }
    found.push_back(text);
  }
  std::string text;
  for (const std::string& piece : found) text += (text.empty() ? "" : "; ") + piece;
  if (!missing.empty()) {
    if (!text.empty()) text += "; ";
    for (std::size_t k = 0; k < missing.size(); ++k) text += (k == 0 ? "" : ", ") + missing[k];
    text += missing.size() == 1 ? " is not crossed" : " are not crossed";
  }
  return text.empty() ? text : Capitalized(text) + ".";
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string PointsWords(const SweepPageData& data, const OutcomeAnalysis& of, double error) {
  return data.column(of).flag() ? Fixed(100 * error, 1) + " points" : Fixed(error, 2);
}

/// How well the values and the lines are known.
std::string MapErrorWords(const SweepPageData& data, const OutcomeAnalysis& of) {
  std::vector<double> errors;
  if (of.contours) {
    for (const MapValue& point : of.contours->result.points) {
      if (point.near_contour) errors.push_back(point.estimate_error);
    }
  } else {
    for (const double error : data.column(of).standard_error) {
      if (!std::isnan(error)) errors.push_back(error);
    }
  }
  if (errors.empty()) return "Standard errors are not known: one run a point.";
  std::string text =
      "Standard error of a " + std::string(of.contours ? "point beside a line" : "point") + ": " +
      PointsWords(data, of, MedianOf(errors)) + " in the middle, " +
      PointsWords(data, of, *std::max_element(errors.begin(), errors.end())) + " at most.";
  std::vector<double> places;
  if (of.map && Contours(data) && !of.map->map.standard_errors.empty()) {
    for (const ResponseContour& contour : of.map->contours) {
      for (const double error : contour.position_errors) {
        if (std::isfinite(error)) places.push_back(error);
      }
    }
  }
  if (!places.empty()) {
    text += " The lines' places: " + RoughPercent(MedianOf(places)) +
            " of an axis in the middle (standard error).";
  }
  return text;
}

std::vector<std::size_t> ShownAmong(std::size_t count) {
  const std::size_t shown = std::min(count, kMostMapLevels);
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

/// Rows from the top of the map down.
DataTable MapTable(const SweepPageData& data, const OutcomeAnalysis& of) {
  const ResponseMap& map = MapOf(of)->map;
  const std::vector<std::size_t> columns = ShownAmong(map.x.size());
  const std::vector<std::size_t> rows = ShownAmong(map.y.size());
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

DealMap DrawnMap(const SweepPageData& data, const OutcomeAnalysis& of, double end) {
  const MapAnalysis& analysis = *MapOf(of);
  const RunOutcome& outcome = *data.column(of).outcome;
  DealMap map;
  map.x = AxisOf(data, 0, analysis.map.x);
  map.y = AxisOf(data, 1, analysis.map.y);
  map.values = analysis.map.values;
  map.percent = data.column(of).flag();
  map.high = map.percent ? end : HighestOf(analysis.map);
  if (!map.percent) {
    map.low = map.high;
    for (const double value : map.values) {
      if (!std::isnan(value)) map.low = std::min(map.low, value);
    }
  }
  map.levels = analysis.levels;
  map.contours = LinesOf(data, of);
  map.title = Capitalized(OutcomePhrase(outcome)) + " over " + map.x.name + " and " + map.y.name;
  map.description = "A map: " + map.x.name + " to the right, " + map.y.name +
                    " upwards; from dark, " + DealMapValue(map, map.low) + ", to light, " +
                    DealMapValue(map, map.high) + ". ";
  if (Contours(data)) map.description += LineWords(data, of, map.contours) + " ";
  map.description += "The table below has the values.";
  return map;
}

void WriteOneMap(const SweepPageData& data, const OutcomeAnalysis& of, double end, double width,
                 ReportSink* sink) {
  const HtmlScope figure(sink->html(), "figure");
  const RunOutcome& outcome = *data.column(of).outcome;
  sink->html()->Element("h3", Capitalized(OutcomePhrase(outcome)));
  const DealMap map = DrawnMap(data, of, end);
  DrawDealMap(map, "c-map" + std::to_string(of.outcome), width, sink->html());
  std::string caption = std::string(outcome.doc) + ". ";
  if (Contours(data)) caption += LineWords(data, of, map.contours) + " ";
  sink->html()->Element("figcaption", Capitalized(caption) + MapErrorWords(data, of));
}

std::string MapIntro(const SweepPageData& data) {
  std::string text = "Every block is a point of the " +
                     std::string(data.sweep().adaptive() ? "grid" : "design") +
                     ", from dark (low) to light (high). ";
  if (Contours(data)) {
    text +=
        "Dotted line: where the share of runs is 10 %; solid: 50 %; dashed: 90 %. Of outcomes that "
        "are numbers the lines lie at a tenth, a half and nine tenths of the way from the lowest "
        "to the highest value. ";
  } else {
    text += "Nothing lies between choices, so no lines are drawn. ";
  }
  const ParameterFact& x = data.parameters[0];
  const ParameterFact& y = data.parameters[1];
  if (x.own && y.own) {
    text += "Cross: the scenario's own values (" + ParameterAt(data, 0, *x.own) + "; " +
            ParameterAt(data, 1, *y.own) + ").";
  } else {
    text += "No cross: the scenario itself has no one value of " + (x.own ? y.id : x.id) + " (" +
            (x.own ? y.own_text : x.own_text) + ").";
  }
  return text;
}

std::string AdaptiveWords(const ContourAnalysis& contours) {
  const AdaptiveMapResult& result = contours.result;
  std::string text = "Refined along its lines: " + WithThousands(result.runs_used) + " runs at " +
                     WithThousands(result.points.size()) + " points, " +
                     RoughPercent(result.fraction) +
                     " of what the whole grid would take; between points the map is "
                     "interpolated. ";
  return text +
         (result.error_met
              ? "The error asked for is met everywhere."
              : "Somewhere the runs allowed a point do not suffice for the error asked for.");
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
  const double end = SharedEnd(data);
  std::vector<const OutcomeAnalysis*> drawn;
  for (const OutcomeAnalysis& of : data.report->analysis) {
    if (MapOf(of) != nullptr) drawn.push_back(&of);
  }
  if (drawn.size() == 1) {
    WriteOneMap(data, *drawn[0], end, kWideMap, sink);
  } else {
    const HtmlScope tiles(sink->html(), "div", {{"class", "tiles pair"}});
    for (const OutcomeAnalysis* of : drawn) WriteOneMap(data, *of, end, kTileMap, sink);
  }
  for (const OutcomeAnalysis* of : drawn) {
    if (of->contours) sink->Paragraph(AdaptiveWords(*of->contours), "dim");
    sink->Twin(MapTable(data, *of));
  }
  sink->EndSection();
}

}  // namespace dragoman

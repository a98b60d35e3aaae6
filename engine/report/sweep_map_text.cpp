#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/experiments/progress_meter.h"
#include "engine/report/heat_map_text.h"
#include "engine/report/internal/sweep_parts.h"
#include "engine/report/parameter_facts.h"

namespace dragoman::internal {
namespace {

constexpr std::size_t kMostTableLevels = 11;

/// Evenly chosen, ends included.
std::vector<std::size_t> ChosenLevels(std::size_t count) {
  const std::size_t shown = std::min(count, kMostTableLevels);
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < shown; ++k) {
    chosen.push_back(shown == 1 ? 0 : (k * (count - 1) + (shown - 1) / 2) / (shown - 1));
  }
  return chosen;
}

std::vector<std::string> AxisLabels(const SweepPage& page, std::size_t parameter,
                                    const std::vector<double>& axis) {
  std::vector<std::string> labels;
  for (const double number : axis) labels.push_back(ParameterText(page.sweep(), parameter, number));
  return labels;
}

bool IsSmooth(const SweepPage& page, std::size_t parameter) {
  return page.sweep().parameters()[parameter].numeric;
}

std::string MapValue(const SweepPage& page, double value) {
  if (std::isnan(value)) return "-";
  return page.column().flag() ? Fixed(100 * value, 1) : Fixed(value, 2);
}

/// Where the scenario itself stands, if it has one value of both parameters.
void AddHere(const SweepPage& page, const ResponseMap& map, HeatMapPlot* plot) {
  const std::vector<ParameterFact> facts = ParameterFactsOf(page.sweep());
  if (!facts[0].own || !facts[1].own) return;
  const auto words = [&](std::size_t k) {
    return facts[k].id + " " + ParameterText(page.sweep(), k, *facts[k].own);
  };
  plot->here_words = words(0) + ", " + words(1);
  const std::optional<double> column = OwnLevel(facts[0], map.x);
  const std::optional<double> row = OwnLevel(facts[1], map.y);
  if (column && row) plot->here = HeatMapPlace{*column, *row};
}

std::string PlotOf(const SweepPage& page, const MapAnalysis& analysis) {
  HeatMapPlot plot;
  plot.map = &analysis.map;
  plot.levels = analysis.levels;
  plot.percent = page.column().flag();
  if (!page.column().flag()) {
    plot.low = std::numeric_limits<double>::infinity();
    plot.high = -plot.low;
    for (const double value : analysis.map.values) {
      if (std::isnan(value)) continue;
      plot.low = std::min(plot.low, value);
      plot.high = std::max(plot.high, value);
    }
  }
  plot.x_labels = AxisLabels(page, 0, analysis.map.x);
  plot.y_labels = AxisLabels(page, 1, analysis.map.y);
  plot.smooth_x = IsSmooth(page, 0);
  plot.smooth_y = IsSmooth(page, 1);
  AddHere(page, analysis.map, &plot);
  return HeatMapText(plot, page.style);
}

std::string TableOf(const SweepPage& page, const MapAnalysis& analysis) {
  const ResponseMap& map = analysis.map;
  const std::vector<std::size_t> columns = ChosenLevels(map.x.size());
  const std::vector<std::size_t> rows = ChosenLevels(map.y.size());
  TextTable table(std::vector<bool>(columns.size() + 1, true));
  std::vector<std::string> header = {map.y_name + " \\ " + map.x_name};
  for (const std::size_t c : columns) header.push_back(ParameterText(page.sweep(), 0, map.x[c], 3));
  table.AddRow(header);
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    std::vector<std::string> cells = {ParameterText(page.sweep(), 1, map.y[*row])};
    for (const std::size_t c : columns) {
      cells.push_back(MapValue(page, map.values[*row * map.x.size() + c]));
    }
    table.AddRow(cells);
  }
  std::string text = table.Text();
  if (columns.size() < map.x.size() || rows.size() < map.y.size()) {
    text += "  (" + std::to_string(columns.size()) + " of " + std::to_string(map.x.size()) +
            " columns, " + std::to_string(rows.size()) + " of " + std::to_string(map.y.size()) +
            " rows; all: dragoman sweep export)\n";
  }
  return text;
}

std::string ErrorText(double error) {
  if (std::isnan(error)) return "-";
  return std::isinf(error) ? "not known (level ground)" : RoughPercent(error) + " of an axis";
}

std::string LevelName(const SweepPage& page, double level) {
  return page.column().flag() ? RoughPercent(level) : Fixed(level, 2);
}

/// Where a contour of several pieces runs: "cost 0.1 to 0.3, belief 0 to 0.62".
struct ContourSpan {
  std::size_t pieces = 0;
  double x_low = std::numeric_limits<double>::infinity();
  double x_high = -std::numeric_limits<double>::infinity();
  double y_low = std::numeric_limits<double>::infinity();
  double y_high = -std::numeric_limits<double>::infinity();
  double median_error = 0;
  double largest_error = 0;

  void Add(const ContourLine& line) {
    ++pieces;
    for (const MapPosition& point : line.points) {
      x_low = std::min(x_low, point.x);
      x_high = std::max(x_high, point.x);
      y_low = std::min(y_low, point.y);
      y_high = std::max(y_high, point.y);
    }
  }
};

std::string SpanText(const SweepPage& page, std::size_t parameter, double low, double high) {
  const std::vector<std::string>& labels = page.sweep().parameters()[parameter].labels;
  if (!page.sweep().parameters()[parameter].numeric && !labels.empty()) {
    low = std::floor(low);
    high = std::ceil(high);
  }
  return page.Parameter(parameter) + " " + ParameterText(page.sweep(), parameter, low, 3) + " to " +
         ParameterText(page.sweep(), parameter, high, 3);
}

/// One row per level.
std::string ContourTable(const SweepPage& page, const MapAnalysis& map,
                         const std::vector<ContourSpan>& spans, bool with_median) {
  TextTable table(with_median ? std::vector<bool>{true, true, true, false, false, false}
                              : std::vector<bool>{true, true, true, false, false});
  std::vector<std::string> header = {"contour", "pieces", "area above", "runs through"};
  if (with_median) header.push_back("its error (median)");
  header.push_back(with_median ? "(largest)" : "its largest error");
  table.AddRow(header);
  for (std::size_t k = 0; k < map.levels.size(); ++k) {
    const ContourSpan& span = spans[k];
    std::vector<std::string> row = {
        LevelName(page, map.levels[k]), std::to_string(span.pieces),
        std::isnan(map.shares_above[k]) ? "-" : Percent(map.shares_above[k])};
    if (span.pieces == 0) {
      row.push_back("is not reached or not left");
      for (std::size_t n = row.size(); n < header.size(); ++n) row.emplace_back();
    } else {
      row.push_back(SpanText(page, 0, span.x_low, span.x_high) + "; " +
                    SpanText(page, 1, span.y_low, span.y_high));
      if (with_median) row.push_back(ErrorText(span.median_error));
      row.push_back(ErrorText(span.largest_error));
    }
    table.AddRow(row);
  }
  return table.Text();
}

std::string DecompositionText(const SweepPage& page, const MapAnalysis& analysis) {
  const MapDecomposition& parts = analysis.decomposition;
  if (std::isnan(parts.x_share) || parts.variance == 0) return {};
  return Wrap(std::string("Of the variation over the map, ") +
                  (analysis.noise_taken_off ? "noise taken off, " : "") +
                  RoughPercent(parts.x_share) + " goes with " + analysis.map.x_name + " alone, " +
                  RoughPercent(parts.y_share) + " with " + analysis.map.y_name + " alone, " +
                  RoughPercent(parts.interaction_share) + " with the two together only.",
              "  ", page.style.width);
}

std::string GridMap(const SweepPage& page) {
  const MapAnalysis& analysis = *page.analysis.map;
  std::string text =
      "\n" + Heading(page.name() + ": map over " + analysis.map.x_name + " and " +
                         analysis.map.y_name + (page.column().flag() ? ", % of runs" : ""),
                     page.style);
  if (page.analysis.summary.variance == 0) {
    return text + Wrap("The same everywhere: " +
                           OutcomeText(page.outcome(), page.analysis.summary.mean) + ".",
                       "  ", page.style.width);
  }
  std::vector<ContourSpan> spans(analysis.levels.size());
  for (std::size_t k = 0; k < analysis.levels.size(); ++k) {
    std::vector<double> errors;
    for (const ResponseContour& contour : analysis.contours) {
      if (contour.line.level != analysis.levels[k]) continue;
      spans[k].Add(contour.line);
      errors.insert(errors.end(), contour.position_errors.begin(), contour.position_errors.end());
    }
    if (errors.empty()) continue;
    std::sort(errors.begin(), errors.end());
    spans[k].median_error = errors[errors.size() / 2];
    spans[k].largest_error = errors.back();
    if (analysis.map.standard_errors.empty()) {
      spans[k].median_error = spans[k].largest_error = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return text + PlotOf(page, analysis) + TableOf(page, analysis) +
         ContourTable(page, analysis, spans, true) + DecompositionText(page, analysis);
}

std::string AdaptiveText(const SweepPage& page) {
  const ContourAnalysis& contours = *page.analysis.contours;
  const AdaptiveMapResult& result = contours.result;
  const MapAnalysis& analysis = contours.map;
  std::string text = "\n" + Heading(page.name() + ": contours over " + analysis.map.x_name +
                                        " and " + analysis.map.y_name,
                                    page.style);
  text += PlotOf(page, analysis) + TableOf(page, analysis);
  std::vector<ContourSpan> spans(analysis.levels.size());
  for (const ContourLine& line : result.contours) {
    ContourLine natural = line;
    for (MapPosition& point : natural.points) {
      point.x = ParameterNumber(page.sweep(), 0, point.x);
      point.y = ParameterNumber(page.sweep(), 1, point.y);
    }
    const auto level = std::find(analysis.levels.begin(), analysis.levels.end(), line.level);
    if (level != analysis.levels.end()) {
      spans[static_cast<std::size_t>(level - analysis.levels.begin())].Add(natural);
    }
  }
  // Of each line of the result.
  for (std::size_t k = 0; k < result.contours.size() && k < result.position_errors.size(); ++k) {
    const auto level =
        std::find(analysis.levels.begin(), analysis.levels.end(), result.contours[k].level);
    if (level == analysis.levels.end()) continue;
    ContourSpan& span = spans[static_cast<std::size_t>(level - analysis.levels.begin())];
    span.largest_error = std::max(span.largest_error, result.position_errors[k]);
  }
  text += ContourTable(page, analysis, spans, false);
  std::string words =
      WithThousands(result.runs_used) + " runs at " + WithThousands(result.points.size()) +
      " points: " + RoughPercent(result.fraction) + " of the " +
      WithThousands(result.full_grid_runs) + " that the whole grid of " +
      std::to_string(analysis.map.x.size()) + " x " + std::to_string(analysis.map.y.size()) +
      " would take at the same error along the contours. ";
  if (!contours.complete) {
    words += "The map is not complete.";
  } else if (result.error_met) {
    words += "The error asked for is met everywhere.";
  } else {
    words += "Somewhere the runs allowed a point do not suffice for the error asked for.";
  }
  return text + Wrap(words, "  ", page.style.width);
}

}  // namespace

std::string MapSection(const SweepPage& page) {
  std::string text;
  if (page.analysis.map) text += GridMap(page);
  if (page.analysis.contours) text += AdaptiveText(page);
  return text;
}

}  // namespace dragoman::internal

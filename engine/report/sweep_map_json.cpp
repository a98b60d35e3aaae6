#include "engine/report/internal/sweep_json_parts.h"

namespace dragoman::internal {
namespace {

Json NumbersJson(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(NumberOrNull(value));
  return list;
}

Json AxisJson(const SweepReport& report, std::size_t parameter, const std::vector<double>& axis) {
  const SweptParameter& of = report.sweep->parameters()[parameter];
  if (of.numeric) return NumbersJson(axis);
  Json list = Json::array();
  for (const double index : axis) list.push_back(of.labels[static_cast<std::size_t>(index)]);
  return list;
}

/// Points as [x, y] in the parameters' own units.
Json LineJson(const SweepReport& report, const ContourLine& line, bool unit) {
  Json json;
  json["level"] = JsonNumber(line.level);
  json["closed"] = line.closed;
  json["points"] = Json::array();
  for (const MapPosition& point : line.points) {
    const double x = unit ? ParameterNumber(*report.sweep, 0, point.x) : point.x;
    const double y = unit ? ParameterNumber(*report.sweep, 1, point.y) : point.y;
    json["points"].push_back({NumberOrNull(x), NumberOrNull(y)});
  }
  return json;
}

Json MapJson(const SweepReport& report, const MapAnalysis& analysis) {
  const ResponseMap& map = analysis.map;
  Json json;
  json["x_name"] = map.x_name;
  json["y_name"] = map.y_name;
  json["x"] = AxisJson(report, 0, map.x);
  json["y"] = AxisJson(report, 1, map.y);
  json["values"] = Json::array();
  for (std::size_t row = 0; row < map.y.size(); ++row) {
    const auto begin = map.values.begin() + static_cast<std::ptrdiff_t>(row * map.x.size());
    json["values"].push_back(
        NumbersJson({begin, begin + static_cast<std::ptrdiff_t>(map.x.size())}));
  }
  json["levels"] = NumbersJson(analysis.levels);
  json["area_above"] = NumbersJson(analysis.shares_above);
  json["shares"]["x"] = NumberOrNull(analysis.decomposition.x_share);
  json["shares"]["y"] = NumberOrNull(analysis.decomposition.y_share);
  json["shares"]["together"] = NumberOrNull(analysis.decomposition.interaction_share);
  return json;
}

Json AdaptiveJson(const SweepReport& report, const ContourAnalysis& analysis) {
  const AdaptiveMapResult& result = analysis.result;
  Json json = MapJson(report, analysis.map);
  json["complete"] = analysis.complete;
  json["error_met"] = result.error_met;
  json["points"] = result.points.size();
  json["runs"] = result.runs_used;
  json["full_grid_runs"] = result.full_grid_runs;
  json["fraction"] = NumberOrNull(result.fraction);
  json["contours"] = Json::array();
  for (std::size_t k = 0; k < result.contours.size(); ++k) {
    Json line = LineJson(report, result.contours[k], true);
    line["position_error"] = NumberOrNull(result.position_errors[k]);
    json["contours"].push_back(std::move(line));
  }
  return json;
}

}  // namespace

void AddMapJson(const SweepReport& report, const OutcomeAnalysis& analysis, Json* json) {
  if (analysis.map) {
    Json& map = (*json)["map"] = MapJson(report, *analysis.map);
    map["contours"] = Json::array();
    for (const ResponseContour& contour : analysis.map->contours) {
      Json line = LineJson(report, contour.line, false);
      line["position_errors"] = NumbersJson(contour.position_errors);
      map["contours"].push_back(std::move(line));
    }
  }
  if (analysis.contours) (*json)["contours"] = AdaptiveJson(report, *analysis.contours);
}

}  // namespace dragoman::internal

#include "engine/report/html/sweep_map_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/experiments/progress_meter.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

std::string LevelWords(const SweepPageData& data, const OutcomeAnalysis& of, std::size_t k) {
  const double level = MapOf(of)->levels[k];
  return data.column(of).flag() ? RoughPercent(level) : Fixed(level, 2);
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string PointsWords(const SweepPageData& data, const OutcomeAnalysis& of, double error) {
  return data.column(of).flag() ? Fixed(100 * error, 1) + " points" : Fixed(error, 2);
}

}  // namespace

bool HasContours(const SweepPageData& data) {
  return !data.parameters[0].choices && !data.parameters[1].choices;
}

std::vector<ContourLine> ContourLinesOf(const SweepPageData& data, const OutcomeAnalysis& of) {
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

std::string ContourWords(const SweepPageData& data, const OutcomeAnalysis& of,
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
  if (of.map && HasContours(data) && !of.map->map.standard_errors.empty()) {
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

std::string UnfollowedWords(const SweepPageData& data, bool coarse) {
  return "Not followed: drawn from the " + WithThousands(data.table().rows()) +
         " points that were computed for " + data.sweep().config().design.outcome +
         (coarse ? "; hatched squares are known at their corners only, with straight lines between "
                   "them"
                 : "") +
         ". No contours are drawn. ";
}

std::string MapIntro(const SweepPageData& data) {
  std::string text = "Every block is a point of the " +
                     std::string(data.sweep().adaptive() ? "grid" : "design") +
                     ", from dark (low) to light (high). ";
  if (HasContours(data)) {
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

std::string AdaptiveWords(const SweepPageData& data, const ContourAnalysis& contours) {
  const AdaptiveMapResult& result = contours.result;
  std::string text = "Refined along the lines of " + data.sweep().config().design.outcome + ": " +
                     WithThousands(result.runs_used) + " runs at " +
                     WithThousands(result.points.size()) + " points, " +
                     RoughPercent(result.fraction) +
                     " of what the whole grid would take; between points the map is "
                     "interpolated. ";
  return text +
         (result.error_met
              ? "The error asked for is met everywhere."
              : "Somewhere the runs allowed a point do not suffice for the error asked for.");
}

}  // namespace dragoman

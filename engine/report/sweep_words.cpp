#include "engine/report/sweep_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/report/text_layout.h"
#include "engine/report/text_page.h"

namespace dragoman {
namespace {

std::string QuasiP(double p) {
  if (std::isnan(p)) return {};
  return " (quasi-p " + (p < 0.0005 ? std::string("<0.001") : Fixed(p, 3)) + ")";
}

}  // namespace

std::string DesignWords(const Sweep& sweep) {
  const SweepDesign& design = sweep.config().design;
  std::string text(kDesignKindNames[static_cast<std::size_t>(design.kind)]);
  switch (design.kind) {
    case DesignKind::kSaltelli:
      return text + ", " + std::to_string(design.points) + " base points" +
             (design.second_order ? ", second order" : "");
    case DesignKind::kMorris:
      return text + ", " + std::to_string(design.trajectories) + " trajectories on " +
             std::to_string(design.levels) + " levels";
    case DesignKind::kEfast:
      return text + ", " + std::to_string(design.points) + " points a parameter";
    case DesignKind::kAdaptiveMap:
      return text + " of " + design.outcome;
    default:
      return text;
  }
}

std::string PathWords(const Sweep& sweep, const OutcomeColumn& column, std::size_t parameter,
                      const ParameterEffect& effect) {
  if (!effect.path) return effect.levels.size() < 2 ? "one level only" : "not tested";
  const auto at = [&](std::size_t level) {
    return ParameterText(sweep, parameter, effect.levels[level].number, 3);
  };
  const auto step = [&](const PathChange& change) {
    return (column.flag() ? Fixed(100 * std::fabs(change.change), 1) + " points"
                          : Fixed(std::fabs(change.change), 2)) +
           " from " + at(change.from) + " to " + at(change.to);
  };
  switch (effect.path->trend) {
    case PathTrend::kFlat:
      return "no change beyond chance";
    case PathTrend::kRising:
      return "only rises";
    case PathTrend::kFalling:
      return "only falls";
    case PathTrend::kMixed:
      break;
  }
  return "rises by " + step(effect.path->largest_rise) + " and falls by " +
         step(effect.path->largest_fall);
}

std::string LimitWords(const Sweep& sweep, const PrimLimit& limit) {
  const std::string& name = sweep.parameters()[limit.column].id;
  if (!limit.categories.empty()) {
    std::vector<std::string> labels;
    for (const int category : limit.categories) {
      labels.push_back(ParameterText(sweep, limit.column, category));
    }
    return name + " is " + JoinWords(labels, "or") + QuasiP(limit.lower_quasi_p);
  }
  const std::string lower = ParameterText(sweep, limit.column, limit.lower);
  const std::string upper = ParameterText(sweep, limit.column, limit.upper);
  if (limit.lower_restricted && limit.upper_restricted) {
    return name + " from " + lower + QuasiP(limit.lower_quasi_p) + " to " + upper +
           QuasiP(limit.upper_quasi_p);
  }
  return limit.lower_restricted ? name + " at least " + lower + QuasiP(limit.lower_quasi_p)
                                : name + " at most " + upper + QuasiP(limit.upper_quasi_p);
}

std::string MorrisWords(double mu_star, double sigma) {
  if (mu_star == 0) return "nothing";
  const double ratio = sigma / mu_star;
  if (ratio < 0.1) return "almost linear";
  if (ratio < 0.5) return "monotone";
  if (ratio < 1) return "almost monotone";
  return "curved or interacting";
}

std::vector<std::size_t> LargestFirst(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (std::isnan(values[a]) != std::isnan(values[b])) return !std::isnan(values[a]);
    // NaN compare as equal here, so places decide.
    if (values[a] > values[b] || values[a] < values[b]) return values[a] > values[b];
    return a < b;
  });
  return order;
}

}  // namespace dragoman

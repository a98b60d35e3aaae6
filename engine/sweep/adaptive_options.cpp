#include "engine/sweep/adaptive_options.h"

#include <algorithm>

namespace dragoman {
namespace {

constexpr int kBaseDepth = 3;  // 9 x 9 points.
constexpr std::uint64_t kFirstReplicates = 50;

}  // namespace

std::uint64_t AdaptiveSide(const SweepDesign& design) {
  return (std::uint64_t{1} << static_cast<unsigned>(kBaseDepth + design.depth)) + 1;
}

Diagnostics CheckAdaptive(const SweepConfig& config,
                          const std::vector<SweptParameter>& parameters) {
  Diagnostics problems;
  if (parameters.size() != 2) {
    problems.push_back({"parameters", "an adaptive map has two axes", "two parameters"});
    return problems;
  }
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    if (parameters[k].range && parameters[k].labels.empty() && !parameters[k].range->discrete()) {
      continue;
    }
    problems.push_back({"parameters[" + std::to_string(k) + "]",
                        "an axis of an adaptive map is a range of numbers that are not whole",
                        "range: [low, high]"});
  }
  const RunOutcome* outcome = FindRunOutcome(config.design.outcome);
  if (std::find(config.outcomes.begin(), config.outcomes.end(), config.design.outcome) ==
          config.outcomes.end() ||
      outcome == nullptr || outcome->kind != RunOutcome::Kind::kFlag) {
    problems.push_back(
        {"design.outcome",
         "'" + config.design.outcome + "' is no outcome of this experiment that is 0 or 1",
         "one of the outcomes listed"});
  }
  if (const auto map = AdaptiveMap::Make(AdaptiveOptionsOf(config)); !map.ok()) {
    for (const Diagnostic& problem : map.problems()) {
      problems.push_back({"design", problem.message, problem.expected});
    }
  }
  return problems;
}

AdaptiveMapOptions AdaptiveOptionsOf(const SweepConfig& config) {
  AdaptiveMapOptions options;
  options.base_depth = kBaseDepth;
  options.max_depth = kBaseDepth + config.design.depth;
  options.position_error = config.design.error;
  options.max_replicates = static_cast<std::uint64_t>(config.replicates);
  options.base_replicates = std::min(kFirstReplicates, options.max_replicates);
  return options;
}

}  // namespace dragoman

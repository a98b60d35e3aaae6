#include <algorithm>
#include <cmath>

#include "engine/sweep/internal/analysis_parts.h"

namespace dragoman::internal {
namespace {

constexpr std::size_t kOutcomeBins = 10;
constexpr double kUsualThreshold = 0.5;

template <class T>
std::optional<Diagnostic> Put(Checked<T> found, std::optional<T>* place) {
  if (!found.ok()) return found.problems().front();
  *place = std::move(*found);
  return std::nullopt;
}

Checked<SobolIndices> SobolOf(const AnalysisInput& input) {
  SobolOptions options;
  options.second_order = input.sweep.config().design.second_order;
  options.resamples = input.options.resamples;
  options.seed = input.options.seed;
  return AnalyzeSobol(input.column().mean, input.table.parameters, options, input.executor);
}

Checked<MorrisEffects> MorrisOf(const AnalysisInput& input) {
  const double levels = input.sweep.config().design.levels;
  MorrisOptions options;
  options.delta = levels / (2 * (levels - 1));
  options.resamples = input.options.resamples;
  options.seed = input.options.seed;
  // Choices and whole numbers may stay where they are while their coordinate moves.
  const std::vector<double> points = UnitPoints(input.sweep, input.table);
  return AnalyzeMorris({points, input.table.parameters, input.column().mean}, options);
}

Checked<EfastIndices> EfastOf(const AnalysisInput& input) {
  EfastOptions options;
  options.harmonics = static_cast<std::size_t>(input.sweep.config().design.harmonics);
  return AnalyzeEfast(input.column().mean, input.table.parameters, options, input.executor);
}

double MedianOf(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  const std::size_t middle = values.size() / 2;
  std::sort(values.begin(), values.end());
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Checked<RegionalAnalysis> RegionalOf(const AnalysisInput& input) {
  RegionalAnalysis regional;
  const auto contrast_at = [&](double threshold) {
    regional.threshold = threshold;
    return ContrastRegions(input.samples(), [&](double y) { return y > threshold; });
  };
  auto contrast = contrast_at(input.options.threshold.value_or(kUsualThreshold));
  if (!contrast.ok()) return contrast.problems();
  const bool divided = contrast->inside > 0 && contrast->inside < contrast->rows.used;
  if (!input.options.threshold && (!divided || !input.column().flag())) {
    contrast = contrast_at(MedianOf(input.column().mean));
  }
  auto bins = AnalyzeRegional(input.samples(), {.bins = kOutcomeBins}, input.executor);
  if (!bins.ok()) return bins.problems();
  regional.contrast = std::move(*contrast);
  regional.bins = std::move(*bins);
  return regional;
}

}  // namespace

std::optional<Diagnostic> AddIndices(const AnalysisInput& input, SweepMethod method,
                                     OutcomeAnalysis* analysis) {
  const Samples samples = input.samples();
  switch (method) {
    case SweepMethod::kSobol:
      return Put(SobolOf(input), &analysis->sobol);
    case SweepMethod::kMorris:
      return Put(MorrisOf(input), &analysis->morris);
    case SweepMethod::kEfast:
      return Put(EfastOf(input), &analysis->efast);
    case SweepMethod::kGivenData:
      return Put(AnalyzeGivenData(samples, input.executor), &analysis->given_data);
    case SweepMethod::kRbdFast:
      return Put(AnalyzeRbdFast(samples, {}, input.executor), &analysis->rbd_fast);
    case SweepMethod::kPawn:
      return Put(AnalyzePawn(samples, {}, input.executor), &analysis->pawn);
    case SweepMethod::kDelta:
      return Put(AnalyzeDelta(samples, input.executor), &analysis->delta);
    case SweepMethod::kFeatures:
      return Put(ScoreFeatures(samples, {}, input.executor), &analysis->features);
    case SweepMethod::kRegional:
      return Put(RegionalOf(input), &analysis->regional);
    default:
      return Diagnostic{{}, "is no method of this group", {}};
  }
}

}  // namespace dragoman::internal

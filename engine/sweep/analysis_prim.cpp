#include <cmath>
#include <limits>

#include "engine/sweep/internal/analysis_parts.h"
#include "engine/sweep/run_rows.h"

namespace dragoman::internal {
namespace {

PrimColumnKind KindOf(const SweptParameter& parameter) {
  if (!parameter.numeric) return PrimColumnKind::kCategory;
  const bool whole = parameter.labels.empty() && parameter.range && parameter.range->discrete();
  return whole ? PrimColumnKind::kInteger : PrimColumnKind::kReal;
}

std::optional<Diagnostic> CheckOptions(const AnalysisInput& input) {
  if (!input.options.threshold && !input.column().flag()) {
    return Diagnostic{{},
                      std::string(input.column().outcome->name) +
                          " is a number, so what counts as a case of interest must be said",
                      "--threshold T: cases are the points with more than T"};
  }
  if (!input.options.per_run) return std::nullopt;
  if (!input.sweep.keeps_rows()) {
    return Diagnostic{{},
                      "--per-run: this result keeps aggregates per point, no single runs",
                      "a sweep with keep: runs, or no --per-run"};
  }
  return std::nullopt;
}

/// Which row of the table each case is of, and whether it is one of interest; NaN: unknown.
struct PrimCases {
  std::vector<std::size_t> rows;
  std::vector<double> outcome;
};

PrimCases PointsOf(const AnalysisInput& input, double threshold) {
  PrimCases cases;
  for (std::size_t row = 0; row < input.table.rows(); ++row) {
    const double mean = input.column().mean[row];
    cases.rows.push_back(row);
    cases.outcome.push_back(std::isnan(mean) ? mean : mean > threshold ? 1 : 0);
  }
  return cases;
}

PrimCases RunsOf(const AnalysisInput& input, double threshold) {
  PrimCases cases;
  ForEachRun(input.store, input.sweep, [&](std::uint64_t run, std::span<const double> values) {
    const double value = values[input.outcome];
    cases.rows.push_back(run / input.sweep.replicates());
    cases.outcome.push_back(std::isnan(value) ? value : value > threshold ? 1 : 0);
  });
  return cases;
}

}  // namespace

Checked<PrimAnalysis> FindBoxes(const AnalysisInput& input) {
  if (const auto problem = CheckOptions(input)) return *problem;
  PrimAnalysis analysis;
  analysis.threshold = input.options.threshold.value_or(0.5);
  analysis.per_run = input.options.per_run;
  const PrimCases cases =
      analysis.per_run ? RunsOf(input, analysis.threshold) : PointsOf(input, analysis.threshold);
  std::vector<PrimColumn> columns;
  for (std::size_t k = 0; k < input.table.parameters; ++k) {
    const SweptParameter& parameter = input.sweep.parameters()[k];
    PrimColumn& column = columns.emplace_back();
    column.name = parameter.id;
    column.kind = KindOf(parameter);
    analysis.kinds.push_back(column.kind);
    column.values.reserve(cases.rows.size());
    for (const std::size_t row : cases.rows) column.values.push_back(input.table.X(row, k));
  }
  auto result = FindPrimBoxes(columns, cases.outcome);
  if (!result.ok()) return result.problems();
  analysis.result = std::move(*result);
  return analysis;
}

}  // namespace dragoman::internal

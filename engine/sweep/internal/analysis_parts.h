#pragma once

#include "engine/sweep/sweep_analysis.h"

namespace dragoman::internal {

/// What every method gets.
struct AnalysisInput {
  const Sweep& sweep;
  const SweepTable& table;
  const std::string& store;
  const SweepAnalysisOptions& options;
  Executor* executor;
  std::size_t outcome;

  const OutcomeColumn& column() const { return table.outcomes[outcome]; }
  Samples samples() const { return {table.x, table.parameters, column().mean}; }
};

/// One method, into its place; what is wrong otherwise.
std::optional<Diagnostic> AddIndices(const AnalysisInput& input, SweepMethod method,
                                     OutcomeAnalysis* analysis);

/// See ParameterEffect. Gaps are left out.
std::vector<ParameterEffect> MainEffects(const AnalysisInput& input);

Checked<MapAnalysis> MakeMap(const AnalysisInput& input);
Checked<ContourAnalysis> MakeContours(const AnalysisInput& input);
Checked<PrimAnalysis> FindBoxes(const AnalysisInput& input);

}  // namespace dragoman::internal

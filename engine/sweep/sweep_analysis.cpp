#include "engine/sweep/sweep_analysis.h"

#include <algorithm>
#include <cmath>

#include "engine/core/assert.h"
#include "engine/core/text.h"
#include "engine/sweep/internal/analysis_parts.h"

namespace dragoman {
namespace {

using internal::AnalysisInput;

template <class T>
std::optional<Diagnostic> Keep(Checked<T> found, std::optional<T>* place) {
  if (!found.ok()) return found.problems().front();
  *place = std::move(*found);
  return std::nullopt;
}

std::optional<Diagnostic> Apply(const AnalysisInput& input, SweepMethod method,
                                OutcomeAnalysis* analysis) {
  if (auto refused = RefuseMethod(input.sweep, method)) return refused;
  std::optional<Diagnostic> problem;
  switch (method) {
    case SweepMethod::kMap:
      problem = Keep(internal::MakeMap(input), &analysis->map);
      break;
    case SweepMethod::kContours:
      problem = Keep(internal::MakeContours(input), &analysis->contours);
      break;
    case SweepMethod::kPrim:
      problem = Keep(internal::FindBoxes(input), &analysis->prim);
      break;
    case SweepMethod::kEffects:
      analysis->effects = internal::MainEffects(input);
      break;
    default:
      problem = internal::AddIndices(input, method, analysis);
  }
  if (problem) problem->path = "--method " + std::string(MethodName(method));
  return problem;
}

Checked<std::vector<std::size_t>> ChosenOutcomes(const SweepTable& table,
                                                 const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (const OutcomeColumn& column : table.outcomes) kept.emplace_back(column.outcome->name);
  std::vector<std::size_t> chosen;
  for (const std::string& name : names.empty() ? kept : names) {
    const auto found = std::find(kept.begin(), kept.end(), name);
    if (found == kept.end()) {
      return Diagnostic{"--outcome " + name, "this result does not keep it",
                        ExpectedOneOf(name, kept)};
    }
    const auto place = static_cast<std::size_t>(found - kept.begin());
    if (std::find(chosen.begin(), chosen.end(), place) == chosen.end()) chosen.push_back(place);
  }
  return chosen;
}

std::string NoteOf(const Diagnostic& problem) {
  return problem.path + ": " + problem.message +
         (problem.expected.empty() ? "" : "; " + problem.expected);
}

}  // namespace

OutcomeSummary SummarizeOutcome(const OutcomeColumn& column) {
  OutcomeSummary summary;
  double sum = 0;
  double error_squares = 0;
  double count = 0;
  for (std::size_t row = 0; row < column.mean.size(); ++row) {
    const double value = column.mean[row];
    if (std::isnan(value)) continue;
    if (count == 0) summary.lowest = summary.highest = row;
    if (value < column.mean[summary.lowest]) summary.lowest = row;
    if (value > column.mean[summary.highest]) summary.highest = row;
    sum += value;
    error_squares += column.standard_error[row] * column.standard_error[row];
    ++count;
  }
  DRAGOMAN_ASSERT(count > 0);
  summary.mean = sum / count;
  double squares = 0;
  for (const double value : column.mean) {
    if (!std::isnan(value)) squares += (value - summary.mean) * (value - summary.mean);
  }
  summary.variance = squares / count;
  summary.noise_share =
      squares > 0 ? (error_squares < squares ? error_squares / squares
                                             : (std::isnan(error_squares) ? error_squares : 1))
                  : 0;
  return summary;
}

Checked<SweepAnalysis> AnalyzeSweep(const Sweep& sweep, const SweepTable& table,
                                    const std::string& store, const SweepAnalysisOptions& options,
                                    Executor* executor) {
  if (table.gaps == table.rows()) {
    return Diagnostic{{}, "no point has results yet", "dragoman sweep resume"};
  }
  const Checked<std::vector<std::size_t>> outcomes = ChosenOutcomes(table, options.outcomes);
  if (!outcomes.ok()) return outcomes.problems();
  const std::vector<SweepMethod> methods =
      options.methods.empty() ? UsualMethods(sweep) : options.methods;
  SweepAnalysis analysis;
  for (const std::size_t outcome : *outcomes) {
    OutcomeAnalysis& of = analysis.emplace_back();
    of.outcome = outcome;
    of.summary = SummarizeOutcome(table.outcomes[outcome]);
    const AnalysisInput input{sweep, table, store, options, executor, outcome};
    for (const SweepMethod method : methods) {
      const std::optional<Diagnostic> problem = Apply(input, method, &of);
      if (!problem) continue;
      // Of several outcomes an adaptive map follows one.
      if (!options.skip_unfit && !(method == SweepMethod::kContours && options.outcomes.empty())) {
        return *problem;
      }
      of.notes.push_back(NoteOf(*problem));
    }
  }
  return analysis;
}

}  // namespace dragoman

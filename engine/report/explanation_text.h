#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiments/explanation.h"
#include "engine/experiments/explanation_batch.h"
#include "engine/report/run_settings.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// How an explanation was asked for. `settings.settings` and `.without` contain what what-ifs
/// change, so that commands printed need no more than these.
struct ExplanationRequest {
  RunSettings settings;  ///< Scenario as written, seed, tier, settings, switches.
  std::string command;   ///< That gives the same explanation again.
  /// The options of that command that choose the scenario's variant, seed and target: with
  /// "--run I" before them they explain one run of it.
  std::string options;
};

/// The command that plays run `run` with one more setting per step, quoted for a POSIX shell.
std::string ReplayCommandOf(const ExplanationRequest& request, std::uint64_t run,
                            const std::vector<LeverStep>& steps);

/// Why one run ended as it did, for a reader who knows the scenario but not the engine.
std::string ExplanationText(const CompiledScenario& scenario, const ExplanationTarget& target,
                            const RunExplanation& explanation, const ExplanationRequest& request,
                            const TextStyle& style);

/// {scenario, tier, seed, run, coding, target, reached, summary, verdict: {headline, flags},
/// ending, blockers: [{party, issue, mechanism, kind, weight, rule, meeting, times, sentence}],
/// concession, changes: [{path, from, to, size, owner, setting, verdict, command}] (of several at
/// once `path` and `owner` are joined, the values lists), changes_at_once, changes_tried, packages:
/// [{options: {ISSUE: OPTION}, gain: {PARTY: x}, joint}], packages_admissible, left_on_table:
/// {achieved, best, best_unconstrained, left, package, package_unconstrained}, conditional,
/// command}.
Json ExplanationJson(const CompiledScenario& scenario, const ExplanationTarget& target,
                     const RunExplanation& explanation, const ExplanationRequest& request);

/// The same for a batch.
std::string BatchExplanationText(const CompiledScenario& scenario, const ExplanationTarget& target,
                                 const BatchExplanation& batch, const ExplanationRequest& request,
                                 const TextStyle& style);

/// {scenario, tier, seed, runs, target, reached, reasons: [{..., share, example}], pairs: [...],
/// endings: {NAME: {share, example}}, unblocking: {sample, none, in_pairs, parameters: [{path,
/// owner, unblocks, cheapest, mean_size, example, command}], owners: {NAME: n}}, left_on_table:
/// {achieved, best, best_unconstrained, left}, conditional, command}.
Json BatchExplanationJson(const CompiledScenario& scenario, const ExplanationTarget& target,
                          const BatchExplanation& batch, const ExplanationRequest& request);

}  // namespace dragoman

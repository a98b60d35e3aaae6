#include "engine/experiments/ablation.h"

#include <memory>

#include "engine/experiments/paired_runs.h"

namespace dragoman {
namespace {

/// The scenario as it is, and with each mechanism off.
struct Variants {
  std::vector<const CompiledScenario*> scenarios;  ///< [0] is the scenario as it is.
  std::vector<std::unique_ptr<const CompiledScenario>> owned;
  std::vector<const MechanismEntry*> mechanisms;  ///< Of scenarios[1], [2], ...
  std::vector<std::string> off;
};

Variants MakeVariants(const CompiledScenario& scenario) {
  Variants variants;
  variants.scenarios.push_back(&scenario);
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    const std::string id(setting.entry->info.id);
    if (!setting.enabled) {
      variants.off.push_back(id);
      continue;
    }
    ScenarioChoices choices;
    choices.tier = scenario.tier;
    choices.without_reported_outcomes = scenario.without_reported_outcomes;
    choices.without = {id};
    auto compiled = Compile(scenario.source, choices);
    // Leaving a mechanism out adds nothing that could be wrong.
    DRAGOMAN_ASSERT(compiled.ok());
    variants.scenarios.push_back(compiled->get());
    variants.owned.push_back(std::move(*compiled));
    variants.mechanisms.push_back(setting.entry);
  }
  return variants;
}

AblationShare ShareOf(const PairedRuns& paired, std::size_t variant, std::size_t outcome) {
  const PairedDifference difference = DifferenceOf(paired, variant, outcome);
  return {difference.variant, difference.difference, difference.se_runs};
}

Ablation Summarize(const Variants& variants, const PairedRuns& paired) {
  Ablation ablation;
  ablation.runs = paired.runs;
  ablation.complete = paired.complete;
  ablation.off = variants.off;
  if (paired.runs == 0) return ablation;
  for (std::size_t h = 0; h < kNumHeadlines; ++h) {
    ablation.headline[h] = ShareOf(paired, 0, kPairedHeadline + h).p;
  }
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    ablation.flags[f] = ShareOf(paired, 0, kPairedFlag + f).p;
  }
  for (std::size_t v = 1; v < variants.scenarios.size(); ++v) {
    const MechanismInfo& info = variants.mechanisms[v - 1]->info;
    AblationRow row{std::string(info.id), std::string(info.title), {}, {}};
    for (std::size_t h = 0; h < kNumHeadlines; ++h) {
      row.headline[h] = ShareOf(paired, v, kPairedHeadline + h);
    }
    for (std::size_t f = 0; f < kNumFlags; ++f) row.flags[f] = ShareOf(paired, v, kPairedFlag + f);
    ablation.rows.push_back(std::move(row));
  }
  return ablation;
}

}  // namespace

std::uint64_t AblationRuns(const CompiledScenario& scenario, std::uint64_t runs) {
  std::uint64_t variants = 1;
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    if (setting.enabled) ++variants;
  }
  return runs * variants;
}

Ablation RunAblation(const CompiledScenario& scenario, const BatchOptions& options,
                     Executor* executor, const CancelToken* cancel,
                     const FunctionRef<void(std::uint64_t)>* progress) {
  const Variants variants = MakeVariants(scenario);
  return Summarize(variants, RunPaired(variants.scenarios, options, executor, cancel, progress));
}

}  // namespace dragoman

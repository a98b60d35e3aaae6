#include <algorithm>

#include "engine/core/text.h"
#include "engine/experiments/multiverse.h"

namespace dragoman {
namespace {

constexpr std::string_view kRedLineMechanism = "M8";

MultiverseChoice WeightsChoice(const Scenario& scenario) {
  MultiverseChoice choice{.aspect = MultiverseAspect::kWeights, .levels = {}};
  for (const std::string_view name : kWeightingNames) choice.levels.emplace_back(name);
  choice.reference = static_cast<std::size_t>(scenario.derivation.weighting);
  return choice;
}

void AddNumber(double value, MultiverseChoice* choice) {
  choice->values.push_back(value);
  choice->levels.push_back(FormatNumber(value));
}

MultiverseChoice RhoChoice(const Scenario& scenario) {
  MultiverseChoice choice{.aspect = MultiverseAspect::kRho, .levels = {"derived"}, .values = {0}};
  AddNumber(1, &choice);
  if (const std::optional<double>& rho = scenario.derivation.rho) {
    if (*rho != 1) AddNumber(*rho, &choice);
    choice.reference = choice.levels.size() - 1;
  }
  return choice;
}

MultiverseChoice JitterChoice(const Scenario& scenario) {
  std::vector<double> values = {0, 5, 10, scenario.derivation.jitter};
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  MultiverseChoice choice{.aspect = MultiverseAspect::kJitter, .levels = {}};
  for (const double value : values) {
    if (value == scenario.derivation.jitter) choice.reference = choice.levels.size();
    AddNumber(value, &choice);
  }
  return choice;
}

MultiverseChoice TierChoice(const CompiledScenario& as_written) {
  MultiverseChoice choice{.aspect = MultiverseAspect::kTier, .levels = {}};
  for (const TierSpec& tier : as_written.source.tiers) {
    if (tier.id == as_written.tier) choice.reference = choice.levels.size();
    choice.levels.push_back(tier.id);
  }
  return choice;
}

/// Some principal rejects an option, in the main reading or in another.
bool DrawsRedLines(const CompiledScenario& scenario) {
  for (const Claim& claim : scenario.source.claims) {
    if (claim.act != Act::kReject) continue;
    for (const ClaimReading& other : claim.alternatives) {
      if (!other.rejects.empty()) return true;
    }
  }
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);
  for (const Evidence& evidence : coding.evidence) {
    if (evidence.act != Act::kReject || evidence.rejects < 0) continue;
    if (scenario.talks->SideOf(evidence.actor) < 0) continue;
    if (evidence.inferred || !scenario.talks->carried[At(evidence.claim)]) return true;
  }
  return false;
}

bool HasRedLines(const CompiledScenario& as_written, ScenarioChoices choices) {
  for (const MechanismSetting& item : as_written.source.mechanisms.items()) {
    if (item.entry->info.id == kRedLineMechanism && !item.enabled) return false;
  }
  for (const TierSpec& tier : as_written.source.tiers) {
    choices.tier = tier.id;
    const auto compiled = Compile(as_written.source, choices);
    if (compiled.ok() && DrawsRedLines(**compiled)) return true;
  }
  return false;
}

void Apply(const MultiverseChoice& choice, std::size_t level, Scenario* scenario,
           ScenarioChoices* choices) {
  switch (choice.aspect) {
    case MultiverseAspect::kWeights:
      scenario->derivation.weighting = static_cast<Weighting>(level);
      break;
    case MultiverseAspect::kRho:
      scenario->derivation.rho.reset();
      if (level > 0) scenario->derivation.rho = choice.values[level];
      break;
    case MultiverseAspect::kJitter:
      scenario->derivation.jitter = choice.values[level];
      break;
    case MultiverseAspect::kTier:
      choices->tier = choice.levels[level];
      break;
    case MultiverseAspect::kRedLines:
      if (level > 0) scenario->mechanisms.Enable(kRedLineMechanism, false);
      break;
  }
}

}  // namespace

MultiversePlan PlanMultiverse(const CompiledScenario& as_written, const ScenarioChoices& choices) {
  MultiversePlan plan;
  plan.choices = {WeightsChoice(as_written.source), RhoChoice(as_written.source),
                  JitterChoice(as_written.source)};
  MultiverseChoice tiers = TierChoice(as_written);
  if (tiers.levels.size() > 1) plan.choices.push_back(std::move(tiers));
  if (HasRedLines(as_written, choices)) {
    plan.choices.push_back({.aspect = MultiverseAspect::kRedLines, .levels = {"on", "off"}});
  }
  return plan;
}

Checked<std::vector<std::unique_ptr<const CompiledScenario>>> CompileUniverses(
    const MultiversePlan& plan, const Scenario& source, const ScenarioChoices& choices) {
  std::vector<std::unique_ptr<const CompiledScenario>> universes;
  for (std::size_t u = 0; u < plan.num_universes(); ++u) {
    Scenario scenario = source;
    ScenarioChoices chosen = choices;
    const std::vector<std::size_t> levels = plan.LevelsOf(u);
    for (std::size_t c = 0; c < levels.size(); ++c) {
      Apply(plan.choices[c], levels[c], &scenario, &chosen);
    }
    auto compiled = Compile(scenario, chosen);
    if (!compiled.ok()) return compiled.problems();
    universes.push_back(std::move(*compiled));
  }
  return universes;
}

}  // namespace dragoman

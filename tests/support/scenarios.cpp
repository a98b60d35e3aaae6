#include "tests/support/scenarios.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "engine/io/error_text.h"
#include "engine/io/load.h"

namespace dragoman::testing_support {
namespace {

constexpr std::string_view kSmallScenario = R"(
dragoman: 1
id: small
title: "Two towns, four issues"
asof: 2001-01-01
tier: one
tiers: [{id: one, claims: [a]}, {id: two, claims: [a, b]}]
parties:
  - {id: North, name: North, role: principal}
  - {id: South, name: South, role: principal}
  - {id: Chair, name: Chair, role: mediator}
  - {id: Crown, name: Crown, role: third_party}
issues:
  - id: dam
    name: dam
    status_quo: D0
    owners: [North, South]
    core: true
    separable: [D1]
    options:
      - {id: D0, name: none, position: 0, source: s, known_by: 2000-01-01}
      - {id: D1, name: half, position: 50, source: s, known_by: 2000-01-01}
      - {id: D2, name: full, position: 100, source: s, known_by: 2000-01-01}
  - id: water
    name: water
    status_quo: W1
    owners: [North, South]
    core: true
    imposable: true
    options:
      - {id: W0, name: north, position: 0, source: s, known_by: 2000-01-01}
      - {id: W1, name: even, position: 50, source: s, known_by: 2000-01-01}
      - {id: W2, name: south, position: 100, source: s, known_by: 2000-01-01}
  - id: visits
    name: visits
    status_quo: V0
    owners: [North, South]
    renewable: true
    separable: [all]
    cheap: [all]
    options:
      - {id: V0, name: none, position: 0, source: s, known_by: 2000-01-01}
      - {id: V1, name: some, position: 100, source: s, known_by: 2000-01-01}
  - id: next
    name: next
    status_quo: X0
    owners: [North, South]
    renewable: true
    separable: [all]
    cheap: [all]
    options:
      - {id: X0, name: none, position: 0, source: s, known_by: 2000-01-01}
      - {id: X1, name: again, position: 50, source: s, known_by: 2000-01-01}
      - {id: X2, name: texts, position: 100, source: s, known_by: 2000-01-01}
goldstein: {"101": -7, "127": -7, "139": -7, "0353": 7, "190": -7}
claims:
  - {id: n1, tier: a, source: s, known_by: 2000-01-01, actor: North, targets: [South], act: demand,
     cameo: "101", issue: dam, option: D2, q: 0.8}
  - {id: n2, tier: a, source: s, known_by: 2000-01-01, actor: North, targets: [South], act: demand,
     cameo: "101", issue: water, option: W0, q: 0.6}
  - {id: n3, tier: a, source: s, known_by: 2000-01-01, actor: North, targets: [South], act: accord,
     cameo: "0353", issue: visits, option: V1, q: 0.4}
  - {id: n4, tier: a, source: s, known_by: 2000-01-01, actor: North, targets: [South], act: accord,
     cameo: "0353", issue: next, option: X2, q: 0.2}
  - {id: s1, tier: a, source: s, known_by: 2000-01-01, actor: South, targets: [North], act: demand,
     cameo: "101", issue: water, option: W2, q: 0.8}
  - {id: s2, tier: a, source: s, known_by: 2000-01-01, actor: South, targets: [North], act: reject,
     cameo: "127", issue: dam, rejects: D2, q: 0.5}
  - {id: s3, tier: a, source: s, known_by: 2000-01-01, actor: South, targets: [North], act: accord,
     cameo: "0353", issue: visits, option: V1, q: 0.4}
  - {id: s4, tier: a, source: s, known_by: 2000-01-01, actor: South, targets: [North], act: accord,
     cameo: "0353", issue: next, option: X2, q: 0.2}
  - {id: t1, tier: b, source: s, known_by: 2000-01-01, actor: South, targets: [North], act: threat,
     cameo: "139", issue: water, option: W2, q: 0.8}
preconditions:
  - {id: water-first, owner: South, when: dam >= D2, requires: water >= W2, probability: 0, source: s,
     known_by: 2000-01-01}
dependencies: []
roles:
  ends_conflict: dam >= D2
  another_meeting: next >= X1
  dated_meeting: next >= X2
  texts: next >= X2
  goodwill: visits >= V1
talks:
  meetings: 3
  exchanges: 4
  grid:
    - {issue: dam, options: [all]}
    - {issue: water, options: [all]}
mechanisms:
  M1:
    lottery_share: 0.4
    p: {North: 0.5, South: 0.5}
    cost: {North: 0.1, South: 0.1}
  M3: {psi: 0, belief_noise: 0}
  M4: {chi: {North: 0.5, South: 0.5}}
  M25: {sd: 0}
outcomes:
  settlement: {all: [dam >= D2, water signed]}
  ceasefire_full: dam >= D2
  ceasefire_partial: dam == D1
  prisoner_exchange: visits >= V1
  next_round: next >= X1
  written_terms: next >= X2
)";

template <class LoadedScenario>
Scenario ValueOrThrow(LoadedScenario loaded) {
  if (!loaded.ok()) throw std::runtime_error(FormatProblems(loaded.problems));
  return std::move(loaded.value);
}

}  // namespace

std::vector<std::string> ScenarioNames() {
  std::vector<std::string> names;
  const std::filesystem::path folder = std::filesystem::path(DRAGOMAN_SOURCE_DIR) / "scenarios";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Scenario ReadScenario(const std::string& name, const Settings& settings) {
  const std::string file = std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
  return ValueOrThrow(LoadStruct<Scenario>(file, settings));
}

Scenario ReadScenarioText(std::string_view text, const Settings& settings) {
  return ValueOrThrow(
      LoadStructFromText<Scenario>(text, "scenario.yaml", TextFormat::kYaml, settings));
}

CompiledPointer CompileScenario(const Scenario& scenario, const ScenarioChoices& choices) {
  Checked<CompiledPointer> compiled = Compile(scenario, choices);
  if (!compiled.ok()) throw std::runtime_error(TextOf(compiled.problems()));
  return std::move(*compiled);
}

std::string TextOf(const Diagnostics& problems) {
  std::string text;
  for (const Diagnostic& problem : problems) {
    text += problem.path + ": " + problem.message;
    if (!problem.expected.empty()) text += "; " + problem.expected;
    text += "\n";
  }
  return text;
}

std::string CompileProblems(const Scenario& scenario, const ScenarioChoices& choices) {
  return TextOf(Compile(scenario, choices).problems());
}

void KeepMechanisms(std::initializer_list<std::string_view> ids, Scenario* scenario) {
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    const bool keep = std::find(ids.begin(), ids.end(), entry->info.id) != ids.end();
    scenario->mechanisms.Enable(entry->info.id, keep);
  }
}

Scenario SmallScenario(const Settings& settings) {
  return ReadScenarioText(kSmallScenario, settings);
}

}  // namespace dragoman::testing_support

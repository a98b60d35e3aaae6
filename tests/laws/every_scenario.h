#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman::testing_support {

/// A scenario file and one of its tiers of evidence.
struct ScenarioCase {
  std::string scenario;
  std::string tier;

  friend void PrintTo(const ScenarioCase& value, std::ostream* out) {
    *out << value.scenario << " " << value.tier;
  }
};

inline std::vector<ScenarioCase> EveryScenarioAndTier() {
  std::vector<ScenarioCase> cases;
  for (const std::string& name : ScenarioNames()) {
    for (const TierSpec& tier : ReadScenario(name).tiers) cases.push_back({name, tier.id});
  }
  return cases;
}

inline std::string CaseName(const testing::TestParamInfo<ScenarioCase>& info) {
  return TestName(info.param.scenario + "_tier_" + info.param.tier);
}

/// A law that holds for every scenario of the repository under every tier of evidence.
class EveryScenario : public testing::TestWithParam<ScenarioCase> {
 protected:
  Scenario Read(const Settings& settings = {}) const {
    return ReadScenario(GetParam().scenario, settings);
  }
  CompiledPointer Compiled(const Scenario& scenario) const {
    ScenarioChoices choices;
    choices.tier = GetParam().tier;
    return CompileScenario(scenario, choices);
  }
  CompiledPointer Compiled(const Settings& settings = {}) const { return Compiled(Read(settings)); }
};

}  // namespace dragoman::testing_support

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {

/// The small scenario with all mechanisms off but those named.
class SmallTable : public testing::Test {
 protected:
  void Keep(std::initializer_list<std::string_view> mechanisms, const Settings& settings = {},
            const std::string& tier = "one") {
    Scenario scenario = SmallScenario(settings);
    KeepMechanisms(mechanisms, &scenario);
    ScenarioChoices choices;
    choices.tier = tier;
    table_.reset();
    scenario_ = CompileScenario(scenario, choices);
    table_.emplace(*scenario_);
  }

  const TalkState& Prepare(std::uint64_t run = 0) { return table_->Prepare(run); }
  const TalkResult& Play(std::uint64_t run = 0) { return table_->Play(run); }
  const SideState& Side(std::size_t side) const { return table_->state().sides[side]; }
  const EventLog& log() const { return const_cast<Table&>(*table_).log(); }
  std::string Name(const Outcome& outcome) const { return table_->Name(outcome); }

  static double Uniform(std::string_view purpose, std::string_view first,
                        std::string_view second = {}, std::uint64_t index = 0,
                        std::uint64_t run = 0) {
    return Random(1, run).Uniform(MakeStream(purpose, first, second), index);
  }
  static double Normal(std::string_view purpose, std::string_view first,
                       std::string_view second = {}, std::uint64_t index = 0) {
    return Random(1, 0).Normal(MakeStream(purpose, first, second), index);
  }

  CompiledPointer scenario_;
  std::optional<Table> table_;
};

}  // namespace dragoman::testing_support

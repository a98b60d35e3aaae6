#pragma once

#include <array>
#include <vector>

#include "engine/backtest/convert.h"
#include "engine/backtest/mechanism_setter.h"

/// @file
/// The lines of the mapping with what each does; ScenarioOf applies them in order.

namespace dragoman {

/// A case on its way to a scenario.
struct Conversion {
  const BacktestInputs* inputs = nullptr;
  ConvertOptions options;
  std::array<BacktestSide, 2> sides;
  std::vector<IssueClass> classes;
  std::vector<std::string> unmapped;  ///< Options that this build does not have.
  Scenario scenario;

  bool has_mediator() const { return inputs->mediator_role != MediationRole::kNone; }
  /// Leverage of the mediator, 0..1; 0 without one.
  double leverage() const { return has_mediator() ? inputs->mediator_leverage / 100 : 0; }
  /// Sets an option of a mechanism, or notes that there is none.
  void Set(std::string_view mechanism, std::string_view option, const MechanismValue& value);
};

/// One line: what the reader is told, and what is done.
struct MappingRule {
  MappingLine line;
  void (*apply)(Conversion* conversion);
};

std::span<const MappingRule> MappingRules();

}  // namespace dragoman

#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/scenario.h"

/// @file
/// Scenario files for tests: reading, changing and compiling them.

namespace dragoman::testing_support {

using CompiledPointer = std::unique_ptr<const CompiledScenario>;
using Settings = std::vector<std::string>;

/// Names (without folder and ending) of all files of scenarios/, by name.
std::vector<std::string> ScenarioNames();

/// Reads scenarios/NAME.yaml with settings as of --set. Throws, and so fails the test, if there is
/// anything wrong with it.
Scenario ReadScenario(const std::string& name, const Settings& settings = {});
Scenario ReadScenarioText(std::string_view text, const Settings& settings = {});

/// Compiles, or throws with all problems in the text.
CompiledPointer CompileScenario(const Scenario& scenario, const ScenarioChoices& choices = {});

/// What compiling finds wrong: "path: message; expected", one per line.
std::string CompileProblems(const Scenario& scenario, const ScenarioChoices& choices = {});
std::string TextOf(const Diagnostics& problems);

/// Switches every mechanism off but those named.
void KeepMechanisms(std::initializer_list<std::string_view> ids, Scenario* scenario);

/// Two towns' talks small enough to work every number by hand. Both sides have four issues, all
/// forces are 1 (so evidence is q), all weights are rank-order-centroid weights of four:
///
///              weight N / S        ideal N / S   u(North)       u(South)
///   dam        .520833 / .270833   100 / 0       0, .75, 1      1, .75, 0 (D2 rejected, e .5)
///   water      .270833 / .520833   0 / 100       1, .75, 0      0, .75, 1
///   visits     .145833             100           0, 1           the same
///   next       .0625               100           0, .75, 1      the same
///
/// The status quo is D0, W1, V0, X0; "dam >= D2" ends the dispute; fighting can decide water; dam
/// and water are core; patience is .9 and rho 2 for both; trust is (8 x .15 + 2 logistic(7/3)) / 10
/// = .302320 both ways. Mechanisms have no random part: p .5, lottery share .4, cost .1, psi 0,
/// belief noise 0, exploit 0, battle sd 0.
Scenario SmallScenario(const Settings& settings = {});

}  // namespace dragoman::testing_support

#pragma once

#include <string>

#include "engine/scenario/scenario.h"

namespace dragoman::testing_support {

/// All numbers of the deterministic core of a scenario's derivation, for every tier, as JSON with
/// one line per issue: what tests/preferences/golden/ holds.
std::string GoldenText(const Scenario& scenario);

}  // namespace dragoman::testing_support

#pragma once

#include <string>

#include "engine/report/text_layout.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// A table of all parties: how each negotiates, what it weighs most and wants there, and what needs
/// its consent. The most likely reading of the claims (`dragoman derive` shows the way to it).
std::string PartyTable(const CompiledScenario& scenario, const TextStyle& style);

}  // namespace dragoman

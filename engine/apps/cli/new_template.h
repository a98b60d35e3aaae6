#pragma once

#include <string>

namespace dragoman {

/// A small commented scenario that validates and runs, with this id.
std::string NewScenarioText(const std::string& id);

}  // namespace dragoman

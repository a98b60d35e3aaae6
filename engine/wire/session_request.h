#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/wire/scenario_editor.h"

namespace dragoman {

/// What dragoman_change is asked for.
struct ChangeRequest {
  std::vector<ScenarioChange> changes;
  ScenarioChoices choices;
};

/// Reads the JSON of dragoman_change (engine/wire/boundary.h).
Checked<ChangeRequest> ReadChangeRequest(std::string_view json);

/// Reads the JSON of dragoman_axes: a list of one to four paths.
Checked<std::vector<std::string>> ReadAxesRequest(std::string_view json);

}  // namespace dragoman

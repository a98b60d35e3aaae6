#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/wire/json_writer.h"

namespace dragoman {

/// The studio's page with `scenarios` in its element `dragoman-scenarios`: a list of objects {id,
/// title, json: JsonOf(Scenario)}. Whatever their strings hold, they stay data: what is inserted
/// has no '<'. Nothing if the page has no such element.
std::optional<std::string> PageWithScenarios(std::string_view page, const Json& scenarios);

}  // namespace dragoman

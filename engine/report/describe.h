#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"
#include "engine/talks/mechanism.h"

/// @file
/// What `dragoman describe` prints.

namespace dragoman {

/// Formula, source, sign, parameters with units, defaults and ranges, and the talks without it.
std::string MechanismText(const MechanismEntry& mechanism, int width);

/// `kind` is "strategy", "acceptance" or "protocol"; `object` is a default one.
std::string TacticText(const TacticInfo& tactic, std::string_view kind, ObjectRef object,
                       int width);

/// A field of the scenario file by its path ("talks.meetings", "mechanisms.M24.q", "M24.q",
/// "claims.q") or its short name ("wait.q"); empty if there is none.
std::string ParameterText(const std::string& name, int width);

/// Every path and short name, one a line, with what it is.
std::string ParameterList(int width);

/// Paths and short names, for "did you mean".
std::vector<std::string> ParameterNames();

}  // namespace dragoman

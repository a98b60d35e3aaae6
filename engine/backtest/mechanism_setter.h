#pragma once

#include <string_view>
#include <variant>

#include "engine/core/fields.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// A value for one option of a mechanism. A text sets a choice or a text.
using MechanismValue =
    std::variant<double, bool, std::string_view, Named<double>, Named<Distribution>>;

/// Sets one option of one mechanism by their names in a scenario file, so that whoever builds a
/// scenario in memory need not see the mechanism's own struct. Numbers are clipped to the option's
/// range.
///
/// @return False if there is no such mechanism, option, choice, or if it is of another kind.
bool SetMechanismOption(MechanismSettings* settings, std::string_view mechanism,
                        std::string_view option, const MechanismValue& value);

}  // namespace dragoman

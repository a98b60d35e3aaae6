#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/io/scenario_file.h"

namespace dragoman {

/// The scenario of `path` with what-ifs of its own applied on top of `settings`, in the order
/// given. Several are combined: all changes, adjustments and switches together.
///
/// @param base  The same file loaded with the same settings and choices; must be ok().
/// @param ids   What-ifs of base.source.what_ifs; [] gives the base again.
///
/// Problems beyond those of any scenario: an unknown what-if; one that changes nothing; two changes
/// of one path, or two adjustments of one party and issue, that differ; a parameter of a mechanism
/// that the same variant switches off. A problem that a change causes is placed where the change is
/// written: `file:line:column: error: what_ifs[2].changes[0]: ...`.
ScenarioFile LoadWhatIf(const std::string& path, const ScenarioFile& base,
                        std::span<const std::string> settings, const ScenarioChoices& choices,
                        std::span<const std::string> ids);

}  // namespace dragoman

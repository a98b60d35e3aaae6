#pragma once

#include <string>
#include <vector>

#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// The sitting of a scenario as plain data: the issues and options (by id) as a domain, and for
/// each principal its weights and utilities by the deterministic core of the derivation
/// (engine/preferences/derivation.h). The reservation value is what no deal is worth on average, by
/// stated preferences and before its cost (engine/talks/no_deal.h).
struct ScenarioSitting {
  Domain domain;
  std::vector<UtilitySpec> utilities;  ///< By side; named by party id.
  std::vector<std::string> lost;       ///< What a sitting of plain utilities leaves out.
  std::vector<std::string> legend;     ///< "option W2: what it means".
};
ScenarioSitting SittingOf(const CompiledScenario& scenario);

/// A party's weights and utilities as a plain sum over issues, without a reservation value.
/// @pre `preference` is of a coding of this scenario.
UtilitySpec PlainUtility(const CompiledScenario& scenario, const PartyPreference& preference);

}  // namespace dragoman

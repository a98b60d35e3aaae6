#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/blockers.h"
#include "engine/scenario/scenario.h"

/// @file
/// What a reader calls things. All names of parties, issues and options come from the scenario.

namespace dragoman {

/// Name of a party by id; the id itself if it has none.
std::string PartyName(const CompiledScenario& scenario, std::string_view id);
/// Name of a principal's side.
std::string SideName(const CompiledScenario& scenario, int side);
/// "North's", "the Isles'".
std::string Possessive(const std::string& name);

/// "a schedule for one season (W2)".
std::string OptionText(const Issue& issue, OptionIndex option);

/// "a, b and c".
std::string Listed(const std::vector<std::string>& items);

/// A condition as a reader says it: "water at W2 (a schedule) or beyond"; lists with "and", "or".
std::string RuleText(const CompiledScenario& scenario, const Rule& rule);

/// "North's red line on water", "North's precondition 'fees-first'", "North's insincerity".
std::string ConstraintText(const CompiledScenario& scenario, const Constraint& constraint);

/// The id of a constraint's precondition; empty for other kinds.
std::string ConstraintRule(const CompiledScenario& scenario, const Constraint& constraint);

/// A flag as words: "summit agreed", "walk-out".
std::string FlagPhrase(Flag flag);
/// A headline as words: "stalemate, talks go on".
std::string HeadlinePhrase(int headline);
/// The condition that raises a flag in this scenario; empty for conduct (walk-out, escalation) and
/// for flags without one.
std::string FlagMeaning(const CompiledScenario& scenario, Flag flag);
/// True if the flag can come up in this scenario.
bool FlagIsUsed(const CompiledScenario& scenario, Flag flag);

}  // namespace dragoman

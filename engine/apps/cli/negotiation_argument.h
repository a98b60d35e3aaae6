#pragma once

#include <string>
#include <vector>

#include "engine/apps/cli/arguments.h"
#include "engine/experiments/prepared_domain.h"

namespace dragoman {

/// The options --scale and --preset.
std::vector<CliOption> NegotiationOptions();

/// True with --preset negmas. Throws UsageError on another preset.
bool NegmasPreset(const Arguments& arguments);

/// DOMAIN PROFILE PROFILE..., or one SCENARIO: what the positional arguments name, ready for use.
/// Throws UsageError or InputError with every problem.
PreparedDomain LoadNegotiationArgument(const Arguments& arguments);

/// Throws InputError if there are problems.
void FailOnProblems(const std::vector<Problem>& problems);

}  // namespace dragoman

#pragma once

#include <string>

#include "engine/scenario/scenario.h"

namespace dragoman::testing_support {

/// The same scenario with the names of two parties exchanged wherever they are written. The keys of
/// their random numbers stay with the data: the party now called `b` keeps the stream of `a`.
Scenario SwapLabels(const Scenario& scenario, const std::string& a, const std::string& b);

/// Lists the options of every issue in the opposite order, each at the position it had.
void ReverseOptions(Scenario* scenario);

/// Lists the parties in the opposite order.
void ReverseParties(Scenario* scenario);

/// Ids of the two principals, in file order.
std::pair<std::string, std::string> PrincipalIds(const Scenario& scenario);

}  // namespace dragoman::testing_support

#pragma once

#include <span>
#include <vector>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// The asymmetric Nash solution of any number of parties who divide a pie freely: each has its
/// disagreement payoff and its weight's share of what is left, d_i + w_i (pie - sum d). Weights are
/// divided by their sum; equal weights are the symmetric solution (split the difference).
///
/// Wrong are: no party, lists of different length, weights below 0 or all 0, a pie smaller than the
/// disagreement payoffs together, numbers that are not finite.
/// Sources: Nash, Econometrica 18 (1950); Kalai, IJGT 6 (1977); Roth, "Axiomatic Models" (1979).
Checked<std::vector<double>> TransferableNash(double pie, std::span<const double> disagreement,
                                              std::span<const double> weights);

}  // namespace dragoman

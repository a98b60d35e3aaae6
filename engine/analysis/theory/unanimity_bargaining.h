#pragma once

#include <span>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// Any number of parties divide a pie of 1 and all must agree. The protocol decides the shares, so
/// each function names its own.

namespace dragoman {

/// Partial agreements with exit: whoever accepts its share leaves with it, and the others go on
/// about the rest. The unique subgame-perfect shares, equal discounts: proposer 1 / (1 + (n-1) d),
/// every other d times that. Shares by seat, the proposer first.
///
/// Wrong here and below: fewer than two parties, a discount outside [0, 1).
/// Source: Krishna & Serrano, "Multilateral bargaining", RES 63 (1996).
Checked<std::vector<double>> UnanimityWithExit(int parties, double discount);

/// Rotating proposers, all must accept at once; *stationary* subgame-perfect equilibrium only: with
/// three and more parties and patience above 1/(n-1) every division is some equilibrium. Shares by
/// seat from the proposer on, d^k (1 - d) / (1 - d^n) for equal discounts; each may have its own
/// discount here. The fixed point is solved exactly (a linear system around the table).
/// Source: Osborne & Rubinstein, "Bargaining and Markets" (1990), section 3.13.
Checked<std::vector<double>> UnanimityRotating(std::span<const double> discounts, int opener);

/// The same protocol with a last round: backward induction, unique. Shares by seat (seat 0 first,
/// whoever opens). Tie rule: an indifferent party accepts.
Checked<std::vector<double>> UnanimityRotatingFinite(std::span<const double> discounts, int opener,
                                                     int rounds);

/// A proposer drawn anew in every round, all equally likely; stationary. Proposer
/// 1 - d (n - 1) / n, every other d / n. The proposer first.
/// Source: Baron & Ferejohn, APSR 83 (1989), with the quota of unanimity.
Checked<std::vector<double>> UnanimityRandomProposer(int parties, double discount);

}  // namespace dragoman

#pragma once

#include "engine/core/diagnostic.h"

namespace dragoman {

/// A crisis over a pie of 1: A makes one demand, B takes it or fights; B's cost of fighting is
/// known to B only, uniform on [low, high].
struct UniformCostCrisis {
  double p = 0.5;        ///< Chance that A wins, in [0, 1].
  double cost_a = 0;     ///< A's own cost, >= 0.
  double cost_low = 0;   ///< B's cost, >= 0.
  double cost_high = 0;  ///< More than cost_low.
};

/// What A demands, weighing a better deal against the risk of a fight.
struct CrisisDemand {
  double demand = 0;             ///< A's share: max(p + low, p + (high - c_A) / 2), at most 1.
  double safe_demand = 0;        ///< The most that every type takes: p + low, at most 1.
  double fight_probability = 0;  ///< (demand - p - low) / (high - low), in [0, 1].
  double payoff_a = 0;           ///< Expected.
  double payoff_b = 0;           ///< Expected before B learns its cost.
};

/// Perfect Bayesian equilibrium; tie rule: an indifferent B takes the demand, and an A indifferent
/// between demands makes the safer one. Wrong are numbers out of the ranges above.
/// Sources: Fearon, IO 49 (1995), appendix; Powell, "In the Shadow of Power" (1999), chapter 3.
Checked<CrisisDemand> SolveUniformCostCrisis(const UniformCostCrisis& crisis);

/// A's expected payoff from any demand x in [0, 1]; what SolveUniformCostCrisis maximises.
double PayoffOfDemand(const UniformCostCrisis& crisis, double demand);

}  // namespace dragoman

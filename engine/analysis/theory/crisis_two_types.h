#pragma once

#include <optional>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// A crisis over a pie of 1: A makes one demand, B takes it or fights; B is tough (fighting costs
/// it little) or weak, which only B knows.
struct TwoTypeCrisis {
  double p = 0.5;           ///< Chance that A wins, in [0, 1].
  double cost_a = 0;        ///< >= 0; cost_a + cost_weak > 0.
  double cost_tough = 0;    ///< >= 0.
  double cost_weak = 0;     ///< More than cost_tough.
  double prob_tough = 0.5;  ///< In [0, 1].
};

struct TwoTypeDemand {
  /// A demands what only the weak type takes if the tough type is rarer than this:
  /// (c_weak - c_tough) / (c_weak + c_A).
  double critical_prob_tough = 0;
  double payoff_safe = 0;   ///< Of the demand p + c_tough that both types take.
  double payoff_risky = 0;  ///< Of the demand p + c_weak.
  bool indifferent = false;
  bool risky_chosen = false;  ///< False where indifferent.
  /// Probability of a fight; none where A is indifferent: any mixture is an equilibrium.
  std::optional<double> fight_probability;
};

/// Perfect Bayesian equilibrium; tie rule: an indifferent B takes the demand. Demands are not cut
/// to the pie: meant for p + cost_weak <= 1. Wrong are numbers out of the ranges above.
/// @param tolerance Payoffs this close count as equal.
/// Sources: Fearon, IO 49 (1995); Powell, ARPS 5 (2002).
Checked<TwoTypeDemand> SolveTwoTypeCrisis(const TwoTypeCrisis& crisis, double tolerance = 1e-12);

}  // namespace dragoman

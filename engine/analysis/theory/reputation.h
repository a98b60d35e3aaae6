#pragma once

#include <array>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// One side of a war of attrition over a pie of 1: with probability `obstinate` it never takes less
/// than its demand, else it pretends.
struct AttritionSide {
  double demand = 0.6;     ///< alpha in (0, 1); the demands sum to more than 1.
  double rate = 1;         ///< Rate of time preference r > 0.
  double obstinate = 0.1;  ///< z in (0, 1).
};

/// The unique equilibrium. Times in the unit of 1 / rate.
struct AttritionResult {
  std::array<double, 2> hazard{};    ///< lambda_i = r_j (1 - alpha_i) / (alpha_i + alpha_j - 1).
  std::array<double, 2> deadline{};  ///< T_i = -ln z_i / lambda_i, were both to begin at 0.
  double end = 0;                    ///< min T_i: from then on only the obstinate are left.
  /// mu_i = max(0, 1 - z_i e^(lambda_i T0)): chance that i gives in at once; one of them is 0.
  std::array<double, 2> initial_concession{};
  /// Of the pretending type: mu_j alpha_i + (1 - mu_j) (1 - alpha_j).
  std::array<double, 2> payoff{};
  double perpetual_conflict = 0;  ///< z_1 z_2.
};

/// Who concedes takes 1 minus the other's demand. After time 0 each concedes at a constant hazard
/// that leaves the other indifferent. Wrong are numbers out of the ranges above.
/// Sources: Abreu & Gul, "Bargaining and reputation", Econometrica 68 (2000), proposition 1; Kambe,
/// GEB 28 (1999).
Checked<AttritionResult> SolveAttrition(const std::array<AttritionSide, 2>& sides);

}  // namespace dragoman

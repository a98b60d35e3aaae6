#pragma once

#include <array>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// Fighting as a costly lottery over a pie of 1: the divisions that both prefer to it.
struct CrisisRange {
  /// [p - c_A, p + c_B]: A's share; may reach beyond 0 and 1.
  std::array<double, 2> raw{};
  std::array<double, 2> clamped{};        ///< The divisions that exist: cut to [0, 1].
  double surplus = 0;                     ///< c_A + c_B, what fighting would destroy.
  std::array<double, 2> fight_payoffs{};  ///< p - c_A and 1 - p - c_B.
  double nash_split = 0;  ///< Half the surplus each: p + (c_B - c_A) / 2, not cut to [0, 1].
  double if_first_has_all_power = 0;   ///< A's share if A proposes once for all.
  double if_second_has_all_power = 0;  ///< A's share if B does.
};

/// @param p Chance in [0, 1] that A wins; cost_a, cost_b >= 0 in shares of the pie. Wrong
/// otherwise. Complete information, risk-neutral sides, a divisible pie, nobody bound later.
/// Sources: Fearon, "Rationalist explanations for war", IO 49 (1995); Powell, ARPS 5 (2002).
Checked<CrisisRange> SolveCrisisRange(double p, double cost_a, double cost_b);

}  // namespace dragoman

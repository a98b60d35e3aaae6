#pragma once

#include "engine/core/diagnostic.h"

namespace dragoman {

/// Two sides divide a flow of 1 in every period; A's chance to win a fight falls from p_now to
/// p_later in the next period, for good. A fight costs each side once and gives the winner the
/// whole flow for ever. Nobody can promise today not to use its strength tomorrow.
struct PowerShift {
  double discount = 0.9;  ///< In [0, 1).
  double p_now = 0.5;     ///< In [0, 1].
  double p_later = 0.5;   ///< In [0, 1].
  double cost_a = 0;      ///< >= 0.
  double cost_b = 0;      ///< >= 0.
};

/// Present values for A, the declining side. Minmax values M_A(t) = p_t / (1-d) - c_A, M_B(t) =
/// (1 - p_t) / (1-d) - c_B; the whole flow is worth B = 1 / (1-d).
struct PowerShiftResult {
  double fight_now = 0;  ///< M_A(1).
  /// The most that peace can give A, even if it is left the whole flow today: if A has all
  /// bargaining power later (B is held to M_B(2)), and if B has (A is held to M_A(2)).
  double best_peace_if_a_strong_later = 0;
  double best_peace_if_b_strong_later = 0;
  bool fight_inevitable = false;  ///< Even then A prefers to fight now.
  bool fight_if_b_strong_later = false;
  double shift = 0;    ///< d M_B(2) - M_B(1): how fast B's strength grows.
  double surplus = 0;  ///< B - M_A(1) - M_B(1) = c_A + c_B; inevitable iff shift > surplus.
};

/// Wrong are numbers out of the ranges above. Tie rule: an indifferent A keeps the peace.
/// Sources: Fearon, IO 49 (1995), on preventive war; Powell, "The inefficient use of power", APSR
/// 98 (2004), and "War as a commitment problem", IO 60 (2006).
Checked<PowerShiftResult> SolvePowerShift(const PowerShift& it);

}  // namespace dragoman

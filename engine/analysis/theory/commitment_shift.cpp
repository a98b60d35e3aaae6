#include "engine/analysis/theory/commitment_shift.h"

#include "engine/core/portable_math.h"

namespace dragoman {

Checked<PowerShiftResult> SolvePowerShift(const PowerShift& it) {
  if (!(it.discount >= 0 && it.discount < 1)) {
    return Diagnostic{"discount", "number out of range", "0 or more, below 1"};
  }
  if (!(it.p_now >= 0 && it.p_now <= 1 && it.p_later >= 0 && it.p_later <= 1)) {
    return Diagnostic{"p_now", "number out of range", "0 .. 1"};
  }
  if (!(it.cost_a >= 0 && it.cost_b >= 0 && portable::IsFinite(it.cost_a + it.cost_b))) {
    return Diagnostic{"costs", "number out of range", "0 or more"};
  }
  const double whole = 1 / (1 - it.discount);
  const double minmax_b_now = (1 - it.p_now) * whole - it.cost_b;
  const double minmax_b_later = (1 - it.p_later) * whole - it.cost_b;
  const double minmax_a_later = it.p_later * whole - it.cost_a;
  PowerShiftResult result;
  result.fight_now = it.p_now * whole - it.cost_a;
  result.best_peace_if_a_strong_later = 1 + it.discount * (whole - minmax_b_later);
  result.best_peace_if_b_strong_later = 1 + it.discount * minmax_a_later;
  result.fight_inevitable = result.fight_now > result.best_peace_if_a_strong_later;
  result.fight_if_b_strong_later = result.fight_now > result.best_peace_if_b_strong_later;
  result.shift = it.discount * minmax_b_later - minmax_b_now;
  result.surplus = whole - (result.fight_now + minmax_b_now);
  return result;
}

}  // namespace dragoman

#include "engine/analysis/theory/crisis_two_types.h"

#include "engine/core/portable_math.h"

namespace dragoman {

Checked<TwoTypeDemand> SolveTwoTypeCrisis(const TwoTypeCrisis& crisis, double tolerance) {
  if (!(crisis.p >= 0 && crisis.p <= 1)) return Diagnostic{"p", "number out of range", "0 .. 1"};
  if (!(crisis.prob_tough >= 0 && crisis.prob_tough <= 1)) {
    return Diagnostic{"prob_tough", "number out of range", "0 .. 1"};
  }
  if (!(crisis.cost_a >= 0 && crisis.cost_tough >= 0 && crisis.cost_weak > crisis.cost_tough &&
        portable::IsFinite(crisis.cost_a + crisis.cost_weak))) {
    return Diagnostic{"costs", "number out of range", "0 or more, cost_weak above cost_tough"};
  }
  TwoTypeDemand result;
  result.critical_prob_tough =
      (crisis.cost_weak - crisis.cost_tough) / (crisis.cost_weak + crisis.cost_a);
  result.payoff_safe = crisis.p + crisis.cost_tough;
  result.payoff_risky = (1 - crisis.prob_tough) * (crisis.p + crisis.cost_weak) +
                        crisis.prob_tough * (crisis.p - crisis.cost_a);
  const double gain = result.payoff_risky - result.payoff_safe;
  result.indifferent = portable::Abs(gain) <= tolerance;
  result.risky_chosen = !result.indifferent && gain > 0;
  if (!result.indifferent) {
    result.fight_probability = result.risky_chosen ? crisis.prob_tough : 0;
  }
  return result;
}

}  // namespace dragoman

#include "engine/analysis/theory/crisis_range.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {

Checked<CrisisRange> SolveCrisisRange(double p, double cost_a, double cost_b) {
  if (!(p >= 0 && p <= 1)) return Diagnostic{"p", "number out of range", "0 .. 1"};
  if (!(cost_a >= 0 && cost_b >= 0 && portable::IsFinite(cost_a + cost_b))) {
    return Diagnostic{"costs", "number out of range", "0 or more"};
  }
  CrisisRange range;
  range.raw = {p - cost_a, p + cost_b};
  range.clamped = {std::clamp(range.raw[0], 0.0, 1.0), std::clamp(range.raw[1], 0.0, 1.0)};
  range.surplus = cost_a + cost_b;
  range.fight_payoffs = {p - cost_a, 1 - p - cost_b};
  range.nash_split = p + (cost_b - cost_a) / 2;
  range.if_first_has_all_power = range.clamped[1];
  range.if_second_has_all_power = range.clamped[0];
  return range;
}

}  // namespace dragoman

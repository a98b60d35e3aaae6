#include "engine/analysis/theory/crisis_uniform_cost.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

// B fights if 1 - p - c > 1 - x, so if its cost is below x - p.
double ShareOfFighters(const UniformCostCrisis& crisis, double demand) {
  return std::clamp((demand - crisis.p - crisis.cost_low) / (crisis.cost_high - crisis.cost_low),
                    0.0, 1.0);
}

}  // namespace

double PayoffOfDemand(const UniformCostCrisis& crisis, double demand) {
  const double fight = ShareOfFighters(crisis, demand);
  return (1 - fight) * demand + fight * (crisis.p - crisis.cost_a);
}

Checked<CrisisDemand> SolveUniformCostCrisis(const UniformCostCrisis& crisis) {
  if (!(crisis.p >= 0 && crisis.p <= 1)) return Diagnostic{"p", "number out of range", "0 .. 1"};
  if (!(crisis.cost_a >= 0 && portable::IsFinite(crisis.cost_a))) {
    return Diagnostic{"cost_a", "number out of range", "0 or more"};
  }
  if (!(crisis.cost_low >= 0 && crisis.cost_high > crisis.cost_low &&
        portable::IsFinite(crisis.cost_high))) {
    return Diagnostic{"cost_high", "number out of range", "more than cost_low, which is 0 or more"};
  }
  CrisisDemand result;
  result.safe_demand = std::min(1.0, crisis.p + crisis.cost_low);
  const double interior = crisis.p + (crisis.cost_high - crisis.cost_a) / 2;
  result.demand = std::min(1.0, std::max(result.safe_demand, interior));
  result.fight_probability = ShareOfFighters(crisis, result.demand);
  result.payoff_a = PayoffOfDemand(crisis, result.demand);
  // Those who fight have costs on [low, demand - p]; their mean is in the middle.
  const double mean_cost =
      crisis.cost_low + result.fight_probability * (crisis.cost_high - crisis.cost_low) / 2;
  result.payoff_b = (1 - result.fight_probability) * (1 - result.demand) +
                    result.fight_probability * (1 - crisis.p - mean_cost);
  return result;
}

}  // namespace dragoman

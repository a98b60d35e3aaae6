#include "engine/analysis/theory/reputation.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

Diagnostics AttritionProblems(const std::array<AttritionSide, 2>& sides) {
  Diagnostics problems;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string path = "sides[" + std::to_string(i) + "]";
    if (!(sides[i].demand > 0 && sides[i].demand < 1)) {
      problems.push_back({path + ".demand", "number out of range", "above 0, below 1"});
    }
    if (!(sides[i].rate > 0 && portable::IsFinite(sides[i].rate))) {
      problems.push_back({path + ".rate", "number out of range", "more than 0"});
    }
    if (!(sides[i].obstinate > 0 && sides[i].obstinate < 1)) {
      problems.push_back({path + ".obstinate", "number out of range", "above 0, below 1"});
    }
  }
  if (!(sides[0].demand + sides[1].demand > 1)) {
    problems.push_back({"sides", "the demands are compatible", "a sum above 1"});
  }
  return problems;
}

}  // namespace

Checked<AttritionResult> SolveAttrition(const std::array<AttritionSide, 2>& sides) {
  Diagnostics problems = AttritionProblems(sides);
  if (!problems.empty()) return problems;
  AttritionResult result;
  const double excess = sides[0].demand + sides[1].demand - 1;
  for (std::size_t i = 0; i < 2; ++i) {
    result.hazard[i] = sides[1 - i].rate * (1 - sides[i].demand) / excess;
    result.deadline[i] = -portable::Log(sides[i].obstinate) / result.hazard[i];
  }
  result.end = std::min(result.deadline[0], result.deadline[1]);
  for (std::size_t i = 0; i < 2; ++i) {
    // The side that would be the last to convince gives in at once, just so often that both are
    // known to be obstinate at the same time.
    if (result.deadline[i] == result.end) continue;
    result.initial_concession[i] =
        std::max(0.0, 1 - sides[i].obstinate * portable::Exp(result.hazard[i] * result.end));
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const double mu = result.initial_concession[1 - i];
    result.payoff[i] = mu * sides[i].demand + (1 - mu) * (1 - sides[1 - i].demand);
  }
  result.perpetual_conflict = sides[0].obstinate * sides[1].obstinate;
  return result;
}

}  // namespace dragoman

#include "engine/analysis/theory/transferable_nash.h"

#include <cstddef>

#include "engine/core/portable_math.h"

namespace dragoman {

Checked<std::vector<double>> TransferableNash(double pie, std::span<const double> disagreement,
                                              std::span<const double> weights) {
  if (disagreement.empty() || weights.size() != disagreement.size()) {
    return Diagnostic{"weights", "wrong number of weights", "one per disagreement payoff"};
  }
  double surplus = pie;
  double weight_sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] >= 0)) return Diagnostic{"weights", "number out of range", "0 or more"};
    surplus -= disagreement[i];
    weight_sum += weights[i];
  }
  if (!portable::IsFinite(surplus) || surplus < 0) {
    return Diagnostic{"pie", "too small for the disagreement payoffs", ""};
  }
  if (!(weight_sum > 0) || !portable::IsFinite(weight_sum)) {
    return Diagnostic{"weights", "number out of range", "a sum above 0"};
  }
  std::vector<double> shares(disagreement.begin(), disagreement.end());
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] += weights[i] / weight_sum * surplus;
  return shares;
}

}  // namespace dragoman

#include <algorithm>
#include <cstddef>

#include "engine/core/portable_math.h"
#include "engine/sensitivity/prim.h"

namespace dragoman {
namespace {

/// P(X = k).
double PrimBinomialPoint(std::size_t k, std::size_t n, double p) {
  const auto successes = static_cast<double>(k);
  const auto trials = static_cast<double>(n);
  const double choose = portable::LogGamma(trials + 1) - portable::LogGamma(successes + 1) -
                        portable::LogGamma(trials - successes + 1);
  return portable::Exp(choose + successes * portable::Log(p) +
                       (trials - successes) * portable::Log(1 - p));
}

}  // namespace

double BinomialUpperTail(std::size_t successes, std::size_t trials, double probability) {
  if (successes == 0) return 1;
  if (successes > trials || probability <= 0) return 0;
  if (probability >= 1) return 1;
  const double odds = probability / (1 - probability);
  const auto n = static_cast<double>(trials);
  // The side away from the mode is summed outwards, so terms fall and none is lost in another.
  if (static_cast<double>(successes) > n * probability) {
    double term = PrimBinomialPoint(successes, trials, probability);
    double sum = term;
    for (auto k = static_cast<double>(successes); k < n && term > sum * 1e-18; ++k) {
      term *= (n - k) / (k + 1) * odds;
      sum += term;
    }
    return std::min(sum, 1.0);
  }
  double term = PrimBinomialPoint(successes - 1, trials, probability);
  double sum = term;
  for (auto k = static_cast<double>(successes - 1); k > 0 && term > sum * 1e-18; --k) {
    term *= k / (n - k + 1) / odds;
    sum += term;
  }
  return std::max(1 - sum, 0.0);
}

}  // namespace dragoman

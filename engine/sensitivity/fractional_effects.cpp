#include "engine/sensitivity/fractional_effects.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/moments.h"

namespace dragoman {
namespace {

// -1 and 1 for a factor's low and high level; empty unless it has exactly two.
std::vector<double> FractionalSigns(const Samples& samples, std::size_t factor) {
  std::vector<double> signs;
  for (std::size_t row = 0; row < samples.rows(); ++row) {
    signs.push_back(samples.x[row * samples.factors + factor]);
  }
  const auto [low, high] = std::minmax_element(signs.begin(), signs.end());
  const double lowest = *low;
  const double highest = *high;
  const bool two =
      lowest < highest && std::all_of(
                              signs.begin(), signs.end(),
                              [&](double value) { return value == lowest || value == highest; });
  if (!two) return {};
  for (double& value : signs) value = value == highest ? 1 : -1;
  return signs;
}

}  // namespace

Checked<FractionalEffects> AnalyzeFractional(const Samples& samples) {
  DRAGOMAN_ASSERT(samples.factors >= 1 && samples.x.size() == samples.factors * samples.rows());
  if (samples.rows() == 0) return Diagnostic{.path = {}, .message = "no rows", .expected = {}};
  if (auto refusal = RefuseGaps(samples.y, "effects of a fractional design")) {
    return *std::move(refusal);
  }
  std::vector<std::vector<double>> signs;
  FractionalEffects effects;
  const double n = static_cast<double>(samples.rows());
  for (std::size_t k = 0; k < samples.factors; ++k) {
    signs.push_back(FractionalSigns(samples, k));
    if (signs.back().empty()) {
      return Diagnostic{.path = {},
                        .message = "factor " + std::to_string(k + 1) + " has other than two levels",
                        .expected = "a fractional factorial design of two levels"};
    }
    internal::LongSum main;
    for (std::size_t i = 0; i < samples.rows(); ++i) main.Add(signs[k][i] * samples.y[i]);
    effects.main.push_back(main.value() / n);
    for (std::size_t j = 0; j < k; ++j) {
      internal::LongSum both;
      for (std::size_t i = 0; i < samples.rows(); ++i) {
        both.Add(signs[j][i] * signs[k][i] * samples.y[i]);
      }
      effects.interactions.push_back({.first = j, .second = k, .effect = both.value() / n});
    }
  }
  return effects;
}

}  // namespace dragoman

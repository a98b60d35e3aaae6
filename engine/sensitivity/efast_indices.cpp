#include "engine/sensitivity/efast_indices.h"

#include <string>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/parallel.h"
#include "engine/sensitivity/internal/spectrum.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {
namespace {

std::optional<Diagnostic> EfastRefusal(std::span<const double> y, std::size_t factors,
                                       std::size_t harmonics) {
  const std::size_t least = 4 * harmonics * harmonics + 1;
  if (y.empty() || y.size() % factors != 0 || y.size() / factors < least) {
    return Diagnostic{
        .path = {},
        .message = std::to_string(y.size()) + " rows are no eFAST design of " +
                   std::to_string(factors) + " factors and " + std::to_string(harmonics) +
                   " harmonics",
        .expected = "equally many rows for each factor, at least " + std::to_string(least)};
  }
  return RefuseGaps(y, "eFAST indices");
}

struct EfastShares {
  double s1 = 0;
  double st = 0;
};

// Of one factor, from the outcomes along its curve. `y` is centred.
EfastShares EfastSharesOf(std::span<const double> y, const internal::Spectrum& spectrum,
                          std::size_t frequency, std::size_t harmonics) {
  // By Parseval's theorem the power of all frequencies is the variance: both halves of the
  // spectrum, and for even N the middle, which is left out.
  const std::size_t n = y.size();
  double power = internal::SquaredDeviations(y) / static_cast<double>(n);
  if (n % 2 == 0) power -= spectrum.Power(y, n / 2);
  const double half = power / 2;
  if (!(half > 0)) return {};
  internal::LongSum own;
  for (std::size_t p = 1; p <= harmonics; ++p) own.Add(spectrum.Power(y, p * frequency));
  internal::LongSum others;
  for (std::size_t f = 1; f <= frequency / 2; ++f) others.Add(spectrum.Power(y, f));
  return {.s1 = own.value() / half, .st = 1 - others.value() / half};
}

}  // namespace

Checked<EfastIndices> AnalyzeEfast(std::span<const double> y, std::size_t factors,
                                   const EfastOptions& options, Executor* executor) {
  DRAGOMAN_ASSERT(factors >= 1 && options.harmonics >= 1);
  if (auto refusal = EfastRefusal(y, factors, options.harmonics)) return *std::move(refusal);
  EfastIndices indices;
  indices.curve_points = y.size() / factors;
  indices.frequency = (indices.curve_points - 1) / (2 * options.harmonics);
  indices.s1.resize(factors);
  indices.st.resize(factors);
  indices.constant.resize(factors);
  const internal::Spectrum spectrum(indices.curve_points);
  internal::ForEach(executor, factors, [&](std::size_t k) {
    const auto curve = y.subspan(k * indices.curve_points, indices.curve_points);
    indices.constant[k] = internal::AllEqual(curve) ? 1 : 0;
    if (indices.constant[k]) return;
    const double mean = internal::Mean(curve);
    std::vector<double> centred(curve.begin(), curve.end());
    for (double& value : centred) value -= mean;
    const EfastShares shares =
        EfastSharesOf(centred, spectrum, indices.frequency, options.harmonics);
    indices.s1[k] = shares.s1;
    indices.st[k] = shares.st;
  });
  return indices;
}

}  // namespace dragoman

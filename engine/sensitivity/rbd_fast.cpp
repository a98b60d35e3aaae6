#include "engine/sensitivity/rbd_fast.h"

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"
#include "engine/sensitivity/internal/spectrum.h"

namespace dragoman {
namespace {

// y less its mean, over the factor's values once up and once down.
std::vector<double> RbdUpAndDown(std::span<const double> x, std::span<const double> y) {
  const std::vector<std::uint32_t> order = internal::AscendingOrder(x);
  const double mean = internal::Mean(y);
  std::vector<double> series;
  series.reserve(y.size());
  for (std::size_t k = 0; k < order.size(); k += 2) series.push_back(y[order[k]] - mean);
  for (std::size_t k = order.size() / 2; k > 0; --k) series.push_back(y[order[2 * k - 1]] - mean);
  return series;
}

}  // namespace

Checked<RbdFastIndices> AnalyzeRbdFast(const Samples& samples, const RbdFastOptions& options,
                                       Executor* executor) {
  DRAGOMAN_ASSERT(options.harmonics >= 1);
  const internal::Columns columns = internal::CompleteRows(samples);
  const std::size_t least = 2 * options.harmonics + 1;
  if (auto refusal = internal::RefuseFewRows(columns, least, "the random balance design")) {
    return *std::move(refusal);
  }
  RbdFastIndices indices;
  indices.rows = columns.rows;
  indices.constant = columns.constant;
  indices.s1.resize(columns.factors);
  if (columns.constant) return indices;
  const double n = static_cast<double>(columns.rows.used);
  const double all = internal::SquaredDeviations(columns.y) / n;
  const double bias = 2 * static_cast<double>(options.harmonics) / n;
  const internal::Spectrum spectrum(columns.rows.used);
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    const std::vector<double> series = RbdUpAndDown(columns.Factor(k), columns.y);
    internal::LongSum power;
    for (std::size_t f = 1; f <= options.harmonics; ++f) power.Add(2 * spectrum.Power(series, f));
    const double share = power.value() / all;
    indices.s1[k] = share - bias / (1 - bias) * (1 - share);
  });
  return indices;
}

}  // namespace dragoman

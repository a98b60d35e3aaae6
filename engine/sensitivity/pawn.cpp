#include "engine/sensitivity/pawn.h"

#include <algorithm>
#include <cmath>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"

namespace dragoman {
namespace {

// The slice of each row; `slices` for a row in none.
std::vector<std::uint32_t> PawnSlices(std::span<const double> x, std::size_t slices) {
  const std::vector<std::uint32_t> order = internal::AscendingOrder(x);
  std::vector<double> limits;
  for (std::size_t s = 0; s <= slices; ++s) {
    limits.push_back(internal::QuantileInOrder(x, order, s, slices));
  }
  std::vector<std::uint32_t> slice(x.size());
  std::size_t at = 0;  // limits at or below the value
  for (const std::uint32_t row : order) {
    while (at < limits.size() && limits[at] <= x[row]) ++at;
    slice[row] = static_cast<std::uint32_t>(std::min(at - 1, slices));
  }
  return slice;
}

// Kolmogorov-Smirnov distance of y in each slice that has rows from all y.
std::vector<double> PawnDistances(std::span<const double> y,
                                  std::span<const std::uint32_t> ascending,
                                  std::span<const std::uint32_t> slice, std::size_t slices) {
  std::vector<double> sizes(slices + 1, 0);
  for (const std::uint32_t s : slice) sizes[s] += 1;
  std::vector<double> below(slices + 1, 0);
  std::vector<double> distance(slices, 0);
  const double n = static_cast<double>(y.size());
  for (std::size_t k = 0; k < ascending.size(); ++k) {
    below[slice[ascending[k]]] += 1;
    // Equal values step together.
    if (k + 1 < ascending.size() && y[ascending[k]] == y[ascending[k + 1]]) continue;
    const double all = static_cast<double>(k + 1) / n;
    for (std::size_t s = 0; s < slices; ++s) {
      if (sizes[s] > 0) distance[s] = std::max(distance[s], std::fabs(below[s] / sizes[s] - all));
    }
  }
  std::vector<double> of_filled;
  for (std::size_t s = 0; s < slices; ++s) {
    if (sizes[s] > 0) of_filled.push_back(distance[s]);
  }
  return of_filled;
}

void PawnSummarize(std::vector<double> distances, std::size_t k, PawnIndices* indices) {
  indices->slices[k] = distances.size();
  if (distances.empty() || indices->constant) return;
  std::sort(distances.begin(), distances.end());
  const std::size_t n = distances.size();
  indices->minimum[k] = distances.front();
  indices->maximum[k] = distances.back();
  indices->median[k] = (distances[(n - 1) / 2] + distances[n / 2]) / 2;
  indices->mean[k] = internal::Mean(distances);
  indices->stdev[k] = internal::StandardDeviation(distances, 0);
  indices->cv[k] = indices->mean[k] > 0 ? indices->stdev[k] / indices->mean[k] : 0;
}

}  // namespace

Checked<PawnIndices> AnalyzePawn(const Samples& samples, const PawnOptions& options,
                                 Executor* executor) {
  DRAGOMAN_ASSERT(options.slices >= 1);
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 1, "PAWN")) return *std::move(refusal);
  PawnIndices indices;
  indices.rows = columns.rows;
  indices.constant = columns.constant;
  for (auto* part : {&indices.minimum, &indices.mean, &indices.median, &indices.maximum,
                     &indices.cv, &indices.stdev}) {
    part->resize(columns.factors);
  }
  indices.slices.resize(columns.factors);
  const std::vector<std::uint32_t> ascending = internal::AscendingOrder(columns.y);
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    const std::vector<std::uint32_t> slice = PawnSlices(columns.Factor(k), options.slices);
    PawnSummarize(PawnDistances(columns.y, ascending, slice, options.slices), k, &indices);
  });
  return indices;
}

}  // namespace dragoman

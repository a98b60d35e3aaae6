#include "engine/sensitivity/internal/columns.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dragoman::internal {
namespace {

bool ColumnsRowIsComplete(const Samples& samples, std::size_t row) {
  const std::span<const double> point = samples.x.subspan(row * samples.factors, samples.factors);
  return std::isfinite(samples.y[row]) && CountGaps(point) == 0;
}

}  // namespace

Columns CompleteRows(const Samples& samples) {
  DRAGOMAN_ASSERT(samples.factors >= 1);
  DRAGOMAN_ASSERT(samples.x.size() == samples.factors * samples.rows());
  std::vector<std::size_t> kept;
  kept.reserve(samples.rows());
  for (std::size_t row = 0; row < samples.rows(); ++row) {
    if (ColumnsRowIsComplete(samples, row)) kept.push_back(row);
  }
  Columns columns;
  columns.factors = samples.factors;
  columns.rows = {.used = kept.size(), .dropped = samples.rows() - kept.size()};
  columns.x.reserve(kept.size() * samples.factors);
  columns.y.reserve(kept.size());
  for (std::size_t k = 0; k < samples.factors; ++k) {
    for (const std::size_t row : kept) columns.x.push_back(samples.x[row * samples.factors + k]);
  }
  for (const std::size_t row : kept) columns.y.push_back(samples.y[row]);
  columns.constant = AllEqual(columns.y);
  return columns;
}

std::optional<Diagnostic> RefuseFewRows(const Columns& columns, std::size_t least,
                                        std::string_view method) {
  if (columns.rows.used >= least) return std::nullopt;
  const std::size_t all = columns.rows.used + columns.rows.dropped;
  return Diagnostic{.path = {},
                    .message = std::to_string(columns.rows.used) + " of " + std::to_string(all) +
                               " rows have a result; " + std::string(method) + " needs at least " +
                               std::to_string(least),
                    .expected = {}};
}

bool AllEqual(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(),
                     [&](double value) { return value == values.front(); });
}

}  // namespace dragoman::internal

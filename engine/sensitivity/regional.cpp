#include "engine/sensitivity/regional.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"

namespace dragoman {
namespace {

// Values in ascending order, equal ones sharing their mean rank.
struct RegionalRanks {
  std::vector<std::uint32_t> order;
  std::vector<double> rank;  // of order[k], from 1
};

RegionalRanks RegionalRanksOf(std::span<const double> values) {
  RegionalRanks ranks{.order = internal::AscendingOrder(values), .rank = {}};
  ranks.rank.resize(values.size());
  for (std::size_t first = 0; first < values.size();) {
    std::size_t end = first + 1;
    while (end < values.size() && values[ranks.order[end]] == values[ranks.order[first]]) ++end;
    const double mean = static_cast<double>(first + 1 + end) / 2;
    for (; first < end; ++first) ranks.rank[first] = mean;
  }
  return ranks;
}

// The bin of each row by the quantiles of `target`.
std::vector<std::uint32_t> RegionalBins(std::span<const double> target, std::size_t bins) {
  const std::vector<std::uint32_t> order = internal::AscendingOrder(target);
  std::vector<double> upper;
  for (std::size_t b = 1; b <= bins; ++b) {
    upper.push_back(internal::QuantileInOrder(target, order, b, bins));
  }
  std::vector<std::uint32_t> bin(target.size());
  std::uint32_t at = 0;
  for (const std::uint32_t row : order) {
    while (target[row] > upper[at]) ++at;
    bin[row] = at;
  }
  return bin;
}

// Anderson's T of the rows in a bin against the others; NaN where either is empty.
double RegionalStatistic(const RegionalRanks& ranks, std::span<const std::uint32_t> bin,
                         std::uint32_t wanted) {
  double inside = 0;  // rows so far
  double outside = 0;
  double inside_squares = 0;
  double outside_squares = 0;
  for (std::size_t k = 0; k < ranks.order.size(); ++k) {
    if (bin[ranks.order[k]] == wanted) {
      inside += 1;
      inside_squares += (ranks.rank[k] - inside) * (ranks.rank[k] - inside);
    } else {
      outside += 1;
      outside_squares += (ranks.rank[k] - outside) * (ranks.rank[k] - outside);
    }
  }
  const double product = inside * outside;
  if (product == 0) return std::numeric_limits<double>::quiet_NaN();
  const double all = inside + outside;
  const double u = inside * inside_squares + outside * outside_squares;
  return u / (product * all) - (4 * product - 1) / (6 * all);
}

double RegionalDistance(std::span<const double> x, std::span<const char> inside,
                        std::size_t inside_rows) {
  const std::vector<std::uint32_t> order = internal::AscendingOrder(x);
  const double all_in = static_cast<double>(inside_rows);
  const double all_out = static_cast<double>(x.size() - inside_rows);
  double in = 0;
  double out = 0;
  double distance = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    (inside[order[k]] ? in : out) += 1;
    if (k + 1 < order.size() && x[order[k]] == x[order[k + 1]]) continue;
    distance = std::max(distance, std::fabs(in / all_in - out / all_out));
  }
  return distance;
}

}  // namespace

Checked<RegionalSensitivity> AnalyzeRegional(const Samples& samples, const RegionalOptions& options,
                                             Executor* executor) {
  DRAGOMAN_ASSERT(options.bins >= 2);
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 1, "regional sensitivity")) {
    return *std::move(refusal);
  }
  RegionalSensitivity result;
  result.bins = options.bins;
  result.rows = columns.rows;
  result.constant = columns.constant;
  result.statistic.resize(columns.factors * options.bins);
  if (columns.constant) return result;
  const bool by_outcome = options.target == RegionalTarget::kOutcome;
  // What does not depend on the factor, once.
  const std::vector<std::uint32_t> outcome_bins = RegionalBins(columns.y, options.bins);
  const RegionalRanks outcome_ranks = RegionalRanksOf(columns.y);
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    const std::span<const double> x = columns.Factor(k);
    const std::vector<std::uint32_t> own_bins =
        by_outcome ? std::vector<std::uint32_t>{} : RegionalBins(x, options.bins);
    const RegionalRanks own_ranks = by_outcome ? RegionalRanksOf(x) : RegionalRanks{};
    for (std::uint32_t b = 0; b < options.bins; ++b) {
      result.statistic[k * options.bins + b] = by_outcome
                                                   ? RegionalStatistic(own_ranks, outcome_bins, b)
                                                   : RegionalStatistic(outcome_ranks, own_bins, b);
    }
  });
  return result;
}

Checked<RegionContrast> ContrastRegions(const Samples& samples,
                                        FunctionRef<bool(double)> of_interest) {
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 1, "regional sensitivity")) {
    return *std::move(refusal);
  }
  RegionContrast contrast;
  contrast.rows = columns.rows;
  contrast.distance.resize(columns.factors);
  std::vector<char> inside;
  for (const double y : columns.y) inside.push_back(of_interest(y) ? 1 : 0);
  contrast.inside = static_cast<std::size_t>(std::count(inside.begin(), inside.end(), 1));
  if (contrast.inside == 0 || contrast.inside == columns.rows.used) return contrast;
  for (std::size_t k = 0; k < columns.factors; ++k) {
    contrast.distance[k] = RegionalDistance(columns.Factor(k), inside, contrast.inside);
  }
  return contrast;
}

}  // namespace dragoman

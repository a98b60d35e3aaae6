#include "engine/sensitivity/delta.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/sensitivity/given_data.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/order.h"
#include "engine/sensitivity/internal/parallel.h"

namespace dragoman {
namespace {

constexpr std::size_t kDeltaPoints = 100;
// Kernels further off than this many bandwidths add less than the rounding of those nearby.
constexpr double kDeltaReach = 9;

using DeltaCurve = std::array<double, kDeltaPoints>;

DeltaCurve DeltaGrid(double low, double high) {
  DeltaCurve grid;
  const double step = (high - low) / (kDeltaPoints - 1);
  for (std::size_t k = 0; k < kDeltaPoints; ++k) grid[k] = low + static_cast<double>(k) * step;
  grid.back() = high;
  return grid;
}

// Kernel density of ascending values, which are not all equal.
DeltaCurve DeltaDensity(std::span<const double> ascending, const DeltaCurve& grid) {
  const double n = static_cast<double>(ascending.size());
  const double width = internal::StandardDeviation(ascending, 1) * std::pow(3 * n / 4, -1.0 / 5);
  DeltaCurve density;
  std::size_t first = 0;
  for (std::size_t k = 0; k < kDeltaPoints; ++k) {
    while (first < ascending.size() && ascending[first] < grid[k] - kDeltaReach * width) ++first;
    double sum = 0;
    for (std::size_t i = first; i < ascending.size(); ++i) {
      const double distance = (ascending[i] - grid[k]) / width;
      if (distance > kDeltaReach) break;
      sum += std::exp(-0.5 * distance * distance);
    }
    density[k] = sum / (n * width * std::sqrt(2 * std::numbers::pi));
  }
  return density;
}

double DeltaArea(const DeltaCurve& heights, const DeltaCurve& grid) {
  double area = 0;
  for (std::size_t k = 1; k < kDeltaPoints; ++k) {
    area += (grid[k] - grid[k - 1]) * (heights[k] + heights[k - 1]) / 2;
  }
  return area;
}

// All that the factors share.
struct DeltaOutcome {
  std::vector<std::uint32_t> order;  // of y
  DeltaCurve grid{};
  DeltaCurve density{};
};

double DeltaOfFactor(std::span<const double> x, std::span<const double> y,
                     const DeltaOutcome& outcome) {
  const internal::RankClasses split = internal::ClassesByRank(
      x, internal::AscendingOrder(x), GivenDataClassCount(x.size()), internal::Ties::kByRow);
  std::vector<std::vector<double>> ascending(split.count);  // y of each class
  for (const std::uint32_t row : outcome.order) ascending[split.of_row[row]].push_back(y[row]);
  double delta = 0;
  for (const std::vector<double>& own : ascending) {
    DeltaCurve gap = outcome.density;
    if (own.front() != own.back()) {
      const DeltaCurve density = DeltaDensity(own, outcome.grid);
      for (std::size_t k = 0; k < kDeltaPoints; ++k) gap[k] = std::fabs(gap[k] - density[k]);
    }
    const double share = static_cast<double>(own.size()) / (2 * static_cast<double>(y.size()));
    delta += share * DeltaArea(gap, outcome.grid);
  }
  return delta;
}

}  // namespace

Checked<DeltaIndices> AnalyzeDelta(const Samples& samples, Executor* executor) {
  const internal::Columns columns = internal::CompleteRows(samples);
  if (auto refusal = internal::RefuseFewRows(columns, 1, "delta")) return *std::move(refusal);
  DeltaIndices indices;
  indices.rows = columns.rows;
  indices.constant = columns.constant;
  indices.delta.resize(columns.factors);
  if (columns.constant) return indices;
  DeltaOutcome outcome{.order = internal::AscendingOrder(columns.y)};
  std::vector<double> ascending;
  for (const std::uint32_t row : outcome.order) ascending.push_back(columns.y[row]);
  outcome.grid = DeltaGrid(ascending.front(), ascending.back());
  outcome.density = DeltaDensity(ascending, outcome.grid);
  internal::ForEach(executor, columns.factors, [&](std::size_t k) {
    indices.delta[k] = DeltaOfFactor(columns.Factor(k), columns.y, outcome);
  });
  return indices;
}

}  // namespace dragoman

#include "engine/sensitivity/internal/sobol_terms.h"

#include <algorithm>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"

namespace dragoman::internal {
namespace {

// Below this share of the mean square a variance is rounding.
constexpr double kSobolNoVariance = 1e-13;

}  // namespace

SobolTerms::SobolTerms(std::span<const double> y, std::size_t factors, bool second_order)
    : factors_(factors) {
  const std::size_t block = (second_order ? 2 * factors : factors) + 2;
  DRAGOMAN_ASSERT(!y.empty() && y.size() % block == 0);
  base_points_ = y.size() / block;
  for (std::size_t j = 0; second_order && j < factors; ++j) {
    for (std::size_t k = j + 1; k < factors; ++k) pairs_.emplace_back(j, k);
  }
  const double mean = Mean(y);
  const double deviation = AllEqual(y) ? 1 : StandardDeviation(y, 0);
  outcomes_.resize(y.size());
  for (std::size_t i = 0; i < base_points_; ++i) {
    for (std::size_t k = 0; k < block; ++k) {
      outcomes_[k * base_points_ + i] = (y[i * block + k] - mean) / deviation;
    }
  }
  a_ = outcomes_.data();
  b_ = &outcomes_[(block - 1) * base_points_];
  const std::span<const double> a(a_, base_points_);
  const std::span<const double> b(b_, base_points_);
  constant_ = AllEqual(a) && AllEqual(b) && a.front() == b.front();
  centre_ = (Mean(a) + Mean(b)) / 2;
}

void SobolTerms::Fill(std::size_t column, std::size_t first, std::size_t count,
                      WeightedSums::Column* terms) const {
  double* out = terms->data();
  const double* a = a_ + first;
  const double* b = b_ + first;
  const auto fill = [&](auto term) {
    for (std::size_t i = 0; i < count; ++i) out[i] = term(i);
  };
  if (column == 0) {
    fill([&](std::size_t i) { return (a[i] - centre_) + (b[i] - centre_); });
  } else if (column == 1) {
    fill([&](std::size_t i) {
      return (a[i] - centre_) * (a[i] - centre_) + (b[i] - centre_) * (b[i] - centre_);
    });
  } else if (column < 2 + factors_) {
    const double* ab = Ab(column - 2) + first;
    fill([&](std::size_t i) { return b[i] * (ab[i] - a[i]); });
  } else if (column < 2 + 2 * factors_) {
    const double* ab = Ab(column - 2 - factors_) + first;
    fill([&](std::size_t i) { return (a[i] - ab[i]) * (a[i] - ab[i]); });
  } else {
    const auto [j, k] = pairs_[column - 2 - 2 * factors_];
    const double* ba = Ba(j) + first;
    const double* ab = Ab(k) + first;
    fill([&](std::size_t i) { return ba[i] * ab[i] - a[i] * b[i]; });
  }
}

void SobolTerms::Indices(std::span<const double> sums, std::span<double> indices) const {
  const double n = static_cast<double>(base_points_);
  const double mean = sums[0] / (2 * n);
  const double square = sums[1] / (2 * n);
  const double variance = square - mean * mean;
  if (constant_ || variance <= kSobolNoVariance * square) {
    std::fill(indices.begin(), indices.end(), 0);
    return;
  }
  for (std::size_t j = 0; j < factors_; ++j) {
    indices[j] = sums[2 + j] / n / variance;
    indices[factors_ + j] = sums[2 + factors_ + j] / n / (2 * variance);
  }
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    const double both = sums[2 + 2 * factors_ + p] / n / variance;
    indices[2 * factors_ + p] = both - indices[pairs_[p].first] - indices[pairs_[p].second];
  }
}

}  // namespace dragoman::internal

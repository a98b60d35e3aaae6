#include "engine/sensitivity/internal/sobol_bootstrap.h"

#include <algorithm>
#include <array>

#include "engine/sensitivity/internal/parallel.h"

namespace dragoman::internal {
namespace {

constexpr std::size_t kSobolSets = WeightedSums::kSets;
constexpr std::size_t kSobolTile = WeightedSums::kTerms;
// A column of terms is computed once for two batches of resamples: with more, their counts no
// longer fit the second-level cache.
constexpr std::size_t kSobolBatches = 2;
constexpr std::size_t kSobolRows = kSobolBatches * kSobolSets;

// Some rows of IndicesOfResamples at once.
class SobolRows {
 public:
  SobolRows(const SobolTerms& terms, std::size_t rows)
      : terms_(terms),
        batches_((rows + kSobolSets - 1) / kSobolSets),
        counts_(batches_ * kSobolSets * terms.base_points()),
        sums_(batches_ * terms.size()) {}

  std::span<std::uint32_t> counts(std::size_t row) {
    return std::span(counts_).subspan(row * terms_.base_points(), terms_.base_points());
  }

  void AddUp() {
    const std::size_t points = terms_.base_points();
    for (std::size_t first = 0; first < points; first += kSobolTile) {
      AddTile(first, std::min(kSobolTile, points - first));
    }
  }

  double sum(std::size_t row, std::size_t column) const {
    return sums_[(row / kSobolSets) * terms_.size() + column][row % kSobolSets];
  }

 private:
  void AddTile(std::size_t first, std::size_t count) {
    for (std::size_t batch = 0; batch < batches_; ++batch) LoadWeights(batch, first, count);
    const std::size_t columns = terms_.size();
    // Columns are 2 + 2 d + pairs; with an odd one the last is added up alone.
    for (std::size_t column = 0; column < columns; column += 2) {
      terms_.Fill(column, first, count, &columns_[0]);
      const bool both = column + 1 < columns;
      if (both) terms_.Fill(column + 1, first, count, &columns_[1]);
      for (std::size_t batch = 0; batch < batches_; ++batch) {
        WeightedSums::Sums* sums = &sums_[batch * columns + column];
        WeightedSums::Sums unused{};
        WeightedSums::Add(columns_[0], columns_[1], weights_[batch], count, sums,
                          both ? sums + 1 : &unused);
      }
    }
  }

  void LoadWeights(std::size_t batch, std::size_t first, std::size_t count) {
    for (std::size_t s = 0; s < kSobolSets; ++s) {
      const std::span<const std::uint32_t> row = counts(batch * kSobolSets + s);
      for (std::size_t t = 0; t < count; ++t) {
        weights_[batch][t][s / 2][s % 2] = static_cast<double>(row[first + t]);
      }
    }
  }

  const SobolTerms& terms_;
  std::size_t batches_;
  std::vector<std::uint32_t> counts_;     // row by row; rows beyond the wanted ones stay 0
  std::vector<WeightedSums::Sums> sums_;  // batch by batch, a column each
  std::array<WeightedSums::Weights, kSobolBatches> weights_{};
  std::array<WeightedSums::Column, 2> columns_{};
};

}  // namespace

std::vector<double> IndicesOfResamples(const SobolTerms& terms, std::size_t resamples,
                                       CountPoints count, Executor* executor) {
  const std::size_t rows = resamples + 1;
  const std::size_t width = 2 * terms.factors() + terms.pairs();
  std::vector<double> indices(rows * width);
  const std::size_t tasks = (rows + kSobolRows - 1) / kSobolRows;
  ForEach(executor, tasks, [&](std::size_t task) {
    const std::size_t first = task * kSobolRows;
    const std::size_t here = std::min(kSobolRows, rows - first);
    SobolRows work(terms, here);
    for (std::size_t k = 0; k < here; ++k) {
      const std::span<std::uint32_t> counts = work.counts(k);
      if (first + k == 0) {
        std::fill(counts.begin(), counts.end(), 1U);
      } else {
        count(first + k - 1, counts);
      }
    }
    work.AddUp();
    std::vector<double> sums(terms.size());
    for (std::size_t k = 0; k < here; ++k) {
      for (std::size_t c = 0; c < sums.size(); ++c) sums[c] = work.sum(k, c);
      terms.Indices(sums, std::span(indices).subspan((first + k) * width, width));
    }
  });
  return indices;
}

}  // namespace dragoman::internal

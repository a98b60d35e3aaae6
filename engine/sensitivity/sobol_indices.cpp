#include "engine/sensitivity/sobol_indices.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/random.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/resample.h"
#include "engine/sensitivity/internal/sobol_bootstrap.h"
#include "engine/sensitivity/internal/sobol_terms.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {
namespace {

std::optional<Diagnostic> SobolRefusal(std::span<const double> y, std::size_t factors,
                                       bool second_order) {
  const std::size_t block = (second_order ? 2 * factors : factors) + 2;
  if (y.empty() || y.size() % block != 0) {
    return Diagnostic{.path = {},
                      .message = std::to_string(y.size()) + " rows are no Saltelli design of " +
                                 std::to_string(factors) + " factors with" +
                                 (second_order ? "" : "out") + " second order",
                      .expected = "a multiple of " + std::to_string(block) + " rows"};
  }
  return RefuseGaps(y, "Sobol' indices");
}

// z times the standard deviation of each index over the resamples (rows 1 and up of `rows`).
std::vector<double> SobolHalfWidths(std::span<const double> rows, std::size_t width,
                                    std::size_t resamples, double confidence) {
  const double z = internal::IntervalFactor(confidence);
  std::vector<double> half(width);
  std::vector<double> drawn(resamples);
  for (std::size_t k = 0; k < width; ++k) {
    for (std::size_t r = 0; r < resamples; ++r) drawn[r] = rows[(r + 1) * width + k];
    half[k] = z * internal::StandardDeviation(drawn, 1);
  }
  return half;
}

std::vector<double> SobolPairMatrix(const internal::SobolTerms& terms,
                                    std::span<const double> pairs) {
  const std::size_t d = terms.factors();
  std::vector<double> matrix(d * d, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t p = 0; p < terms.pairs(); ++p) {
    matrix[terms.pair(p).first * d + terms.pair(p).second] = pairs[p];
  }
  return matrix;
}

std::vector<double> SobolPart(std::span<const double> values, std::size_t first,
                              std::size_t count) {
  const std::span<const double> part = values.subspan(first, count);
  return {part.begin(), part.end()};
}

SobolIndices SobolFrom(std::span<const double> y, std::size_t factors, const SobolOptions& options,
                       std::size_t resamples, internal::CountPoints count, Executor* executor) {
  DRAGOMAN_ASSERT(resamples != 1);
  const internal::SobolTerms terms(y, factors, options.second_order);
  const std::vector<double> rows = internal::IndicesOfResamples(terms, resamples, count, executor);
  const std::size_t width = 2 * factors + terms.pairs();
  SobolIndices indices;
  indices.factors = factors;
  indices.base_points = terms.base_points();
  indices.constant = terms.constant();
  indices.s1 = SobolPart(rows, 0, factors);
  indices.st = SobolPart(rows, factors, factors);
  const std::span<const double> all = std::span(rows).first(width);
  if (options.second_order) indices.s2 = SobolPairMatrix(terms, all.subspan(2 * factors));
  if (resamples == 0) return indices;
  const std::vector<double> half = SobolHalfWidths(rows, width, resamples, options.confidence);
  indices.s1_conf = SobolPart(half, 0, factors);
  indices.st_conf = SobolPart(half, factors, factors);
  if (options.second_order) {
    indices.s2_conf = SobolPairMatrix(terms, std::span(half).subspan(2 * factors));
  }
  return indices;
}

}  // namespace

Checked<SobolIndices> AnalyzeSobol(std::span<const double> y, std::size_t factors,
                                   const SobolOptions& options, Executor* executor) {
  DRAGOMAN_ASSERT(factors >= 1);
  if (auto refusal = SobolRefusal(y, factors, options.second_order)) return *std::move(refusal);
  const StreamKey stream = MakeStream("sobol bootstrap");
  const auto count = [&](std::size_t resample, std::span<std::uint32_t> counts) {
    const Random random(options.seed, resample);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      ++counts[internal::DrawPlace(random, stream, i, counts.size())];
    }
  };
  return SobolFrom(y, factors, options, options.resamples, count, executor);
}

Checked<SobolIndices> AnalyzeSobol(std::span<const double> y, std::size_t factors,
                                   const SobolOptions& options, const ResampleIndices& resample,
                                   Executor* executor) {
  DRAGOMAN_ASSERT(factors >= 1);
  if (auto refusal = SobolRefusal(y, factors, options.second_order)) return *std::move(refusal);
  const auto count = [&](std::size_t r, std::span<std::uint32_t> counts) {
    DRAGOMAN_ASSERT(resample.points.size() == counts.size() * resample.resamples);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      ++counts[resample.points[i * resample.resamples + r]];
    }
  };
  return SobolFrom(y, factors, options, resample.resamples, count, executor);
}

}  // namespace dragoman

#include "engine/sensitivity/dgsm.h"

#include <numbers>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/random.h"
#include "engine/sensitivity/internal/columns.h"
#include "engine/sensitivity/internal/moments.h"
#include "engine/sensitivity/internal/resample.h"

namespace dragoman {
namespace {

// Squared derivatives of one factor at each base point, or what is wrong with the design.
Checked<std::vector<double>> DgsmSquares(const Samples& samples, std::size_t factor) {
  const std::size_t block = samples.factors + 1;
  std::vector<double> squares;
  for (std::size_t first = 0; first < samples.rows(); first += block) {
    const std::size_t moved = first + 1 + factor;
    const double step =
        samples.x[moved * samples.factors + factor] - samples.x[first * samples.factors + factor];
    if (step == 0) {
      return Diagnostic{.path = {},
                        .message = "row " + std::to_string(moved + 1) +
                                   " does not change its factor (number " +
                                   std::to_string(factor + 1) + ")",
                        .expected = "a small step of one factor in each row after a base point"};
    }
    const double slope = (samples.y[moved] - samples.y[first]) / step;
    squares.push_back(slope * slope);
  }
  return squares;
}

std::optional<Diagnostic> DgsmRefusal(const Samples& samples) {
  const std::size_t block = samples.factors + 1;
  if (samples.rows() == 0 || samples.rows() % block != 0) {
    return Diagnostic{.path = {},
                      .message = std::to_string(samples.rows()) +
                                 " rows are no design of finite differences of " +
                                 std::to_string(samples.factors) + " factors",
                      .expected = "a multiple of " + std::to_string(block) + " rows"};
  }
  if (CountGaps(samples.x) > 0) {
    return Diagnostic{
        .path = {}, .message = "a coordinate of the design is not a finite number", .expected = {}};
  }
  return RefuseGaps(samples.y, "derivative-based measures");
}

double DgsmBound(std::span<const double> squares, std::span<const double> base, double range) {
  if (internal::AllEqual(base)) return 0;
  const double variance = internal::SquaredDeviations(base) / static_cast<double>(base.size());
  return internal::Mean(squares) * range * range / (variance * std::numbers::pi * std::numbers::pi);
}

double DgsmHalfWidth(std::span<const double> squares, std::span<const double> base, double range,
                     const DgsmOptions& options) {
  DRAGOMAN_ASSERT(options.resamples != 1);
  const StreamKey stream = MakeStream("dgsm bootstrap");
  std::vector<double> drawn_squares(base.size());
  std::vector<double> drawn_base(base.size());
  std::vector<double> bounds;
  for (std::size_t r = 0; r < options.resamples; ++r) {
    const Random random(options.seed, r);
    for (std::size_t i = 0; i < base.size(); ++i) {
      const std::size_t place = internal::DrawPlace(random, stream, i, base.size());
      drawn_squares[i] = squares[place];
      drawn_base[i] = base[place];
    }
    bounds.push_back(DgsmBound(drawn_squares, drawn_base, range));
  }
  return internal::IntervalFactor(options.confidence) * internal::StandardDeviation(bounds, 1);
}

}  // namespace

Checked<DgsmIndices> AnalyzeDgsm(const Samples& samples, std::span<const double> ranges,
                                 const DgsmOptions& options) {
  DRAGOMAN_ASSERT(samples.factors >= 1 && samples.x.size() == samples.factors * samples.rows());
  DRAGOMAN_ASSERT(ranges.size() == samples.factors);
  if (auto refusal = DgsmRefusal(samples)) return *std::move(refusal);
  std::vector<double> base;
  for (std::size_t row = 0; row < samples.rows(); row += samples.factors + 1) {
    base.push_back(samples.y[row]);
  }
  DgsmIndices indices;
  indices.base_points = base.size();
  indices.constant = internal::AllEqual(base);
  for (std::size_t k = 0; k < samples.factors; ++k) {
    const Checked<std::vector<double>> squares = DgsmSquares(samples, k);
    if (!squares) return squares.problems();
    indices.vi.push_back(internal::Mean(*squares));
    indices.vi_stdev.push_back(internal::StandardDeviation(*squares, 0));
    indices.dgsm.push_back(DgsmBound(*squares, base, ranges[k]));
    if (options.resamples == 0) continue;
    indices.dgsm_conf.push_back(DgsmHalfWidth(*squares, base, ranges[k], options));
  }
  return indices;
}

}  // namespace dragoman

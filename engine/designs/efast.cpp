#include "engine/designs/efast.h"

#include <limits>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman {
namespace {

std::vector<double> DrawEfastPhases(std::size_t dimensions, std::uint64_t seed) {
  static const StreamKey stream = MakeStream("design", "efast", "phase");
  std::vector<double> phases(dimensions);
  for (std::size_t i = 0; i < dimensions; ++i) phases[i] = Random(seed, i).Uniform(stream);
  return phases;
}

// Spread evenly over 1 ... highest where there is room, else going round.
std::vector<std::uint64_t> EfastLowFrequencies(std::size_t count, std::uint64_t highest) {
  std::vector<std::uint64_t> frequencies(count, 1);
  for (std::size_t k = 0; k < count; ++k) {
    if (highest < count) {
      frequencies[k] = k % highest + 1;
    } else if (count > 1) {
      frequencies[k] = 1 + k * (highest - 1) / (count - 1);
    }
  }
  return frequencies;
}

// 1/2 + arcsin(sin(2 pi t)) / pi, t in [0, 2): 1/2 at 0, up to 1 at 1/4, down to 0 at 3/4.
double TriangleWave(double t) {
  double from_top = t - 0.25;
  if (from_top < 0) from_top += 1;
  if (from_top >= 1) from_top -= 1;
  return portable::Abs(2 * from_top - 1);
}

}  // namespace

EfastDesign::EfastDesign(std::size_t dimensions, std::uint64_t points_per_curve,
                         std::uint64_t harmonics, std::uint64_t seed)
    : EfastDesign(points_per_curve, harmonics, DrawEfastPhases(dimensions, seed)) {}

EfastDesign::EfastDesign(std::uint64_t points_per_curve, std::uint64_t harmonics,
                         std::vector<double> phases)
    : points_per_curve_(points_per_curve), high_frequency_(0), phases_(std::move(phases)) {
  DRAGOMAN_ASSERT(harmonics >= 1 && harmonics <= kMaxHarmonics);
  DRAGOMAN_ASSERT(points_per_curve >= MinPoints(harmonics) &&
                  points_per_curve <= kMaxPointsPerCurve);
  DRAGOMAN_ASSERT(!phases_.empty() && phases_.size() <= std::uint64_t{1} << 32);
  for (const double phase : phases_) DRAGOMAN_ASSERT(phase >= 0 && phase < 1);
  high_frequency_ = (points_per_curve - 1) / (2 * harmonics);
  low_frequencies_ = EfastLowFrequencies(phases_.size() - 1, high_frequency_ / (2 * harmonics));
}

void EfastDesign::Point(std::uint64_t k, std::span<double> point) const {
  DRAGOMAN_ASSERT(k < size() && point.size() == dimensions());
  const std::uint64_t curve = k / points_per_curve_;
  const std::uint64_t step = k % points_per_curve_;
  for (std::size_t j = 0; j < point.size(); ++j) {
    const std::uint64_t frequency =
        j == curve ? high_frequency_ : low_frequencies_[j < curve ? j : j - 1];
    // Whole turns drop out as whole numbers.
    const std::uint64_t part = frequency * step % points_per_curve_;
    point[j] = TriangleWave(static_cast<double>(part) / static_cast<double>(points_per_curve_) +
                            phases_[curve]);
  }
}

}  // namespace dragoman

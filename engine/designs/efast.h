#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Search curves of the extended Fourier amplitude sensitivity test.
///
/// One curve of N points for each parameter in turn, rows curve by curve as in SALib. On the curve
/// of parameter i, s runs over 2 pi j / N and x_k = 1/2 + arcsin(sin(w_k s + phase_i)) / pi, where
/// w_i = floor((N - 1) / (2 M)) is the high frequency and the others share the frequencies up to
/// floor(w_i / (2 M)), spread evenly. All coordinates of a curve have the same phase.
///
/// Saltelli, Tarantola & Chan, Technometrics 41 (1999). Coordinates are computed as a triangle wave
/// of whole numbers, so neither sine nor arcsine rounds them.
class EfastDesign final : public Design {
 public:
  /// Points a curve needs so that M harmonics of w_i do not overlap the others' : 4 M^2 + 1.
  static constexpr std::uint64_t MinPoints(std::uint64_t harmonics) {
    return 4 * harmonics * harmonics + 1;
  }
  static constexpr std::uint64_t kMaxPointsPerCurve = std::uint64_t{1} << 31;
  static constexpr std::uint64_t kMaxHarmonics = 100;

  /// Phases drawn from `seed`.
  /// @param points_per_curve N, MinPoints(harmonics) ... kMaxPointsPerCurve.
  /// @param harmonics M, 1 ... kMaxHarmonics; 4 is usual.
  EfastDesign(std::size_t dimensions, std::uint64_t points_per_curve, std::uint64_t harmonics,
              std::uint64_t seed);

  /// Phases as given, one per curve, in turns: in [0, 1), where 1 would be 2 pi.
  EfastDesign(std::uint64_t points_per_curve, std::uint64_t harmonics, std::vector<double> phases);

  std::size_t dimensions() const override { return phases_.size(); }
  std::uint64_t size() const override { return points_per_curve_ * phases_.size(); }
  void Point(std::uint64_t k, std::span<double> point) const override;

  std::uint64_t points_per_curve() const { return points_per_curve_; }
  /// w_i, the frequency of the parameter under study.
  std::uint64_t high_frequency() const { return high_frequency_; }
  /// Frequencies of the others, in the order of the parameters; D - 1 of them.
  const std::vector<std::uint64_t>& low_frequencies() const { return low_frequencies_; }

 private:
  std::uint64_t points_per_curve_;
  std::uint64_t high_frequency_;
  std::vector<std::uint64_t> low_frequencies_;
  std::vector<double> phases_;
};

}  // namespace dragoman

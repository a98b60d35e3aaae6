#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

enum class LatinCriterion : std::uint8_t {
  kPlain,    ///< Independent random permutations.
  kMaximin,  ///< Rearranged so that the closest two points are far apart.
};

/// Points of a Latin hypercube; also the length of its permutations.
inline constexpr std::uint64_t kMaxLatinPoints = std::uint64_t{1} << 25;
/// Dimensions times points of a Latin hypercube (4 bytes each are stored).
inline constexpr std::uint64_t kMaxLatinCells = std::uint64_t{1} << 26;
/// Points of a maximin hypercube, which looks at all pairs.
inline constexpr std::uint64_t kMaxMaximinPoints = 2048;

/// Latin hypercube: along every axis each of N equal intervals holds exactly one point, uniform
/// within its interval.
///
/// Determined by (dimensions, points, seed, criterion); unlike the other designs a larger one does
/// not contain a smaller one. McKay, Beckman & Conover, Technometrics 21 (1979).
///
/// kMaximin: the best of ten random hypercubes (of fewer, where points^2 * dimensions is large),
/// then improved by exchanging coordinates of two points while that lowers the sum over pairs of
/// distance^-20 (Morris & Mitchell, "Exploratory designs for computational experiments", J.
/// Statistical Planning and Inference 43, 1995), until a fixed budget of exchanges is spent: about
/// a second or two. Distances are between the centres of the cells. The closest two points are
/// never closer than in the hypercube it started from.
class LatinHypercube final : public Design {
 public:
  /// @pre 1 <= points <= kMaxLatinPoints (kMaxMaximinPoints for kMaximin), dimensions >= 1 and
  /// dimensions * points <= kMaxLatinCells.
  LatinHypercube(std::size_t dimensions, std::uint64_t points, std::uint64_t seed,
                 LatinCriterion criterion = LatinCriterion::kPlain);

  std::size_t dimensions() const override { return dimensions_; }
  std::uint64_t size() const override { return points_; }
  /// Coordinates are in (0, 1); floor(coordinate * points) is the number of the interval.
  void Point(std::uint64_t k, std::span<double> point) const override;

 private:
  std::size_t dimensions_;
  std::uint64_t points_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> intervals_;  // [point][dimension]
};

}  // namespace dragoman

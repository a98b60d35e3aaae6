#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Dimensions of a Halton design: beyond, its projections on pairs of axes are useless.
inline constexpr std::size_t kMaxHaltonDimensions = 100;
/// Points of the sequence that can be asked for: radical inverses are then correctly rounded.
inline constexpr std::uint64_t kMaxHaltonPoints = std::uint64_t{1} << 40;

/// Halton's points, unscrambled: coordinate j of point n is n written in the j-th prime base and
/// mirrored at the radix point. Point 0 is the origin. Halton, Numerische Mathematik 2 (1960).
class HaltonDesign final : public Design {
 public:
  /// @param dimensions 1 ... kMaxHaltonDimensions.
  /// @param first number of the point that this design has as point 0.
  /// @pre first + points <= kMaxHaltonPoints.
  HaltonDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t first = 0);

  std::size_t dimensions() const override { return primes_.size(); }
  std::uint64_t size() const override { return points_; }
  /// Coordinates are in [0, 1).
  void Point(std::uint64_t k, std::span<double> point) const override;

 private:
  std::vector<std::uint32_t> primes_;
  std::uint64_t points_;
  std::uint64_t first_;
};

}  // namespace dragoman

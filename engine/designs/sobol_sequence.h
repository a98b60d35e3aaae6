#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Dimensions for which direction numbers exist.
inline constexpr std::size_t kMaxSobolDimensions = 3667;

/// Points of the sequence that can be asked for: coordinates are then exact multiples of 2^-53.
inline constexpr std::uint64_t kMaxSobolPoints = std::uint64_t{1} << 53;

/// Sobol' points, unscrambled, in Gray-code order, from the origin.
///
/// Point n is the exclusive or of the direction numbers that the Gray code of n selects, so a point
/// is computed from its number alone: popcount(n) operations a coordinate (about 5 ns). The points
/// of a design are the first ones of any larger design of the same `first`. Use a power of two:
/// then every coordinate visits each of as many equal intervals once.
///
/// Sobol' (1967); order by Antonov & Saleev (1979); direction numbers by Joe & Kuo (2008, set D6),
/// from Boost.Random. Memory: 8 bytes times dimensions times bits of the largest point number.
class SobolDesign final : public Design {
 public:
  /// @param dimensions 1 ... kMaxSobolDimensions.
  /// @param first number of the point that this design has as point 0; 0 is the origin.
  /// @pre first + points <= kMaxSobolPoints.
  SobolDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t first = 0);

  std::size_t dimensions() const override { return dimensions_; }
  std::uint64_t size() const override { return points_; }
  /// Coordinates are in [0, 1).
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// One coordinate of point `k`. @pre k < size(), dimension < dimensions().
  double Coordinate(std::uint64_t k, std::size_t dimension) const;

 private:
  std::size_t dimensions_;
  std::uint64_t points_;
  std::uint64_t first_;
  std::size_t bits_;                       // of the largest point number
  std::vector<std::uint64_t> directions_;  // [dimension][bit], as fractions of 2^64
};

}  // namespace dragoman

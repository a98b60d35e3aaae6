#pragma once

#include "engine/designs/design.h"

namespace dragoman {

/// Independent uniform points. Point k depends on (seed, k) only, so a design holds the first
/// points of any larger one with the same seed.
class MonteCarloDesign final : public Design {
 public:
  /// @pre dimensions >= 1.
  MonteCarloDesign(std::size_t dimensions, std::uint64_t points, std::uint64_t seed);

  std::size_t dimensions() const override { return dimensions_; }
  std::uint64_t size() const override { return points_; }
  /// Coordinates are in (0, 1).
  void Point(std::uint64_t k, std::span<double> point) const override;

 private:
  std::size_t dimensions_;
  std::uint64_t points_;
  std::uint64_t seed_;
};

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace dragoman {

/// Which points of the unit cube an experiment visits, in a fixed order.
///
/// Any point can be asked for by its number, from any thread and in any order, so that a shard of
/// an experiment computes its own points and none is stored. Immutable once built. What the
/// coordinates stand for is not a design's business (designs/parameter_range.h).
class Design {
 public:
  virtual ~Design() = default;

  /// Coordinates of a point; at least 1.
  virtual std::size_t dimensions() const = 0;
  /// Points in all.
  virtual std::uint64_t size() const = 0;
  /// Writes point `k`.
  /// @pre k < size() and point.size() == dimensions().
  /// @param point receives coordinates in [0, 1].
  virtual void Point(std::uint64_t k, std::span<double> point) const = 0;
};

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <vector>

#include "engine/bargaining/sitting.h"

/// @file
/// How far a party has come down: the scale it concedes on, and curves over time.

namespace dragoman {

/// The stretch a party concedes on: share 1 is its best offer, share 0 what it falls back on.
struct WorthScale {
  double floor = 0;
  double best = 0;

  double range() const { return best > floor ? best - floor : 0; }
  /// Exact at share 0; never above `best`.
  double Worth(double share) const {
    const double worth = floor + range() * share;
    return worth > best && best > floor ? best : worth;
  }
  /// 0 where there is nothing to concede on. Not clipped.
  double Share(double worth) const { return range() > 0 ? (worth - floor) / range() : 0; }
};

/// From the party's best offer down to its reservation; or, where every outcome of the space is on
/// offer and even the worst of them is better than no agreement, to that. (Where offers below the
/// reservation were left out, the reservation is the floor either way.) O(1) and, in the second
/// case, one call of OfferSource::worst_worth.
WorthScale ScaleOf(const Seat& seat);

/// The share conceded by a time-dependent tactic, in [0, 1] over t in [0, 1].
///
/// Source: Faratin, Sierra & Jennings (1998), section 4.1: the polynomial
/// alpha(t) = k + (1 - k) t^(1 / beta) and the exponential alpha(t) = exp((1 - t)^beta ln k).
struct ConcessionShape {
  enum class Family : unsigned char { kPolynomial, kExponential };
  Family family = Family::kPolynomial;
  double beta = 1;     ///< > 0; below 1 late, above 1 early.
  double initial = 0;  ///< k: conceded at t = 0, in [0, 1].

  /// @pre time in [0, 1]
  double Conceded(double time) const;
  friend bool operator==(const ConcessionShape&, const ConcessionShape&) = default;
};

/// A ConcessionShape that remembers its values: sittings of equal clocks pay for the power function
/// once, not once per sitting. Allocates when a sitting has more exchanges than any before.
class ConcessionCurve {
 public:
  /// Forgets what it remembers only if `shape` is new.
  void SetShape(const ConcessionShape& shape) {
    if (shape == shape_) return;
    shape_ = shape;
    points_.clear();
  }
  const ConcessionShape& shape() const { return shape_; }

  double Conceded(const Clock& clock) {
    const auto k = static_cast<std::size_t>(clock.tick - 1);
    if (k >= points_.size()) return Grow(k, clock);
    Point& point = points_[k];
    if (point.time != clock.time) point = {clock.time, shape_.Conceded(clock.time)};
    return point.conceded;
  }

 private:
  static constexpr std::size_t kMostPoints = 1U << 14U;  ///< 256 KiB; beyond, compute each time.
  struct Point {
    double time = -1;  ///< No clock shows this.
    double conceded = 0;
  };
  double Grow(std::size_t k, const Clock& clock);

  ConcessionShape shape_;
  std::vector<Point> points_;  ///< By tick.
};

}  // namespace dragoman

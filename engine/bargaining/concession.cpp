#include "engine/bargaining/concession.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {

WorthScale ScaleOf(const Seat& seat) {
  WorthScale scale{seat.reservation, seat.best_worth};
  if (seat.space == nullptr || seat.offers == nullptr || !seat.pool.empty()) return scale;
  if (seat.offers->size() != static_cast<double>(seat.space->num_outcomes())) return scale;
  scale.floor = std::max(scale.floor, seat.offers->worst_worth());
  return scale;
}

double ConcessionShape::Conceded(double time) const {
  if (family == Family::kExponential) {
    if (initial == 0) return time < 1 ? 0 : 1;  // The limit; ln 0 has no product with 0.
    return portable::Exp(portable::Pow(1 - time, beta) * portable::Log(initial));
  }
  return initial + (1 - initial) * portable::Pow(time, 1 / beta);
}

double ConcessionCurve::Grow(std::size_t k, const Clock& clock) {
  const auto ticks = static_cast<std::size_t>(std::max(clock.ticks, clock.tick));
  points_.resize(std::max(points_.size(), std::min(ticks, kMostPoints)));
  return k < points_.size() ? Conceded(clock) : shape_.Conceded(clock.time);
}

}  // namespace dragoman

#pragma once

#include <limits>

#include "engine/bargaining/concession.h"
#include "engine/bargaining/sitting.h"

namespace dragoman {

/// Base of strategies that consist of an offering rule: what to hold out for and what to table.
///
/// The base keeps what the rule decided within one tick, judges offers, and never accepts below the
/// reservation or the delegate's margin. By default an offer is accepted when it is worth at least
/// the offer the party would table itself (AC_next: Faratin, Sierra & Jennings 1998, section 3;
/// Baarslag, Hindriks & Jonker 2013); ComposedStrategy (composed.h) puts any other condition in its
/// place.
class OfferingStrategy : public Strategy {
 public:
  void Begin(const Seat& seat) final;
  const PoolOffer* Propose(const Clock& clock) final;
  const PoolOffer* Next(const Clock& clock) final {
    if (clock.tick != plan_tick_) {
      plan_ = Plan(clock);
      plan_tick_ = clock.tick;
    }
    return plan_;
  }
  double Aspiration(const Clock& clock) final {
    if (clock.tick != aspiration_tick_) {
      aspiration_ = Target(clock);
      aspiration_tick_ = clock.tick;
    }
    return aspiration_;
  }
  Judgement Judge(const Offer& offer, const Clock& clock) final;

 protected:
  /// A sitting starts: seat() and scale() are new.
  virtual void DoBegin() {}
  /// The worth to hold out for; asked once per tick, so later calls see what was heard meanwhile.
  virtual double Target(const Clock& clock) = 0;
  /// What to table now, or null. Asked once per tick, again after Replan(). Not yet tabled: only
  /// DoTabled may count it.
  virtual const PoolOffer* Plan(const Clock& clock) = 0;
  /// `offer` was tabled.
  virtual void DoTabled(const PoolOffer& offer, const Clock& clock);
  /// The least worth it would accept.
  virtual double Needed(const Clock& clock) {
    const PoolOffer* next = Next(clock);
    return next == nullptr ? Aspiration(clock) : next->worth;
  }

  const Seat& seat() const { return seat_; }
  const WorthScale& scale() const { return scale_; }
  /// Least worth it has tabled in this sitting; infinite before the first offer.
  double lowest_tabled() const { return lowest_tabled_; }
  /// Makes the next question call Plan again.
  void Replan() { plan_tick_ = 0; }
  /// Room for a planned offer.
  PoolOffer* room() { return &room_; }

 private:
  Seat seat_;
  WorthScale scale_;
  PoolOffer room_;
  const PoolOffer* plan_ = nullptr;
  int plan_tick_ = 0;  ///< Ticks start at 1.
  int aspiration_tick_ = 0;
  double aspiration_ = 0;
  double lowest_tabled_ = std::numeric_limits<double>::infinity();
};

/// The refusal, or none, that follows from a worth and what it would have taken.
/// @param needed At least the reservation and the margin.
Refusal RefusalFor(const Appraisal& seen, double needed, double reservation);

}  // namespace dragoman

#include "engine/bargaining/negmas/concession.h"

#include <limits>

#include "engine/bargaining/negmas/terms.h"
#include "engine/core/portable_math.h"

namespace dragoman {

double NegmasConcession::Aspiration(double time) const {
  if (curve == NegmasCurve::kPolynomial) {
    return max_aspiration * (1 - portable::Pow(time, exponent));
  }
  const double left = portable::Exp(portable::Pow(1 - time, exponent)) - 1;
  return max_aspiration * left / (portable::Exp(1) - 1);
}

void NegmasTimeBased::Begin(const Seat& seat) {
  seat_ = seat;
  tick_ = 0;
  const double worst = seat.offers->worst_worth();
  most_ = seat.offers->best_worth();
  least_ = worst > seat.reservation ? worst : seat.reservation;
  ceiling_ = Clip(most_ - least_ + least_ + rule_.tolerance);
}

double NegmasTimeBased::Clip(double worth) const {
  const double capped = worth < most_ ? worth : most_;
  return capped > least_ ? capped : least_;
}

double NegmasTimeBased::Aspiration(const Clock& clock) {
  if (clock.tick != tick_) {
    tick_ = clock.tick;
    const double share = rule_.Aspiration(clock.time);
    threshold_ = Clip((most_ - least_) * share + least_ - rule_.tolerance);
  }
  return threshold_;
}

const PoolOffer* NegmasTimeBased::Propose(const Clock& clock) {
  const double lowest = -std::numeric_limits<double>::infinity();
  const double floor = rule_.rational_only ? seat_.reservation : lowest;
  if (NegmasWorstIn(Aspiration(clock), floor, seat_.offers, &found_)) return &found_;
  return seat_.offers->Ranked(0, &found_) ? &found_ : nullptr;
}

Judgement NegmasTimeBased::Judge(const Offer& offer, const Clock& clock) {
  const Appraisal seen = seat_.appraiser->Appraise(offer);
  const double needed = Aspiration(clock);
  return NegmasReply(seat_, seen, needed <= seen.worth && seen.worth <= ceiling_, needed);
}

}  // namespace dragoman

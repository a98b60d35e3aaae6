#include "engine/bargaining/negmas/terms.h"

#include <limits>

namespace dragoman {
namespace {

constexpr double kNegmasSlack = 1e-6;
constexpr double kNegmasNoLimit = std::numeric_limits<double>::infinity();

// The dearest offer worth at least `lowest` and less than `low`, the first of equals.
PoolOffer NegmasNextBelow(double lowest, double low, OfferSource* offers) {
  PoolOffer nearest;
  bool any = false;
  offers->ForEachWithin(lowest, low, [&](const PoolOffer& offer) {
    if (any && offer.worth < nearest.worth) return false;
    nearest = offer;
    any = true;
    return true;
  });
  return nearest;
}

}  // namespace

bool NegmasWorstIn(double low, double floor, OfferSource* offers, PoolOffer* found) {
  const double lowest = low - kNegmasSlack > floor ? low - kNegmasSlack : floor;
  if (!offers->CheapestWithin(lowest, kNegmasNoLimit, found)) {
    return offers->Ranked(0, found) && found->worth >= floor;
  }
  if (found->worth >= low) return true;
  // Something within the slack is worth less than asked for; what is there above?
  if (!offers->CheapestWithin(low, kNegmasNoLimit, found)) return offers->Ranked(0, found);
  if (found->worth == low) return true;
  const PoolOffer below = NegmasNextBelow(lowest, low, offers);
  if (low - below.worth < found->worth - low) *found = below;
  return true;
}

Judgement NegmasReply(const Seat& seat, const Appraisal& seen, bool accepts, double needed) {
  Judgement reply;
  reply.appraisal = seen;
  reply.needed = needed;
  reply.refusal = seen.refusal;
  if (reply.refusal != Refusal::kNone) return reply;
  // A margin of 0 says nothing where worth is not measured from no deal.
  const bool unsigned_by_delegate = seen.margin > 0 && seen.worth < seen.margin;
  if (seen.worth < seat.reservation) {
    reply.refusal = Refusal::kBelowNoDeal;
  } else if (unsigned_by_delegate) {
    reply.refusal = Refusal::kDelegate;
  } else if (!accepts) {
    reply.refusal = Refusal::kAspiration;
  }
  return reply;
}

}  // namespace dragoman

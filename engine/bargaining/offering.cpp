#include "engine/bargaining/offering.h"

#include <algorithm>

namespace dragoman {

Refusal RefusalFor(const Appraisal& seen, double needed, double reservation) {
  if (seen.refusal != Refusal::kNone) return seen.refusal;
  if (seen.worth >= needed) return Refusal::kNone;
  if (seen.worth < reservation) return Refusal::kBelowNoDeal;
  return seen.worth < seen.margin ? Refusal::kDelegate : Refusal::kAspiration;
}

void OfferingStrategy::Begin(const Seat& seat) {
  seat_ = seat;
  scale_ = ScaleOf(seat);
  plan_ = nullptr;
  plan_tick_ = 0;
  aspiration_tick_ = 0;
  lowest_tabled_ = std::numeric_limits<double>::infinity();
  DoBegin();
}

const PoolOffer* OfferingStrategy::Propose(const Clock& clock) {
  const PoolOffer* offer = Next(clock);
  if (offer == nullptr) return nullptr;
  lowest_tabled_ = std::min(lowest_tabled_, offer->worth);
  DoTabled(*offer, clock);
  return offer;
}

void OfferingStrategy::DoTabled(const PoolOffer&, const Clock&) {}

Judgement OfferingStrategy::Judge(const Offer& offer, const Clock& clock) {
  Judgement judgement;
  judgement.appraisal = seat_.appraiser->Appraise(offer);
  judgement.needed = std::max({Needed(clock), judgement.appraisal.margin, seat_.reservation});
  judgement.refusal = RefusalFor(judgement.appraisal, judgement.needed, seat_.reservation);
  return judgement;
}

}  // namespace dragoman

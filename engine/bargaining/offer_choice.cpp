#include "engine/bargaining/offer_choice.h"

#include <algorithm>

namespace dragoman {

bool CheapestSignable(OfferSource* offers, double low, double high, PoolOffer* found) {
  if (offers == nullptr || !offers->CheapestWithin(low, high, found)) return false;
  if (Signable(*found)) return true;
  // Best first, so the last one seen is the cheapest and of equals the first.
  bool any = false;
  offers->ForEachWithin(low, high, [&](const PoolOffer& offer) {
    if (Signable(offer)) {
      *found = offer;
      any = true;
    }
    return true;
  });
  return any;
}

bool BestScoredSignable(OfferSource* offers, const OutcomeSpace* space, double low, double high,
                        std::span<const double> score, PoolOffer* found) {
  if (offers == nullptr || !offers->BestScoredWithin(low, high, score, found)) return false;
  if (Signable(*found)) return true;
  bool any = false;
  double best = 0;
  offers->ForEachWithin(low, high, [&](const PoolOffer& offer) {
    if (!Signable(offer)) return true;
    const double sum = ScoreOf(*space, score, offer.offer);
    if (any && sum < best) return true;
    *found = offer;
    best = sum;
    any = true;
    return true;
  });
  return any;
}

const PoolOffer* BestSeenSignable(std::span<const PoolOffer> pool, double low) {
  const PoolOffer* best = nullptr;
  for (const PoolOffer& offer : pool) {
    if (offer.worth < low || !Signable(offer)) continue;
    const bool better = best == nullptr || offer.seen_worth > best->seen_worth ||
                        (offer.seen_worth == best->seen_worth && offer.worth > best->worth);
    if (better) best = &offer;
  }
  return best;
}

bool MayTable(const Seat& seat, const Offer& offer) {
  if (seat.space != nullptr && !seat.space->Contains(offer)) return false;
  if (seat.pool.empty()) return true;
  return std::any_of(seat.pool.begin(), seat.pool.end(),
                     [&](const PoolOffer& listed) { return listed.offer == offer; });
}

double ScoreOf(const OutcomeSpace& space, std::span<const double> score, const Offer& offer) {
  double sum = 0;
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    sum += score[space.offset(i) + offer.options[i]];
  }
  return sum;
}

}  // namespace dragoman

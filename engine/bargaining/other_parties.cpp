#include "engine/bargaining/other_parties.h"

#include <algorithm>

#include "engine/bargaining/offer_choice.h"

namespace dragoman {

void OtherParties::Begin(const Seat& seat, OpponentModelKind kind) {
  DRAGOMAN_ASSERT(seat.space != nullptr);
  seat_ = seat;
  num_heard_ = 0;
  stale_ = true;
  learns_ = false;
  knows_ = false;
  for (int party = 0; party < seat.num_parties; ++party) {
    if (party == seat.self) continue;
    if (Known(party)) {
      knows_ = true;
      continue;
    }
    learns_ = true;
    models_[static_cast<std::size_t>(party)].Begin(*seat.space, kind);
  }
}

void OtherParties::Hear(int proposer, const Offer& offer, const Clock& clock) {
  if (proposer < 0 || proposer >= seat_.num_parties || proposer == seat_.self) return;
  ++num_heard_;
  if (Known(proposer)) return;
  models_[static_cast<std::size_t>(proposer)].Hear(offer, clock.time);
  stale_ = true;
}

double OtherParties::Gain(int party, const Offer& offer) {
  const auto p = static_cast<std::size_t>(party);
  if (!Known(party)) return models_[p].Estimate(offer);
  const Appraisal seen = seat_.others[p].appraiser->Appraise(offer);
  return seen.refusal == Refusal::kNone ? seen.worth - seat_.others[p].reservation : -1;
}

double OtherParties::Share(int party, const Offer& offer) {
  const double gain = Gain(party, offer);
  if (!Known(party)) return gain;
  const KnownParty& known = seat_.others[static_cast<std::size_t>(party)];
  const double range = known.best_worth - known.reservation;
  return range > 0 ? gain / range : 0;
}

double OtherParties::Product(const Offer& offer) {
  double product = 1;
  for (int party = 0; party < seat_.num_parties; ++party) {
    if (party != seat_.self) product *= std::max(0.0, Gain(party, offer));
  }
  return product;
}

double OtherParties::Least(const Offer& offer) {
  double least = std::numeric_limits<double>::infinity();
  for (int party = 0; party < seat_.num_parties; ++party) {
    if (party != seat_.self) least = std::min(least, Share(party, offer));
  }
  return least;
}

std::span<const double> OtherParties::Scores() {
  if (stale_) {
    stale_ = false;
    sum_.assign(seat_.space->num_values(), 0);
    for (int party = 0; party < seat_.num_parties; ++party) {
      if (party == seat_.self || Known(party)) continue;
      const std::span<const double> score = models_[static_cast<std::size_t>(party)].score();
      for (std::size_t f = 0; f < sum_.size(); ++f) sum_[f] += score[f];
    }
  }
  return sum_;
}

bool OtherParties::PickLiked(double low, double high, PoolOffer* found) {
  if (!knows_) {
    return BestScoredSignable(seat_.offers, seat_.space, low, high, Scores(), found);
  }
  bool any = false;
  double best = 0;
  seat_.offers->ForEachWithin(low, high, [&](const PoolOffer& offer) {
    if (!Signable(offer)) return true;
    double sum = 0;
    for (int party = 0; party < seat_.num_parties; ++party) {
      if (party != seat_.self) sum += Share(party, offer.offer);
    }
    if (any && sum < best) return true;
    *found = offer;
    best = sum;
    any = true;
    return true;
  });
  return any;
}

double OtherParties::NashWorth(const WorthScale& scale) {
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  double best = 0;
  double worth = scale.Worth(0.5);
  const auto consider = [&](const PoolOffer& offer) {
    const double product = std::max(0.0, offer.worth - seat_.reservation) * Product(offer.offer);
    if (product > best) {
      best = product;
      worth = offer.worth;
    }
    return true;
  };
  if (knows_ || seat_.offers->size() <= kFewOffers) {
    seat_.offers->ForEachWithin(scale.floor, kNoLimit, consider);
    return worth;
  }
  // Bands of own worth, from the top down: every offer is looked at once.
  PoolOffer found;
  double high = kNoLimit;
  for (int level = kLevels - 1; level >= 0; --level) {
    const double low = scale.Worth(static_cast<double>(level) / kLevels);
    if (PickLiked(low, high, &found)) consider(found);
    high = low;
  }
  return worth;
}

}  // namespace dragoman

#pragma once

#include <span>

#include "engine/bargaining/sitting.h"

/// @file
/// Picking an offer that the party's delegate would sign: worth at least its margin.

namespace dragoman {

/// The cheapest offer worth at least `low` and at most `high` that a delegate signs; the first in
/// the order of enumeration of equals. One look-up, more only where margins stand in the way.
bool CheapestSignable(OfferSource* offers, double low, double high, PoolOffer* found);

/// The same, among those the one with the largest sum of `score[flat value]`, the cheapest of
/// equals. @pre space != nullptr
bool BestScoredSignable(OfferSource* offers, const OutcomeSpace* space, double low, double high,
                        std::span<const double> score, PoolOffer* found);

/// Of listed offers worth at least `low` that a delegate signs, the one believed worth most to the
/// other side, then to the party itself, then the first. Null if there is none.
const PoolOffer* BestSeenSignable(std::span<const PoolOffer> pool, double low);

/// Sum of `score` over the values of `offer`. @pre One entry per value of `space`.
double ScoreOf(const OutcomeSpace& space, std::span<const double> score, const Offer& offer);

/// True if `offer` is one the party could table itself: within the space, and one of its listed
/// offers where those are all it has. O(pool).
bool MayTable(const Seat& seat, const Offer& offer);

inline bool Signable(const PoolOffer& offer) { return offer.worth >= offer.margin; }

}  // namespace dragoman

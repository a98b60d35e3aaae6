#pragma once

#include "engine/bargaining/offer_source.h"
#include "engine/bargaining/sitting.h"

/// @file
/// What the strategies of the `negmas` preset share: how that library picks the offer nearest to an
/// aspiration, and how a seat answers. The preset exists for comparison with published results; the
/// engine's own strategies follow the textbook definitions.

namespace dragoman {

/// Looks for the offer that the reference calls the worst one worth `low` or more.
///
/// That is the cheapest offer worth at least `low` (the best of all if there is none), unless one
/// worth less, by at most 1e-6 and not below `floor`, is strictly nearer to `low`. Equally good
/// offers: the first in the order of enumeration. False if no offer is worth `floor`.
bool NegmasWorstIn(double low, double floor, OfferSource* offers, PoolOffer* found);

/// The reply of a party whose own rule says `accepts`, holding out for `needed`. Whatever the rule
/// says, it refuses what crosses a red line, what is worth less than no deal, and what its delegate
/// would not sign.
Judgement NegmasReply(const Seat& seat, const Appraisal& seen, bool accepts, double needed);

}  // namespace dragoman

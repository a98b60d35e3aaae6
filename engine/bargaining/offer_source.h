#pragma once

#include <cstdint>
#include <span>

#include "engine/core/function_ref.h"
#include "engine/core/outcome.h"

namespace dragoman {

/// One offer a party could make.
struct PoolOffer {
  Offer offer;
  double worth = 0;       ///< To the party itself.
  double seen_worth = 0;  ///< To the other side, as the party sees it; 0 where it has no picture.
  double margin = 0;      ///< Least own worth at which its delegate signs.
};

/// The offers one party may make, ordered by what they are worth to it: what strategies draw on.
///
/// Implementations differ in how they find offers (a sorted table, halves of the issues met in the
/// middle, a pool made by somebody else), never in which offer they find: of equally good ones the
/// first in the order of enumeration (issues in order, the last one fastest). Calls are not const:
/// an implementation may remember where it looked last. One source serves one seat of one sitting;
/// the tables beneath may be shared.
class OfferSource {
 public:
  virtual ~OfferSource() = default;

  /// How many offers there are; a double, since spaces of 10^10 and more are usual.
  virtual double size() const = 0;
  /// Largest and smallest worth; 0 if there is no offer.
  virtual double best_worth() const = 0;
  virtual double worst_worth() const = 0;

  /// The cheapest offer worth at least `low` and at most `high`. False, and *found untouched, if
  /// there is none.
  virtual bool CheapestWithin(double low, double high, PoolOffer* found) = 0;

  /// The offer number `rank` from the best (0), equally good ones in *reverse* order of enumeration
  /// (so that the ranking is the ascending order read backwards). False past the last one.
  virtual bool Ranked(std::uint64_t rank, PoolOffer* found) = 0;

  /// Of the offers worth at least `low` and at most `high` the one with the largest sum of
  /// `score[flat value]`, the cheapest (then the first) of equals. False if there is none.
  /// @param score By flat value (OutcomeSpace::offset); e.g. a model of the other side, or
  /// nearness.
  virtual bool BestScoredWithin(double low, double high, std::span<const double> score,
                                PoolOffer* found) = 0;

  /// Visits the offers worth at least `low` and at most `high`, best first (as Ranked does), until
  /// `visit` returns false.
  virtual void ForEachWithin(double low, double high,
                             FunctionRef<bool(const PoolOffer&)> visit) = 0;
};

}  // namespace dragoman

#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/bargaining/concession.h"
#include "engine/bargaining/opponent_model.h"
#include "engine/bargaining/sitting.h"

namespace dragoman {

/// What a strategy believes its offers are worth to the other parties: what it was told
/// (Seat::others), or else a model of each party learned from that party's offers.
///
/// Worth to another party is a share: 0 is its no agreement, 1 its best outcome. Learned models
/// know no reservation: there 0 is the worst conceivable outcome.
class OtherParties {
 public:
  /// Forgets everything. O(values) where something is to be learned. @pre seat.space != nullptr
  void Begin(const Seat& seat, OpponentModelKind kind);
  void Hear(int proposer, const Offer& offer, const Clock& clock);

  /// Share of `party`; below 0 where it prefers no agreement.
  double Share(int party, const Offer& offer);
  /// Product of the gains of all other parties over no agreement; 0 if one of them does not gain.
  /// Known gains are on the party's own scale, which makes no difference to which product is
  /// larger.
  double Product(const Offer& offer);
  /// Smallest share of the other parties.
  double Least(const Offer& offer);

  /// Of the offers a delegate signs, worth at least `low` and at most `high`, the one the others
  /// like best: largest sum of their scores, the cheapest of equals. Known preferences are
  /// compared offer by offer, O(offers in range).
  bool PickLiked(double low, double high, PoolOffer* found);

  /// Own worth of the offer that maximises the product of all gains, one's own included (Nash
  /// 1950). Exact where preferences are known or the offers are few (kFewOffers), else the best of
  /// the offers that the others like best in each of kLevels bands of own worth. Returns the
  /// scale's middle where no offer promises everybody a gain.
  double NashWorth(const WorthScale& scale);

  /// True if at least one party's preferences are not known.
  bool learns() const { return learns_; }
  std::uint64_t num_heard() const { return num_heard_; }

  static constexpr double kFewOffers = 4096;
  static constexpr int kLevels = 48;

 private:
  double Gain(int party, const Offer& offer);
  bool Known(int party) const {
    return static_cast<std::size_t>(party) < seat_.others.size() &&
           seat_.others[static_cast<std::size_t>(party)].appraiser != nullptr;
  }
  /// Sum of the models' scores; of known parties nothing.
  std::span<const double> Scores();

  Seat seat_;
  std::array<OpponentModel, kMaxParties> models_;
  std::vector<double> sum_;
  bool stale_ = true;
  bool learns_ = false;
  bool knows_ = false;
  std::uint64_t num_heard_ = 0;
};

}  // namespace dragoman

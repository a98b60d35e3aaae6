#include <algorithm>
#include <array>
#include <limits>

#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/other_parties.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// The party that would lose less by a break-off relative to what it demands concedes, by the least
/// step that makes it the other's turn.
///
/// risk_i = (u_i(mine) - u_i(theirs)) / (u_i(mine) - d_i). Since risk_i < risk_j exactly where the
/// product of gains of i's offer is below that of j's (Harsanyi 1956), products are compared: no
/// division, and the same rule for several parties, where the lowest product concedes. A step is
/// enough when its product exceeds the other's, or when it gives the other what it asked for. Two
/// such parties end at the largest product of gains (Nash 1950), barring ties.
///
/// Assumes that preferences are known (Seat::others). Where they are not, a model of the other side
/// stands in, learned from its offers; no agreement then counts as the model's worst outcome.
///
/// Source: Zeuthen (1930); Harsanyi (1956); Rosenschein & Zlotkin (1994) for the least sufficient
/// step.
class Zeuthen final : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    if (proposer < 0 || proposer >= static_cast<int>(kMaxParties)) return;
    others_.Hear(proposer, offer, clock);
    const auto p = static_cast<std::size_t>(proposer);
    theirs_[p] = offer;
    heard_ |= std::uint32_t{1} << p;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "tie",
              .doc = "who concedes at equal risks: the party that comes first, every party that "
                     "finds it so, or nobody"},
             &tie_, kTies);
    v->Visit({.name = "model", .doc = "of a party whose preferences are not known"}, &model_,
             kOpponentModels);
  }

 protected:
  void DoBegin() override {
    others_.Begin(seat(), model_);
    heard_ = 0;
    stands_ = false;
  }

  double Target(const Clock& clock) override {
    const PoolOffer* next = Next(clock);
    return next == nullptr ? scale().best : next->worth;
  }

  const PoolOffer* Plan(const Clock&) override {
    if (!stands_) return Opening();
    if (heard_ == 0 || !ItsTurnToConcede()) return &mine_;
    return Concession() ? room() : &mine_;
  }

  void DoTabled(const PoolOffer& offer, const Clock&) override {
    mine_ = offer;
    stands_ = true;
  }

 private:
  enum class Tie : unsigned char { kFirst, kConcede, kHold };
  static constexpr std::array<std::string_view, 3> kTies = {"first", "concede", "hold"};

  const PoolOffer* Opening() {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    bool found = false;
    seat().offers->ForEachWithin(seat().reservation, kNoLimit, [&](const PoolOffer& offer) {
      if (!Signable(offer)) return true;
      *room() = offer;
      found = true;
      return false;
    });
    return found ? room() : nullptr;
  }

  // Products that differ by rounding alone are equal risks.
  static bool Equal(double a, double b) {
    constexpr double kRounding = 1e-12;
    return a <= b ? b - a <= kRounding * b : a - b <= kRounding * a;
  }

  double Product(double worth, const Offer& offer) {
    return std::max(0.0, worth - seat().reservation) * others_.Product(offer);
  }

  // Also notes the lowest product among the others' offers, which is to be exceeded.
  bool ItsTurnToConcede() {
    const double own = Product(mine_.worth, mine_.offer);
    lowest_ = std::numeric_limits<double>::infinity();
    bool first = true;
    for (std::size_t p = 0; p < kMaxParties; ++p) {
      if (((heard_ >> p) & 1U) == 0) continue;
      const Appraisal seen = seat().appraiser->Appraise(theirs_[p]);
      const bool ruled_out = seen.refusal != Refusal::kNone;
      const double product = ruled_out ? 0 : Product(seen.worth, theirs_[p]);
      if (Equal(product, own) && static_cast<int>(p) < seat().self) first = false;
      lowest_ = std::min(lowest_, product);
    }
    if (!Equal(own, lowest_)) return own < lowest_;
    return tie_ == Tie::kConcede || (tie_ == Tie::kFirst && first);
  }

  /// Every other party gets from `offer` at least what its own last offer gives it.
  bool GivesWhatTheyAsk(const Offer& offer) {
    for (std::size_t p = 0; p < kMaxParties; ++p) {
      if (((heard_ >> p) & 1U) == 0) continue;
      const int party = static_cast<int>(p);
      if (others_.Share(party, offer) < others_.Share(party, theirs_[p])) return false;
    }
    return true;
  }

  // The dearest offer that is enough, of equally dear ones the one with the largest product.
  bool Concession() {
    bool found = false;
    double best = 0;
    const double low = seat().reservation;
    seat().offers->ForEachWithin(low, mine_.worth, [&](const PoolOffer& offer) {
      if (found && offer.worth < room()->worth) return false;
      if (!Signable(offer)) return true;
      const double product = Product(offer.worth, offer.offer);
      const bool enough = product > lowest_ && !Equal(product, lowest_);
      if (!enough && !GivesWhatTheyAsk(offer.offer)) return true;
      if (found && !(product > best)) return true;
      *room() = offer;
      best = product;
      found = true;
      return true;
    });
    return found;
  }

  Tie tie_ = Tie::kFirst;
  OpponentModelKind model_ = OpponentModelKind::kFrequency;
  OtherParties others_;
  PoolOffer mine_;       ///< What it tabled last.
  bool stands_ = false;  ///< It has tabled something.
  std::array<Offer, kMaxParties> theirs_{};
  std::uint32_t heard_ = 0;  ///< Bits of the parties that tabled something.
  double lowest_ = 0;
};

const RegisterStrategy<Zeuthen> kRegisteredZeuthen{{
    .name = "zeuthen",
    .summary = "Whoever risks less by holding out concedes, by the least step that is enough.",
    .formula =
        "risk_i = (u_i(mine) - u_i(theirs))/(u_i(mine) - d_i); the lower risk concedes to the "
        "dearest offer that makes the other's risk the lower one; needs known preferences, "
        "else a learned model",
    .source = "Zeuthen (1930); Harsanyi (1956); Rosenschein & Zlotkin (1994)",
}};

}  // namespace
}  // namespace dragoman

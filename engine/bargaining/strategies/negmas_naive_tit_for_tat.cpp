#include <limits>

#include "engine/bargaining/negmas/terms.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

/// Concedes as much as the other's last offer is worth to it (not as much as the other changed:
/// that is what makes it naive). For comparison only; the engine's tit-for-tat strategies are those
/// of Faratin, Sierra & Jennings (1998).
///
/// With n(o) = (u - L) / (H - L), concession c is 0 at first, at the next two exchanges the step
/// between the next two ranks of its own list (a cursor that every use of c moves on), later
/// n(last offer heard, or the one judged) + kindness; 0 if that is outside [0, 1]. Offers the
/// cheapest thing worth max - c (max - min) and accepts n(o) >= 1 - c.
class NegmasNaiveTitForTat final : public Strategy {
 public:
  void Begin(const Seat& seat) override {
    seat_ = seat;
    cursor_ = 0;
    heard_any_ = false;
    worst_ = seat.offers->worst_worth();
    best_ = seat.offers->best_worth();
    floor_ = worst_ > seat.reservation ? worst_ : seat.reservation;
    aspiration_ = best_;
  }

  double Aspiration(const Clock&) override { return aspiration_; }

  const PoolOffer* Propose(const Clock& clock) override {
    const double conceded = Concession(clock, heard_any_ ? Share(heard_) : 0);
    aspiration_ = (1 - conceded) * (best_ - worst_) + worst_;
    const double lowest = -std::numeric_limits<double>::infinity();
    return NegmasWorstIn(aspiration_, lowest, seat_.offers, &found_) ? &found_ : nullptr;
  }

  Judgement Judge(const Offer& offer, const Clock& clock) override {
    const Appraisal seen = seat_.appraiser->Appraise(offer);
    const double needed = 1 - Concession(clock, Share(seen.worth));
    return NegmasReply(seat_, seen, Share(seen.worth) >= needed,
                       needed * (best_ - floor_) + floor_);
  }

  void Hear(int, const Offer& offer, const Clock&) override {
    heard_any_ = true;
    heard_ = seat_.appraiser->Appraise(offer).worth;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "kindness", .doc = "conceded on top", .range = kUnitInterval}, &kindness_);
  }

 private:
  double Share(double worth) const { return (worth - floor_) * (1 / (best_ - floor_)); }

  double Concession(const Clock& clock, double theirs) {
    double conceded = 0;
    if (clock.tick > 3) {
      const double repaid = 1 - (theirs * -1 + 1);  // Rounded as the reference does.
      conceded = (repaid > 0 ? repaid : 0) + kindness_;
    } else if (clock.tick > 1) {
      const double from = NextRanked();
      conceded = (from - NextRanked() + 1e-12) / (best_ - worst_);
    }
    const bool usable = portable::IsFinite(conceded) && conceded >= -1e-6 && conceded <= 1.0000001;
    return usable ? conceded : 0;
  }

  // Past the end of the list it stays on the last one.
  double NextRanked() {
    PoolOffer offer;
    if (seat_.offers->Ranked(cursor_, &offer)) {
      ++cursor_;
      return offer.worth;
    }
    return worst_;
  }

  Seat seat_;
  PoolOffer found_;
  double worst_ = 0;
  double best_ = 0;
  double floor_ = 0;  // L: the larger of the worst and no deal.
  double aspiration_ = 0;
  double heard_ = 0;
  bool heard_any_ = false;
  std::uint64_t cursor_ = 0;
  double kindness_ = 0;
};

const RegisterStrategy<NegmasNaiveTitForTat> kRegisteredNegmasNaiveTitForTat{{
    .name = "negmas_naive_tit_for_tat",
    .summary = "Concedes by the worth of the other's last offer, as NegMAS does (preset).",
    .formula = "c = n(last offer) + kindness, n(o) = (u - L)/(H - L); offers max - c (max - min), "
               "accepts n(o) >= 1 - c",
    .source = "vectors of NegMAS",
}};

}  // namespace
}  // namespace dragoman

#include <algorithm>
#include <limits>

#include "engine/bargaining/concession.h"
#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/offering.h"
#include "engine/bargaining/opponent_model.h"
#include "engine/bargaining/other_parties.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Gives nothing away until the very end, but among equally good offers tables the one a frequency
/// model says the other side likes best.
///
/// Holds out for m + (1 - m)(1 - k - (1 - k) t^(1/e)) of its range, with e 0.05 and m the least
/// share it ever asks for. Offers lie in a band above that level that holds at least one; the best
/// offer the other side ever made is repeated to it once that is good enough. Accepts what is worth
/// at least its next offer or the cheapest offer it has made.
///
/// Source: van Krimpen, Looije & Hajizadeh (2013), "HardHeaded", winner of ANAC 2011; the numbers
/// are those of its GENIUS version. Without its discounting and its queue of offers passed over.
class HardHeaded final : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    others_.Hear(proposer, offer, clock);
    const Appraisal seen = seat().appraiser->Appraise(offer);
    if (seen.refusal != Refusal::kNone || seen.worth < seen.margin) return;
    if (has_best_ && seen.worth <= best_heard_.worth) return;
    if (!MayTable(seat(), offer)) return;
    best_heard_ = {offer, seen.worth, 0, seen.margin};
    has_best_ = true;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "e",
              .doc = "concession exponent: the smaller, the later",
              .range = {.min = 0, .min_open = true},
              .source = "van Krimpen et al. (2013): 0.05"},
             &e_);
    v->Visit({.name = "initial",
              .doc = "share conceded at time 0 (Ka)",
              .range = kUnitInterval,
              .source = "van Krimpen et al. (2013): 0.05"},
             &initial_);
    v->Visit({.name = "kept",
              .doc = "least share of the range it ever asks for",
              .range = kUnitInterval,
              .source = "van Krimpen et al. (2013): utility 0.585"},
             &kept_);
    v->Visit({.name = "band",
              .doc = "width of the band offers are picked from",
              .range = kUnitInterval,
              .unit = "share of the range",
              .source = "van Krimpen et al. (2013): 0.01"},
             &band_);
    v->Visit({.name = "model", .doc = "of the other parties"}, &model_, kOpponentModels);
  }

 protected:
  void DoBegin() override {
    curve_.SetShape({ConcessionShape::Family::kPolynomial, e_, initial_});
    others_.Begin(seat(), model_);
    has_best_ = false;
  }

  double Target(const Clock& clock) override {
    return scale().Worth(1 - (1 - kept_) * curve_.Conceded(clock));
  }

  const PoolOffer* Plan(const Clock& clock) override {
    const double low = Aspiration(clock);
    if (has_best_ && best_heard_.worth >= low) return &best_heard_;
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    if (!CheapestSignable(seat().offers, low, kNoLimit, room())) return nullptr;
    const double high = std::max(low + band_ * scale().range(), room()->worth);
    others_.PickLiked(low, high, room());
    return room();
  }

  double Needed(const Clock& clock) override {
    return std::min(OfferingStrategy::Needed(clock), lowest_tabled());
  }

 private:
  double e_ = 0.05;
  double initial_ = 0.05;
  double kept_ = 0.585;
  double band_ = 0.01;
  OpponentModelKind model_ = OpponentModelKind::kFrequency;
  ConcessionCurve curve_;
  OtherParties others_;
  PoolOffer best_heard_;
  bool has_best_ = false;
};

const RegisterStrategy<HardHeaded> kRegisteredHardHeaded{{
    .name = "hard_headed",
    .summary = "Gives nothing away until the very end; picks what the other likes among equals.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept)(k + (1 - k) t^(1/e))); offers argmax of the "
               "model's worth in [A, A + band]; accepts what is worth its next or its cheapest "
               "offer",
    .source = "van Krimpen, Looije & Hajizadeh (2013)",
}};

}  // namespace
}  // namespace dragoman

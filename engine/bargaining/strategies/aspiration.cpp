#include <algorithm>
#include <limits>

#include "engine/bargaining/concession.h"
#include "engine/bargaining/offer_choice.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// Holds out for a falling share of its best possible gain and, among its offers at least that
/// good, tables the one it believes the other side likes best.
///
/// A(t) = G (1 - (1 - k) t^(1 / beta)), with G its largest possible gain, beta its concession
/// exponent (below 1 late, above 1 early) and k the share of the way it never concedes. Accepts
/// what it may accept at all (no red line, no unmet precondition) once it is worth A(t) and the
/// delegate's margin. Worked: beta 1, k .5, G .2 gives A(1/2) = .15.
///
/// Source: Faratin, Sierra & Jennings (1998), time-dependent tactic; talks model, sections 2 and 3.
class AspirationStrategy final : public Strategy {
 public:
  void Begin(const Seat& seat) override {
    seat_ = seat;
    tick_ = 0;
    curve_.SetShape({ConcessionShape::Family::kPolynomial, seat.concession_exponent, 0});
  }

  double Aspiration(const Clock& clock) override {
    if (clock.tick != tick_) {
      tick_ = clock.tick;
      const double conceded = curve_.Conceded(clock);
      const double range = std::max(0.0, seat_.best_worth - seat_.reservation);
      aspiration_ = seat_.reservation + range * (1 - (1 - seat_.kept_share) * conceded);
    }
    return aspiration_;
  }

  const PoolOffer* Propose(const Clock& clock) override {
    const double target = Aspiration(clock);
    return seat_.pool.empty() ? FromSource(target) : BestSeenSignable(seat_.pool, target);
  }

  Judgement Judge(const Offer& offer, const Clock& clock) override {
    Judgement judgement;
    judgement.appraisal = seat_.appraiser->Appraise(offer);
    const Appraisal& seen = judgement.appraisal;
    const double target = Aspiration(clock);
    judgement.needed = target > seen.margin ? target : seen.margin;
    judgement.refusal = seen.refusal;
    if (judgement.refusal != Refusal::kNone) return judgement;
    if (seen.worth >= judgement.needed) return judgement;
    judgement.refusal = seen.worth < seat_.reservation ? Refusal::kBelowNoDeal
                        : seen.worth < seen.margin     ? Refusal::kDelegate
                                                       : Refusal::kAspiration;
    return judgement;
  }

 private:
  // Where offers are not listed there is no picture of the other side: the cheapest will do.
  const PoolOffer* FromSource(double target) {
    if (seat_.offers == nullptr) return nullptr;
    const double all = std::numeric_limits<double>::infinity();
    return seat_.offers->CheapestWithin(target, all, &found_) ? &found_ : nullptr;
  }

  Seat seat_;
  PoolOffer found_;
  ConcessionCurve curve_;
  int tick_ = 0;
  double aspiration_ = 0;
};

const RegisterStrategy<AspirationStrategy> kRegisteredAspirationStrategy{{
    .name = "aspiration",
    .summary = "Holds out for a falling share of its best gain; offers what the other likes best.",
    .formula = "A(t) = G (1 - (1 - k) t^(1 / beta)); offers argmax of the other's seen gain "
               "subject to own gain >= A(t); accepts when gain >= max(A(t), margin)",
    .source = "Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

#include <algorithm>
#include <array>
#include <limits>

#include "engine/bargaining/registry.h"
#include "engine/core/portable_math.h"

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
  }

  double Aspiration(const Clock& clock) override {
    if (clock.tick != tick_) {
      tick_ = clock.tick;
      const double conceded = Conceded(clock);
      const double range = std::max(0.0, seat_.best_worth - seat_.reservation);
      aspiration_ = seat_.reservation + range * (1 - (1 - seat_.kept_share) * conceded);
    }
    return aspiration_;
  }

  const PoolOffer* Propose(const Clock& clock) override {
    const double target = Aspiration(clock);
    if (seat_.pool.empty()) return FromSource(target);
    const PoolOffer* best = nullptr;
    for (const PoolOffer& offer : seat_.pool) {
      if (offer.worth < target || offer.worth < offer.margin) continue;
      const bool better = best == nullptr || offer.seen_worth > best->seen_worth ||
                          (offer.seen_worth == best->seen_worth && offer.worth > best->worth);
      if (better) best = &offer;
    }
    return best;
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
  // t^(1 / beta). Sittings on one issue after another share their clock, so the last power taken at
  // each tick is usually the one wanted; taking it anew was a fifth of a run.
  double Conceded(const Clock& clock) {
    Power& last = powers_[static_cast<std::size_t>(clock.tick) % powers_.size()];
    if (last.time != clock.time || last.exponent != seat_.concession_exponent) {
      last = {clock.time, seat_.concession_exponent,
              portable::Pow(clock.time, 1 / seat_.concession_exponent)};
    }
    return last.value;
  }

  // Where offers are not listed there is no picture of the other side: the cheapest will do.
  const PoolOffer* FromSource(double target) {
    if (seat_.offers == nullptr) return nullptr;
    const double all = std::numeric_limits<double>::infinity();
    return seat_.offers->CheapestWithin(target, all, &found_) ? &found_ : nullptr;
  }

  struct Power {
    double time = -1;
    double exponent = 0;
    double value = 0;
  };

  Seat seat_;
  PoolOffer found_;
  std::array<Power, 16> powers_;
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

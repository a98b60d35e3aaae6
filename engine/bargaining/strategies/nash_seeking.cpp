#include <cstdint>
#include <limits>

#include "engine/bargaining/offering.h"
#include "engine/bargaining/other_parties.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Concedes with time from its best offer to what the Nash solution would give it, and no further;
/// of the offers good enough it tables the one the others like best.
///
/// What others like is known (Seat::others) or learned from their offers. The solution is estimated
/// anew whenever about an eighth more offers were heard.
///
/// Source: Nash (1950) for where to; Faratin, Sierra & Jennings (1998) for the pace; models as in
/// opponent_model.h.
class NashSeeking final : public OfferingStrategy {
 public:
  void Hear(int proposer, const Offer& offer, const Clock& clock) override {
    others_.Hear(proposer, offer, clock);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "model", .doc = "of a party whose preferences are not known"}, &model_,
             kOpponentModels);
    v->Visit({.name = "beta",
              .doc = "concession exponent on the way to the estimated solution",
              .range = {.min = 0, .min_open = true}},
             &beta_);
  }

 protected:
  void DoBegin() override {
    curve_.SetShape({ConcessionShape::Family::kPolynomial, beta_, 0});
    others_.Begin(seat(), model_);
    estimated_ = false;
    next_estimate_ = 0;
  }

  double Target(const Clock& clock) override {
    const double top = scale().Worth(1);
    if (others_.learns() && others_.num_heard() == 0) return top;
    if (!estimated_ || others_.num_heard() >= next_estimate_) {
      nash_ = others_.NashWorth(scale());
      estimated_ = true;
      const std::uint64_t heard = others_.num_heard();
      constexpr std::uint64_t kNever = ~std::uint64_t{0};
      next_estimate_ = others_.learns() ? heard + 1 + heard / 8 : kNever;
    }
    return top - (top - nash_) * curve_.Conceded(clock);
  }

  const PoolOffer* Plan(const Clock& clock) override {
    constexpr double kNoLimit = std::numeric_limits<double>::infinity();
    return others_.PickLiked(Aspiration(clock), kNoLimit, room()) ? room() : nullptr;
  }

 private:
  OpponentModelKind model_ = OpponentModelKind::kFrequency;
  double beta_ = 1;
  ConcessionCurve curve_;
  OtherParties others_;
  double nash_ = 0;
  bool estimated_ = false;
  std::uint64_t next_estimate_ = 0;  ///< Once so many offers were heard.
};

const RegisterStrategy<NashSeeking> kRegisteredNashSeeking{{
    .name = "nash_seeking",
    .summary = "Concedes to its estimate of the Nash solution, offering what the others like best.",
    .formula = "A(t) = G - (G - u(N)) t^(1/beta), N = argmax of the product of gains under the "
               "model; offers argmax of the others' worth subject to u >= A(t); accepts what is "
               "worth at least that offer",
    .source = "Nash (1950); van Krimpen et al. (2013) or Hindriks & Tykhonov (2008) for the model",
}};

}  // namespace
}  // namespace dragoman

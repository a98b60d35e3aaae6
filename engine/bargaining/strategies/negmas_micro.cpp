#include <string>

#include "engine/bargaining/negmas/terms.h"
#include "engine/bargaining/offer_set.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Minimal concession: makes a new offer, the next in its own ranking, only if it has made no more
/// different offers than it has heard; else it repeats one of its own at random. Accepts what is
/// worth at least its next offer (its last one, if it would repeat).
///
/// It stays silent if it has nothing rational to offer. With more than two parties it counts what
/// it heard from all of them together.
///
/// Source: de Jonge (2022), "An analysis of the linear bilateral ANAC domains using the MiCRO
/// benchmark strategy"; ties, rationality and repetition as in the vectors of NegMAS.
class NegmasMicro final : public Strategy {
 public:
  void Begin(const Seat& seat) override {
    seat_ = seat;
    stream_ = MakeStream("negmas_micro", std::to_string(seat.self));
    sent_ = 0;
    draws_ = 0;
    last_worth_ = seat.reservation;
    LookAhead();
    received_.Clear();
  }

  double Aspiration(const Clock&) override {
    if (!Ready()) return last_worth_;
    return has_next_ ? next_.worth : seat_.reservation;
  }

  const PoolOffer* Propose(const Clock&) override {
    if (Ready() && has_next_) {
      found_ = next_;
      last_worth_ = next_.worth;
      ++sent_;
      LookAhead();
      return &found_;
    }
    if (sent_ == 0) return nullptr;
    const double draw = seat_.random.Uniform(stream_, seat_.first_draw + draws_++);
    const auto rank = static_cast<std::uint64_t>(draw * static_cast<double>(sent_));
    return seat_.offers->Ranked(rank, &found_) ? &found_ : nullptr;
  }

  Judgement Judge(const Offer& offer, const Clock& clock) override {
    const Appraisal seen = seat_.appraiser->Appraise(offer);
    const double needed = Aspiration(clock);
    return NegmasReply(seat_, seen, accept_same_ ? seen.worth >= needed : seen.worth > needed,
                       needed);
  }

  void Hear(int, const Offer& offer, const Clock&) override { received_.Insert(offer); }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "accept_same", .doc = "accepts what is worth just as much as its own"},
             &accept_same_);
  }

 private:
  bool Ready() const { return sent_ <= received_.size(); }

  // Its offers so far are the ranks 0 .. sent_ - 1, so their number is all there is to remember,
  // and the next one, which every reply is measured against.
  void LookAhead() {
    has_next_ = seat_.offers->Ranked(sent_, &next_) && next_.worth >= seat_.reservation;
  }

  Seat seat_;
  PoolOffer found_;
  PoolOffer next_;  ///< Of rank sent_, if it has one that is rational.
  bool has_next_ = false;
  double last_worth_ = 0;  ///< Of its last new offer.
  StreamKey stream_{};
  std::uint64_t sent_ = 0;
  std::uint64_t draws_ = 0;
  OfferSet received_;
  bool accept_same_ = true;
};

const RegisterStrategy<NegmasMicro> kRegisteredNegmasMicro{{
    .name = "negmas_micro",
    .summary = "Concedes one rank for every new offer it hears, as NegMAS does (preset).",
    .formula = "offers rank k if it made no more different offers than it heard, else repeats one; "
               "accepts what is worth its next offer",
    .source = "de Jonge (2022); vectors of NegMAS",
}};

}  // namespace
}  // namespace dragoman

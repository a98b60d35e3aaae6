#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the offer it would make itself: a s + b >= s(next), s in shares.
/// Where there is nothing to offer, what it holds out for takes the offer's place.
class AcNext final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    const double next = question.next != nullptr ? question.next->worth : question.aspiration;
    if (a_ == 1 && b_ == 0) return next;  // To the last bit, whatever the scale.
    return question.scale.floor + question.scale.range() * ((question.scale.Share(next) - b_) / a_);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "a",
              .doc = "factor on the offer's share of the range",
              .range = {.min = 0, .min_open = true},
              .source = "Baarslag, Hindriks & Jonker (2013): 1"},
             &a_);
    v->Visit({.name = "b",
              .doc = "added to it, in shares of the range",
              .range = {.min = -1, .max = 1},
              .source = "Baarslag, Hindriks & Jonker (2013): 0"},
             &b_);
  }

 private:
  double a_ = 1;
  double b_ = 0;
};

const RegisterAcceptance<AcNext> kRegisteredAcNext{{
    .name = "ac_next",
    .summary = "Accepts what is as good as its own next offer.",
    .formula = "a s(offer) + b >= s(next), s(u) = (u - r)/(G - r)",
    .source = "Baarslag, Hindriks & Jonker (2013); a = 1, b = 0: Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

#include <limits>

#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the offer it tabled last: a s + b >= s(last). Nothing before its
/// first offer.
class AcPrev final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    if (question.last_tabled == kInfinite || (a_ == 1 && b_ == 0)) return question.last_tabled;
    return question.scale.floor +
           question.scale.range() * ((question.scale.Share(question.last_tabled) - b_) / a_);
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "a",
              .doc = "factor on the offer's share of the range",
              .range = {.min = 0, .min_open = true}},
             &a_);
    v->Visit(
        {.name = "b", .doc = "added to it, in shares of the range", .range = {.min = -1, .max = 1}},
        &b_);
  }

 private:
  double a_ = 1;
  double b_ = 0;
};

const RegisterAcceptance<AcPrev> kRegisteredAcPrev{{
    .name = "ac_prev",
    .summary = "Accepts what is as good as its own last offer.",
    .formula = "a s(offer) + b >= s(last offer made)",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman

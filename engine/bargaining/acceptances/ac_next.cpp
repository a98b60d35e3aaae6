#include "engine/bargaining/acceptances/linear_acceptance.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the offer it would make itself: a s + b >= s(next), s in shares.
/// Where there is nothing to offer, what it holds out for takes the offer's place.
class AcNext final : public LinearAcceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    const double next = question.next != nullptr ? question.next->worth : question.aspiration;
    return NeededFor(next, question.scale);
  }
};

const RegisterAcceptance<AcNext> kRegisteredAcNext{{
    .name = "ac_next",
    .summary = "Accepts what is as good as its own next offer.",
    .formula = "a s(offer) + b >= s(next), s(u) = (u - r)/(G - r)",
    .source = "Baarslag, Hindriks & Jonker (2013); a = 1, b = 0: Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

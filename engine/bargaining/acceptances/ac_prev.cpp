#include <limits>

#include "engine/bargaining/acceptances/linear_acceptance.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the offer it tabled last: a s + b >= s(last). Nothing before its
/// first offer.
class AcPrev final : public LinearAcceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    if (question.last_tabled == kInfinite) return kInfinite;  // Even where the range is 0.
    return NeededFor(question.last_tabled, question.scale);
  }
};

const RegisterAcceptance<AcPrev> kRegisteredAcPrev{{
    .name = "ac_prev",
    .summary = "Accepts what is as good as its own last offer.",
    .formula = "a s(offer) + b >= s(last offer made)",
    .source = "Baarslag, Hindriks & Jonker (2013)",
}};

}  // namespace
}  // namespace dragoman

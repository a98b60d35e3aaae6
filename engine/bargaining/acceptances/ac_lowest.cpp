#include "engine/bargaining/acceptance.h"

namespace dragoman {
namespace {

/// Accepts what is as good as the cheapest offer it has made: it would have had to take that.
class AcLowest final : public Acceptance {
 public:
  double Needed(const AcceptanceQuestion& question) override { return question.lowest_tabled; }
};

const RegisterAcceptance<AcLowest> kRegisteredAcLowest{{
    .name = "ac_lowest",
    .summary = "Accepts what is as good as the cheapest offer it has made.",
    .formula = "u(offer) >= min u(own offers so far)",
    .source = "van Krimpen, Looije & Hajizadeh (2013)",
}};

}  // namespace
}  // namespace dragoman

#include <algorithm>
#include <limits>

#include "engine/bargaining/acceptances/parts.h"

namespace dragoman {
namespace {

/// Accepts when one of its conditions does. Every condition sees every offer.
class AnyAcceptance final : public AcceptanceOfParts {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    double needed = std::numeric_limits<double>::infinity();
    for (const auto& part : parts()) needed = std::min(needed, part->Needed(question));
    return needed;
  }
};

const RegisterAcceptance<AnyAcceptance> kRegisteredAnyAcceptance{{
    .name = "any",
    .summary = "Accepts when at least one of several conditions does.",
    .formula = "the least of what the conditions need",
    .source = "Baarslag, Hindriks & Jonker (2013), combined conditions",
}};

}  // namespace
}  // namespace dragoman

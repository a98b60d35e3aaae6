#include <algorithm>
#include <limits>

#include "engine/bargaining/acceptances/parts.h"

namespace dragoman {
namespace {

/// Accepts when all of its conditions do; nothing if it has none. Every condition sees every offer.
class AllAcceptance final : public AcceptanceOfParts {
 public:
  double Needed(const AcceptanceQuestion& question) override {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    if (parts().empty()) return kInfinite;
    double needed = -kInfinite;
    for (const auto& part : parts()) needed = std::max(needed, part->Needed(question));
    return needed;
  }
};

const RegisterAcceptance<AllAcceptance> kRegisteredAllAcceptance{{
    .name = "all",
    .summary = "Accepts when every one of several conditions does.",
    .formula = "the most of what the conditions need",
    .source = "Baarslag, Hindriks & Jonker (2013), combined conditions",
}};

}  // namespace
}  // namespace dragoman

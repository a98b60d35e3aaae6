#include "engine/bargaining/negmas/concession.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The preset's time-based strategy with exponent 0.25.
class NegmasConceder final : public NegmasTimeBased {
 public:
  NegmasConceder() : NegmasTimeBased({.exponent = 0.25}) {}
};

const RegisterStrategy<NegmasConceder> kRegisteredNegmasConceder{{
    .name = "negmas_conceder",
    .summary = "Concedes early, as NegMAS does (preset).",
    .formula =
        "lo = (H - L)(1 - t^(1/4)) + L - 1e-4, H best and L worst or no-deal worth; offers the "
        "cheapest thing worth lo, accepts from lo up",
    .source = "vectors of NegMAS; rule after Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/negmas/concession.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The preset's time-based strategy with exponent 4.
class NegmasBoulware final : public NegmasTimeBased {
 public:
  NegmasBoulware() : NegmasTimeBased({.exponent = 4}) {}
};

const RegisterStrategy<NegmasBoulware> kRegisteredNegmasBoulware{{
    .name = "negmas_boulware",
    .summary = "Concedes late, as NegMAS does (preset).",
    .formula = "lo = (H - L)(1 - t^4) + L - 1e-4, H best and L worst or no-deal worth; offers the "
               "cheapest thing worth lo, accepts from lo up",
    .source = "vectors of NegMAS; rule after Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/negmas/concession.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The preset's time-based strategy with exponent 1.
class NegmasLinear final : public NegmasTimeBased {
 public:
  NegmasLinear() : NegmasTimeBased({.exponent = 1}) {}
};

const RegisterStrategy<NegmasLinear> kRegisteredNegmasLinear{{
    .name = "negmas_linear",
    .summary = "Concedes evenly, as NegMAS does (preset).",
    .formula = "lo = (H - L)(1 - t^1) + L - 1e-4, H best and L worst or no-deal worth; offers the "
               "cheapest thing worth lo, accepts from lo up",
    .source = "vectors of NegMAS; rule after Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

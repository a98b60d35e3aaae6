#include "engine/bargaining/negmas/concession.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// The preset's time-based strategy with a curve of one's own.
class NegmasAnyCurve final : public NegmasTimeBased {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "curve", .doc = "shape of the aspiration"}, &rule_.curve, kNegmasCurveNames);
    v->Visit({.name = "exponent",
              .doc = "e: above 1 late and below 1 early if polynomial, else the reverse",
              .range = {.min = 0, .max = 1e6, .min_open = true}},
             &rule_.exponent);
    v->Visit({.name = "max_aspiration", .doc = "a(0)", .range = kUnitInterval},
             &rule_.max_aspiration);
  }
};

const RegisterStrategy<NegmasAnyCurve> kRegisteredNegmasAnyCurve{{
    .name = "negmas_time_based",
    .summary = "Concedes along a polynomial or exponential curve, as NegMAS does (preset).",
    .formula = "lo = (H - L) a(t) + L - 1e-4; a = m (1 - t^e) or m (exp((1 - t)^e) - 1)/(e - 1)",
    .source = "vectors of NegMAS; rule after Faratin, Sierra & Jennings (1998)",
}};

}  // namespace
}  // namespace dragoman

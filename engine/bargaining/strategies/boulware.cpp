#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"

namespace dragoman {
namespace {

/// Concedes late: with beta 0.2, half the time gone, 1/32 of the range is conceded.
class Boulware final : public PolynomialStrategy {
 public:
  Boulware() : PolynomialStrategy(0.2) {}

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "beta",
              .doc = "concession exponent; 1 would be linear, smaller holds out longer",
              .range = {.min = 0, .max = 1, .min_open = true},
              .source = "0.2: upper end of the Boulware range of Faratin et al. (1998)"},
             &beta_);
    PolynomialStrategy::Serialize(v);
  }
};

const RegisterStrategy<Boulware> kRegisteredBoulware{{
    .name = "boulware",
    .summary = "Holds out and concedes near the deadline.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept)(k + (1 - k) t^(1/beta))), beta < 1; offers the "
               "cheapest worth A(t), accepts what is worth at least its next offer",
    .source = "Faratin, Sierra & Jennings (1998), section 4.1; Raiffa (1982) for the name",
}};

}  // namespace
}  // namespace dragoman

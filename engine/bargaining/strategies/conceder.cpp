#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"

namespace dragoman {
namespace {

/// Concedes early: with beta 2, a quarter of the time gone, half the range is conceded.
class Conceder final : public PolynomialStrategy {
 public:
  Conceder() : PolynomialStrategy(2) {}

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "beta",
              .doc = "concession exponent; 1 would be linear, larger concedes sooner",
              .range = {.min = 1},
              .source = "2: the Conceder of Baarslag, Hindriks & Jonker (2013)"},
             &beta_);
    PolynomialStrategy::Serialize(v);
  }
};

const RegisterStrategy<Conceder> kRegisteredConceder{{
    .name = "conceder",
    .summary = "Concedes early, then holds.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept)(k + (1 - k) t^(1/beta))), beta > 1; offers the "
               "cheapest worth A(t), accepts what is worth at least its next offer",
    .source = "Faratin, Sierra & Jennings (1998), section 4.1; Pruitt (1981) for the name",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/strategies/time_dependent.h"

#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The polynomial tactic with the exponent of the run: in the talks each side's own firmness.
class SeatPacedStrategy final : public TimeDependentStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "beta",
              .doc = "concession exponent: below 1 late, above 1 early; unset: the run's, or 1",
              .range = {.min = 0, .min_open = true},
              .source = "Faratin, Sierra & Jennings (1998), section 4.1"},
             &beta_);
    TimeDependentStrategy::Serialize(v);
  }

 protected:
  ConcessionShape Shape() const override {
    return {ConcessionShape::Family::kPolynomial,
            beta_.has_value() ? *beta_ : seat().concession_exponent, 0};
  }

 private:
  std::optional<double> beta_;
};

const RegisterStrategy<SeatPacedStrategy> kRegisteredTimeDependent{{
    .name = "time_dependent",
    .summary = "Concedes with time at the run's own pace; offers the cheapest that is good enough.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept)(k + (1 - k) t^(1/beta))); accepts what is worth "
               "at least its next offer",
    .source = "Faratin, Sierra & Jennings (1998), sections 3 and 4.1",
}};

}  // namespace
}  // namespace dragoman

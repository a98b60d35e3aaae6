#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"

namespace dragoman {
namespace {

/// The exponential family: flatter at first than the polynomial one, steeper at the end.
class Exponential final : public TimeDependentStrategy {
 public:
  Exponential() { set_initial(0.1); }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "beta",
              .doc = "concession exponent: small holds out, large concedes at once",
              .range = {.min = 0, .min_open = true}},
             &beta_);
    TimeDependentStrategy::Serialize(v);
  }

 protected:
  ConcessionShape Shape() const override {
    return {ConcessionShape::Family::kExponential, beta_, 0};
  }

 private:
  double beta_ = 1;
};

const RegisterStrategy<Exponential> kRegisteredExponential{{
    .name = "exponential",
    .summary = "Concedes exponentially with time.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept) exp((1 - t)^beta ln k)), k = initial; offers the "
               "cheapest worth A(t), accepts what is worth at least its next offer",
    .source = "Faratin, Sierra & Jennings (1998), section 4.1",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/time_dependent.h"

namespace dragoman {
namespace {

/// Concedes the same share in every exchange.
class Linear final : public PolynomialStrategy {
 public:
  Linear() : PolynomialStrategy(1) {}
};

const RegisterStrategy<Linear> kRegisteredLinear{{
    .name = "linear",
    .summary = "Concedes at a constant pace.",
    .formula = "A(t) = r + (G - r)(1 - (1 - kept)(k + (1 - k) t)); offers the cheapest worth A(t), "
               "accepts what is worth at least its next offer",
    .source = "Faratin, Sierra & Jennings (1998), section 4.1, beta = 1",
}};

}  // namespace
}  // namespace dragoman

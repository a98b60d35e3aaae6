#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/tit_for_tat.h"

namespace dragoman {
namespace {

/// Concedes in the same proportion as the other side did, delta offers ago.
class TitForTatRelative final : public DelayedTitForTatStrategy {
 protected:
  double Answer(double own, double earlier, double later) override {
    return InProportion(own, earlier, later);
  }
};

const RegisterStrategy<TitForTatRelative> kRegisteredTitForTatRelative{{
    .name = "tit_for_tat_relative",
    .summary = "Concedes in the same proportion as the other side did.",
    .formula = "x' = x y[n - delta + 1] / y[n - delta], x its own demand, y the other's, as shares",
    .source = "Faratin, Sierra & Jennings (1998), section 4.3",
}};

}  // namespace
}  // namespace dragoman

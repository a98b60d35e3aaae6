#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/tit_for_tat.h"

namespace dragoman {
namespace {

/// Concedes in the proportion in which the other side did over its last gamma steps.
class TitForTatAveraged final : public TitForTatStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit(
        {.name = "gamma",
         .doc = "over how many of the other's last concessions",
         .range = kLagRange,
         .unit = "offers",
         .source = "Faratin, Sierra & Jennings (1998), section 4.3: 1 is relative tit-for-tat"},
        &gamma_);
    TitForTatStrategy::Serialize(v);
  }

 protected:
  double Answer(double own, double earlier, double later) override {
    return InProportion(own, earlier, later);
  }
  LagPair Lags() const override { return {static_cast<std::uint64_t>(gamma_), 0}; }

 private:
  int gamma_ = 2;
};

const RegisterStrategy<TitForTatAveraged> kRegisteredTitForTatAveraged{{
    .name = "tit_for_tat_averaged",
    .summary = "Concedes in the proportion in which the other side did over its last offers.",
    .formula = "x' = x y[n] / y[n - gamma], x its own demand, y the other's, as shares",
    .source = "Faratin, Sierra & Jennings (1998), section 4.3",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/tit_for_tat.h"

namespace dragoman {
namespace {

/// Concedes in the same proportion as the other side did, delta offers ago.
class TitForTatRelative final : public TitForTatStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "delta",
              .doc = "how many offers ago the answered concession was made",
              .range = kLagRange,
              .unit = "offers",
              .source = "Faratin, Sierra & Jennings (1998), section 4.3: delta >= 1"},
             &delta_);
    TitForTatStrategy::Serialize(v);
  }

 protected:
  double Answer(double own, double earlier, double later) override {
    return earlier > 0 ? own * (later / earlier) : own;
  }
  LagPair Lags() const override {
    const auto delta = static_cast<std::uint64_t>(delta_);
    return {delta, delta - 1};
  }

 private:
  int delta_ = 1;
};

const RegisterStrategy<TitForTatRelative> kRegisteredTitForTatRelative{{
    .name = "tit_for_tat_relative",
    .summary = "Concedes in the same proportion as the other side did.",
    .formula = "x' = x y[n - delta + 1] / y[n - delta], x its own demand, y the other's, as shares",
    .source = "Faratin, Sierra & Jennings (1998), section 4.3",
}};

}  // namespace
}  // namespace dragoman

#include "engine/bargaining/registry.h"
#include "engine/bargaining/strategies/tit_for_tat.h"

namespace dragoman {
namespace {

/// Concedes as much as the other side did, delta offers ago, and a little more at random, which
/// gets two of its kind out of a deadlock.
class TitForTatAbsolute final : public DelayedTitForTatStrategy {
 public:
  void Serialize(FieldVisitor* v) override {
    DelayedTitForTatStrategy::Serialize(v);
    v->Visit({.name = "most_random",
              .doc = "largest concession made at random on top of each answer (M)",
              .range = kUnitInterval,
              .unit = "share of the range"},
             &most_random_);
  }

 protected:
  void DoBegin() override {
    DelayedTitForTatStrategy::DoBegin();
    draws_ = 0;
  }
  double Answer(double own, double earlier, double later) override {
    static const auto kStream = static_cast<std::uint64_t>(MakeStream("tit for tat, absolute"));
    const StreamKey stream{kStream + static_cast<std::uint64_t>(seat().self)};
    const double drawn = seat().random.Uniform(stream, seat().first_draw + draws_++);
    return own - (earlier - later) - most_random_ * drawn;
  }

 private:
  double most_random_ = 0.02;
  std::uint64_t draws_ = 0;
};

const RegisterStrategy<TitForTatAbsolute> kRegisteredTitForTatAbsolute{{
    .name = "tit_for_tat_absolute",
    .summary = "Concedes as much as the other side did, and a little more at random.",
    .formula = "x' = x - (y[n - delta] - y[n - delta + 1]) - R, R uniform in [0, M], x its own "
               "demand, y the other's, as shares",
    .source = "Faratin, Sierra & Jennings (1998), section 4.3 (random absolute tit-for-tat)",
}};

}  // namespace
}  // namespace dragoman

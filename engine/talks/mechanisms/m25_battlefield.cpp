#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m25 {

/// The battlefield moves the outside option: between meetings one side's belief in winning rises by
/// what the other's falls, p += sd (z_own - z_other) / sqrt(2), z standard normal.
/// A first form: no drift, no shocks. Source: Slantchev (2003); domain brief d.3; talks model,
/// section 3, step 9.
struct Options {
  double sd = 0.05;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "sd",
              .doc = "of the change in belief from one meeting to the next",
              .range = {.min = 0, .max = 0.5},
              .unit = "probability",
              .alias = "battle.sd",
              .source = "talks model, section 1"},
             &sd);
  }
};

class Battlefield final : public Mechanism {
 public:
  Battlefield(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : step_(options.sd / portable::Sqrt(2)), streams_(SideStreams(model, "battle")) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    const auto index = static_cast<std::uint64_t>(state->meeting);
    const double z0 = random.Normal(streams_[0], index);
    const double z1 = random.Normal(streams_[1], index);
    Move(0, step_ * (z0 - z1), state);
    Move(1, step_ * (z1 - z0), state);
  }

 private:
  static void Move(std::size_t s, double change, TalkState* state) {
    SideState& side = state->sides[s];
    TalkEvent event;
    event.kind = TalkEventKind::kBattle;
    event.meeting = static_cast<std::uint8_t>(state->meeting);
    event.side = static_cast<std::int16_t>(s);
    event.a = side.win_belief;
    side.win_belief = std::clamp(side.win_belief + change, 0.01, 0.99);
    event.b = side.win_belief;
    state->Emit(event);
  }

  double step_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Battlefield, Options> kRegistered{{
    .id = "M25",
    .name = "battlefield",
    .title = "The battlefield moves what no deal is worth",
    .formula = "p += sd (z_own - z_other) / sqrt(2) between meetings",
    .source = "Slantchev (2003); domain brief d.3",
    .sign = "a shift for one side: terms move to it before the chance of agreement does",
    .when_off = "beliefs in winning stay as drawn",
    .steps = {{Step::kOutside, 10}},
}};

}  // namespace dragoman::m25

#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m25 {

/// The battlefield moves the outside option: between meetings one side's belief in winning rises by
/// what the other's falls, p += mu + sd (z_own - z_other) / sqrt(2), z standard normal. A shock
/// that happened just before the talks moves both beliefs once. Source: Slantchev (2003); domain
/// brief d.2, d.3; talks model, section 3, step 9.
struct Options {
  double sd = 0.05;
  Named<double> drift;
  Named<double> jump;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "sd",
              .doc = "of the change in belief from one meeting to the next",
              .range = {.min = 0, .max = 0.5},
              .unit = "probability",
              .alias = "battle.sd",
              .source = "talks model, section 1"},
             &sd);
    v->Visit(
        {.name = "drift",
         .doc = "mu: change toward a principal from one meeting to the next, and away from the "
                "other",
         .range = {.min = -0.2, .max = 0.2},
         .unit = "probability",
         .alias = "drift.mu",
         .source = "domain brief d.2"},
        &drift);
    v->Visit(
        {.name = "jump",
         .doc = "a shock before the first meeting: toward a principal, and away from the other",
         .range = {.min = -0.5, .max = 0.5},
         .unit = "probability",
         .alias = "shock.jump",
         .source = "domain brief d.2"},
        &jump);
  }
};

class Battlefield final : public Mechanism {
 public:
  Battlefield(const Options& options, const TalksModel& model, Diagnostics* problems)
      : step_(options.sd / portable::Sqrt(2)), streams_(SideStreams(model, "battle")) {
    const auto drift = BySide(model, options.drift, 0, "drift", problems);
    const auto jump = BySide(model, options.jump, 0, "jump", problems);
    for (std::size_t s = 0; s < kSides; ++s) {
      drift_[s] = drift[s] - drift[1 - s];
      jump_[s] = jump[s] - jump[1 - s];
    }
  }

  void Act(Step step, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    if (step == Step::kDraw) {
      for (std::size_t s = 0; s < kSides; ++s) {
        SideState& side = state->sides[s];
        side.win_belief = std::clamp(side.win_belief + jump_[s], 0.01, 0.99);
      }
      return;
    }
    const auto index = static_cast<std::uint64_t>(state->meeting);
    const double z0 = random.Normal(streams_[0], index);
    const double z1 = random.Normal(streams_[1], index);
    Move(0, drift_[0] + step_ * (z0 - z1), state);
    Move(1, drift_[1] + step_ * (z1 - z0), state);
  }

 private:
  static void Move(std::size_t s, double change, TalkState* state) {
    SideState& side = state->sides[s];
    const double before = side.win_belief;
    side.win_belief = std::clamp(side.win_belief + change, 0.01, 0.99);
    state->moved[s] += side.win_belief - before;
    state->turbulence += portable::Abs(side.win_belief - before);
    state->Tell(TalkEventKind::kBattle, s, {.a = before, .b = side.win_belief});
  }

  double step_;
  std::array<double, kSides> drift_{};
  std::array<double, kSides> jump_{};
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Battlefield, Options> kRegistered{{
    .id = "M25",
    .name = "battlefield",
    .title = "The battlefield moves what no deal is worth",
    .formula =
        "p += jump before the first meeting; p += mu + sd (z_own - z_other) / sqrt(2) between "
        "meetings",
    .source = "Slantchev (2003); domain brief d.3",
    .sign = "a shift for one side: terms move to it before the chance of agreement does",
    .when_off = "beliefs in winning stay as drawn",
    .steps = {{Step::kDraw, 15}, {Step::kOutside, 10}},
}};

}  // namespace dragoman::m25

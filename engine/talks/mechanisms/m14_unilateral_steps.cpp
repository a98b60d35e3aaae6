#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m14 {

/// Graduated reduction in tension: one side announces a small step before each meeting, goes on for
/// up to `patience` meetings without an answer, enlarges the step when it is answered, and takes it
/// back when it is exploited. A step is a costly signal: the other's trust grows by `trust` times
/// its size of what is missing. What else it does depends on how the other answers conduct (M13).
/// Source: Osgood (1962); Kydd (2000) on costly signals; domain brief d.3.
struct Options {
  std::string initiator;
  double step = 0.3;
  int patience = 3;
  double growth = 1.5;
  double trust = 0.2;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "initiator",
              .doc = "principal that takes the steps; none: nobody does",
              .alias = "grit"},
             &initiator);
    v->Visit({.name = "step",
              .doc = "size of the first step",
              .range = kUnitInterval,
              .unit = "event weight / 10",
              .source = "judgement"},
             &step);
    v->Visit({.name = "patience",
              .doc = "K: steps without an answer before it stops",
              .range = {.min = 0, .max = 20},
              .unit = "meetings",
              .source = "domain brief d.3"},
             &patience);
    v->Visit({.name = "growth",
              .doc = "factor on the step after an answer",
              .range = {.min = 1, .max = 5},
              .unit = "factor",
              .source = "judgement; sign from Osgood (1962)"},
             &growth);
    v->Visit({.name = "trust",
              .doc = "share of the other's missing trust won per unit of the step",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement; sign from Kydd (2000)"},
             &trust);
  }
};

class UnilateralSteps final : public Mechanism {
 public:
  UnilateralSteps(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options) {
    if (options.initiator.empty()) return;
    side_ = PrincipalAt(model, options.initiator, "initiator", problems);
  }

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    if (side_ < 0) return;
    const auto s = static_cast<std::size_t>(side_);
    SideState& me = state->sides[s];
    SideState& other = state->sides[1 - s];
    if (state->meeting == 1) me.step = options_.step;
    if (other.conduct > kNoticed) {
      me.step = std::min(1.0, me.step * options_.growth);
      me.unanswered = 0;
    } else if (state->meeting > 1) {
      ++me.unanswered;
    }
    if (other.conduct < -kNoticed) {
      // Exploited: the step is taken back, and the next one starts over.
      me.gesture = -me.step;
      me.step = options_.step;
    } else if (me.unanswered <= options_.patience) {
      me.gesture = me.step;
      const double before = other.trust;
      other.trust += options_.trust * me.gesture * (1 - before);
      state->Tell(TalkEventKind::kTrust, 1 - s, {.a = before, .b = other.trust});
    }
    state->Tell(TalkEventKind::kGesture, s,
                {.a = me.gesture, .b = static_cast<double>(me.unanswered)});
  }

 private:
  static constexpr double kNoticed = 0.02;
  Options options_;
  int side_ = kNobody;
};

const RegisterMechanism<UnilateralSteps, Options> kRegistered{{
    .id = "M14",
    .name = "unilateral_steps",
    .title = "Announced small steps without conditions (GRIT)",
    .formula =
        "before each meeting a step g, up to K without an answer; g *= growth when answered, "
        "-g when exploited; T_other += trust g (1 - T_other)",
    .source = "Osgood (1962); Kydd (2000); domain brief d.3",
    .sign = "agreements up against a reciprocator (r1 > 0), exploited by a bully (r1 < 0)",
    .when_off = "nobody moves first",
    .steps = {{Step::kStatements, 25}},
}};

}  // namespace dragoman::m14

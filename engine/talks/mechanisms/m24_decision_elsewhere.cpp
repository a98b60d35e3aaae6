#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m24 {

/// While delegates believe that leaders will decide elsewhere, they hold back: a share q of the way
/// to no deal is never conceded. Self-fulfilling, whether or not the leaders ever meet.
/// Source: domain brief d.3 (the expectation voiced in S12); talks model 4.15.
struct Options {
  double q = 0.5;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "q",
              .doc = "belief that the decision falls elsewhere",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "wait.q",
              .source = "domain brief d.2"},
             &q);
  }
};

class DecisionElsewhere final : public Mechanism {
 public:
  DecisionElsewhere(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : q_(options.q) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (SideState& side : state->sides) side.kept_share = q_;
  }

 private:
  double q_;
};

const RegisterMechanism<DecisionElsewhere, Options> kRegistered{{
    .id = "M24",
    .name = "decision_elsewhere",
    .title = "The decision is believed to fall elsewhere",
    .formula = "A(t) = G (1 - (1 - q) t^(1 / beta)): a share q is never conceded",
    .source = "domain brief d.3; talks model 4.15",
    .sign = "q up: progress at the working level down",
    .when_off = "q = 0: delegates concede all the way to no deal in time",
    .steps = {{Step::kDraw, 35}},
}};

}  // namespace dragoman::m24

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m19 {

/// The mediator as communicator: it carries messages, so that what each side believes of the other
/// is less noisy, by the factor 1 - k_c. It proposes nothing and presses nobody. Source: Touval &
/// Zartman (1985); Beardsley et al. (2006); domain brief d.3.
struct Options {
  double communication = 0.5;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "communication",
              .doc = "k_c: share of the noise in beliefs that it removes",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "mediator.k_c",
              .source = "talks model, section 1"},
             &communication);
  }
};

class Mediator final : public Mechanism {
 public:
  Mediator(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : communication_(options.communication) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (SideState& side : state->sides) side.belief_scale *= 1 - communication_;
  }

 private:
  double communication_;
};

const RegisterMechanism<Mediator, Options> kRegistered{{
    .id = "M19",
    .name = "mediator",
    .title = "The mediator as communicator",
    .formula = "noise in beliefs *= 1 - k_c",
    .source = "Touval & Zartman (1985); Beardsley et al. (2006)",
    .sign = "k_c up: packages fit the other side better; agreements not down",
    .when_off = "nobody carries messages: beliefs keep their full noise",
    .steps = {{Step::kPerceive, 10}},
}};

}  // namespace dragoman::m19

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m17 {

/// A confidence-building step that was signed spills over: both sides' trust grows by sigma (1 -
/// T). The prior sigma is small, because many such steps were taken without any truce. Source:
/// domain brief d.3; talks model, section 3, step 8.
struct Options {
  double sigma = 0.03;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "sigma",
              .doc = "share of the missing trust won by a signed step",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "spill.sigma",
              .source = "domain brief d.2"},
             &sigma);
  }
};

class ConfidenceBuilding final : public Mechanism {
 public:
  ConfidenceBuilding(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : sigma_(options.sigma) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double before = side.trust;
      side.trust += sigma_ * (1 - side.trust);
      if (side.trust != before) {
        state->Tell(TalkEventKind::kTrust, s, {.a = before, .b = side.trust});
      }
    }
  }

 private:
  double sigma_;
};

const RegisterMechanism<ConfidenceBuilding, Options> kRegistered{{
    .id = "M17",
    .name = "confidence_building",
    .title = "A signed humanitarian step builds trust",
    .formula = "T += sigma (1 - T) for both sides, once per meeting in which it was signed",
    .source = "domain brief d.3",
    .sign = "sigma 0 leaves the step itself unchanged; sigma up: fear down",
    .when_off = "the step has no effect beyond itself",
    .steps = {{Step::kGoodwill, 10}},
}};

}  // namespace dragoman::m17

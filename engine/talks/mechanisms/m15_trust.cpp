#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m15 {

/// Trust is lost faster than it is won: a cooperative act of size g adds eta+ g (1 - T), a hostile
/// one takes eta- g T, eta- > eta+. A signed confidence-building step or an agreed package counts
/// .7, an insult .2 (their weights on the event scale, over 10). Source: Kydd (2000); domain brief
/// d.3; talks model, section 3, steps 1 and 8.
struct Options {
  double gain = 0.1;
  double loss = 0.2;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "gain",
              .doc = "eta+: share of the missing trust won per unit of cooperation",
              .range = kUnitInterval,
              .unit = "share",
              .source = "talks model, section 1"},
             &gain);
    v->Visit({.name = "loss",
              .doc = "eta-: share of the trust lost per unit of hostility",
              .range = kUnitInterval,
              .unit = "share",
              .source = "talks model, section 1"},
             &loss);
  }
};

class Trust final : public Mechanism {
 public:
  Trust(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : gain_(options.gain), loss_(options.loss) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double before = side.trust;
      if (step == Step::kStatements) {
        if (side.insulted) side.trust -= loss_ * kInsult * side.trust;
      } else if (state->goodwill_signed || state->package_agreed) {
        side.trust += gain_ * kAccord * (1 - side.trust);
      }
      if (side.trust == before) continue;
      state->Tell(TalkEventKind::kTrust, s, {.a = before, .b = side.trust});
    }
  }

 private:
  static constexpr double kInsult = 0.2;  // Event weight -2 over 10.
  static constexpr double kAccord = 0.7;  // Event weight 7 over 10.
  double gain_;
  double loss_;
};

const RegisterMechanism<Trust, Options> kRegistered{{
    .id = "M15",
    .name = "trust",
    .title = "Trust is lost faster than it is won",
    .formula =
        "T += eta+ .7 (1 - T) after a signed step or package; T -= eta- .2 T after an insult",
    .source = "Kydd (2000); domain brief d.3",
    .sign = "eta+ up: fear down, agreements up",
    .when_off = "trust stays where the claims put it",
    .steps = {{Step::kStatements, 20}, {Step::kUpdate, 10}},
}};

}  // namespace dragoman::m15

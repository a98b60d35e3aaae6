#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m18 {

/// Ripeness needs two. The readiness of a side is motivation times optimism:
///   motivation = logistic((pain - hope) / s), pain = what an end of the conflict saves it, hope =
///   what it expects to win by fighting on, om w (lottery - u(sq)) over what fighting can decide;
///   optimism = T + (1 - T) cover, T its trust, cover the political cover that mediation gives.
/// While the joint readiness, the smaller of the two, is below `threshold`, both hold back the
/// share strength (1 - joint / threshold) of what they would concede. Source: Zartman (1989);
/// Pruitt (1997); domain brief d.3. Threshold and strength are judgements; strength 0 is neutral.
struct Options {
  double strength = 0;
  double threshold = 0.5;
  double sensitivity = 0.1;
  double cover = 0.3;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "strength",
              .doc = "share of concessions held back where nobody is ready at all",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "ripeness",
              .source = "judgement"},
             &strength);
    v->Visit({.name = "threshold",
              .doc = "joint readiness from which nothing is held back",
              .range = {.min = 0.001, .max = 1},
              .unit = "readiness",
              .source = "judgement"},
             &threshold);
    v->Visit({.name = "sensitivity",
              .doc = "s: difference of pain and hope that moves motivation",
              .range = {.min = 0.001, .max = 1},
              .unit = "utility",
              .source = "judgement"},
             &sensitivity);
    v->Visit({.name = "cover",
              .doc = "optimism that mediation gives where there is no trust",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement; sign from domain brief d.3"},
             &cover);
  }
};

class Readiness final : public Mechanism {
 public:
  Readiness(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : options_(options) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    if (options_.strength == 0) return;
    const double readiness[kSides] = {Of(model, *state, 0), Of(model, *state, 1)};
    const double joint = std::min(readiness[0], readiness[1]);
    const double missing = 1 - std::min(1.0, joint / options_.threshold);
    for (std::size_t s = 0; s < kSides; ++s) {
      state->sides[s].held_back = options_.strength * missing;
      state->Tell(TalkEventKind::kReadiness, s,
                  {.a = readiness[s], .b = joint, .c = state->sides[s].held_back});
    }
  }

 private:
  double Of(const TalksModel& model, const TalkState& state, std::size_t s) const {
    const SideState& side = state.sides[s];
    double hope = 0;
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      if (!model.traits[i].imposable) continue;
      const IssueIndex issue{static_cast<int>(i)};
      const std::size_t here = model.space->flat(issue, state.standing[issue]);
      hope += state.weight[s][i] * (state.own[s].no_deal[i] - state.own[s].utility[here]);
    }
    const double motivation =
        portable::Logistic((side.worth_of_end() - hope) / options_.sensitivity);
    return motivation * (side.trust + (1 - side.trust) * options_.cover);
  }

  Options options_;
};

const RegisterMechanism<Readiness, Options> kRegistered{{
    .id = "M18",
    .name = "readiness",
    .title = "Ripeness needs both sides",
    .formula =
        "readiness = logistic((pain - hope) / s) (T + (1 - T) cover); both hold back strength "
        "(1 - min / threshold)+ of their concessions",
    .source = "Zartman (1989); Pruitt (1997); domain brief d.3",
    .sign = "pain of one side alone changes nothing; of both: agreements up",
    .when_off = "sides concede whether the moment is ripe or not",
    .steps = {{Step::kAttendance, 30}},
}};

}  // namespace dragoman::m18

#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m13 {

/// Conduct answers conduct. The net cooperation h of a toward b follows
///   h_ab(t) = r0 h_ab(t-1) + r1 (h_ba(t-1) + what b did before this meeting) + r2 h_c(t-1),
/// with an insult counting -.2 and an announced step its size (M14), and h_c the pressure of a
/// third party. r1 > 0 is reciprocity, r1 < 0 is bullying: it takes cooperation for weakness.
/// Cooperation speeds concessions up, beta (1 + pace h), and calms, logit of walking out - calm h.
/// Source: Goldstein & Pevehouse (1997); domain brief d.2, d.3. The two effects are judgements: the
/// brief gives the dynamics of h only.
struct Options {
  Named<double> response;
  double memory = 0.5;
  double third_party = 0;
  double pace = 0.5;
  double calm = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "response",
              .doc = "r1: answer to the other's conduct, by principal; 0 if not named",
              .range = {.min = -1, .max = 1},
              .unit = "share",
              .alias = "recip.r1",
              .source = "domain brief d.2"},
             &response);
    v->Visit({.name = "memory",
              .doc = "r0: share of its own conduct that it keeps up",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement"},
             &memory);
    v->Visit({.name = "third_party",
              .doc = "r2: answer to pressure from outside",
              .range = {.min = -1, .max = 1},
              .unit = "share",
              .source = "domain brief d.3"},
             &third_party);
    v->Visit({.name = "pace",
              .doc = "of concessions, per unit of cooperation",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement"},
             &pace);
    v->Visit({.name = "calm",
              .doc = "taken off the logit of walking out, per unit of cooperation",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .source = "judgement"},
             &calm);
  }
};

class Reciprocity final : public Mechanism {
 public:
  Reciprocity(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options), response_(BySide(model, options.response, 0, "response", problems)) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    const double shown[kSides] = {Shown(*state, 0), Shown(*state, 1)};
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double before = side.conduct;
      side.conduct = std::clamp(options_.memory * before + response_[s] * shown[1 - s] +
                                    options_.third_party * side.pressure,
                                -1.0, 1.0);
      if (side.conduct == 0 && before == 0) continue;
      side.pace = 1 + options_.pace * side.conduct;
      side.restlessness -= options_.calm * side.conduct;
      state->Tell(TalkEventKind::kConduct, s, {.a = before, .b = side.conduct});
    }
  }

 private:
  static constexpr double kInsult = 0.2;  // Event weight -2 over 10.

  // What side `s` showed the other, up to and including the words before this meeting.
  static double Shown(const TalkState& state, std::size_t s) {
    const double insult = state.sides[1 - s].insulted ? kInsult : 0;
    return std::clamp(state.sides[s].conduct + state.sides[s].gesture - insult, -1.0, 1.0);
  }

  Options options_;
  std::array<double, kSides> response_;
};

const RegisterMechanism<Reciprocity, Options> kRegistered{{
    .id = "M13",
    .name = "reciprocity",
    .title = "Conduct answers conduct: reciprocity, or bullying",
    .formula = "h_a = r0 h_a + r1 (h_b + acts of b) + r2 pressure; beta *= 1 + pace h; logit of "
               "walking out -= calm h",
    .source = "Goldstein & Pevehouse (1997); domain brief d.2, d.3",
    .sign = "the sign of r1 flips the effect of gestures",
    .when_off = "nobody answers conduct with conduct",
    .steps = {{Step::kStatements, 30}},
}};

}  // namespace dragoman::m13

#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m32 {

/// Going on without agreement, or leaving. After a meeting without a deal a side walks out with
/// probability
///   h = (1 - delta) logistic(b0 + b1 (insulted + slight) + b2 gap - b3 present),
/// delta its patience, gap in [0, 1] the part of its best possible gain that it still hoped for and
/// was neither offered nor given (0 after an agreed package), `present` the watching third party
/// that would put the blame on whoever leaves. Source: domain brief d.3; talks model, section 3,
/// step 10, and 4.16.
struct Options {
  double base = -2;
  double insult = 1;
  double gap = 1;
  double blame = 1;
  double present = 0.6;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "base",
              .doc = "b0",
              .range = {.min = -10, .max = 10},
              .unit = "logit",
              .alias = "walk.b0",
              .source = "talks model, section 1"},
             &base);
    v->Visit({.name = "insult",
              .doc = "b1: per insult, and per unit of slight",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .alias = "walk.b1",
              .source = "talks model, section 1"},
             &insult);
    v->Visit({.name = "gap",
              .doc = "b2: per unit of disappointed hope",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .alias = "walk.b2",
              .source = "talks model, section 1"},
             &gap);
    v->Visit({.name = "blame",
              .doc = "b3: per unit of a watching third party",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .alias = "walk.b3",
              .source = "talks model, section 1"},
             &blame);
    v->Visit({.name = "present",
              .doc = "how closely the third party watches",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "us.present",
              .source = "domain brief d.2"},
             &present);
  }
};

class WalkOut final : public Mechanism {
 public:
  WalkOut(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : options_(options), streams_(SideStreams(model, "walk-out")) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    const auto index = static_cast<std::uint64_t>(state->meeting);
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double gap = Disappointment(*state, side);
      const double patience = state->coding->parties[At(model.principals[s])].patience;
      const double logit =
          options_.base + options_.insult * ((side.insulted ? 1 : 0) + side.slight) +
          options_.gap * gap - options_.blame * options_.present + side.restlessness;
      side.hazard = (1 - patience) * portable::Logistic(logit);
      const double u = random.Uniform(streams_[s], index);
      side.walked_out = u < side.hazard;
      Report(s, gap, u, patience, *state);
    }
  }

 private:
  static double Disappointment(const TalkState& state, const SideState& side) {
    if (state.package_agreed || !(side.best_gain > 0)) return 0;
    const double missing = side.aspiration - side.best_offered - side.signed_gain;
    return std::clamp(missing / side.best_gain, 0.0, 1.0);
  }

  static void Report(std::size_t s, double gap, double u, double patience, const TalkState& state) {
    // Whoever decides for itself is asked later (Talks::AskGuestToStay).
    if (state.seated == static_cast<int>(s)) return;
    const TalkEvent event = {.a = state.sides[s].hazard,
                             .b = gap,
                             .c = u,
                             .d = patience,
                             .e = state.sides[s].restlessness};
    state.Tell(TalkEventKind::kHazard, s, event);
    if (state.sides[s].walked_out) state.Tell(TalkEventKind::kWalkOut, s, event);
  }

  Options options_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<WalkOut, Options> kRegistered{{
    .id = "M32",
    .name = "walk_out",
    .title = "No agreement is not yet collapse",
    .formula = "h = (1 - delta) logistic(b0 + b1 (insulted + slight) + b2 gap - b3 present)",
    .source = "domain brief d.3; talks model, section 3, step 10",
    .sign = "insults and disappointment up: walk-outs up; a watching third party: down",
    .when_off = "nobody walks out",
    .steps = {{Step::kContinue, 10}},
}};

}  // namespace dragoman::m32

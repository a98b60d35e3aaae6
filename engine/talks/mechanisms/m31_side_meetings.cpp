#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m31 {

/// Friends in the corridor. Side meetings of a principal with its friends do three things, all in
/// proportion to how closely they coordinate, c, and how far the friends agree among themselves:
/// the support it can expect makes no deal worth c x support more to it; a joint pledge makes the
/// threats of third parties more credible, credibility (1 + pledge c); and friends who stand behind
/// an agreement take the share guarantee x c of its fear away. Source: domain brief d.3 (the side
/// meetings of S13). The three sizes are judgements: the brief gives their signs.
struct Options {
  Named<double> coordination;
  double alignment = 1;
  double support = 0.03;
  double pledge = 0.5;
  double guarantee = 0.2;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "coordination",
              .doc = "c: how closely friends coordinate with a principal; 0 if not named",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "caucus",
              .source = "domain brief d.3"},
             &coordination);
    v->Visit({.name = "alignment",
              .doc = "how far the friends agree among themselves",
              .range = kUnitInterval,
              .unit = "share",
              .source = "domain brief d.3"},
             &alignment);
    v->Visit({.name = "support",
              .doc = "what full coordination makes no deal worth",
              .range = {.min = 0, .max = 0.5},
              .unit = "utility",
              .source = "judgement; sign from domain brief d.3"},
             &support);
    v->Visit({.name = "pledge",
              .doc = "what a joint pledge adds to the credibility of threats",
              .range = {.min = 0, .max = 5},
              .unit = "share",
              .source = "judgement; sign from domain brief d.3"},
             &pledge);
    v->Visit({.name = "guarantee",
              .doc = "share of fear that friends behind an agreement take away",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement; sign from domain brief d.3"},
             &guarantee);
  }
};

class SideMeetings final : public Mechanism {
 public:
  SideMeetings(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options),
        coordination_(BySide(model, options.coordination, 0, "coordination", problems)) {
    for (double& c : coordination_) c *= options.alignment;
  }

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      const double c = coordination_[s];
      if (c == 0) continue;
      SideState& side = state->sides[s];
      side.backing = options_.support * c;
      side.fear *= 1 - options_.guarantee * c;
      state->guarantors = std::max(state->guarantors, c);
    }
    state->pledge = 1 + options_.pledge * state->guarantors;
  }

 private:
  Options options_;
  std::array<double, kSides> coordination_;
};

const RegisterMechanism<SideMeetings, Options> kRegistered{{
    .id = "M31",
    .name = "side_meetings",
    .title = "Friends in the corridor: caucus and side meetings",
    .formula =
        "no deal += c support; credibility of threats *= 1 + pledge c; fear *= 1 - guarantee c",
    .source = "domain brief d.3",
    .sign = "c up: own concessions down, credibility of threats up",
    .when_off = "each principal stands alone",
    .steps = {{Step::kDraw, 42}},
}};

}  // namespace dragoman::m31

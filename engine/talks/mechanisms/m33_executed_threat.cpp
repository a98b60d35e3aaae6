#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m33 {

/// A threat on record may be carried out: with probability capability (1 - deterrence), times
/// `during` while talks go on, in full within 30 days of their end. A side has a threat on record
/// if it threatened on an issue that fighting can decide. Carrying it out raises its belief in
/// winning by `advance`; after the end of the process it is an escalation. Source: domain brief d.3
/// (the threat of S11); talks model, section 3, step 9.
struct Options {
  double capability = 0.5;
  double deterrence = 0.5;
  double during = 0.3;
  double advance = 0.05;
  Named<double> standing;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "capability",
              .doc = "to carry the threat out",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "threat.capability",
              .source = "talks model, section 3"},
             &capability);
    v->Visit({.name = "deterrence",
              .doc = "that it refrains all the same",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "threat.deterrence",
              .source = "talks model, section 3"},
             &deterrence);
    v->Visit({.name = "during",
              .doc = "factor while talks go on",
              .range = kUnitInterval,
              .unit = "factor",
              .source = "domain brief d.3"},
             &during);
    v->Visit({.name = "advance",
              .doc = "added to its belief in winning",
              .range = {.min = 0, .max = 0.5},
              .unit = "probability",
              .source = "talks model, section 3"},
             &advance);
    v->Visit(
        {.name = "standing",
         .doc = "1: a threat is on record that no claim tells of, by principal; 0 if not named",
         .range = kUnitInterval,
         .source = "coded cases, which have positions in place of claims"},
        &standing);
  }
};

class ExecutedThreat final : public Mechanism {
 public:
  ExecutedThreat(const Options& options, const TalksModel& model, Diagnostics* problems)
      : options_(options), streams_(SideStreams(model, "executed threat")) {
    const auto standing = BySide(model, options.standing, 0, "standing", problems);
    std::vector<bool> imposable;
    imposable.reserve(model.traits.size());
    for (const IssueTraits& traits : model.traits) imposable.push_back(traits.imposable);
    for (std::size_t s = 0; s < kSides; ++s) {
      on_record_[s] =
          standing[s] > 0 ||
          model.derivation->HasClaim(model.principals[s], dragoman::Act::kThreat, imposable);
    }
  }

  void Act(Step step, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    const bool over = step == Step::kAftermath;
    const double chance =
        options_.capability * (1 - options_.deterrence) * (over ? 1 : options_.during);
    const std::uint64_t index = static_cast<std::uint64_t>(state->meeting) + (over ? 1U : 0U);
    for (std::size_t s = 0; s < kSides; ++s) {
      const double u = random.Uniform(streams_[s], index);
      if (!on_record_[s] || !(u < chance)) continue;
      SideState& side = state->sides[s];
      const double before = side.win_belief;
      side.win_belief = std::min(0.99, before + options_.advance);
      state->moved[s] += side.win_belief - before;
      if (over) state->escalated = true;
      state->Tell(TalkEventKind::kThreatExecuted, s, {.a = chance, .b = over ? 1.0 : 0.0});
    }
  }

 private:
  Options options_;
  std::array<bool, kSides> on_record_{};
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<ExecutedThreat, Options> kRegistered{{
    .id = "M33",
    .name = "executed_threat",
    .title = "A threat carried out",
    .formula =
        "carried out with probability capability (1 - deterrence) x (1 within 30 days of the "
        "end of talks, else .3); own belief in winning += .05",
    .source = "domain brief d.3; talks model, section 3, step 9",
    .sign = "capability up or deterrence down: escalation after collapse up",
    .when_off = "threats stay words",
    .steps = {{Step::kOutside, 20}, {Step::kAftermath, 10}},
}};

}  // namespace dragoman::m33

#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m23 {

/// A third party threatens to make no deal dearer: while the threat is unexecuted, no deal is worth
/// credibility x cost less to its target, which an agreement that ends the conflict saves. A threat
/// wears out: every deadline that lapsed multiplies its credibility by .6. Leaving the table would
/// call it down, so the target stays; being threatened is resented, so it also chafes.
/// Source: Drezner (2003); domain brief d.2, d.3. The two weights on walking out are judgements:
/// the brief gives their signs only.
struct Options {
  Named<double> credibility;
  Named<double> cost;
  int lapsed = 0;
  double wear = 0.6;
  double stay = 5;
  double backlash = 0.5;

  void Serialize(FieldVisitor* v) {
    v->Visit(
        {.name = "credibility",
         .doc = "that the threat would be carried out, by principal threatened; 0 if not named",
         .range = kUnitInterval,
         .unit = "probability",
         .alias = "sanction.cred",
         .source = "domain brief d.2"},
        &credibility);
    v->Visit({.name = "cost",
              .doc = "to the principal if it is; 0 if not named",
              .range = {.min = 0, .max = 0.5},
              .unit = "utility",
              .alias = "sanction.cost",
              .source = "domain brief d.2"},
             &cost);
    v->Visit({.name = "lapsed",
              .doc = "deadlines of the threat that had passed without consequence before the talks",
              .range = {.min = 0, .max = 20},
              .unit = "deadlines",
              .source = "domain brief d.3"},
             &lapsed);
    v->Visit({.name = "wear",
              .doc = "factor on credibility for each lapsed deadline",
              .range = kUnitInterval,
              .unit = "factor",
              .source = "domain brief d.3"},
             &wear);
    v->Visit({.name = "stay",
              .doc = "taken off the logit of walking out, per unit of threatened cost",
              .range = {.min = 0, .max = 50},
              .unit = "logit",
              .source = "judgement; sign from Min (2020) in domain brief d.3"},
             &stay);
    v->Visit({.name = "backlash",
              .doc = "added to the logit of walking out, per unit of credibility",
              .range = {.min = 0, .max = 10},
              .unit = "logit",
              .source = "judgement; sign from domain brief d.3"},
             &backlash);
  }
};

class SanctionThreat final : public Mechanism {
 public:
  SanctionThreat(const Options& options, const TalksModel& model, Diagnostics* problems)
      : credibility_(BySide(model, options.credibility, 0, "credibility", problems)),
        cost_(BySide(model, options.cost, 0, "cost", problems)),
        options_(options) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    const double worn =
        portable::Pow(options_.wear, static_cast<double>(options_.lapsed + state->lapses));
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double credibility =
          std::min(1.0, credibility_[s] * state->coherence * state->pledge) * worn;
      side.pressure = credibility * cost_[s];
      if (step == Step::kPrepare) continue;
      side.restlessness += options_.backlash * credibility - options_.stay * side.pressure;
      if (!(side.pressure > 0)) continue;
      state->Tell(TalkEventKind::kPressure, s, {.a = side.pressure, .b = credibility});
    }
  }

 private:
  std::array<double, kSides> credibility_;
  std::array<double, kSides> cost_;
  Options options_;
};

const RegisterMechanism<SanctionThreat, Options> kRegistered{{
    .id = "M23",
    .name = "sanction_threat",
    .title = "A third party threatens to make no deal dearer",
    .formula =
        "an end of the conflict saves cred .6^lapses cost; logit of walking out += .5 cred - "
        "5 cred cost",
    .source = "Drezner (2003); domain brief d.2, d.3",
    .sign = "cost x credibility up: agreements up; lapsed deadlines: back toward none",
    .when_off = "nobody threatens from outside",
    .steps = {{Step::kPrepare, 5}, {Step::kStatements, 40}},
}};

}  // namespace dragoman::m23

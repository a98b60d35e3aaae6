#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m35 {

/// Losses against the line as it stands weigh more than gains: on an issue that fighting can
/// decide, an option below the status quo costs `aversion` times what it would,
///   u'(o) = u(sq) - aversion (u(sq) - u(o)) where u(o) < u(sq).
/// Source: prospect theory, Kahneman & Tversky (1979); domain brief d.3, which has 1.5 to 2.5;
/// neutral until a scenario sets it.
struct Options {
  double aversion = 1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "aversion",
              .doc = "weight of a loss against the status quo relative to a gain; 1: the same",
              .range = {.min = 1, .max = 5},
              .unit = "factor",
              .source = "domain brief d.3"},
             &aversion);
  }
};

class ReferenceDependence final : public Mechanism {
 public:
  ReferenceDependence(const Options& options, const TalksModel& /*model*/,
                      Diagnostics* /*problems*/)
      : aversion_(options.aversion) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    if (aversion_ == 1) return;  // Exactly neutral: the formula would round.
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      if (!model.traits[i].imposable) continue;
      const Issue& issue = model.space->issue(IssueIndex{static_cast<int>(i)});
      const std::size_t base = model.space->offset(IssueIndex{static_cast<int>(i)});
      for (std::size_t s = 0; s < kSides; ++s) {
        double* utility = state->own[s].utility.data() + base;
        const double reference = utility[issue.status_quo];
        for (std::size_t o = 0; o < issue.num_options(); ++o) {
          if (utility[o] < reference) {
            utility[o] = reference - aversion_ * (reference - utility[o]);
          }
        }
      }
    }
  }

 private:
  double aversion_;
};

const RegisterMechanism<ReferenceDependence, Options> kRegistered{{
    .id = "M35",
    .name = "reference_dependence",
    .title = "Losses loom larger than gains",
    .formula = "u'(o) = u(sq) - a (u(sq) - u(o)) where u(o) < u(sq), on issues fighting can decide",
    .source = "Kahneman & Tversky (1979); domain brief d.3",
    .sign = "aversion up: agreements that move the line down",
    .when_off = "losses and gains weigh the same",
    .steps = {{Step::kPrepare, 2}},
}};

}  // namespace dragoman::m35

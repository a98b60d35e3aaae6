#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m09 {

/// "First that, then this." A side that put a precondition refuses every offer that needs it and
/// does not contain it. Whether a precondition binds is drawn once per run, with its own
/// probability or pi. Source: domain brief d.2, d.3; talks model S5, 4.3 (as a factor on one
/// issue's utility it would hardly ever bind).
struct Options {
  double pi = 0.9;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "pi",
              .doc = "that a precondition binds, where it names no probability itself",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "precond.pi",
              .source = "domain brief d.2"},
             &pi);
  }
};

class Preconditions final : public Mechanism {
 public:
  Preconditions(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : pi_(options.pi) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    for (std::size_t k = 0; k < model.links.size(); ++k) {
      const LinkRule& link = model.links[k];
      if (link.owner < 0) continue;
      const double u = random.Uniform(link.stream);
      const double probability = link.probability.value_or(pi_);
      const bool binds = u < probability;
      if (binds) state->binding |= 1U << k;
      state->Tell(TalkEventKind::kBinding, link.owner,
                  {.rule = static_cast<std::int16_t>(k),
                   .issue = link.issue,
                   .a = binds ? 1.0 : 0.0,
                   .b = probability});
    }
  }

 private:
  double pi_;
};

const RegisterMechanism<Preconditions, Options> kRegistered{{
    .id = "M9",
    .name = "preconditions",
    .title = "First that, then this",
    .formula = "an offer of which `when` holds and `requires` does not is refused; binds with "
               "probability pi, drawn once per run",
    .source = "domain brief d.3; talks model S5, 4.3",
    .sign = "pi up: agreements down where the requirement is itself refused",
    .when_off = "no side insists on an order",
    .steps = {{Step::kDraw, 60}},
}};

}  // namespace dragoman::m09

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m12 {

/// How fast a side comes down from what it hopes for: aspirations fall with t^(1 / beta), and beta
/// = exp(2.5 (.5 - Phi)) is derived from how firmly it spoke (above 1 early, below 1 late).
/// Source: Faratin, Sierra & Jennings (1998); domain brief c.1(9).
struct Options {
  Named<double> beta;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "beta",
              .doc = "concession exponent, by principal; derived if not named",
              .range = {.min = 0.01, .max = 100},
              .unit = "exponent",
              .alias = "beta",
              .source = "domain brief c.1(9)"},
             &beta);
  }
};

class Concession final : public Mechanism {
 public:
  Concession(const Options& options, const TalksModel& model, Diagnostics* problems)
      : beta_(BySide(model, options.beta, 0, "beta", problems)) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      const double derived = state->coding->parties[At(model.principals[s])].beta;
      state->sides[s].beta = beta_[s] > 0 ? beta_[s] : derived;
    }
  }

 private:
  std::array<double, kSides> beta_;  ///< 0: derived.
};

const RegisterMechanism<Concession, Options> kRegistered{{
    .id = "M12",
    .name = "concession",
    .title = "Firm speakers concede late",
    .formula = "A(t) = G (1 - (1 - k) t^(1 / beta)), beta = exp(2.5 (.5 - Phi))",
    .source = "Faratin, Sierra & Jennings (1998); domain brief c.1(9)",
    .sign = "beta up: earlier agreement on worse own terms",
    .when_off = "both sides concede linearly (beta = 1)",
    .steps = {{Step::kDraw, 30}},
}};

}  // namespace dragoman::m12

#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m34 {

/// History of attempts. First attempts seldom succeed; past a turning point n* of earlier ones,
/// being open is no longer read as weakness: with bonus = b (n - n*)+, concessions come earlier
/// (beta times 1 + bonus) and walking out is rarer (logit - 2 bonus). Source: Boehmelt (2013),
/// Mastro (2019); domain brief d.2, d.3. b and the factor 2 are judgements.
struct Options {
  int attempts = 1;
  double turning_point = 4;
  double bonus = 0.1;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "attempts",
              .doc = "n: rounds of talks so far, this one included",
              .range = {.min = 0, .max = 100},
              .unit = "attempts",
              .alias = "attempts.n",
              .source = "domain brief d.2"},
             &attempts);
    v->Visit({.name = "turning_point",
              .doc = "n*: attempts after which more of them help",
              .range = {.min = 0, .max = 100},
              .unit = "attempts",
              .source = "domain brief d.3 (3 to 6)"},
             &turning_point);
    v->Visit({.name = "bonus",
              .doc = "b: per attempt beyond the turning point",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement"},
             &bonus);
  }
};

class Attempts final : public Mechanism {
 public:
  Attempts(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : bonus_(options.bonus *
               std::max(0.0, static_cast<double>(options.attempts) - options.turning_point)) {}

  void Act(Step step, const TalksModel& /*model*/, const Random& /*random*/,
           TalkState* state) const override {
    for (SideState& side : state->sides) {
      if (step == Step::kDraw) {
        side.beta *= 1 + bonus_;
      } else {
        side.restlessness -= kCalm * bonus_;
      }
    }
  }

 private:
  static constexpr double kCalm = 2;
  double bonus_;
};

const RegisterMechanism<Attempts, Options> kRegistered{{
    .id = "M34",
    .name = "attempts",
    .title = "History of attempts",
    .formula = "bonus = b (n - n*)+; beta *= 1 + bonus; logit of walking out -= 2 bonus",
    .source = "Boehmelt (2013); Mastro (2019); domain brief d.2, d.3",
    .sign = "n beyond n* up: agreements and continuation up",
    .when_off = "the past of the talks does not matter",
    .steps = {{Step::kDraw, 60}, {Step::kStatements, 50}},
}};

}  // namespace dragoman::m34

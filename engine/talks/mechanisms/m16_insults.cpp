#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m16 {

/// Before a meeting each side insults the other with probability `rate`. An insult lowers trust
/// (M15) and makes walking out likelier (M32); it changes nothing that is negotiated. Source:
/// Faizullaev (2006) and others on diplomatic insult; domain brief d.3.
struct Options {
  double rate = 0.3;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "rate",
              .doc = "insults per side and meeting",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "insult.rate",
              .source = "domain brief d.2"},
             &rate);
  }
};

class Insults final : public Mechanism {
 public:
  Insults(const Options& options, const TalksModel& model, Diagnostics* /*problems*/)
      : rate_(options.rate), streams_(SideStreams(model, "insult")) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      const double u = random.Uniform(streams_[s], static_cast<std::uint64_t>(state->meeting));
      if (!(u < rate_)) continue;
      state->sides[1 - s].insulted = true;
      state->Tell(TalkEventKind::kInsult, s);
    }
  }

 private:
  double rate_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Insults, Options> kRegistered{{
    .id = "M16",
    .name = "insults",
    .title = "Insults before a meeting",
    .formula = "each side insults with probability `rate` before each meeting",
    .source = "Faizullaev (2006); domain brief d.3",
    .sign = "rate up: walk-outs up, agreements on substance unchanged",
    .when_off = "nobody insults anybody",
    .steps = {{Step::kStatements, 10}},
}};

}  // namespace dragoman::m16

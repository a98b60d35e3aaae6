#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m22 {

/// Talking without meaning to settle. With a probability per side, drawn once per run, a side is
/// there for side benefits (time, blame avoided, favour with third parties): it signs cheap items
/// and nothing else. Source: Ikle (1964); Min (2025, "Words of War"); domain brief d.3; talks
/// model, section 1 (base probability only).
struct Options {
  Named<double> exploit;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "exploit",
              .doc = "that a principal is insincere; 0 if not named",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "exploit",
              .source = "domain brief d.2"},
             &exploit);
  }
};

class InsincereTalks final : public Mechanism {
 public:
  InsincereTalks(const Options& options, const TalksModel& model, Diagnostics* problems)
      : exploit_(BySide(model, options.exploit, 0, "exploit", problems)),
        streams_(SideStreams(model, "sincerity")) {}

  void Act(Step /*step*/, const TalksModel& /*model*/, const Random& random,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      const double u = random.Uniform(streams_[s]);
      state->sides[s].insincere = u < exploit_[s];
      state->Tell(TalkEventKind::kSincerity, s,
                  {.a = state->sides[s].insincere ? 0.0 : 1.0, .b = exploit_[s]});
    }
  }

 private:
  std::array<double, kSides> exploit_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<InsincereTalks, Options> kRegistered{{
    .id = "M22",
    .name = "insincere_talks",
    .title = "Talking without meaning to settle",
    .formula =
        "with probability `exploit` a side accepts only offers whose changed options are cheap",
    .source = "Ikle (1964); Min (2025); domain brief d.3",
    .sign = "exploit up: agreements on substance down, cheap items unchanged",
    .when_off = "both sides mean it",
    .steps = {{Step::kDraw, 45}},
}};

}  // namespace dragoman::m22

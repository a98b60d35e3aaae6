#include "engine/core/portable_math.h"
#include "engine/talks/gain.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m10 {

/// Two-level game: what a capital accepts must also pass at home. Each of a side's domestic vetoes
/// (parliament, army, public) says yes with probability logistic((G - premium) / s), G the side's
/// gain; the smaller s, the more reliably it follows the side's own interest. Only a bundle that
/// touches a core issue is put to the vote. A failed vote is involuntary defection: the bundle
/// falls. Source: Putnam (1988); domain brief d.2, d.3.
struct Options {
  double spread = 0.1;
  Named<double> vetoes;
  Named<double> premium;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "spread",
              .doc = "s: how unreliably a domestic veto follows the side's own gain",
              .range = {.min = 0.001, .max = 0.3},
              .unit = "utility",
              .alias = "ratify.s",
              .source = "domain brief d.2"},
             &spread);
    v->Visit({.name = "vetoes",
              .doc = "domestic actors that must agree, by principal; none if not named",
              .range = {.min = 0, .max = 10},
              .unit = "actors",
              .source = "domain brief d.3"},
             &vetoes);
    v->Visit({.name = "premium",
              .doc = "gain that a domestic actor asks for, by principal; 0 if not named",
              .range = {.min = -1, .max = 1},
              .unit = "utility",
              .source = "domain brief d.3"},
             &premium);
  }
};

class Ratification final : public Mechanism {
 public:
  Ratification(const Options& options, const TalksModel& model, Diagnostics* problems)
      : spread_(options.spread),
        vetoes_(BySide(model, options.vetoes, 0, "vetoes", problems)),
        premium_(BySide(model, options.premium, 0, "premium", problems)),
        streams_(SideStreams(model, "ratification")) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    const auto index = static_cast<std::uint64_t>(state->meeting);
    const double u[kSides] = {random.Uniform(streams_[0], index),
                              random.Uniform(streams_[1], index)};
    if (!TouchesCore(model, *state)) return;
    for (std::size_t s = 0; s < kSides; ++s) {
      if (vetoes_[s] == 0) continue;
      const double gain = WorthOf(model, *state, state->own[s], state->put_to_vote).gain;
      const double one = portable::Logistic((gain - premium_[s]) / spread_);
      const double chance = portable::Pow(one, vetoes_[s]);
      const bool down = !(u[s] < chance);
      if (down && state->voted_down < 0) state->voted_down = static_cast<int>(s);
      state->Tell(TalkEventKind::kRatified, s,
                  {.refusal = down ? Refusal::kBelowNoDeal : Refusal::kNone,
                   .a = chance,
                   .b = u[s],
                   .c = gain});
    }
  }

 private:
  static bool TouchesCore(const TalksModel& model, const TalkState& state) {
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      if (model.traits[i].core && state.put_to_vote[issue] != state.standing[issue]) return true;
    }
    return false;
  }

  double spread_;
  std::array<double, kSides> vetoes_;
  std::array<double, kSides> premium_;
  std::array<StreamKey, kSides> streams_;
};

const RegisterMechanism<Ratification, Options> kRegistered{{
    .id = "M10",
    .name = "ratification",
    .title = "What capitals accept must pass at home",
    .formula =
        "P(yes) = logistic((G - premium) / s) ^ vetoes, for each side, on bundles that touch "
        "a core issue",
    .source = "Putnam (1988); domain brief d.2, d.3",
    .sign = "more vetoes or a larger premium: fewer agreements, better terms in those that pass",
    .when_off = "what the capitals accept is in force",
    .steps = {{Step::kRatify, 10}},
}};

}  // namespace dragoman::m10

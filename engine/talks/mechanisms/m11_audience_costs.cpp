#include "engine/core/portable_math.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/state.h"

namespace dragoman::m11 {

/// A demand made in public is dear to retreat from. On an issue with a position of firmness phi a
/// side that settles short of it by D (share of the axis) loses A D, A = alpha phi publicity. Going
/// beyond the demand is no retreat, and without an agreement nobody retreats. The other side sees
/// the demand, too, and knows that it binds. Source: Fearon (1994); domain brief d.2, d.3. phi
/// stands for the force f of the claims behind it.
struct Options {
  Named<double> alpha;
  double publicity = 0.8;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "alpha",
              .doc = "audience cost of a full retreat, by principal; 0 if not named",
              .range = kUnitInterval,
              .unit = "utility of the issue",
              .alias = "alpha",
              .source = "domain brief d.2"},
             &alpha);
    v->Visit({.name = "publicity",
              .doc = "how public demands are: 0 in secret, 1 before all",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "publicity",
              .source = "domain brief d.3; coded case of 16 May 2025"},
             &publicity);
  }
};

class AudienceCosts final : public Mechanism {
 public:
  AudienceCosts(const Options& options, const TalksModel& model, Diagnostics* problems)
      : publicity_(options.publicity), alpha_(BySide(model, options.alpha, 0, "alpha", problems)) {}

  void Act(Step /*step*/, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      state->sides[s].audience = alpha_[s] * publicity_;
      state->public_demands = state->public_demands || state->sides[s].audience > 0;
    }
    if (!state->public_demands) return;
    for (std::size_t s = 0; s < kSides; ++s) {
      FillRetreats(model, s, state);
      state->seen[1 - s].retreat = state->own[s].retreat;
    }
  }

 private:
  static void FillRetreats(const TalksModel& model, std::size_t s, TalkState* state) {
    const PartyPreference& party = state->coding->parties[At(model.principals[s])];
    const double* positions = state->coding->positions.data();
    double* retreat = state->own[s].retreat.data();
    for (std::size_t i = 0; i < party.issues.size(); ++i) {
      const IssuePreference& view = party.issues[i];
      const IssueIndex issue{static_cast<int>(i)};
      const std::size_t base = model.space->offset(issue);
      const double price = view.stated ? state->sides[s].audience * view.firmness : 0;
      const double here = positions[base + state->initial[issue]];
      const double asked = view.ideal - here;
      for (std::size_t o = 0; o < model.space->issue(issue).num_options(); ++o) {
        const double missing = view.ideal - positions[base + o];
        const bool short_of_it = asked >= 0 ? missing > 0 : missing < 0;
        // Who asks for the status quo retreats by leaving it either way.
        const bool leaves = portable::Abs(asked) < kHardlyAnything;
        retreat[base + o] =
            short_of_it || leaves ? price * portable::Abs(missing) / kAxisLength : 0;
      }
    }
  }

  static constexpr double kHardlyAnything = 1;  // Points: less is noise in the derived position.
  double publicity_;
  std::array<double, kSides> alpha_;
};

const RegisterMechanism<AudienceCosts, Options> kRegistered{{
    .id = "M11",
    .name = "audience_costs",
    .title = "Public demands are dear to retreat from",
    .formula = "settling an issue D short of a public demand of firmness phi costs alpha phi "
               "publicity D",
    .source = "Fearon (1994); domain brief d.2, d.3",
    .sign = "publicity up: concessions and agreements down",
    .when_off = "nobody keeps score of what was demanded",
    .steps = {{Step::kPrepare, 20}},
}};

}  // namespace dragoman::m11

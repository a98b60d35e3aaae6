#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/no_deal.h"
#include "engine/talks/state.h"

namespace dragoman::m26 {

/// Who is sent. A delegate below the head of state (a) asks for a margin above no deal, because it
/// is unsure what no deal is worth: .25 (1 - rank) sd(R) per unit of weight at stake; (b) may sign
/// only options worth at least 1 - mandate to its own side, all else goes back to the capital; (c)
/// by a low rank slights the other side. Head of state: rank 1, full mandate.
///
/// sd(R) in closed form over the priors of M1, on the issues that fighting can decide:
///   L = E[p] U(own best) + (1 - E[p]) U(rival's best),
///   sd^2 = var(om) (L - U(sq))^2 + E[om^2] var(p) (U(own best) - U(rival's best))^2 + var(cost).
/// Source: Lax & Sebenius (1991); domain brief c.1(11); talks model S6, S7, 4.10, 4.11.
struct Options {
  Named<double> rank;
  Named<double> mandate;
  double premium = 0.25;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "rank",
              .doc = "head 1, minister .7, deputy .5, aide .35, by principal; 1 if not named",
              .range = {.min = 0, .max = 1},
              .unit = "rank",
              .alias = "rank",
              .source = "domain brief d.2"},
             &rank);
    v->Visit({.name = "mandate",
              .doc = "share of its side's utility range a delegation may give up; 1 if not named",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "mandate",
              .source = "domain brief d.2"},
             &mandate);
    v->Visit({.name = "premium",
              .doc = "margin of an unsure delegate, in sd of no deal at rank 0",
              .range = {.min = 0, .max = 2},
              .unit = "sd",
              .source = "domain brief c.1(11)"},
             &premium);
  }
};

class Delegation final : public Mechanism {
 public:
  Delegation(const Options& options, const TalksModel& model, Diagnostics* problems)
      : rank_(BySide(model, options.rank, 1, "rank", problems)),
        mandate_(BySide(model, options.mandate, 1, "mandate", problems)),
        premium_(options.premium) {}

  void Act(Step step, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      if (step == Step::kPrepare) {
        side.rank = rank_[s];
        side.mandate = rank_[s] >= 1 ? 1 : mandate_[s];
        side.premium = premium_ * (1 - rank_[s]);
        side.margin_rate =
            side.premium * NoDealSpread(model, *state, s, state->own[s].utility.data());
      } else {
        side.slight = std::max(0.0, side.rank - state->sides[1 - s].rank);
        Report(s, state);
      }
    }
  }

 private:
  static void Report(std::size_t s, TalkState* state) {
    state->Tell(
        TalkEventKind::kDelegation, s,
        {.a = state->sides[s].rank, .b = state->sides[s].mandate, .c = state->sides[s].slight});
  }

  std::array<double, kSides> rank_;
  std::array<double, kSides> mandate_;
  double premium_;
};

const RegisterMechanism<Delegation, Options> kRegistered{{
    .id = "M26",
    .name = "delegation",
    .title = "Rank and mandate of the delegations",
    .formula =
        "margin = .25 (1 - rank) sd(R) per unit of weight; signs alone what is worth at least "
        "1 - mandate; slight = max(0, own rank - other's rank)",
    .source = "Lax & Sebenius (1991); domain brief c.1(11); talks model S6, S7, 4.10",
    .sign = "rank down: agreements at the table down, delay up",
    .when_off = "heads of state negotiate: no margin, full mandate, no slight",
    .steps = {{Step::kPrepare, 10}, {Step::kAttendance, 10}},
}};

}  // namespace dragoman::m26

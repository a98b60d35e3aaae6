#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/gain.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/no_deal.h"
#include "engine/talks/state.h"

namespace dragoman::m02 {

/// A side knows its own prospects of winning, not what the other makes of its own. It holds beliefs
/// over a grid of values of the other's p, which start at the prior of M1. A refused package is
/// evidence: P(p | refused) ~ P(refused | p) P(p), P(refused | p) = logistic(-G(x; p) / s), G the
/// gain in it to the other side if that is its p. Battles are seen by both and cannot be faked: the
/// belief moves with them, and each side gives up the share `learning` of half of their mutual
/// optimism p_a + p_b - 1. Source: Fearon (1995); Slantchev (2003); domain brief d.3. `learning`
/// and `sharpness` are judgements.
struct Options {
  bool known = true;
  double sharpness = 0.05;
  double learning = 0;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "known",
              .doc = "each side knows what the other believes; false: it must infer it"},
             &known);
    v->Visit({.name = "sharpness",
              .doc = "s: how unreliably a refusal tells that an offer was below no deal",
              .range = {.min = 0.001, .max = 1},
              .unit = "utility",
              .source = "judgement"},
             &sharpness);
    v->Visit({.name = "learning",
              .doc = "share of mutual optimism that the fighting between two meetings takes away",
              .range = kUnitInterval,
              .unit = "share",
              .source = "judgement; sign from Slantchev (2003)"},
             &learning);
  }
};

class PrivateInformation final : public Mechanism {
 public:
  PrivateInformation(const Options& options, const TalksModel& /*model*/, Diagnostics* /*problems*/)
      : options_(options) {}

  void Act(Step step, const TalksModel& model, const Random& /*random*/,
           TalkState* state) const override {
    if (step == Step::kOutside) {
      Learn(state);
    } else if (!options_.known) {
      for (std::size_t s = 0; s < kSides; ++s) {
        if (step == Step::kPrepare) {
          Begin(s, state);
        } else {
          Infer(model, s, state);
        }
      }
    }
  }

  bool ReadsRefusals() const override { return !options_.known; }

 private:
  static double Point(std::size_t k) {
    return (static_cast<double>(k) + 0.5) / static_cast<double>(kBeliefGrid);
  }

  // The prior of M1 as a bell over the grid; a prior without spread is knowledge of the mean.
  static void Begin(std::size_t s, TalkState* state) {
    const NoDealPrior& prior = state->sides[1 - s].prior;
    SideState& side = state->sides[s];
    for (std::size_t k = 0; k < kBeliefGrid; ++k) {
      const double d = Point(k) - prior.win_mean;
      side.rival_odds[k] = prior.win_var > 0 ? portable::Exp(-d * d / (2 * prior.win_var)) : 0;
    }
    side.rival_belief = prior.win_var > 0 ? Mean(side) : prior.win_mean;
  }

  static double Mean(const SideState& side) {
    double sum = 0;
    double total = 0;
    for (std::size_t k = 0; k < kBeliefGrid; ++k) {
      sum += Point(k) * side.rival_odds[k];
      total += side.rival_odds[k];
    }
    return total > 0 ? sum / total : 0.5;
  }

  static bool ToldSomething(Refusal refusal) {
    return refusal == Refusal::kBelowNoDeal || refusal == Refusal::kDelegate ||
           refusal == Refusal::kAspiration;
  }

  void Infer(const TalksModel& model, std::size_t s, TalkState* state) const {
    const RefusedOffer& refused = state->refused[s];
    SideState& side = state->sides[s];
    if (!refused.any || !ToldSomething(refused.refusal)) return;
    const PreferenceView& other = state->seen[s];
    const double gain = WorthOf(model, *state, other, refused.offer).gain;
    const double stake = Stake(model, *state, s, refused.offer);
    for (std::size_t k = 0; k < kBeliefGrid; ++k) {
      const double there = gain - stake * (Point(k) + side.rival_shift - side.rival_belief);
      side.rival_odds[k] *= portable::Logistic(-there / options_.sharpness);
    }
    SetBelief(s, std::clamp(Mean(side) + side.rival_shift, 0.01, 0.99), state);
  }

  // How much less the package is worth to the other side per unit of its p.
  static double Stake(const TalksModel& model, const TalkState& state, std::size_t s,
                      const Outcome& offer) {
    const PreferenceView& other = state.seen[s];
    const auto subject = static_cast<std::size_t>(other.subject);
    const bool ends = model.ends_conflict.Holds(offer);
    double stake = 0;
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      if (!model.traits[i].imposable || (!ends && offer[issue] == state.standing[issue])) continue;
      const std::size_t base = model.space->offset(issue);
      const double* utility = other.utility.data() + base;
      const std::size_t count = model.space->issue(issue).num_options();
      const double best = *std::max_element(utility, utility + count);
      const double worst = utility[RivalsBest(model, state, s, issue)];
      stake += state.weight[subject][i] * (best - worst);
    }
    return stake * state.sides[subject].prior.share_mean;
  }

  // Both watch the same battles; what one side gains in hope the other sees it gain.
  void Learn(TalkState* state) const {
    const double optimism =
        std::max(0.0, state->sides[0].win_belief + state->sides[1].win_belief - 1);
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      if (options_.learning > 0 && optimism > 0) {
        const double before = side.win_belief;
        side.win_belief = std::max(0.01, before - 0.5 * options_.learning * optimism);
        state->Tell(TalkEventKind::kBattle, s, {.a = before, .b = side.win_belief});
      }
    }
    if (options_.known) return;
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double moved = state->moved[1 - s];
      if (moved == 0) continue;
      side.rival_shift += moved;
      SetBelief(s, std::clamp(side.rival_belief + moved, 0.01, 0.99), state);
    }
  }

  static void SetBelief(std::size_t s, double belief, TalkState* state) {
    SideState& side = state->sides[s];
    const double before = side.rival_belief;
    side.rival_belief = belief;
    if (belief != before) state->Tell(TalkEventKind::kBelief, s, {.a = before, .b = belief});
  }

  Options options_;
};

const RegisterMechanism<PrivateInformation, Options> kRegistered{{
    .id = "M2",
    .name = "private_information",
    .title = "What the other side believes is private, and is learned",
    .formula = "P(p | refused) ~ logistic(-G(x; p) / s) P(p) over a grid of the other's p; p -= "
               "learning (p_a + p_b - 1)+ / 2 between meetings",
    .source = "Fearon (1995); Slantchev (2003); domain brief d.3",
    .sign = "more mutual optimism: later agreement; what a side believes spreads less meeting by "
            "meeting",
    .when_off = "each side knows what the other believes, and nobody learns from the fighting",
    .steps = {{Step::kPrepare, 8}, {Step::kUpdate, 20}, {Step::kOutside, 30}},
}};

}  // namespace dragoman::m02

#include <algorithm>

#include "engine/talks/mechanism.h"
#include "engine/talks/no_deal.h"
#include "engine/talks/state.h"

namespace dragoman::m01 {

/// No deal means the fight goes on, and that is a costly lottery. What no deal is worth to a side
/// on an issue that fighting can decide is
///   r = (1 - om) u(status quo) + om [p u(own best) + (1 - p) u(rival's best)],
/// with p its belief in winning and om the share of the future that the lottery decides; on all
/// other issues r = u(status quo). Its cost is saved only by an agreement that ends the conflict.
/// Two beliefs that sum to more than 1 are mutual optimism. Source: Fearon (1995); domain brief
/// c.1(11); talks model S6, 4.4, 4.5.
struct Options {
  Named<Distribution> p;
  Distribution lottery_share = Distribution::Uniform(0.2, 0.6);
  Named<Distribution> cost;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "p",
              .doc = "belief in winning, by principal; 0.5 if not named",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "p",
              .source = "domain brief c.1(11)"},
             &p);
    v->Visit({.name = "lottery_share",
              .doc = "om: share of no deal that fighting decides",
              .range = kUnitInterval,
              .unit = "share",
              .alias = "om",
              .source = "domain brief c.1(11)"},
             &lottery_share);
    v->Visit(
        {.name = "cost",
         .doc = "of the conflict until the next settlement, by principal; uniform 0 to 0.15 if "
                "not named",
         .range = {.min = 0, .max = 1},
         .unit = "utility",
         .alias = "cost",
         .source = "domain brief c.1(11), d.2"},
        &cost);
  }
};

class OutsideOption final : public Mechanism {
 public:
  OutsideOption(const Options& options, const TalksModel& model, Diagnostics* problems)
      : share_(options.lottery_share) {
    const auto p = BySide(model, options.p, Distribution::Point(0.5), "p", problems);
    const auto cost = BySide(model, options.cost, Distribution::Uniform(0, 0.15), "cost", problems);
    for (std::size_t s = 0; s < kSides; ++s) {
      win_[s] = Sampler(p[s]);
      cost_[s] = Sampler(cost[s]);
      prior_[s] = {.share_mean = options.lottery_share.mean(),
                   .share_var = options.lottery_share.variance(),
                   .win_mean = p[s].mean(),
                   .win_var = p[s].variance(),
                   .cost_mean = cost[s].mean(),
                   .cost_var = cost[s].variance()};
    }
    win_streams_ = SideStreams(model, "belief in winning");
    share_streams_ = SideStreams(model, "lottery share");
    cost_streams_ = SideStreams(model, "cost");
  }

  void Act(Step step, const TalksModel& model, const Random& random,
           TalkState* state) const override {
    if (step == Step::kDraw) {
      Draw(random, state);
    } else {
      SetNoDeal(model, state);
    }
  }

 private:
  void Draw(const Random& random, TalkState* state) const {
    for (std::size_t s = 0; s < kSides; ++s) {
      SideState& side = state->sides[s];
      const double p = win_[s].Quantile(random.Uniform(win_streams_[s]));
      side.win_belief = std::clamp(p, 0.01, 0.99);
      side.lottery_share = share_.Quantile(random.Uniform(share_streams_[s]));
      side.cost = cost_[s].Quantile(random.Uniform(cost_streams_[s]));
      side.prior = prior_[s];
    }
  }

  static void SetNoDeal(const TalksModel& model, TalkState* state) {
    for (std::size_t s = 0; s < kSides; ++s) {
      SetView(model, *state, &state->own[s]);
      SetView(model, *state, &state->seen[s]);
    }
  }

  static void SetView(const TalksModel& model, const TalkState& state, PreferenceView* view) {
    const auto subject = static_cast<std::size_t>(view->subject);
    const SideState& side = state.sides[subject];
    const bool own = view == &state.own[subject];
    const double believed = own ? -1 : state.sides[1 - subject].rival_belief;
    const double p = believed < 0 ? side.win_belief : believed;
    for (std::size_t i = 0; i < model.traits.size(); ++i) {
      if (!model.traits[i].imposable || ((state.stale >> i) & 1U) == 0) continue;
      const IssueIndex issue{static_cast<int>(i)};
      const double* utility = view->utility.data() + model.space->offset(issue);
      const std::size_t count = model.space->issue(issue).num_options();
      const double best = *std::max_element(utility, utility + count);
      const double worst = utility[RivalsBest(model, state, 1 - subject, issue)];
      const double lottery = p * best + (1 - p) * worst;
      view->no_deal[i] =
          (1 - side.lottery_share) * utility[state.standing[issue]] + side.lottery_share * lottery;
    }
  }

  Sampler share_;
  std::array<Sampler, kSides> win_;
  std::array<Sampler, kSides> cost_;
  std::array<NoDealPrior, kSides> prior_;
  std::array<StreamKey, kSides> win_streams_;
  std::array<StreamKey, kSides> share_streams_;
  std::array<StreamKey, kSides> cost_streams_;
};

const RegisterMechanism<OutsideOption, Options> kRegistered{{
    .id = "M1",
    .name = "outside_option",
    .title = "No deal is a costly lottery",
    .formula = "r = (1 - om) u(sq) + om [p u(own best) + (1 - p) u(rival's best)] on issues that "
               "fighting can decide; an agreement that ends the conflict saves the cost",
    .source = "Fearon (1995); domain brief c.1(11); talks model S6, 4.4, 4.5",
    .sign = "cost up: agreements up",
    .when_off = "no deal is worth the status quo, at no cost",
    .steps = {{Step::kDraw, 10}, {Step::kNoDeal, 10}},
}};

}  // namespace dragoman::m01

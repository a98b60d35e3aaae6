#include "engine/talks/no_deal.h"

#include <algorithm>

#include "engine/core/portable_math.h"
#include "engine/talks/talks.h"

namespace dragoman {

OptionIndex RivalsBest(const TalksModel& model, const TalkState& state, std::size_t rival,
                       IssueIndex issue) {
  const PartyPreference& party = state.coding->parties[At(model.principals[rival])];
  if (!party.issues[At(issue)].has_ideal) return state.standing[issue];
  const double* utility = party.utility.data() + model.space->offset(issue);
  const std::size_t count = model.space->issue(issue).num_options();
  return static_cast<OptionIndex>(std::max_element(utility, utility + count) - utility);
}

double NoDealSpread(const TalksModel& model, const TalkState& state, std::size_t side,
                    const double* utility) {
  double best = 0;
  double rivals_best = 0;
  double status_quo = 0;
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    if (!model.traits[i].imposable) continue;
    const IssueIndex issue{static_cast<int>(i)};
    const double* own = utility + model.space->offset(issue);
    const double weight = state.weight[side][i];
    best += weight * *std::max_element(own, own + model.space->issue(issue).num_options());
    rivals_best += weight * own[RivalsBest(model, state, 1 - side, issue)];
    status_quo += weight * own[state.standing[issue]];
  }
  const NoDealPrior& prior = state.sides[side].prior;
  const double lottery = prior.win_mean * best + (1 - prior.win_mean) * rivals_best;
  const double gap = lottery - status_quo;
  const double stake = best - rivals_best;
  const double share_squared = prior.share_mean * prior.share_mean + prior.share_var;
  return portable::Sqrt(prior.share_var * gap * gap +
                        share_squared * prior.win_var * stake * stake + prior.cost_var);
}

NoDealOutlook OutlookOf(const TalksModel& model, const Coding& coding, int side) {
  // The priors, rank and premium do not depend on what is drawn, so any run will do.
  Talks talks(model);
  talks.StartCoding(coding);
  talks.Prepare(Random(0, 0), nullptr);
  const TalkState& state = talks.state();
  const auto s = static_cast<std::size_t>(side);
  const SideState& me = state.sides[s];
  const PartyPreference& party = coding.parties[At(model.principals[s])];

  NoDealOutlook outlook;
  outlook.prior = me.prior;
  outlook.rank = me.rank;
  outlook.mandate = me.mandate;
  outlook.premium = me.premium;
  outlook.spread = NoDealSpread(model, state, s, party.utility.data());
  outlook.margin_rate = outlook.premium * outlook.spread;
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const double* utility = party.utility.data() + model.space->offset(issue);
    const double status_quo = utility[state.standing[issue]];
    if (!model.traits[i].imposable) {
      outlook.total += state.weight[s][i] * status_quo;
      continue;
    }
    const std::size_t count = model.space->issue(issue).num_options();
    NoDealTerm term;
    term.issue = issue;
    term.own_best = static_cast<OptionIndex>(std::max_element(utility, utility + count) - utility);
    term.rivals_best = RivalsBest(model, state, 1 - s, issue);
    term.at_status_quo = status_quo;
    term.at_own_best = utility[term.own_best];
    term.at_rivals_best = utility[term.rivals_best];
    const double lottery =
        me.prior.win_mean * term.at_own_best + (1 - me.prior.win_mean) * term.at_rivals_best;
    term.value = (1 - me.prior.share_mean) * status_quo + me.prior.share_mean * lottery;
    outlook.total += state.weight[s][i] * term.value;
    outlook.terms.push_back(term);
  }
  return outlook;
}

}  // namespace dragoman

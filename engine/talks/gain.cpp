#include "engine/talks/gain.h"

#include <algorithm>

#include "engine/core/portable_math.h"

namespace dragoman {

Worth WorthOf(const TalksModel& model, const TalkState& state, const PreferenceView& view,
              const Outcome& offer) {
  const bool ends = model.ends_conflict.Holds(offer);
  WorthSum sum;
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    sum.Add(model, state, view, i, offer.options[i], ends);
  }
  return FinishWorth(state, view, offer, ends, sum);
}

double ReliefOf(const TalkState& state, const SideState& side, const Outcome& offer) {
  double relief = 0;
  if (state.monitoring_issue != kNoIssue) {
    relief = side.monitoring_relief * state.monitoring[offer[state.monitoring_issue]];
  }
  if (state.guarantee != nullptr && state.guarantee->Holds(offer)) {
    relief = std::min(1.0, relief + state.guarantee_relief);
  }
  return relief;
}

Worth FinishWorth(const TalkState& state, const PreferenceView& view, const Outcome& offer,
                  bool ends, const WorthSum& sum) {
  const SideState& side = state.sides[static_cast<std::size_t>(view.subject)];
  Worth worth = {sum.gain, sum.weight};
  if (ends) worth.gain += side.worth_of_end();
  if (sum.exposure > 0) {
    worth.gain -= side.fear * (1 - side.trust) * (1 - ReliefOf(state, side, offer)) * sum.exposure;
  }
  for (const SideTerm& term : state.terms) {
    if (term.when->Holds(offer)) worth.gain += term.worth[static_cast<std::size_t>(view.subject)];
  }
  return worth;
}

int BrokenLink(const TalksModel& model, const TalkState& state, int side, const Outcome& offer,
               LinkScope scope) {
  const bool structural = scope == LinkScope::kOwnAndStructural;
  for (std::size_t k = 0; k < model.links.size(); ++k) {
    const LinkRule& link = model.links[k];
    const bool mine = link.owner == side || (structural && link.owner < 0);
    if (!mine || ((state.binding >> k) & 1U) == 0) continue;
    if (!link.requires_rule.Holds(offer) && link.when.Holds(offer)) return static_cast<int>(k);
  }
  return -1;
}

Appraisal AdmissibilityFor(const TalksModel& model, const TalkState& state, int side,
                           const Outcome& offer) {
  const SideState& me = state.sides[static_cast<std::size_t>(side)];
  Appraisal appraisal;
  const std::size_t num_issues = model.space->num_issues();
  IssueIndex dear = kNoIssue;
  for (std::size_t i = 0; i < num_issues; ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const OptionIndex option = offer[issue];
    if (option == state.standing[issue]) continue;
    if (Contains(me.vetoed[i], option)) {
      appraisal.refusal = Refusal::kRedLine;
      appraisal.issue = issue;
      return appraisal;
    }
    if (dear == kNoIssue && !Contains(model.traits[i].cheap, option)) dear = issue;
  }
  const int broken = BrokenLink(model, state, side, offer, LinkScope::kOwnAndStructural);
  if (broken >= 0) {
    appraisal.refusal = Refusal::kPrecondition;
    appraisal.issue = model.links[static_cast<std::size_t>(broken)].issue;
    appraisal.rule = broken;
    return appraisal;
  }
  if (me.insincere && dear != kNoIssue) {
    appraisal.refusal = Refusal::kInsincere;
    appraisal.issue = dear;
  }
  return appraisal;
}

Appraisal AppraiseFor(const TalksModel& model, const TalkState& state, int side,
                      const Outcome& offer) {
  Appraisal appraisal = AdmissibilityFor(model, state, side, offer);
  const auto s = static_cast<std::size_t>(side);
  const Worth worth = WorthOf(model, state, state.own[s], offer);
  appraisal.worth = worth.gain;
  appraisal.margin = state.sides[s].margin_rate * worth.weight;
  return appraisal;
}

namespace {

void RefreshIssue(const TalksModel& model, const TalkState& state, std::size_t i,
                  PreferenceView* view) {
  const IssueIndex issue{static_cast<int>(i)};
  const IssueSpace& space = *model.space;
  const double* positions = state.coding->positions.data();
  const std::size_t base = space.offset(issue);
  const std::size_t end = base + space.issue(issue).num_options();
  const double weight = state.weight[static_cast<std::size_t>(view->subject)][i];
  for (std::size_t o = base; o < end; ++o) {
    view->gain[o] = weight * (view->utility[o] - view->no_deal[i]);
  }
  if (state.public_demands) {
    for (std::size_t o = base; o < end; ++o) view->gain[o] -= weight * view->retreat[o];
  }
  if (!model.traits[i].core) return;
  const double here = positions[base + state.standing[issue]];
  for (std::size_t o = base; o < end; ++o) {
    view->exposure[o] = weight * portable::Abs(positions[o] - here) / kAxisLength;
  }
}

}  // namespace

void RefreshGains(const TalksModel& model, std::uint32_t issues, TalkState* state) {
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    if (((issues >> i) & 1U) == 0) continue;
    for (PreferenceView& view : state->own) RefreshIssue(model, *state, i, &view);
    for (PreferenceView& view : state->seen) RefreshIssue(model, *state, i, &view);
  }
}

}  // namespace dragoman

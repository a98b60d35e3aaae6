#include "engine/talks/gain.h"

#include "engine/core/portable_math.h"

namespace dragoman {

Worth WorthOf(const TalksModel& model, const TalkState& state, const PreferenceView& view,
              const Outcome& offer) {
  const auto subject = static_cast<std::size_t>(view.subject);
  const SideState& side = state.sides[subject];
  const IssueSpace& space = *model.space;
  const bool ends = model.ends_conflict.Holds(offer);
  Worth worth;
  double exposure = 0;
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const OptionIndex option = offer[issue];
    if (option == state.standing[issue] && !(ends && model.traits[i].imposable)) continue;
    const std::size_t flat = space.flat(issue, option);
    worth.gain += view.gain[flat];
    exposure += view.exposure[flat];
    worth.weight += state.weight[subject][i];
  }
  if (ends) worth.gain += side.cost;
  if (exposure > 0) {
    double relief = 0;
    if (state.monitoring_issue != kNoIssue) {
      relief = side.monitoring_relief * state.monitoring[offer[state.monitoring_issue]];
    }
    worth.gain -= side.fear * (1 - side.trust) * (1 - relief) * exposure;
  }
  return worth;
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
  for (std::size_t k = 0; k < model.links.size(); ++k) {
    const LinkRule& link = model.links[k];
    const bool mine = link.owner == side || link.owner < 0;
    if (!mine || ((state.binding >> k) & 1U) == 0) continue;
    if (link.when.Holds(offer) && !link.requires_rule.Holds(offer)) {
      appraisal.refusal = Refusal::kPrecondition;
      appraisal.issue = link.issue;
      appraisal.rule = static_cast<int>(k);
      return appraisal;
    }
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
  appraisal.gain = worth.gain;
  appraisal.margin = state.sides[s].margin_rate * worth.weight;
  return appraisal;
}

namespace {

void RefreshView(const TalksModel& model, const TalkState& state, PreferenceView* view) {
  const auto subject = static_cast<std::size_t>(view->subject);
  const IssueSpace& space = *model.space;
  const double* positions = state.coding->positions.data();
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    const std::size_t base = space.offset(issue);
    const double weight = state.weight[subject][i];
    const double here = positions[base + state.standing[issue]];
    const bool core = model.traits[i].core;
    for (std::size_t o = base; o < base + space.issue(issue).num_options(); ++o) {
      view->gain[o] = weight * (view->utility[o] - view->no_deal[i]);
      view->exposure[o] = core ? weight * portable::Abs(positions[o] - here) / kAxisLength : 0;
    }
  }
}

}  // namespace

void RefreshGains(const TalksModel& model, TalkState* state) {
  for (PreferenceView& view : state->own) RefreshView(model, *state, &view);
  for (PreferenceView& view : state->seen) RefreshView(model, *state, &view);
}

}  // namespace dragoman

#include "engine/talks/talks.h"

/// @file
/// Who may sign what: delegates within their mandate at once, the rest when the capitals, and those
/// who must ratify at home, have answered.

namespace dragoman {

void Talks::AskCapitals(const Random& random) {
  if (state_.pending_issues == 0) return;
  TalkEvent event{.offer = state_.standing};
  int against = kNobody;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (((state_.pending_issues >> i) & 1U) != 0) event.offer[issue] = state_.pending[issue];
  }
  state_.pending_issues = 0;
  for (int side = 0; side < kSides && event.refusal == Refusal::kNone; ++side) {
    const Appraisal answer = AppraiseFor(model_, state_, side, event.offer);
    Refusal refusal = answer.refusal;
    if (refusal == Refusal::kNone && answer.worth < 0) refusal = Refusal::kBelowNoDeal;
    if (refusal == Refusal::kNone) continue;
    against = side;
    event.refusal = refusal;
    event.issue = answer.issue;
    event.rule = static_cast<std::int16_t>(answer.rule);
    event.a = answer.worth;
  }
  state_.Tell(TalkEventKind::kCapitals, against, event);
  if (event.refusal != Refusal::kNone) return;
  state_.put_to_vote = event.offer;
  state_.voted_down = -1;
  Act(Step::kRatify, random);
  if (state_.voted_down < 0) Sign(event.offer, random);
}

// What delegates may sign at once, and what must go to the capitals. Procedure is always theirs;
// the rest is one bundle and goes together.
void Talks::Authorize(const Outcome& agreement, Outcome* now, Outcome* later) const {
  bool within_mandate = true;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (agreement[issue] == state_.standing[issue] || model_.IsProcedure(i)) continue;
    const std::size_t flat = model_.space->flat(issue, agreement[issue]);
    for (std::size_t s = 0; s < kSides; ++s) {
      if (state_.own[s].utility[flat] >= 1 - state_.sides[s].mandate) continue;
      within_mandate = false;
      state_.Tell(TalkEventKind::kPending, s,
                  {.issue = issue,
                   .options = OptionBit(agreement[issue]),
                   .a = state_.own[s].utility[flat],
                   .b = 1 - state_.sides[s].mandate});
    }
  }
  *now = agreement;
  *later = state_.standing;
  if (within_mandate) return;
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (model_.IsProcedure(i)) continue;
    (*later)[issue] = agreement[issue];
    (*now)[issue] = state_.standing[issue];
  }
}

void Talks::Agree(const Outcome& agreement, const Random& random) {
  Outcome now;
  Outcome later;
  Authorize(agreement, &now, &later);
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (agreement[issue] != state_.standing[issue]) state_.agreed_now |= 1U << i;
    if (later[issue] == state_.standing[issue]) continue;
    // Several pending deals are answered together; what was agreed later stands.
    state_.pending_issues |= 1U << i;
    state_.pending[issue] = later[issue];
  }
  Sign(now, random);
}

void Talks::Sign(const Outcome& agreement, const Random& random) {
  if (agreement == state_.standing) return;
  const bool had_goodwill = model_.goodwill.Holds(state_.standing);
  const bool had_texts = model_.texts.Holds(state_.standing);
  for (std::size_t s = 0; s < kSides; ++s) {
    state_.sides[s].signed_gain += WorthOf(model_, state_, state_.own[s], agreement).gain;
  }
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (agreement[issue] == state_.standing[issue]) continue;
    state_.standing[issue] = agreement[issue];
    state_.agreed_now |= 1U << i;
    state_.stale |= 1U << i;
    state_.Tell(TalkEventKind::kSigned, kNobody,
                {.issue = issue, .options = OptionBit(agreement[issue])});
  }
  if (!had_goodwill && model_.goodwill.Holds(state_.standing)) state_.goodwill_signed = true;
  if (!had_texts && model_.texts.Holds(state_.standing)) state_.texts_agreed = true;
  if (model_.ends_conflict.Holds(state_.standing)) state_.deal = true;
  Refresh(random);
}

}  // namespace dragoman

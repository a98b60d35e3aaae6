#include "engine/talks/guest.h"

#include <algorithm>

#include "engine/talks/talks.h"

/// @file
/// Where a guest of the talks is asked.

namespace dragoman {

// Red lines of its own bind no guest: who crosses one is told by its own score, and by its capital.
OpenOptions Talks::OpenFor(IssueIndex issue) const {
  OpenOptions open{};
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    open[i] = OptionBit(state_.standing.options[i]);
    if (issue == kNoIssue && IsOpen(i)) open[i] |= state_.consented[i];
    if (At(issue) == i) open[i] |= SeparableNow(i) & state_.consented[i];
  }
  return open;
}

Strategy* Talks::GuestOr(int side, IssueIndex issue) {
  Strategy* model = strategies_[static_cast<std::size_t>(side)].get();
  return state_.seated == side ? guest_->Sit(issue, OpenFor(issue), state_, model) : model;
}

// A guest in the mediator's seat may put as many packages as the model's mediator, and at least
// one; any other third party puts one, after the model's mediator has failed.
void Talks::MediateByGuest(SittingResult* result) {
  const bool third_party = guest_->side() == kNobody;
  const bool replaces = third_party && guest_->mediates();
  const int proposals = std::min(static_cast<int>(kMostDrafts), state_.mediator.proposals);
  if (!result->agreed() && proposals > 0 && !replaces) Mediate(result);
  if (result->agreed() || !third_party) return;
  std::array<Draft, kMostDrafts> drafts;
  const std::size_t count =
      replaces && proposals > 0 ? FindDrafts(static_cast<std::size_t>(proposals), &drafts) : 0;
  const OpenOptions open = OpenFor(kNoIssue);
  const Clock clock = LastTick();
  const auto most = static_cast<std::size_t>(replaces ? std::max(1, proposals) : 1);
  for (std::size_t k = 0; k < most; ++k) {
    const Outcome* draft = k < count ? &drafts[k].package->offer : nullptr;
    const Outcome* text = guest_->Mediate(open, clock, state_, draft, static_cast<int>(most - k));
    if (text == nullptr || PutToBoth(*text, clock, result)) return;
  }
}

// Nothing is left to decide where the other side has left, or a deadline was kept.
void Talks::AskGuestToStay() {
  const int side = state_.seated;
  SideState& mine = state_.sides[static_cast<std::size_t>(side)];
  const bool drawn = mine.walked_out;
  mine.walked_out = false;
  if (state_.sides[static_cast<std::size_t>(Other(side))].walked_out || state_.expired) return;
  mine.walked_out = guest_->Leaves(drawn, state_);
  if (mine.walked_out) state_.Tell(TalkEventKind::kWalkOut, side);
}

}  // namespace dragoman

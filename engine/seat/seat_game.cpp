#include "engine/seat/seat_game.h"

#include <algorithm>
#include <bit>

namespace dragoman {
namespace {

bool SpeaksForItself(const PartyPreference& preference) {
  return std::any_of(preference.issues.begin(), preference.issues.end(),
                     [](const IssuePreference& issue) { return issue.stated && !issue.dropped; });
}

/// Keeps what happens until the guest's script ends.
class SeatLog final : public TalkObserver {
 public:
  SeatLog(const SeatGuest& guest, std::vector<TalkEvent>* events)
      : guest_(guest), events_(*events) {}
  void OnEvent(const TalkEvent& event) override {
    if (!guest_.stop()) events_.push_back(event);
  }

 private:
  const SeatGuest& guest_;
  std::vector<TalkEvent>& events_;
};

// Where both sides table and answer at once, how the other answered is told when both have.
std::size_t NumShown(const std::vector<TalkEvent>& events, const SeatDecision& decision, int side) {
  std::size_t shown = events.size();
  if (decision.kind != SeatDecision::Kind::kReply || decision.from == kNobody) return shown;
  while (shown > 0) {
    const TalkEvent& last = events[shown - 1];
    const bool same_moment = last.kind == TalkEventKind::kOffer && last.side == side &&
                             last.meeting == decision.meeting && last.tick == decision.tick;
    if (!same_moment) break;
    --shown;
  }
  return shown;
}

}  // namespace

std::vector<SeatRole> SeatsOf(const CompiledScenario& scenario) {
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);
  std::vector<SeatRole> seats;
  for (std::size_t p = 0; p < scenario.source.parties.size(); ++p) {
    const PartyIndex party{static_cast<int>(p)};
    const SeatRole seat{.party = party,
                        .side = scenario.talks->SideOf(party),
                        .mediates = scenario.source.parties[p].role == PartyRole::kMediator};
    if (seat.side >= 0 || seat.mediates || SpeaksForItself(coding.parties[p])) {
      seats.push_back(seat);
    }
  }
  return seats;
}

std::vector<SignedItem> SignedItems(const TalksModel& model, const SeatPosition& position) {
  std::vector<SignedItem> items;
  for (const TalkEvent& event : position.events) {
    if (event.kind != TalkEventKind::kSigned) continue;
    const auto option = static_cast<OptionIndex>(std::countr_zero(event.options));
    items.push_back({.meeting = event.meeting,
                     .issue = event.issue,
                     .option = option,
                     .separable = Contains(model.traits[At(event.issue)].separable, option),
                     .in_force = position.standing[event.issue] == option});
  }
  return items;
}

SeatGame::SeatGame(Runner* runner, const SeatRole& seat)
    : runner_(*runner), seat_(seat), guest_(*runner->scenario().talks, seat.side, seat.mediates) {}

SeatPosition SeatGame::Play(std::uint64_t run, std::span<const SeatMove> moves,
                            const SeatMove* probe) {
  SeatPosition position;
  guest_.Begin(moves, probe);
  SeatLog seen(guest_, &position.events);
  runner_.Invite(&guest_);
  const RunRecord& record = runner_.Run(run, &seen);
  runner_.Invite(nullptr);
  position.shown = position.events.size();
  if (const auto& stop = guest_.stop()) {
    position.standing = stop->decision.standing;
    position.meeting = stop->decision.meeting;
    position.self = stop->self;
    position.binding = stop->binding;
    if (stop->fault) {
      position.fault = {.move = stop->move, .decision = stop->decision, .fault = stop->fault};
    } else {
      position.decision = stop->decision;
      position.shown = NumShown(position.events, stop->decision, seat_.side);
    }
    return position;
  }
  const TalkState& state = runner_.talks().state();
  position.standing = record.standing;
  position.meeting = record.meetings;
  position.record = record;
  position.binding = state.binding;
  if (seat_.side >= 0) position.self = state.sides[static_cast<std::size_t>(seat_.side)];
  if (guest_.num_used() < moves.size()) position.fault = {.move = guest_.num_used()};
  return position;
}

}  // namespace dragoman

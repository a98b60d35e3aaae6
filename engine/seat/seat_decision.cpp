#include "engine/seat/seat_decision.h"

namespace dragoman {
namespace {

using MoveKind = SeatMove::Kind;

MoveFault FaultOfOffer(const SeatMove& move, const SeatDecision& decision) {
  bool changes = false;
  for (std::size_t i = 0; i < decision.standing.options.size(); ++i) {
    if (((move.named >> i) & 1U) == 0) continue;
    const OptionIndex here = decision.standing.options[i];
    const OptionIndex option = move.offer.options[i];
    if (option == here) continue;
    changes = true;
    if (Contains(decision.open[i], option)) continue;
    const bool open = (decision.open[i] & ~OptionBit(here)) != 0;
    return {open ? MoveFault::Kind::kClosedOption : MoveFault::Kind::kClosedIssue,
            IssueIndex{static_cast<int>(i)}};
  }
  if (!changes) return {MoveFault::Kind::kChangesNothing};
  return {};
}

}  // namespace

MoveFault FaultOf(const SeatMove& move, const SeatDecision& decision) {
  if (move.kind == MoveKind::kPass) return {};
  bool fits = false;
  switch (decision.kind) {
    case SeatDecision::Kind::kPropose:
    case SeatDecision::Kind::kMediate:
      fits = move.kind == MoveKind::kOffer;
      break;
    case SeatDecision::Kind::kReply:
      fits = move.kind == MoveKind::kReply;
      break;
    case SeatDecision::Kind::kStay:
      fits = move.kind == MoveKind::kStay;
      break;
  }
  if (!fits) return {MoveFault::Kind::kWrongKind};
  return move.kind == MoveKind::kOffer ? FaultOfOffer(move, decision) : MoveFault{};
}

}  // namespace dragoman

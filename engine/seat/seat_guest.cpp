#include "engine/seat/seat_guest.h"

#include <algorithm>

#include "engine/talks/gain.h"

namespace dragoman {
namespace {

using DecisionKind = SeatDecision::Kind;
using MoveKind = SeatMove::Kind;

// A refusal that the model would not have made has no reason of the model's.
void SetAnswer(bool yes, Judgement* reply) {
  reply->leaves = false;
  if (yes) {
    reply->refusal = Refusal::kNone;
  } else if (reply->refusal == Refusal::kNone) {
    reply->refusal = Refusal::kAspiration;
    reply->needed = std::max(reply->needed, reply->appraisal.worth);
  }
}

/// The side's delegation refuses this without asking: it may not have it, or it is worse than no
/// deal.
bool OutOfTheQuestion(const Judgement& reply) {
  return !reply.accepts() && reply.refusal != Refusal::kAspiration &&
         reply.refusal != Refusal::kDelegate;
}

}  // namespace

SeatGuest::SeatGuest(const TalksModel& model, int side, bool mediates)
    : model_(model), side_(side), mediates_(mediates), voice_(this) {}

void SeatGuest::Begin(std::span<const SeatMove> moves, const SeatMove* probe) {
  moves_ = moves;
  probe_ = probe;
  used_ = 0;
  stop_.reset();
}

SeatAppraisal SeatGuest::Appraise(const Outcome& offer, const TalkState& state) const {
  const Appraisal seen = AppraiseFor(model_, state, side_, offer);
  SeatAppraisal own{.offer = offer,
                    .gain = seen.worth,
                    .margin = seen.margin,
                    .refusal = seen.refusal,
                    .issue = seen.issue,
                    .rule = seen.rule};
  const auto s = static_cast<std::size_t>(side_);
  for (std::size_t i = 0; i < offer.options.size(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    if (offer[issue] == state.standing[issue] || model_.IsProcedure(i)) continue;
    const double utility = state.own[s].utility[model_.space->flat(issue, offer[issue])];
    if (!(utility >= 1 - state.sides[s].mandate)) own.beyond_mandate |= 1U << i;
  }
  return own;
}

SeatDecision SeatGuest::Question(DecisionKind kind, const TalkState& state) const {
  SeatDecision decision;
  decision.kind = kind;
  decision.meeting = state.meeting;
  decision.standing = state.standing;
  return decision;
}

void SeatGuest::StopAt(const SeatDecision& decision, MoveFault fault, const TalkState& state) {
  stop_ = Stop{.decision = decision, .fault = fault, .move = used_, .binding = state.binding};
  if (side_ == kNobody) return;
  stop_->self = state.sides[static_cast<std::size_t>(side_)];
  if (probe_ != nullptr) {
    stop_->decision.probe = Appraise(OfferOf(*probe_, decision.standing), state);
  }
  if (decision.kind == DecisionKind::kReply) {
    stop_->decision.own = Appraise(decision.offer, state);
  }
}

SeatMove SeatGuest::Decide(SeatDecision* decision, const TalkState& state) {
  if (stop_) return SeatMove::Pass();
  if (used_ == moves_.size()) {
    StopAt(*decision, {}, state);
    return SeatMove::Pass();
  }
  const SeatMove& move = moves_[used_];
  if (const MoveFault fault = FaultOf(move, *decision)) {
    StopAt(*decision, fault, state);
    return SeatMove::Pass();
  }
  ++used_;
  return move;
}

bool SeatGuest::Accepts(const Outcome& offer, int from, const Clock& clock, IssueIndex issue,
                        const TalkState& state, const Judgement& model) {
  SeatDecision decision = Question(DecisionKind::kReply, state);
  decision.tick = clock.tick;
  decision.ticks = clock.ticks;
  decision.issue = issue;
  decision.offer = offer;
  decision.from = from;
  decision.suggestion = SeatMove::Reply(model.accepts());
  const SeatMove move = Decide(&decision, state);
  return move.kind == MoveKind::kReply && move.yes;
}

Strategy* SeatGuest::Sit(IssueIndex issue, const OpenOptions& open, const TalkState& state,
                         Strategy* model) {
  voice_.Take(issue, open, state, model);
  return &voice_;
}

void SeatGuest::Answer(const Outcome& offer, const Clock& clock, const TalkState& state,
                       Judgement* reply) {
  SetAnswer(Accepts(offer, kNobody, clock, kNoIssue, state, *reply), reply);
}

bool SeatGuest::Leaves(bool leaves, const TalkState& state) {
  SeatDecision decision = Question(DecisionKind::kStay, state);
  decision.suggestion = SeatMove::Stay(!leaves);
  const SeatMove move = Decide(&decision, state);
  return move.kind == MoveKind::kStay && !move.yes;
}

const Outcome* SeatGuest::Mediate(const OpenOptions& open, const Clock& clock,
                                  const TalkState& state, const Outcome* draft, int left) {
  SeatDecision decision = Question(DecisionKind::kMediate, state);
  decision.tick = clock.tick;
  decision.ticks = clock.ticks;
  decision.open = open;
  decision.left = left;
  if (draft != nullptr) decision.suggestion = SeatMove::Offer(*draft);
  bool anything_open = false;
  for (std::size_t i = 0; i < state.standing.options.size(); ++i) {
    anything_open = anything_open || open[i] != OptionBit(state.standing.options[i]);
  }
  if (!anything_open) return draft;
  const SeatMove move = Decide(&decision, state);
  if (move.kind != MoveKind::kOffer) return nullptr;
  text_ = OfferOf(move, state.standing);
  return &text_;
}

// ---- At the table
// --------------------------------------------------------------------------------

void SeatGuest::Voice::Take(IssueIndex issue, const OpenOptions& open, const TalkState& state,
                            Strategy* model) {
  model_ = model;
  state_ = &state;
  issue_ = issue;
  open_ = open;
  anything_open_ = false;
  for (std::size_t i = 0; i < state.standing.options.size(); ++i) {
    anything_open_ = anything_open_ || open[i] != OptionBit(state.standing.options[i]);
  }
  heard_ = false;
  drafts_.clear();
}

const PoolOffer* SeatGuest::Voice::Propose(const Clock& clock) {
  const PoolOffer* planned = model_->Propose(clock);
  if (!anything_open_) return planned;
  SeatDecision decision = guest_.Question(DecisionKind::kPropose, *state_);
  decision.tick = clock.tick;
  decision.ticks = clock.ticks;
  decision.issue = issue_;
  decision.open = open_;
  if (planned != nullptr) decision.suggestion = SeatMove::Offer(planned->offer);
  const SeatMove move = guest_.Decide(&decision, *state_);
  if (move.kind != MoveKind::kOffer) return nullptr;
  const Outcome offer = OfferOf(move, state_->standing);
  // The model's own numbers, to the last bit, where it would have tabled the same.
  if (planned != nullptr && planned->offer == offer) return planned;
  const auto s = static_cast<std::size_t>(guest_.side_);
  const Worth mine = WorthOf(guest_.model_, *state_, state_->own[s], offer);
  const Worth theirs = WorthOf(guest_.model_, *state_, state_->seen[s], offer);
  tabled_ = {offer, mine.gain, theirs.gain, state_->sides[s].margin_rate * mine.weight};
  return &tabled_;
}

void SeatGuest::Voice::Hear(int proposer, const Offer& offer, const Clock& clock) {
  heard_ = true;
  heard_from_ = proposer;
  last_heard_ = offer;
  model_->Hear(proposer, offer, clock);
}

const SeatGuest::Voice::Answered* SeatGuest::Voice::Earlier(const Offer& offer, int tick) const {
  for (const Answered& draft : drafts_) {
    if (draft.tick == tick && draft.offer == offer) return &draft;
  }
  return nullptr;
}

// A mediator that drafts one text asks many times about each draft: the seat is asked once in an
// exchange, and only about what its delegation would not refuse out of hand.
Judgement SeatGuest::Voice::Judge(const Offer& offer, const Clock& clock) {
  Judgement reply = model_->Judge(offer, clock);
  if (!anything_open_) return reply;
  const bool tabled = heard_ && last_heard_ == offer;
  if (!tabled && OutOfTheQuestion(reply)) return reply;
  const Answered* earlier = tabled ? nullptr : Earlier(offer, clock.tick);
  const int from = tabled ? heard_from_ : kNobody;
  const bool yes = earlier != nullptr ? earlier->yes
                                      : guest_.Accepts(offer, from, clock, issue_, *state_, reply);
  if (!tabled && earlier == nullptr) drafts_.push_back({offer, clock.tick, yes});
  SetAnswer(yes, &reply);
  return reply;
}

}  // namespace dragoman

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/seat/seat_decision.h"
#include "engine/seat/seat_move.h"
#include "engine/talks/guest.h"
#include "engine/talks/model.h"

namespace dragoman {

/// Answers the questions of the talks from a script of moves. At the first question behind its end,
/// or at the first move that does not fit, it notes where the talks stood, and from then on passes.
class SeatGuest final : public TalksGuest {
 public:
  /// Where the script ended, or a move that did not fit.
  struct Stop {
    SeatDecision decision;
    MoveFault fault;            ///< None: the script is over, and this question is open.
    std::size_t move = 0;       ///< Place of the move that does not fit, or how many there were.
    std::uint32_t binding = 0;  ///< Link rules that bind in this run.
    SideState self{};           ///< Of its side, if it has one.
  };

  /// @param side      kNobody: a third party.
  /// @param mediates  Its packages take the place of the model's mediator's.
  SeatGuest(const TalksModel& model, int side, bool mediates);

  /// Starts a run. @param probe  An offer to value at the open question; null: none. Borrowed.
  void Begin(std::span<const SeatMove> moves, const SeatMove* probe);

  const std::optional<Stop>& stop() const { return stop_; }
  std::size_t num_used() const { return used_; }

  int side() const override { return side_; }
  bool mediates() const override { return mediates_; }
  Strategy* Sit(IssueIndex issue, const OpenOptions& open, const TalkState& state,
                Strategy* model) override;
  void Answer(const Outcome& offer, const Clock& clock, const TalkState& state,
              Judgement* reply) override;
  bool Leaves(bool leaves, const TalkState& state) override;
  const Outcome* Mediate(const OpenOptions& open, const Clock& clock, const TalkState& state,
                         const Outcome* draft, int left) override;

 private:
  /// Who sits at the table: the script, beside the model's own strategy, which goes on listening.
  class Voice final : public Strategy {
   public:
    explicit Voice(SeatGuest* guest) : guest_(*guest) {}
    void Take(IssueIndex issue, const OpenOptions& open, const TalkState& state, Strategy* model);

    void Begin(const Seat& seat) override { model_->Begin(seat); }
    const PoolOffer* Propose(const Clock& clock) override;
    Judgement Judge(const Offer& offer, const Clock& clock) override;
    double Aspiration(const Clock& clock) override { return model_->Aspiration(clock); }
    const PoolOffer* Next(const Clock& clock) override { return model_->Next(clock); }
    void Hear(int proposer, const Offer& offer, const Clock& clock) override;
    void HearReply(int responder, bool accepted, const Clock& clock) override {
      model_->HearReply(responder, accepted, clock);
    }

   private:
    struct Answered {
      Outcome offer;
      int tick = 0;
      bool yes = false;
    };
    const Answered* Earlier(const Offer& offer, int tick) const;

    SeatGuest& guest_;
    Strategy* model_ = nullptr;
    const TalkState* state_ = nullptr;
    IssueIndex issue_ = kNoIssue;
    OpenOptions open_{};
    bool anything_open_ = false;
    bool heard_ = false;
    Outcome last_heard_;
    int heard_from_ = kNobody;
    PoolOffer tabled_;
    std::vector<Answered> drafts_;  ///< Of the mediator's, answered in this sitting.
  };

  SeatDecision Question(SeatDecision::Kind kind, const TalkState& state) const;
  SeatMove Decide(SeatDecision* decision, const TalkState& state);
  void StopAt(const SeatDecision& decision, MoveFault fault, const TalkState& state);
  bool Accepts(const Outcome& offer, int from, const Clock& clock, IssueIndex issue,
               const TalkState& state, const Judgement& model);
  SeatAppraisal Appraise(const Outcome& offer, const TalkState& state) const;

  const TalksModel& model_;
  int side_;
  bool mediates_;
  Voice voice_;
  std::span<const SeatMove> moves_;
  const SeatMove* probe_ = nullptr;
  std::size_t used_ = 0;
  std::optional<Stop> stop_;
  Outcome text_;  ///< The package of its own that Mediate returned.
};

}  // namespace dragoman

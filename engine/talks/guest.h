#pragma once

#include <array>

#include "engine/bargaining/sitting.h"
#include "engine/talks/state.h"

namespace dragoman {

/// Options that somebody may name at one moment of the talks, by issue: more than one where the
/// issue is open, else the option that stays.
using OpenOptions = std::array<OptionSet, kMaxIssues>;

/// Somebody who decides, in the runs of one Talks, in place of the model: for a side at the table,
/// or as a third party that puts packages to both sides. A person, in the seat game (engine/seat).
///
/// What is not asked for here goes on as without a guest, from the same draws: the side's public
/// words, its mandate, its capital and those at home act for it as before.
class TalksGuest {
 public:
  virtual ~TalksGuest() = default;

  /// The side it decides for; kNobody: it is a third party.
  virtual int side() const = 0;
  /// As a third party: whether its packages take the place of those of the model's mediator.
  virtual bool mediates() const = 0;

  /// A sitting begins, on a package or on `issue` alone. `model` is the strategy of its side and
  /// has begun; returned is who acts instead, until the sitting and what the mediator puts to both
  /// after it are over. A third party returns `model`, which is null.
  virtual Strategy* Sit(IssueIndex issue, const OpenOptions& open, const TalkState& state,
                        Strategy* model) = 0;

  /// The mediator put `offer` to both sides after a sitting; `reply` holds what the model would
  /// answer for its side and receives what the guest does.
  virtual void Answer(const Outcome& offer, const Clock& clock, const TalkState& state,
                      Judgement* reply) = 0;

  /// The meeting is over without a deal. Returns whether its side leaves the talks; `leaves`: what
  /// the model drew.
  virtual bool Leaves(bool leaves, const TalkState& state) = 0;

  /// As a third party, after a package sitting without agreement: the package it puts to both
  /// sides, or null. Valid until the next call.
  /// @param draft  What the model's mediator would put now; null: nothing.
  /// @param left   How many it may still put after this sitting, this one included.
  virtual const Outcome* Mediate(const OpenOptions& open, const Clock& clock,
                                 const TalkState& state, const Outcome* draft, int left) = 0;
};

}  // namespace dragoman

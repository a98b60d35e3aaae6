#pragma once

#include <optional>

#include "engine/bargaining/sitting.h"
#include "engine/seat/seat_move.h"
#include "engine/talks/guest.h"

namespace dragoman {

/// What a package is worth to the seat's own side as this run counts it: the gain over no deal by
/// the preferences, trust and fears drawn for the run. It decides what the side's capital says.
/// (Scores are on another scale, the same in all runs: engine/worth.)
struct SeatAppraisal {
  Outcome offer;
  double gain = 0;    ///< Over no deal; below 0 the capital refuses.
  double margin = 0;  ///< Least gain at which its delegation, left alone, would sign.
  Refusal refusal = Refusal::kNone;  ///< kRedLine, kPrecondition or kInsincere: why its capital
                                     ///< refuses whatever the gain.
  IssueIndex issue = kNoIssue;       ///< Of the refusal.
  int rule = -1;                     ///< Of the refusal.
  std::uint32_t beyond_mandate = 0;  ///< Issues (bits) whose options its delegation may not sign at
                                     ///< once: the whole package then goes to the capitals.
};

/// A question of the talks to the seat.
struct SeatDecision {
  enum class Kind : std::uint8_t {
    kPropose,  ///< What to table now: SeatMove::kOffer, or pass.
    kReply,    ///< Accept or refuse `offer`.
    kMediate,  ///< A third party: which package to put to both sides, or pass.
    kStay,     ///< The meeting is over: stay in the talks, or leave them.
  };

  Kind kind = Kind::kPropose;
  int meeting = 0;
  int tick = 0;                 ///< Exchange of the sitting, from 1; 0: after the meeting.
  int ticks = 0;                ///< Exchanges in this sitting.
  IssueIndex issue = kNoIssue;  ///< The sitting is on this issue alone; kNoIssue: on a package.
  Outcome standing;             ///< In force now.
  OpenOptions open{};           ///< What may be named, by issue.
  Outcome offer;                ///< kReply: what is on the table.
  int from = kNobody;           ///< kReply: the side that tabled it; kNobody: the mediator.
  int left = 0;                 ///< kMediate: packages it may still put, this one included.
  SeatMove suggestion;          ///< What the model would do here.
  std::optional<SeatAppraisal> own;    ///< kReply: of `offer`. Not for a third party.
  std::optional<SeatAppraisal> probe;  ///< Of the package asked about. Not for a third party.

  bool names_options() const { return kind == Kind::kPropose || kind == Kind::kMediate; }
};

/// Whether `move` answers `decision`; else what is wrong, as a predicate: "names quota, which is
/// not open". Empty: it does.
struct MoveFault {
  enum class Kind : std::uint8_t {
    kNone,
    kWrongKind,      ///< Another kind of answer is expected.
    kClosedIssue,    ///< It names an issue that is not open ...
    kClosedOption,   ///< ... or an option that may not be named now,
    kChangesNothing  ///< or nothing that would change: that is to pass.
  };
  Kind kind = Kind::kNone;
  IssueIndex issue = kNoIssue;

  explicit operator bool() const { return kind != Kind::kNone; }
};
MoveFault FaultOf(const SeatMove& move, const SeatDecision& decision);

}  // namespace dragoman

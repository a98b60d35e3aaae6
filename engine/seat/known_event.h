#pragma once

#include <cstdint>
#include <optional>

#include "engine/talks/event.h"

namespace dragoman {

/// What a party says when it answers an offer. Which of its own sums a package fails, how far, and
/// whether it means its talk at all, it keeps to itself: these are all "not enough".
enum class Said : std::uint8_t {
  kNothing,       ///< The event is no answer.
  kYes,           ///< Accepted.
  kNo,            ///< The seat's own side refused: it knows why.
  kNotEnough,     ///< Below what it holds out for, below no deal, or a pretext.
  kUnacceptable,  ///< It will not have this option, of the event's issue.
  kPrecondition,  ///< The event's rule must be met first.
};

/// An event of a run, as much as one seat may know of it.
struct KnownEvent {
  /// What is not known is as in a fresh event: no refusal, no issue, no rule, 0.
  TalkEvent event;
  /// Which of a to e are known: bit 0 is a.
  unsigned numbers = 0;
  Said said = Said::kNothing;

  bool knows(unsigned number) const { return ((numbers >> number) & 1U) != 0; }
};

/// Takes out of the events of a run what is private to others: their gains, needs, aspirations, red
/// lines, sincerity, beliefs, readiness and trust, and what chance was about to decide. What
/// happens at the table, public words and acts, and the seat's own numbers stay.
///
/// Show it every event of a run, in order.
class EventFilter {
 public:
  /// @param side  Of the seat; kNobody: a third party, who has no numbers of its own.
  explicit EventFilter(int side) : side_(side) {}

  /// The event as the seat knows it; nothing if it learns nothing of it.
  std::optional<KnownEvent> Pass(const TalkEvent& event);

 private:
  bool IsOwn(const TalkEvent& event) const { return side_ >= 0 && event.side == side_; }
  void PassAnswer(bool own_answer, KnownEvent* known) const;
  bool PassOfSide(const TalkEvent& event, KnownEvent* known) const;

  int side_;
  IssueIndex sitting_on_ = kNoIssue;  ///< The issue of the current sitting.
};

}  // namespace dragoman

#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/report/event_text.h"
#include "engine/talks/model.h"

namespace dragoman {

/// Exchanges in which one side said the same and heard the same.
struct Stretch {
  TalkEvent first;
  TalkEvent last;
};

/// The events of one sitting, sorted out.
struct SittingLog {
  IssueIndex issue = kNoIssue;            ///< kNoIssue: a package sitting.
  std::array<TalkEvent, kSides> seats{};  ///< kSeat events.
  std::vector<Stretch> stretches;         ///< By first exchange, then side.
  std::vector<TalkEvent> drafts;          ///< kMediation events: the mediator's packages.
  std::optional<TalkEvent> agreed;
  std::vector<TalkEvent> pending;
  std::vector<TalkEvent> signed_now;
};

/// Collects the sitting whose kSitting event is events[*next]; leaves *next behind its last event.
SittingLog CollectSitting(std::span<const TalkEvent> events, std::size_t* next);

/// A paragraph of a transcript.
struct Paragraph {
  std::size_t indent = 0;
  std::string text;
  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

/// Packages already spelled out in a transcript, so that they need not be again.
struct KnownPackages {
  struct Entry {
    int side = 0;
    int meeting = 0;
    int tick = 0;  ///< Its first exchange.
    std::string changes;
  };
  std::vector<Entry> entries;
};

/// A package sitting told exchange by exchange, repetitions folded. `standing` is what was in force
/// when it began.
std::vector<Paragraph> TellPackageSitting(const EventText& words, const SittingLog& sitting,
                                          const Outcome& standing, KnownPackages* known);

/// A sitting on one issue, told in a sentence or two.
std::vector<Paragraph> TellIssueSitting(const EventText& words, const SittingLog& sitting);

}  // namespace dragoman

#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/report/event_text.h"
#include "engine/seat/known_event.h"
#include "engine/seat/seat_game.h"

namespace dragoman {

/// "water at W2 (deep well) or beyond only with fees signed": a precondition or dependency in
/// words.
std::string LinkWords(const CompiledScenario& scenario, const LinkRule& link);

/// What happens in a game, as one seat hears of it: a sentence or two per event, the same words for
/// every party. Numbers are the seat's own only.
class SeatNews {
 public:
  SeatNews(const CompiledScenario& scenario, const SeatRole& seat)
      : scenario_(scenario), seat_(seat), words_(scenario), filter_(seat.side) {
    standing_ = scenario.space.StatusQuo();
  }

  /// What to tell of an event; empty: nothing. Show it every event of a run, in order.
  std::string Tell(const TalkEvent& event);

 private:
  std::string Text(const KnownEvent& known);
  std::string Folded(const TalkEvent& event, std::string text);
  std::string OfTheTable(const KnownEvent& known);
  std::string OfOutside(const KnownEvent& known) const;
  std::string OfItself(const TalkEvent& event) const;
  std::string Offer(const KnownEvent& known) const;
  std::string Capitals(const KnownEvent& known) const;
  std::string Mediation(const KnownEvent& known) const;
  std::string Spoken(const KnownEvent& known) const;
  std::string What(const Outcome& offer) const;
  /// "You", or the side's name; with the right form of a verb: "You table", "North tables".
  std::string Doing(int side, const std::string& verb) const;
  std::string Whose(int side) const;
  bool IsMe(int side) const { return side >= 0 && side == seat_.side; }

  const CompiledScenario& scenario_;
  SeatRole seat_;
  EventText words_;
  EventFilter filter_;
  Outcome standing_;
  std::uint64_t table_ = 0;
  std::array<std::string, kSides> said_;  ///< What each side last tabled in this sitting.
};

}  // namespace dragoman

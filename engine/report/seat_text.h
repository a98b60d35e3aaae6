#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/report/event_text.h"
#include "engine/report/text_layout.h"
#include "engine/seat/seat_game.h"
#include "engine/seat/seat_review.h"

namespace dragoman {

/// The seat game in words, for a terminal or a file: what a seat is told, and nothing that it may
/// not know. Worths are those of the SpaceView; gains are the run's own.
class SeatText {
 public:
  SeatText(const CompiledScenario& scenario, const SpaceView& view, const SeatRole& seat,
           const TextStyle& style);

  /// One screen before the game: what it rests on, its limits, its tone.
  std::string Intro() const;
  /// What the seat knows of itself, and of the others by name.
  std::string Brief(const SeatPosition& position) const;
  /// What has happened since event number `from`, a line each.
  std::string News(const SeatPosition& position, std::size_t from) const;
  /// The question, and what to write.
  std::string Question(const SeatDecision& decision) const;
  /// The open issues and their options, numbered, with what each is worth to the seat.
  std::string Options(const SeatDecision& decision) const;
  /// A package being built: its terms, its worth, and what the seat's capital would say.
  std::string Draft(const SeatDecision& decision, const SeatMove& draft,
                    const std::optional<SeatAppraisal>& appraisal) const;
  /// What the model would do.
  std::string Suggestion(const SeatDecision& decision) const;
  /// What came of it, beside the model in the same seat and what else there was.
  std::string Result(const SeatPosition& position, const RunRecord& model) const;
  static std::string Help();

 private:
  std::string Name() const;
  std::string Worth(const Outcome& offer) const;
  std::string Scale() const;
  std::string Verdict(const SeatAppraisal& appraisal) const;
  std::string Aims(const SeatPosition& position) const;
  std::string Self(const SeatPosition& position) const;
  std::string PartyTable(const SeatReview& review) const;
  std::string SignedText(const SeatPosition& position) const;
  std::string BetterText(const SeatReview& review) const;

  const CompiledScenario& scenario_;
  const SpaceView& view_;
  SeatRole seat_;
  TextStyle style_;
  EventText words_;
  std::optional<std::size_t> mine_;  ///< Place in the view's parties; none: no preferences.
};

}  // namespace dragoman

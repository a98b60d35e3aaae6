#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/scenario/runner.h"
#include "engine/seat/seat_guest.h"

namespace dragoman {

/// How a party takes part while somebody sits in its seat.
struct SeatRole {
  PartyIndex party = kNoParty;
  int side = kNobody;     ///< 0 or 1: a principal, at the table; kNobody: a third party.
  bool mediates = false;  ///< It is the mediator: its packages replace those of the model's.
};

/// The seats that can be taken: the principals, mediators, and every other party that has a
/// position on something. In the order of the scenario.
std::vector<SeatRole> SeatsOf(const CompiledScenario& scenario);

/// Most moves in one game.
inline constexpr std::size_t kMostSeatMoves = 2000;

/// A game as far as it has been played.
struct SeatPosition {
  /// Where the script of moves goes wrong.
  struct Fault {
    std::size_t move = 0;                    ///< Place of the move.
    std::optional<SeatDecision> decision{};  ///< What it should have answered; none: the talks were
                                             ///< over before it.
    MoveFault fault{};
  };

  std::optional<Fault> fault;
  std::optional<SeatDecision> decision;  ///< The open question; none: the talks are over.
  std::vector<TalkEvent> events;         ///< Up to the question, or all; nothing left out.
  std::size_t shown = 0;                 ///< How many of them the seat may know of: at a question
                                         ///< about an offer not those of the same moment.
  Outcome standing;                      ///< In force at the question, or at the end.
  int meeting = 0;                       ///< The current one, or the last.
  SideState self;                        ///< Of the seat's side, if it has one, likewise.
  std::uint32_t binding = 0;             ///< Link rules (bits) that bind in this run.
  RunRecord record;                      ///< If the talks are over.

  bool done() const { return !decision && !fault; }
};

/// Something that was put in force, in a game that is over.
struct SignedItem {
  int meeting = 0;
  IssueIndex issue = kNoIssue;
  OptionIndex option = 0;
  bool separable = false;  ///< It may be signed alone, whatever becomes of the rest.
  bool in_force = false;   ///< At the end; else carried out, taken back or replaced.
};

/// What was signed, in order. An issue that was signed twice is named twice.
std::vector<SignedItem> SignedItems(const TalksModel& model, const SeatPosition& position);

/// A party's seat in single runs of a scenario, taken by a person.
///
/// A game is a pure function of (scenario, seed, run, seat, moves): the run is played from its
/// beginning with the moves as answers to the questions it asks the seat, in order; behind the last
/// move it is played on with passes, and what comes after the first open question is cut off. So
/// the first n moves of a game are the game as it stood n moves ago. Draws are the model's: without
/// a guest the same run is the model's own game in the same world.
///
/// A principal decides what to table in every exchange of every sitting, whether to accept what is
/// put to it, and after a meeting whether to stay (in place of the draw of M32). Its delegation,
/// mandate and capital remain: what lies beyond the mandate goes to the capital, which refuses what
/// is worth less than no deal to the side or crosses its red lines and preconditions; it may
/// table such things all the same. Public words (insults, unilateral steps) stay with the model. A
/// third party puts packages to both sides after a package sitting without agreement: the mediator
/// as many as the model's mediator may, and at least one; others one, after the mediator.
///
/// About .05 ms a game (as long as a run).
class SeatGame {
 public:
  /// The runner's seed is the game's. Borrowed; between calls it runs without a guest.
  SeatGame(Runner* runner, const SeatRole& seat);

  /// @param probe  An offer whose value to the seat to tell at the open question; null: none.
  SeatPosition Play(std::uint64_t run, std::span<const SeatMove> moves,
                    const SeatMove* probe = nullptr);

 private:
  Runner& runner_;
  SeatRole seat_;
  SeatGuest guest_;
};

}  // namespace dragoman

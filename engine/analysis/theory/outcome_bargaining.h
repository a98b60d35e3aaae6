#pragma once

#include <optional>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// Any number of parties bargain over a finite list of outcomes: the subgame-perfect play of
/// alternating offers at every turn.

namespace dragoman {

/// What a party answers if accepting and refusing are worth the same to it.
enum class AnswerTie : unsigned char { kAccept, kReject };

/// Who proposes after a refusal.
enum class TurnOrder : unsigned char {
  kRotate,       ///< The next seat; all answers fall into the proposer's turn.
  kRefuserNext,  ///< Whoever refused. Every answer takes its own turn, and a refusal is a
                 ///< counter-offer: the protocol `alternating_offers`.
};

/// One party. Utilities are undiscounted, on its own scale, at the time they are received.
struct OutcomeParty {
  std::vector<double> utility;  ///< By outcome.
  double discount = 1;          ///< delta in [0, 1], per tick.
  double cost_per_tick = 0;     ///< Paid as a tick passes without agreement.
  double inside = 0;            ///< Worth of disagreeing for ever: (1 - delta) inside per tick.
  /// What it has once anybody has left, `no_agreement` if none; with one it may leave when it
  /// answers.
  std::optional<double> outside = {};
  double breakdown = 0;     ///< Worth if chance ends the talks.
  double no_agreement = 0;  ///< Worth if the turns run out.
};

/// The game. Turns 0, 1, ... belong to the seats in order from the opener. A proposer tables an
/// outcome (or stays silent, and the next seat has the word); the others answer in the order of
/// seats after it; the first who refuses ends the matter; unanimity agrees, at the time of the
/// offer. Between a refused offer and the next one the ticks that lie between pass: each costs each
/// party its cost and its discount, and ends the talks with probability breakdown_risk.
struct OutcomeGame {
  std::vector<OutcomeParty> parties;  ///< 2 or more, with as many utilities each.
  int turns = 1;                      ///< At least 1.
  int turns_per_tick = 1;  ///< Turns at the same time; `alternating_offers`: a party each.
  int opener = 0;
  bool last_offer_answered = true;  ///< Those without a turn left may still answer.
  double breakdown_risk = 0;        ///< Probability in [0, 1], per tick.
  AnswerTie tie = AnswerTie::kAccept;
  TurnOrder order = TurnOrder::kRotate;
  /// Values this close count as equal: a tie of the model must not be broken by rounding.
  double indifference = 1e-12;
};

/// What subgame-perfect play does in one turn, if it is reached and no offer stands.
struct OutcomeTurn {
  int proposer = 0;
  int offer = -1;  ///< -1: silence.
  bool agreed = false;
  std::vector<double> values;  ///< Of each party, as the turn begins.
};

/// Where play from the start ends.
struct OutcomePath {
  int turn = -1;     ///< -1: no agreement.
  int outcome = -1;  ///< -1: no agreement.
  int proposer = -1;
  std::vector<double> values;  ///< Of each party, as the game begins.
};

/// The subgame-perfect equilibrium of an OutcomeGame. Immutable.
class OutcomeSolution {
 public:
  /// @pre 0 <= turn < game().turns
  const OutcomeTurn& At(int turn) const { return turns_[static_cast<std::size_t>(turn)]; }
  int ProposerOf(int turn) const { return (game_.opener + turn) % num_parties(); }
  /// True if `responder` accepts `outcome`, tabled in `turn`, when all seats between them have.
  /// O(parties^2). @pre responder is not the proposer
  bool Accepts(int turn, int responder, int outcome) const;
  /// True if `responder`, having refused in `turn`, leaves rather than goes on.
  bool Leaves(int turn, int responder) const;
  OutcomePath Path() const;
  const OutcomeGame& game() const { return game_; }

 private:
  friend Checked<OutcomeSolution> SolveOutcomeGame(OutcomeGame game);
  struct Reply;
  struct Refused;

  int num_parties() const { return static_cast<int>(game_.parties.size()); }
  // The turn after the seat `places` behind the proposer refused.
  int TurnAfter(int turn, int places) const {
    return turn + (game_.order == TurnOrder::kRotate ? 1 : places);
  }
  int PlacesTo(int turn, int responder) const;
  bool HasAnswer(int turn, int places) const;
  double Wait(int turn, int next_turn, std::size_t party) const;
  void Refuse(int turn, int places, Refused* refused) const;
  void Answer(int turn, int outcome, int places, Reply* reply) const;
  OutcomeTurn SolveTurn(int turn) const;

  OutcomeGame game_;
  std::vector<OutcomeTurn> turns_;
};

/// Backward induction over turns, offers and answers. A proposer takes the offer that leaves it
/// most; of equals an agreement before a delay, then the first in the list.
///
/// Wrong are: fewer than two parties, lists of different length, numbers out of range or not
/// finite. O(turns * outcomes * parties^2).
/// Sources: Stahl, "Bargaining Theory" (1972); for refusers who propose Chatterjee, Dutta, Ray &
/// Sengupta, "A noncooperative theory of coalitional bargaining", RES 60 (1993).
Checked<OutcomeSolution> SolveOutcomeGame(OutcomeGame game);

}  // namespace dragoman

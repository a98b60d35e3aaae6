#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// Two parties divide a pie by alternating offers: the subgame-perfect shares.

namespace dragoman {

/// One party at the pie. Its utility of a share s is s^risk_exponent; every other worth below is on
/// that scale, undiscounted, at the time it is received.
struct PieParty {
  double discount = 1;        ///< delta in [0, 1], per round.
  double cost_per_round = 0;  ///< Paid for every offer that is refused, >= 0.
  double risk_exponent = 1;   ///< > 0; below 1 is risk averse.
  /// What it has once anybody has left, `no_agreement` if none; with one it may leave when it
  /// answers.
  std::optional<double> outside = {};
  /// Worth of disagreeing for ever: (1 - delta) inside in each round.
  double inside = 0;
  double breakdown = 0;  ///< Worth if chance ends the talks.
  /// Worth if the last offer is refused (`inside`, if that goes on then); used in finite
  /// horizons.
  double no_agreement = 0;
};

/// The game. Rounds: one offer and its answer each; the opener makes the first offer, then they
/// take turns. A refusal costs each its cost, then chance ends the talks with probability
/// breakdown_risk, then a round's time passes.
///
/// Tie rule: who is indifferent accepts; who is indifferent between leaving and staying stays; a
/// proposer indifferent between agreement and delay agrees.
struct PieGame {
  std::array<PieParty, 2> parties;
  double pie = 1;                  ///< > 0.
  double breakdown_risk = 0;       ///< Probability in [0, 1], per refused offer.
  std::optional<int> rounds = {};  ///< Offers in all, >= 1, the last one answered; none: no end.
  int opener = 0;                  ///< 0 or 1.
};

/// Least and largest share that a subgame-perfect equilibrium gives.
struct ShareRange {
  double low = 0;
  double high = 0;
  bool unique() const { return low == high; }
};

/// What happens in one round, if it is reached.
struct PieRound {
  int proposer = 0;
  bool agreed = false;
  bool leaves = false;            ///< Not agreed, and the other side leaves.
  std::array<double, 2> share{};  ///< On the table; the least the answering side accepts.
  std::array<double, 2> value{};  ///< Utility of each, as the round begins.
};

struct PieSolution {
  /// Round of the agreement from 0; -1: none.
  int agreement_round = -1;
  /// Each party's share in that agreement. A true range only where equilibrium is not unique; the
  /// lowest share of one goes with the highest of the other.
  std::array<ShareRange, 2> share{};
  /// One per round; for a game without end the two rounds that repeat, at the opener's best.
  std::vector<PieRound> rounds;
};

/// The subgame-perfect equilibrium of the game: backward induction over its rounds or, without end,
/// the extreme fixed points of two rounds of it, which bound all equilibria (the argument of Shaked
/// & Sutton). With linear utility the fixed points are exact: the map is an affine one, cut off at
/// both ends; with curved utility they are found by iteration (within 1e-12 where
/// delta_1 delta_2 (1 - risk)^2 <= 0.9999).
///
/// Wrong are: numbers out of the ranges above; without end also parties who both prefer any refusal
/// to any agreement. O(rounds), resp. O(1) or O(iterations).
/// Sources: Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50 (1982); Stahl,
/// "Bargaining Theory" (1972); Binmore, Shaked & Sutton, QJE 104 (1989), outside options; Binmore,
/// Rubinstein & Wolinsky, RAND Journal 17 (1986), breakdown; Muthoo, "Bargaining Theory with
/// Applications" (1999), chapters 3 to 6.
Checked<PieSolution> SolveAlternatingOffers(const PieGame& game);

/// Discount of one round that lasts `length`, for a rate of time preference: e^(-rate length).
double DiscountOfRate(double rate, double length);

/// Share of the first party as rounds become ever shorter: r_2 / (r_1 + r_2), whoever opens.
/// @pre rates are >= 0 and not both 0.
double ShareOfRates(double first_rate, double second_rate);

}  // namespace dragoman

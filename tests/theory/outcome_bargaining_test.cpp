// Finite lists of outcomes, any number of parties. Refinement: subgame-perfect equilibrium by
// backward induction, with the tie rule named.

#include "engine/analysis/theory/outcome_bargaining.h"

#include <gtest/gtest.h>

#include "engine/analysis/theory/pie_bargaining.h"
#include "engine/core/random.h"
#include "tests/support/theory_vectors.h"

namespace dragoman::testing_support {
namespace {

/// Divisions of `units` among two: outcome k gives the first k units.
OutcomeGame GridGame(int units, int turns, double d1, double d2, AnswerTie tie) {
  OutcomeGame game;
  game.parties.resize(2);
  for (int k = 0; k <= units; ++k) {
    game.parties[0].utility.push_back(k);
    game.parties[1].utility.push_back(units - k);
  }
  game.parties[0].discount = d1;
  game.parties[1].discount = d2;
  game.turns = turns;
  game.tie = tie;
  game.indifference = 1e-9;
  return game;
}

OutcomeSolution SolvedGame(const OutcomeGame& game) {
  Checked<OutcomeSolution> solution = SolveOutcomeGame(game);
  EXPECT_TRUE(solution.ok());
  return *solution;
}

/// The three parties' utilities of four outcomes, discount 1.
OutcomeGame ThreeParties(TurnOrder order) {
  OutcomeGame game;
  game.order = order;
  game.parties.resize(3);
  game.parties[0].utility = {9, 5, 2, 4};
  game.parties[1].utility = {1, 6, 8, 4};
  game.parties[2].utility = {1, 2, 3, 5};
  return game;
}

// ---- worked by hand ----

// 4 units, 2 turns, d .45. Turn 2: the second keeps all 4 (accept) or 3 (reject, it must leave 1).
// Turn 1: the second waits for .45 * 4 = 1.8 or .45 * 3 = 1.35, so it needs 2 either way.
TEST(Grid, TwoTurnsBothTieRulesByHand) {
  const auto accept = SolvedGame(GridGame(4, 2, .45, .45, AnswerTie::kAccept));
  EXPECT_EQ(accept.At(1).offer, 0);
  EXPECT_EQ(accept.At(0).offer, 2);
  const auto reject = SolvedGame(GridGame(4, 2, .45, .45, AnswerTie::kReject));
  EXPECT_EQ(reject.At(1).offer, 1);
  EXPECT_EQ(reject.At(0).offer, 2);
}

TEST(Grid, ResponderAcceptsExactlyFromItsContinuationUp) {
  const auto accept = SolvedGame(GridGame(10, 2, .5, .5, AnswerTie::kAccept));
  const auto reject = SolvedGame(GridGame(10, 2, .5, .5, AnswerTie::kReject));
  // Waiting is worth .5 * 10 = 5 to the second, or .5 * 9 = 4.5: outcome 5 leaves it 5.
  EXPECT_TRUE(accept.Accepts(0, 1, 5));
  EXPECT_FALSE(accept.Accepts(0, 1, 6));
  EXPECT_TRUE(reject.Accepts(0, 1, 5));
  EXPECT_FALSE(reject.Accepts(0, 1, 6));
  // In the last turn nothing is what refusing gives.
  EXPECT_TRUE(accept.Accepts(1, 0, 0));
  EXPECT_FALSE(reject.Accepts(1, 0, 0));
}

// One turn: the first takes the outcome it likes best, since no agreement is worth 0 to all.
TEST(ThreePartiesUnanimity, TakeItOrLeaveItAcceptIfIndifferent) {
  const auto solution = SolvedGame(ThreeParties(TurnOrder::kRotate));
  EXPECT_EQ(solution.Path().outcome, 0);
  EXPECT_EQ(solution.Path().turn, 0);
}

// Two turns, no discount: the second would take outcome 2 (8) in turn 1, worth 2 to the first and 3
// to the third. So in turn 0 the second needs 8 and the third 3: only outcome 2 passes.
TEST(ThreePartiesUnanimity, RotatingProposersTwoTurnsAcceptIfIndifferent) {
  OutcomeGame game = ThreeParties(TurnOrder::kRotate);
  game.turns = 2;
  const auto solution = SolvedGame(game);
  EXPECT_EQ(solution.At(1).offer, 2);
  EXPECT_EQ(solution.Path().outcome, 2);
}

// Reject if indifferent: in turn 0 nobody can be given more than the 8 the second waits for.
TEST(ThreePartiesUnanimity, RotatingProposersTwoTurnsRejectIfIndifferentDelays) {
  OutcomeGame game = ThreeParties(TurnOrder::kRotate);
  game.turns = 2;
  game.tie = AnswerTie::kReject;
  const auto solution = SolvedGame(game);
  EXPECT_EQ(solution.Path().turn, 1);
  EXPECT_EQ(solution.Path().outcome, 2);
  EXPECT_EQ(solution.Path().proposer, 1);
}

// Stacked offers: three turns are the first's offer and two answers. If the second refuses it
// proposes in turn 1, and its offer has one turn left for answers, the third's: without a last
// round of answers the first has none, so nothing can be agreed any more and refusing is worth 0.
TEST(ThreePartiesUnanimity, RefuserProposesNextWithoutLastAnswers) {
  OutcomeGame game = ThreeParties(TurnOrder::kRefuserNext);
  game.turns = 3;
  game.turns_per_tick = 3;
  game.last_offer_answered = false;
  const auto solution = SolvedGame(game);
  EXPECT_EQ(solution.Path().outcome, 0);
  EXPECT_FALSE(solution.At(1).agreed);
}

// With last answers the third, if it refuses, tables in turn 2 what it likes best, outcome 3 (5);
// the second, refusing in turn 1, must give the third 5, so outcome 3 again: (4, 4, 5) whoever
// refuses. In turn 0 the third needs 5: outcome 3.
TEST(ThreePartiesUnanimity, RefuserProposesNextWithLastAnswers) {
  OutcomeGame game = ThreeParties(TurnOrder::kRefuserNext);
  game.turns = 3;
  game.turns_per_tick = 3;
  const auto solution = SolvedGame(game);
  EXPECT_EQ(solution.At(2).offer, 3);
  EXPECT_EQ(solution.At(1).offer, 3);
  EXPECT_EQ(solution.Path().outcome, 3);
  EXPECT_EQ(solution.Path().turn, 0);
}

// The second can leave for 7: outcome 2 alone is better for it.
TEST(ThreePartiesUnanimity, OutsideOptionOfAResponderBinds) {
  OutcomeGame game = ThreeParties(TurnOrder::kRotate);
  game.parties[1].outside = 7;
  EXPECT_EQ(SolvedGame(game).Path().outcome, 2);
}

// Cost 1 a turn, breakdown 1/2 and worth 2 to the second: waiting is worth .5 * 2 + .5 * 8 - 1 = 4
// to it, and .5 * 3 = 1.5 to the third.
TEST(ThreePartiesUnanimity, BreakdownAndCostLowerWhatWaitingIsWorth) {
  OutcomeGame game = ThreeParties(TurnOrder::kRotate);
  game.turns = 2;
  game.breakdown_risk = 0.5;
  game.parties[1].breakdown = 2;
  game.parties[1].cost_per_tick = 1;
  const auto costly = SolvedGame(game);
  EXPECT_TRUE(costly.Accepts(0, 1, 3));   // Worth 4.
  EXPECT_FALSE(costly.Accepts(0, 2, 0));  // Worth 1.
  EXPECT_EQ(costly.Path().outcome, 1);    // 5 to the first, the most that passes.
  game.parties[1].cost_per_tick = 0.9;
  EXPECT_FALSE(SolvedGame(game).Accepts(0, 1, 3));
}

TEST(OutcomeGame, WrongNumbersAreNamed) {
  OutcomeGame game = ThreeParties(TurnOrder::kRotate);
  game.parties[2].utility.pop_back();
  game.turns = 0;
  const auto solution = SolveOutcomeGame(game);
  ASSERT_EQ(solution.problems().size(), 2U);
  EXPECT_EQ(solution.problems()[0].path, "parties[2].utility");
  EXPECT_EQ(solution.problems()[1].path, "turns");
  EXPECT_FALSE(SolveOutcomeGame(OutcomeGame{}).ok());
}

// ---- a law ----

/// Two parties over 8 outcomes drawn at random.
OutcomeGame RandomGame(std::uint64_t run) {
  const Random random(7, run);
  const StreamKey stream = MakeStream("outcome game");
  OutcomeGame game;
  game.parties.resize(2);
  for (std::uint64_t k = 0; k < 16; ++k) {
    game.parties[k % 2].utility.push_back(random.Uniform(stream, k));
  }
  game.parties[0].discount = 0.5 + 0.5 * random.Uniform(stream, 16);
  game.parties[1].discount = 0.5 + 0.5 * random.Uniform(stream, 17);
  game.turns = 6;
  return game;
}

// One-shot deviations do not pay: the offer agreed is the proposer's best among those accepted, and
// the values are what the offer, or waiting, gives.
TEST(OutcomeGame, NoOneShotDeviationPays) {
  for (std::uint64_t run = 0; run < 200; ++run) {
    const OutcomeGame game = RandomGame(run);
    const auto solution = SolvedGame(game);
    for (int turn = 0; turn < game.turns; ++turn) {
      const OutcomeTurn& it = solution.At(turn);
      const auto p = static_cast<std::size_t>(it.proposer);
      double wait = 0;
      if (turn + 1 < game.turns) {
        wait = game.parties[p].discount * solution.At(turn + 1).values[p];
      }
      double best = wait;
      for (int o = 0; o < 8; ++o) {
        if (!solution.Accepts(turn, 1 - it.proposer, o)) continue;
        best = std::max(best, game.parties[p].utility[static_cast<std::size_t>(o)]);
      }
      EXPECT_NEAR(it.values[p], best, 1e-12) << run << " turn " << turn;
    }
  }
}

// Two parties: the stacked protocol is rotation, turn by turn.
TEST(OutcomeGame, WithTwoPartiesRefuserNextIsRotation) {
  for (std::uint64_t run = 0; run < 100; ++run) {
    OutcomeGame game = RandomGame(run);
    const auto rotating = SolvedGame(game);
    game.order = TurnOrder::kRefuserNext;
    const auto stacked = SolvedGame(game);
    for (int turn = 0; turn < game.turns; ++turn) {
      EXPECT_EQ(rotating.At(turn).offer, stacked.At(turn).offer);
      EXPECT_EQ(rotating.At(turn).values, stacked.At(turn).values);
    }
  }
}

// ---- against the published values ----

nlohmann::json GridJson(const TheoryCase& it, AnswerTie tie) {
  const int units = it.inputs()["units"].get<int>();
  const auto solution = SolvedGame(GridGame(units, it.inputs()["rounds"].get<int>(),
                                            it.Number("delta1"), it.Number("delta2"), tie));
  nlohmann::json kept = nlohmann::json::array();
  for (int turn = 0; turn < solution.game().turns; ++turn) {
    const OutcomeTurn& at = solution.At(turn);
    if (!at.agreed) {
      kept.push_back(nullptr);
    } else {
      kept.push_back(at.proposer == 0 ? at.offer : units - at.offer);
    }
  }
  const double share = static_cast<double>(solution.Path().outcome) / units;
  return {{"share1", share}, {"share2", 1 - share}, {"units_kept_by_proposer_per_round", kept}};
}

TEST(TheoryVectors, StahlIntegerGridLastOfferAnsweredBothTieRulesBackwardInduction) {
  DRAGOMAN_NEEDS_THEORY_VECTORS();
  ForEachTheoryCase("stahl_grid", 8, [](TheoryCase& it) {
    it.Check("accept_if_indifferent", GridJson(it, AnswerTie::kAccept));
    it.Check("reject_if_indifferent", GridJson(it, AnswerTie::kReject));
    PieGame continuous;
    continuous.parties[0].discount = it.Number("delta1");
    continuous.parties[1].discount = it.Number("delta2");
    continuous.rounds = it.inputs()["rounds"].get<int>();
    const auto pie = SolveAlternatingOffers(continuous);
    ASSERT_TRUE(pie.ok());
    it.Check("continuous_share1", pie->share[0].low);
  });
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/analysis/theory/outcome_bargaining.h"

#include <cstddef>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/core/portable_math.h"

namespace dragoman {

/// What each party has after a refusal.
struct OutcomeSolution::Refused {
  std::vector<double> values;
  bool left = false;  ///< The refuser leaves.
};

/// A chain of answers, worked out from the last responder to the first.
struct OutcomeSolution::Reply {
  std::vector<double> values;
  bool agreed = false;
  Refused refused;  // Scratch.
};

// With kRefuserNext an answer needs a turn, unless those who have none may still answer.
bool OutcomeSolution::HasAnswer(int turn, int places) const {
  const int answered = game_.order == TurnOrder::kRotate ? turn + 1 : turn + places;
  return game_.last_offer_answered || answered < game_.turns;
}

double OutcomeSolution::Wait(int turn, int next_turn, std::size_t party) const {
  const OutcomeParty& it = game_.parties[party];
  if (next_turn >= game_.turns) return it.no_agreement;
  double value = At(next_turn).values[party];
  const int ticks = next_turn / game_.turns_per_tick - turn / game_.turns_per_tick;
  for (int k = 0; k < ticks; ++k) {
    const double later = (1 - it.discount) * it.inside + it.discount * value;
    value =
        game_.breakdown_risk * it.breakdown + (1 - game_.breakdown_risk) * later - it.cost_per_tick;
  }
  return value;
}

void OutcomeSolution::Refuse(int turn, int places, Refused* refused) const {
  const int next = TurnAfter(turn, places);
  for (std::size_t i = 0; i < game_.parties.size(); ++i) {
    refused->values[i] = Wait(turn, next, i);
  }
  const auto refuser = static_cast<std::size_t>(ProposerOf(turn + places));
  const std::optional<double>& outside = game_.parties[refuser].outside;
  refused->left = HasAnswer(turn, places) && outside &&
                  *outside > refused->values[refuser] + game_.indifference;
  if (!refused->left) return;
  for (std::size_t i = 0; i < game_.parties.size(); ++i) {
    const OutcomeParty& it = game_.parties[i];
    refused->values[i] = it.outside.value_or(it.no_agreement);
  }
}

// What `outcome`, tabled in `turn`, leads to once the seats before `places` have accepted it.
void OutcomeSolution::Answer(int turn, int outcome, int places, Reply* reply) const {
  const auto o = static_cast<std::size_t>(outcome);
  reply->agreed = true;
  for (std::size_t i = 0; i < game_.parties.size(); ++i) {
    reply->values[i] = game_.parties[i].utility[o];
  }
  for (int k = num_parties() - 1; k >= places; --k) {
    const auto r = static_cast<std::size_t>(ProposerOf(turn + k));
    Refuse(turn, k, &reply->refused);
    const double gain = reply->values[r] - reply->refused.values[r];
    const bool accepts =
        game_.tie == AnswerTie::kAccept ? gain >= -game_.indifference : gain > game_.indifference;
    if (accepts && HasAnswer(turn, k)) continue;
    reply->agreed = false;
    std::swap(reply->values, reply->refused.values);
  }
}

OutcomeTurn OutcomeSolution::SolveTurn(int turn) const {
  const std::size_t n = game_.parties.size();
  OutcomeTurn best;
  best.proposer = ProposerOf(turn);
  const auto p = static_cast<std::size_t>(best.proposer);
  for (std::size_t i = 0; i < n; ++i) best.values.push_back(Wait(turn, turn + 1, i));
  Reply reply;
  reply.values.resize(n);
  reply.refused.values.resize(n);
  for (std::size_t o = 0; o < game_.parties[0].utility.size(); ++o) {
    Answer(turn, static_cast<int>(o), 1, &reply);
    const double gain = reply.values[p] - best.values[p];
    const bool as_good = reply.agreed && !best.agreed && gain >= -game_.indifference;
    if (!as_good && !(gain > game_.indifference)) continue;
    best.offer = static_cast<int>(o);
    best.agreed = reply.agreed;
    best.values = reply.values;
  }
  return best;
}

int OutcomeSolution::PlacesTo(int turn, int responder) const {
  const int n = num_parties();
  const int places = (responder - ProposerOf(turn) + n) % n;
  DRAGOMAN_ASSERT(places != 0);
  return places;
}

bool OutcomeSolution::Accepts(int turn, int responder, int outcome) const {
  const int places = PlacesTo(turn, responder);
  if (!HasAnswer(turn, places)) return false;
  Reply reply;
  reply.values.resize(game_.parties.size());
  reply.refused.values.resize(game_.parties.size());
  // What accepting leads to, against what refusing does.
  Answer(turn, outcome, places + 1, &reply);
  Refuse(turn, places, &reply.refused);
  const auto r = static_cast<std::size_t>(responder);
  const double gain = reply.values[r] - reply.refused.values[r];
  return game_.tie == AnswerTie::kAccept ? gain >= -game_.indifference : gain > game_.indifference;
}

bool OutcomeSolution::Leaves(int turn, int responder) const {
  Refused refused;
  refused.values.resize(game_.parties.size());
  Refuse(turn, PlacesTo(turn, responder), &refused);
  return refused.left;
}

OutcomePath OutcomeSolution::Path() const {
  OutcomePath path;
  path.values = At(0).values;
  for (int turn = 0; turn < game_.turns;) {
    const OutcomeTurn& it = At(turn);
    if (it.agreed) {
      path.turn = turn;
      path.outcome = it.offer;
      path.proposer = it.proposer;
      return path;
    }
    int places = 1;
    if (it.offer >= 0) {
      while (Accepts(turn, ProposerOf(turn + places), it.offer)) ++places;
      if (Leaves(turn, ProposerOf(turn + places))) return path;
    }
    turn = it.offer >= 0 ? TurnAfter(turn, places) : turn + 1;
  }
  return path;
}

namespace {

void CheckOutcomeParty(const OutcomeParty& party, std::size_t outcomes, const std::string& path,
                       Diagnostics* problems) {
  if (party.utility.size() != outcomes || outcomes == 0) {
    problems->push_back({path + ".utility", "wrong number of utilities", "one per outcome"});
  }
  bool finite = portable::IsFinite(party.outside.value_or(0)) &&
                portable::IsFinite(party.breakdown) && portable::IsFinite(party.no_agreement) &&
                portable::IsFinite(party.cost_per_tick) && portable::IsFinite(party.inside);
  for (const double u : party.utility) finite = finite && portable::IsFinite(u);
  if (!finite) problems->push_back({path, "a number is not finite", ""});
  if (!(party.discount >= 0 && party.discount <= 1)) {
    problems->push_back({path + ".discount", "number out of range", "0 .. 1"});
  }
}

Diagnostics OutcomeGameProblems(const OutcomeGame& game) {
  Diagnostics problems;
  if (game.parties.size() < 2) problems.push_back({"parties", "too few", "2 or more"});
  for (std::size_t i = 0; i < game.parties.size(); ++i) {
    CheckOutcomeParty(game.parties[i], game.parties[0].utility.size(),
                      "parties[" + std::to_string(i) + "]", &problems);
  }
  if (game.turns < 1) problems.push_back({"turns", "number out of range", "1 or more"});
  if (game.turns_per_tick < 1) {
    problems.push_back({"turns_per_tick", "number out of range", "1 or more"});
  }
  if (!(game.breakdown_risk >= 0 && game.breakdown_risk <= 1)) {
    problems.push_back({"breakdown_risk", "number out of range", "0 .. 1"});
  }
  if (game.opener < 0 || static_cast<std::size_t>(game.opener) >= game.parties.size()) {
    problems.push_back({"opener", "no such party", ""});
  }
  if (!(game.indifference >= 0)) {
    problems.push_back({"indifference", "number out of range", "0 or more"});
  }
  return problems;
}

}  // namespace

Checked<OutcomeSolution> SolveOutcomeGame(OutcomeGame game) {
  Diagnostics problems = OutcomeGameProblems(game);
  if (!problems.empty()) return problems;
  OutcomeSolution solution;
  solution.game_ = std::move(game);
  const int turns = solution.game_.turns;
  solution.turns_.resize(static_cast<std::size_t>(turns));
  for (int turn = turns - 1; turn >= 0; --turn) {
    solution.turns_[static_cast<std::size_t>(turn)] = solution.SolveTurn(turn);
  }
  return solution;
}

}  // namespace dragoman

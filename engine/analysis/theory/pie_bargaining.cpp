#include "engine/analysis/theory/pie_bargaining.h"

#include <algorithm>
#include <string>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

constexpr double kPieTolerance = 1e-12;
constexpr int kMaxPieIterations = 2'000'000;

using PiePair = std::array<double, 2>;

double PieUtility(const PieParty& party, double share) {
  return portable::Pow(share, party.risk_exponent);
}

// The share worth `utility`; 0 where even nothing is worth more.
double PieShareWorth(const PieParty& party, double utility) {
  return utility <= 0 ? 0 : portable::Pow(utility, 1 / party.risk_exponent);
}

double PieStay(const PieGame& game, std::size_t i, double next_value) {
  const PieParty& party = game.parties[i];
  const double risk = game.breakdown_risk;
  return risk * party.breakdown +
         (1 - risk) * ((1 - party.discount) * party.inside + party.discount * next_value) -
         party.cost_per_round;
}

// One round: who proposes, and what each side has if it stays after a refusal.
PieRound PlayPieRound(const PieGame& game, int proposer, const PiePair& stay) {
  const auto p = static_cast<std::size_t>(proposer);
  const std::size_t r = 1 - p;
  const PieParty& answering = game.parties[r];
  PieRound round;
  round.proposer = proposer;
  round.leaves = answering.outside && *answering.outside > stay[r];
  PiePair refused = stay;
  if (round.leaves) {
    for (std::size_t i = 0; i < 2; ++i) {
      refused[i] = game.parties[i].outside.value_or(game.parties[i].no_agreement);
    }
  }
  const double tolerance = kPieTolerance * game.pie;
  double least = PieShareWorth(answering, refused[r]);
  if (least > game.pie && least <= game.pie + tolerance) least = game.pie;
  const double kept = game.pie - least;
  round.agreed = kept >= 0 && PieUtility(game.parties[p], kept) >= refused[p] - tolerance;
  if (!round.agreed) {
    round.value = refused;
    return round;
  }
  round.leaves = false;
  round.share[p] = kept;
  round.share[r] = least;
  round.value[p] = PieUtility(game.parties[p], kept);
  round.value[r] = PieUtility(answering, least);
  return round;
}

PiePair PieStayValues(const PieGame& game, const PiePair& next) {
  return {PieStay(game, 0, next[0]), PieStay(game, 1, next[1])};
}

PieSolution SolveFinitePie(const PieGame& game) {
  PieSolution solution;
  const int rounds = *game.rounds;
  solution.rounds.resize(static_cast<std::size_t>(rounds));
  PiePair stay = {game.parties[0].no_agreement, game.parties[1].no_agreement};
  for (int k = rounds - 1; k >= 0; --k) {
    PieRound& round = solution.rounds[static_cast<std::size_t>(k)];
    round = PlayPieRound(game, (game.opener + k) % 2, stay);
    stay = PieStayValues(game, round.value);
  }
  for (int k = 0; k < rounds; ++k) {
    const PieRound& round = solution.rounds[static_cast<std::size_t>(k)];
    if (round.leaves) break;
    if (!round.agreed) continue;
    solution.agreement_round = k;
    for (std::size_t i = 0; i < 2; ++i) solution.share[i] = {round.share[i], round.share[i]};
    break;
  }
  return solution;
}

// The least share that party i accepts when it would propose next, for `proposing` as its share.
double LeastPieShare(const PieGame& game, std::size_t i, double proposing) {
  const PieParty& party = game.parties[i];
  double refused = PieStay(game, i, PieUtility(party, proposing));
  if (party.outside) refused = std::max(refused, *party.outside);
  return std::min(game.pie, PieShareWorth(party, refused));
}

// With linear utility the least share is max(floor, constant + slope x): the opener's share after
// two rounds is min(high, max(low, intercept + m x)), whose fixed points can be read off.
ShareRange LinearPieFixedPoints(const PieGame& game, std::size_t opener) {
  double floor[2];
  double constant[2];
  double slope[2];
  for (std::size_t i = 0; i < 2; ++i) {
    floor[i] = std::clamp(game.parties[i].outside.value_or(0), 0.0, game.pie);
    constant[i] = PieStay(game, i, 0);
    slope[i] = (1 - game.breakdown_risk) * game.parties[i].discount;
  }
  const std::size_t a = opener;
  const std::size_t b = 1 - opener;
  const double base = (game.pie - slope[b] * game.pie) - constant[b];
  const double low = base + slope[b] * floor[a];
  const double high = game.pie - floor[b];
  const double intercept = base + slope[b] * constant[a];
  const double m = slope[a] * slope[b];
  const auto cut = [low, high](double x) { return std::min(high, std::max(low, x)); };
  if (m < 1) {
    const double x = cut(intercept / (1 - m));
    return {x, x};
  }
  if (intercept > kPieTolerance * game.pie) return {high, high};
  if (intercept < -kPieTolerance * game.pie) return {std::min(low, high), std::min(low, high)};
  return {std::min(low, high), high};
}

// The map of two rounds is increasing, so iterating from either end leads to the extreme fixed
// points.
double IteratePie(const PieGame& game, std::size_t opener, double share) {
  for (int k = 0; k < kMaxPieIterations; ++k) {
    const double other = game.pie - LeastPieShare(game, opener, share);
    const double next = game.pie - LeastPieShare(game, 1 - opener, other);
    const double step = portable::Abs(next - share);
    share = next;
    if (step <= 1e-17 * game.pie) break;
  }
  return share;
}

ShareRange OpenersShare(const PieGame& game, std::size_t opener) {
  if (game.parties[0].risk_exponent == 1 && game.parties[1].risk_exponent == 1) {
    return LinearPieFixedPoints(game, opener);
  }
  const double low = IteratePie(game, opener, 0);
  const double high = IteratePie(game, opener, game.pie);
  if (high - low > 1e-10 * game.pie) return {low, high};
  return {(low + high) / 2, (low + high) / 2};
}

Checked<PieSolution> SolveEndlessPie(const PieGame& game) {
  const auto a = static_cast<std::size_t>(game.opener);
  const std::size_t b = 1 - a;
  const ShareRange range = OpenersShare(game, a);
  PieSolution solution;
  solution.agreement_round = 0;
  solution.share[a] = range;
  solution.share[b] = {game.pie - range.high, game.pie - range.low};
  // The rounds that repeat: the other side would keep what the opener's least share leaves it.
  const double other = game.pie - LeastPieShare(game, a, range.high);
  const double shares[2] = {a == 0 ? range.high : other, a == 0 ? other : range.high};
  for (const std::size_t p : {a, b}) {
    const std::size_t r = 1 - p;
    PiePair next;  // In the round after, r proposes.
    next[r] = PieUtility(game.parties[r], shares[r]);
    next[p] = PieUtility(game.parties[p], game.pie - shares[r]);
    PieRound round = PlayPieRound(game, static_cast<int>(p), PieStayValues(game, next));
    if (!round.agreed) {
      return Diagnostic{"parties", "together no agreement is worth more to them than the pie",
                        "options that leave something to gain"};
    }
    solution.rounds.push_back(round);
  }
  return solution;
}

// Written so that NaN fails, too.
void CheckPieNumber(bool right, const std::string& path, const char* expected,
                    Diagnostics* problems) {
  if (!right) problems->push_back({path, "number out of range", expected});
}

void CheckPieParty(const PieParty& party, const std::string& path, Diagnostics* problems) {
  using portable::IsFinite;
  CheckPieNumber(party.discount >= 0 && party.discount <= 1, path + ".discount", "0 .. 1",
                 problems);
  CheckPieNumber(party.cost_per_round >= 0 && IsFinite(party.cost_per_round),
                 path + ".cost_per_round", "0 or more", problems);
  CheckPieNumber(party.risk_exponent > 0 && IsFinite(party.risk_exponent), path + ".risk_exponent",
                 "more than 0", problems);
  CheckPieNumber(IsFinite(party.outside.value_or(0)), path + ".outside", "a number", problems);
  CheckPieNumber(IsFinite(party.inside), path + ".inside", "a number", problems);
  CheckPieNumber(IsFinite(party.breakdown), path + ".breakdown", "a number", problems);
  CheckPieNumber(IsFinite(party.no_agreement), path + ".no_agreement", "a number", problems);
}

}  // namespace

Checked<PieSolution> SolveAlternatingOffers(const PieGame& game) {
  Diagnostics problems;
  CheckPieParty(game.parties[0], "parties[0]", &problems);
  CheckPieParty(game.parties[1], "parties[1]", &problems);
  CheckPieNumber(game.pie > 0 && portable::IsFinite(game.pie), "pie", "more than 0", &problems);
  CheckPieNumber(game.breakdown_risk >= 0 && game.breakdown_risk <= 1, "breakdown_risk", "0 .. 1",
                 &problems);
  CheckPieNumber(!game.rounds || *game.rounds >= 1, "rounds", "1 or more", &problems);
  CheckPieNumber(game.opener == 0 || game.opener == 1, "opener", "0 or 1", &problems);
  if (!problems.empty()) return problems;
  if (game.rounds) return SolveFinitePie(game);
  return SolveEndlessPie(game);
}

double DiscountOfRate(double rate, double length) { return portable::Exp(-rate * length); }

double ShareOfRates(double first_rate, double second_rate) {
  return second_rate / (first_rate + second_rate);
}

}  // namespace dragoman

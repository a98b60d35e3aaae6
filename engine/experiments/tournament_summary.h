#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/executor.h"
#include "engine/experiments/statistics.h"
#include "engine/experiments/tournament_csv.h"
#include "engine/experiments/tournament_plan.h"

/// @file
/// What a tournament says about its strategies.
///
/// An observation is a place taken by a strategy: a domain, a seat, and the strategies in the other
/// seats. Repetitions of it are averaged first, so that repeating what draws no random numbers does
/// not make anything look surer. Intervals and tests take the places as independent draws from
/// the domains and opponents one might have met.

namespace dragoman {

enum class TournamentMeasure : unsigned char {
  kUtility,         ///< Of the result, to the strategy's own party.
  kAgreement,       ///< Share of negotiations that end in agreement.
  kNashDistance,    ///< Of the result; where there is no agreement, of what no agreement is worth.
  kParetoDistance,  ///< The same.
};
inline constexpr std::array<std::string_view, 4> kTournamentMeasureNames = {
    "utility", "agreement", "nash_distance", "pareto_distance"};
inline constexpr std::size_t kNumTournamentMeasures = kTournamentMeasureNames.size();

struct StrategyScore {
  std::size_t strategy = 0;
  std::array<Estimate, kNumTournamentMeasures> measures;  ///< n = 0: never defined.
};

/// Two strategies in the same places: mean of (first - second).
struct StrategyPair {
  TournamentMeasure measure = TournamentMeasure::kUtility;
  std::size_t first = 0;
  std::size_t second = 0;
  PairedTest test;
  double p_holm = 1;  ///< Over all pairs of the measure.
};

struct TournamentSummary {
  std::vector<StrategyScore> overall;                 ///< By strategy.
  std::vector<std::vector<StrategyScore>> by_domain;  ///< [domain][strategy].
  std::vector<StrategyPair> pairs;                    ///< Measure by measure.
};

/// @pre One row per negotiation of the plan. The result is the same for any executor.
TournamentSummary SummarizeTournament(const TournamentPlan& plan,
                                      const std::vector<TournamentRow>& rows, std::uint64_t seed,
                                      Executor* executor);

/// "domain,strategy,measure,n,mean,low,high"; domain "*" stands for all of them.
std::string TournamentSummaryCsv(const TournamentPlan& plan, const TournamentSummary& summary);
/// "measure,first,second,n,difference,low,high,p,p_holm,method".
std::string TournamentPairsCsv(const TournamentPlan& plan, const TournamentSummary& summary);

/// "exact sign flips", "sampled sign flips", "paired t".
std::string_view PairedMethodName(PairedMethod method);

}  // namespace dragoman

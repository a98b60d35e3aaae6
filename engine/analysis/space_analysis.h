#pragma once

#include <vector>

#include "engine/analysis/agreement_zone.h"
#include "engine/analysis/frontier.h"
#include "engine/analysis/negmas_points.h"
#include "engine/analysis/solutions.h"

namespace dragoman {

struct AnalysisOptions {
  FrontierOptions frontier;
  AgreementZoneOptions zone;
  /// Of the asymmetric Nash solution, by party, not negative; empty: equal.
  std::vector<double> nash_weights;
  bool count_zone = true;
};

/// What can be said about a negotiation before anybody speaks. Utilities are undiscounted and on
/// each party's own scale.
///
/// Products of gains are of utilities as a party's attitude to risk bends them over its range
/// (UtilityFunction::RiskAdjusted), so a party averse to risk gets less at the Nash point
/// (Kihlstrom, Roth & Schmeidler 1981). Nothing else here multiplies utilities or averages them
/// over chances, so nothing else depends on it.
struct SpaceAnalysis {
  Frontier frontier;
  UtilityRanges ranges;        ///< Over all outcomes that are allowed.
  UtilityVector disagreement;  ///< Reservation values.
  Solutions solutions;         ///< Exact if the frontier is; otherwise the best of its points.
  AgreementZone zone;          ///< Outcomes worth at least the reservation value to everybody.
  /// How far the best compromise is from giving everybody everything: the least Euclidean distance
  /// of an outcome from the point of all largest utilities, each party's range counting 1 (Baarslag
  /// et al., "Evaluating practical negotiating agents", Artificial Intelligence 198, 2013).
  double opposition = 0;

  /// The range of each party's utility, or 1 where it is constant: units that make distances
  /// scale-free.
  UtilityVector units() const;
};

/// The frontier, every solution point on it, the zone of possible agreements and its size.
/// Results do not depend on the executor.
SpaceAnalysis Analyze(const UtilityProfile& profile, const AnalysisOptions& options,
                      Executor* executor);

/// How far an agreement is from each solution (the nearest of its points) and from the frontier,
/// in units of each party's range. Infinity where a solution has no point.
struct AgreementDistances {
  double frontier = 0;
  double nash = 0;
  double asymmetric_nash = 0;
  double kalai_smorodinsky = 0;
  double egalitarian = 0;
  double utilitarian = 0;
  double relative_utilitarian = 0;
};

/// @param utilities  u_i(agreement), by party.
AgreementDistances DistancesOf(const SpaceAnalysis& analysis, std::span<const double> utilities);

/// The same space as NegMAS reports it (preset `negmas`).
struct NegmasAnalysis {
  Frontier frontier;  ///< Of all outcomes.
  NegmasPoints points;
  UtilityRanges ranges;
  /// Share of outcomes worth more than the reservation value to everybody (more, not as much).
  double rational_fraction = 0;
};

NegmasAnalysis AnalyzeAsNegmas(const UtilityProfile& profile, const AnalysisOptions& options,
                               Executor* executor);

}  // namespace dragoman

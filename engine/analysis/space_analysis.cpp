#include "engine/analysis/space_analysis.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

std::span<const double> AsSpan(const UtilityVector& values) {
  return {values.begin(), values.size()};
}

/// On the frontier the largest utilities are those of all outcomes, sampled or not.
void WidenByFrontier(const PointSet& points, UtilityRanges* ranges) {
  for (std::size_t k = 0; k < points.size(); ++k) {
    ranges->any = true;
    for (std::size_t p = 0; p < points.num_parties(); ++p) {
      ranges->least[p] = std::min(ranges->least[p], points.utility(k, p));
      ranges->most[p] = std::max(ranges->most[p], points.utility(k, p));
    }
  }
}

bool AllRiskNeutral(const UtilityProfile& profile) {
  for (std::size_t p = 0; p < profile.size(); ++p) {
    if (profile[p].risk_exponent() != 1) return false;
  }
  return true;
}

/// Replaces the Nash solutions by those of the utilities that each party's attitude to risk makes
/// of u. That keeps the order of outcomes, so the frontier's points are the same.
void CountRisk(const UtilityProfile& profile, std::span<const double> weights,
               SpaceAnalysis* analysis) {
  if (AllRiskNeutral(profile)) return;
  const auto adjusted = [&](std::size_t p, double u) {
    return profile[p].RiskAdjusted(u, analysis->ranges.least[p], analysis->ranges.most[p]);
  };
  PointSet points = analysis->frontier.points;
  const std::span<double> utilities = points.mutable_utilities();
  for (std::size_t k = 0; k < utilities.size(); ++k) {
    utilities[k] = adjusted(k % profile.size(), utilities[k]);
  }
  UtilityVector disagreement = analysis->disagreement;
  for (std::size_t p = 0; p < profile.size(); ++p) disagreement[p] = adjusted(p, disagreement[p]);
  Solutions solutions = FindSolutions(points, AsSpan(disagreement), weights);
  analysis->solutions.nash = std::move(solutions.nash);
  analysis->solutions.asymmetric_nash = std::move(solutions.asymmetric_nash);
}

}  // namespace

UtilityVector SpaceAnalysis::units() const {
  UtilityVector result;
  for (std::size_t p = 0; p < ranges.least.size(); ++p) {
    const double range = ranges.most[p] - ranges.least[p];
    result.push_back(range > 0 ? range : 1);
  }
  return result;
}

SpaceAnalysis Analyze(const UtilityProfile& profile, const AnalysisOptions& options,
                      Executor* executor) {
  SpaceAnalysis result;
  result.disagreement = profile.reservation_values();
  result.frontier = FindFrontier(profile, options.frontier, executor);
  result.ranges = FindUtilityRanges(profile, options.zone, executor);
  if (result.ranges.guarantee != Guarantee::kExact) {
    WidenByFrontier(result.frontier.points, &result.ranges);
  }
  result.solutions =
      FindSolutions(result.frontier.points, AsSpan(result.disagreement), options.nash_weights);
  CountRisk(profile, options.nash_weights, &result);
#ifndef DRAGOMAN_SMALL_CODE  // No page asks for it, and each would download it.
  if (options.count_zone) {
    result.zone = CountAgreementZone(profile, AsSpan(result.disagreement), options.zone, executor);
  }
#endif
  result.opposition = DistanceToFrontier(result.frontier.points, AsSpan(result.ranges.most),
                                         AsSpan(result.units()));
  return result;
}

AgreementDistances DistancesOf(const SpaceAnalysis& analysis, std::span<const double> utilities) {
  const UtilityVector units = analysis.units();
  const PointSet& points = analysis.frontier.points;
  const auto to = [&](const SolutionPoints& solution) {
    return DistanceTo(points, solution.points, utilities, AsSpan(units));
  };
  const Solutions& solutions = analysis.solutions;
  AgreementDistances result;
  result.frontier = DistanceToFrontier(points, utilities, AsSpan(units));
  result.nash = to(solutions.nash);
  result.asymmetric_nash = to(solutions.asymmetric_nash);
  result.kalai_smorodinsky = to(solutions.kalai_smorodinsky);
  result.egalitarian = to(solutions.egalitarian);
  result.utilitarian = to(solutions.utilitarian);
  result.relative_utilitarian = to(solutions.relative_utilitarian);
  return result;
}

NegmasAnalysis AnalyzeAsNegmas(const UtilityProfile& profile, const AnalysisOptions& options,
                               Executor* executor) {
  NegmasAnalysis result;
  result.frontier = FindFrontier(profile, options.frontier, executor);
  const PointSet& frontier = result.frontier.points;
  result.ranges = FindUtilityRanges(profile, options.zone, executor);
  if (result.ranges.guarantee != Guarantee::kExact) {
    WidenByFrontier(frontier, &result.ranges);
  }
  const UtilityVector reservation = profile.reservation_values();
  result.points = FindNegmasPoints(frontier, AsSpan(result.ranges.least),
                                   AsSpan(result.ranges.most), AsSpan(reservation));
  if (!options.count_zone) return result;
  AgreementZoneOptions zone = options.zone;
  zone.strictly = true;
  const AgreementZone strict = CountAgreementZone(profile, AsSpan(reservation), zone, executor);
  result.rational_fraction = (strict.share_low + strict.share_high) / 2;
  return result;
}

}  // namespace dragoman

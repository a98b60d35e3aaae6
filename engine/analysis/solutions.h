#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/point_set.h"
#include "engine/analysis/utility_profile.h"

namespace dragoman {

/// The points that a bargaining solution picks: all that are best, by place in the frontier.
struct SolutionPoints {
  std::vector<std::uint32_t> points;  ///< Ascending; empty if no outcome is individually rational.
  double value = 0;                   ///< What was maximised, at its largest.
};

/// Bargaining solutions over the individually rational part of a frontier. `gain` below is
/// u_i - d_i over the disagreement point d (the reservation values), `ideal gain` the largest gain
/// of a party over the individually rational outcomes. Comparisons allow for rounding: a value
/// within kTieTolerance of the largest, relative to it, is a tie, and all ties are reported.
struct Solutions {
  std::vector<std::uint32_t> rational;  ///< Points with u_i >= d_i for every party.
  UtilityVector ideal;                  ///< Largest u_i over them; empty if there are none.
  /// Largest product of gains (Nash 1950). A party that cannot gain at all is left out.
  SolutionPoints nash;
  /// Largest product of gains to the power of the weights (Harsanyi & Selten 1972); `value` is its
  /// logarithm.
  SolutionPoints asymmetric_nash;
  /// Largest smallest share of the ideal gain (Kalai & Smorodinsky 1975), then largest second
  /// smallest, and so on: on a discrete set no point need lie on the ray to the ideal point
  /// (lexicographic refinement: Imai 1983). A party that cannot gain has all of it.
  SolutionPoints kalai_smorodinsky;
  /// Largest smallest gain (Kalai 1977; Rawls).
  SolutionPoints egalitarian;
  /// Largest sum of utilities.
  SolutionPoints utilitarian;
  /// Largest sum of shares of the ideal gain (Cao 1982; Dhillon & Mertens 1999).
  SolutionPoints relative_utilitarian;
};

inline constexpr double kTieTolerance = 1e-12;

/// All solutions over a frontier. Every one lies on it (a covered point is never better and its
/// cover is individually rational if it is), so on an exact frontier they are exact.
/// @param disagreement  d_i by party.
/// @param weights       Of the asymmetric Nash solution, by party, not negative; empty: equal.
Solutions FindSolutions(const PointSet& frontier, std::span<const double> disagreement,
                        std::span<const double> weights = {});

/// Euclidean distance from `utilities` to the nearest of the named points, each party's difference
/// counted in `units[i]` (1 each: raw; the range of u_i: scale-free). Infinity if there is none.
double DistanceTo(const PointSet& frontier, std::span<const std::uint32_t> points,
                  std::span<const double> utilities, std::span<const double> units);

/// The same to the nearest point of the whole frontier.
double DistanceToFrontier(const PointSet& frontier, std::span<const double> utilities,
                          std::span<const double> units);

}  // namespace dragoman

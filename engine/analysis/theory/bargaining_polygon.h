#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// Cooperative solutions of a two-party problem whose feasible set is a convex polygon: exact up to
/// rounding, since each lies on a known edge.

namespace dragoman {

/// Utilities of two parties.
using UtilityPoint = std::array<double, 2>;

/// The solutions over the individually rational part of the set.
struct PolygonSolutions {
  /// Most each can have while the other has its disagreement utility.
  UtilityPoint ideal{};
  UtilityPoint nash{};               ///< Largest product of gains (with the weights, if given).
  UtilityPoint kalai_smorodinsky{};  ///< Gains in proportion to the ideal gains.
  UtilityPoint egalitarian{};        ///< Equal gains, the largest; weakly efficient.
  double utilitarian_sum = 0;        ///< Largest u1 + u2.
  std::vector<UtilityPoint> utilitarian;  ///< The corners that reach it; their hull does, too.
  /// Corners of the efficient edge, u1 rising and u2 falling, cut off at the disagreement point.
  std::vector<UtilityPoint> frontier;
};

/// The feasible set is the convex hull of `vertices` and all that is worse for both (free
/// disposal); `disagreement` is what each has without agreement.
///
/// @param weights a, b > 0 of the asymmetric Nash product (u1 - d1)^a (u2 - d2)^b; scale is free.
/// Wrong are: no vertex, numbers that are not finite, weights that are not positive, a disagreement
/// point at which a party can gain nothing. O(vertices log vertices).
/// Sources: Nash, Econometrica 18 (1950); Kalai & Smorodinsky, Econometrica 43 (1975); Kalai,
/// Econometrica 45 (1977), proportional solutions; Kalai, IJGT 6 (1977), nonsymmetric Nash.
Checked<PolygonSolutions> SolvePolygon(std::span<const UtilityPoint> vertices,
                                       UtilityPoint disagreement, UtilityPoint weights = {1, 1});

}  // namespace dragoman

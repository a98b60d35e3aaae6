#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// Two sides concede along a list of efficient outcomes by comparing how much risk of conflict each
/// can bear.

namespace dragoman {

/// Utilities of one outcome.
using UtilityPair = std::array<double, 2>;

/// The concessions from the sides' best outcomes to the agreement.
struct ZeuthenPath {
  int agreement = -1;   ///< Index in the list.
  int concessions = 0;  ///< Steps until the offers meet.
  std::array<double, 2> initial_risks{};
  std::vector<std::array<int, 2>> offers;  ///< Indices on the table, from the opening on.
};

/// Share of conflict that side `side` would rather bear than take what the other offers:
/// (u(mine) - u(theirs)) / (u(mine) - d); 1 where its own offer gains it nothing.
double ZeuthenRiskLimit(double mine, double theirs, double disagreement);

/// Plays the monotonic concession protocol: each side opens with its best outcome; the side with
/// the lower risk limit concedes, by the least step after which it is the other's limit that is
/// lower; where no such step is left it accepts the other's offer. Tie rule: side 0 concedes.
/// Ends at the largest product of gains over `disagreement`.
///
/// @param frontier Outcomes in which side 0's utility rises and side 1's falls strictly, each at
///   least `disagreement`; wrong otherwise. O(size) concessions, O(size) in all.
/// @param tolerance Risk limits this close count as equal.
/// Sources: Zeuthen, "Problems of Monopoly and Economic Warfare" (1930); Harsanyi, Econometrica 24
/// (1956); the steps after Rosenschein & Zlotkin, "Rules of Encounter" (1994).
Checked<ZeuthenPath> ConcedeByRisk(std::span<const UtilityPair> frontier, UtilityPair disagreement,
                                   double tolerance = 1e-12);

}  // namespace dragoman

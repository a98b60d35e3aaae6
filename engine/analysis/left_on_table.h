#pragma once

#include <optional>

#include "engine/analysis/package_frontier.h"

namespace dragoman {

/// What was signed in a run, against what could have been. Gains are over no deal, by both sides'
/// true preferences at the start of the run.
struct LeftOnTable {
  ValuedPackage achieved;
  /// Largest joint gain of a package that both sides may accept and that leaves neither below no
  /// deal; none never happens while the status quo is such a package.
  std::optional<ValuedPackage> best;
  /// The same with no red line, precondition or insincerity in the way.
  std::optional<ValuedPackage> best_unconstrained;

  /// Joint gain that was there for both and was not signed; never negative.
  double left() const;
};

/// @param signed_in_the_end  What stood at the end of the run.
LeftOnTable MeasureLeftOnTable(PackageFrontier* packages, const TalksModel& model,
                               const Outcome& signed_in_the_end);

/// Two packages with nearly the same joint gain that serve different sides.
struct TwinPackages {
  ValuedPackage first;   ///< Better for side 0.
  ValuedPackage second;  ///< Better for side 1.
  /// True: both meet the target and are admissible to both sides. False: no such pair exists, and
  /// constraints and target are left out of account.
  bool admissible = false;
  bool winners_differ = false;  ///< Side 0 gains more than side 1 in the first, less in the second.
};

/// Joint gains count as the same within this share of the larger one, or kTwinFloor.
inline constexpr double kTwinTolerance = 0.01;
inline constexpr double kTwinFloor = 0.001;

/// Among the packages that meet `target` and are admissible; if there is no such pair, among all
/// packages that leave neither side below no deal, constraints left out of account. A pair whose
/// winners differ goes first; then the one with the largest joint gain plus twice the margin by
/// which the winners win. (A pair from the Pareto frontier is taken if its winners differ; packages
/// that another one beats for both are looked at only where the frontier has no such pair.)
std::optional<TwinPackages> FindTwinPackages(PackageFrontier* packages, const TalksModel& model,
                                             const Condition& target);

}  // namespace dragoman

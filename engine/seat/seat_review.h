#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/worth/space_view.h"

namespace dragoman {

/// A package, and what it is worth to every party of a SpaceView.
struct WeighedPackage {
  Outcome offer;
  std::vector<double> worth;
};

/// What a game came to, against what else there was. Worths are those of the SpaceView: additive
/// utility by the most likely reading of the claims, the same in all runs.
struct SeatReview {
  WeighedPackage reached;  ///< What was in force at the end of the game.
  WeighedPackage model;    ///< ... and at the end of the same run with the model in the seat.
  /// Largest product of the principals' gains over no deal; none if no package is worth as much as
  /// no deal to both.
  std::optional<WeighedPackage> nash;
  /// A package on the principals' frontier that is worth more to both than what was reached: the
  /// one with the largest product of what it adds, of those that are worth no less to any other
  /// party if there are such. None: nothing was better for both.
  std::optional<WeighedPackage> better;
  bool better_for_all = false;  ///< `better` is worth no less to any party.
};

/// @param reached, model  Final_standing of the game and of the model's run.
/// O(points of the frontier x parties). Red lines, preconditions and consent are left out of
/// account, as in the SpaceView.
SeatReview ReviewSeat(const SpaceView& view, const Outcome& reached, const Outcome& model);

/// Place of `party` in SpaceView::parties; none if it has no preferences.
std::optional<std::size_t> FindWorth(const SpaceView& view, PartyIndex party);

}  // namespace dragoman

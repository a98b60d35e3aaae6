#include "engine/seat/seat_review.h"

namespace dragoman {
namespace {

// Less is rounding, not a reason to prefer a package.
constexpr double kLeastImprovement = 1e-9;

WeighedPackage Weigh(const SpaceView& view, const Outcome& offer) {
  WeighedPackage package{.offer = offer, .worth = {}};
  for (std::size_t k = 0; k < view.parties.size(); ++k) {
    package.worth.push_back(view.Worth(k, offer));
  }
  return package;
}

bool CostsNobody(const WeighedPackage& package, const WeighedPackage& reached) {
  for (std::size_t k = 0; k < package.worth.size(); ++k) {
    if (package.worth[k] < reached.worth[k] - kLeastImprovement) return false;
  }
  return true;
}

void FindBetter(const SpaceView& view, const PointSet& frontier, SeatReview* review) {
  double best = 0;
  for (std::size_t k = 0; k < frontier.size(); ++k) {
    const double first = frontier.utility(k, 0) - review->reached.worth[0];
    const double second = frontier.utility(k, 1) - review->reached.worth[1];
    if (!(first > kLeastImprovement && second > kLeastImprovement)) continue;
    const double added = first * second;
    if (review->better_for_all && !(added > best)) continue;
    WeighedPackage package = Weigh(view, frontier.outcome(k));
    const bool for_all = CostsNobody(package, review->reached);
    const bool wins = for_all && !review->better_for_all;
    if (!wins && (for_all != review->better_for_all || !(added > best))) continue;
    best = added;
    review->better = std::move(package);
    review->better_for_all = for_all;
  }
}

}  // namespace

SeatReview ReviewSeat(const SpaceView& view, const Outcome& reached, const Outcome& model) {
  SeatReview review;
  review.reached = Weigh(view, reached);
  review.model = Weigh(view, model);
  // The principals are the first two parties, and the first pair.
  if (view.pairs.empty()) return review;
  const SpaceAnalysis& analysis = view.pairs[0].analysis;
  const PointSet& frontier = analysis.frontier.points;
  if (!analysis.solutions.nash.points.empty()) {
    review.nash = Weigh(view, frontier.outcome(analysis.solutions.nash.points[0]));
  }
  FindBetter(view, frontier, &review);
  return review;
}

std::optional<std::size_t> FindWorth(const SpaceView& view, PartyIndex party) {
  for (std::size_t k = 0; k < view.parties.size(); ++k) {
    if (view.parties[k].party == At(party)) return k;
  }
  return {};
}

}  // namespace dragoman

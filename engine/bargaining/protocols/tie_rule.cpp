#include "engine/bargaining/protocols/tie_rule.h"

namespace dragoman {
namespace {

const StreamKey kTieStream = MakeStream("protocol tie");

double Standing(TieRule rule, const AcceptedOffer& accepted) {
  if (rule == TieRule::kProduct) return accepted.product;
  return rule == TieRule::kLeast ? accepted.least : 0;
}

int DrawnSeat(std::span<const AcceptedOffer> accepted, int count, const Floor& floor) {
  const auto draw = static_cast<std::uint64_t>(floor.clock().tick - 1);
  int left = floor.DrawOneOf(kTieStream, draw, count);
  for (std::size_t p = 0; p < accepted.size(); ++p) {
    if (accepted[p].offer != nullptr && left-- == 0) return static_cast<int>(p);
  }
  return -1;
}

}  // namespace

int WinningSeat(std::span<const AcceptedOffer> accepted, const Floor& floor) {
  const TieRule rule = floor.terms().tie;
  int best = -1;
  int count = 0;
  for (std::size_t p = 0; p < accepted.size(); ++p) {
    if (accepted[p].offer == nullptr) continue;
    ++count;
    if (best < 0) {
      best = static_cast<int>(p);
      continue;
    }
    if (rule == TieRule::kSeat) continue;
    const AcceptedOffer& leader = accepted[static_cast<std::size_t>(best)];
    const double mine = Standing(rule, accepted[p]);
    const double leading = Standing(rule, leader);
    // Equal ones are told apart by what they say, never by who made them.
    const bool first = mine == leading && *accepted[p].offer < *leader.offer;
    if (mine > leading || first) best = static_cast<int>(p);
  }
  return rule == TieRule::kLot && count > 1 ? DrawnSeat(accepted, count, floor) : best;
}

}  // namespace dragoman

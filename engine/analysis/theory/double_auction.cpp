#include "engine/analysis/theory/double_auction.h"

namespace dragoman {

// They trade where v >= c (1 + k) / (2 - k) + (1 - k) / 2: a triangle with corner (v, c) = (1, 1 -
// k/2) and sides (1 + k) / 2 along v and 1 - k/2 along c, so its area is (1 + k)(2 - k) / 8. The
// mean of v - c over a triangle is that of its corners ((1 - k)/2, 1 and k/2): 1/2.
Checked<DoubleAuction> SolveDoubleAuction(double k) {
  if (!(k >= 0 && k <= 1)) return Diagnostic{"k", "number out of range", "0 .. 1"};
  DoubleAuction auction;
  auction.bid = {1 / (1 + k), k * (1 - k) / (2 * (1 + k))};
  auction.ask = {1 / (2 - k), (1 - k) / 2};
  auction.trade_probability = (1 + k) * (2 - k) / 8;
  auction.expected_gains = auction.trade_probability / 2;
  auction.first_best_gains = 1.0 / 6;
  auction.efficiency = auction.expected_gains / auction.first_best_gains;
  return auction;
}

}  // namespace dragoman

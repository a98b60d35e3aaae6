#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/backtest/case.h"

namespace dragoman {

/// Principals that act as one in talks between two sides.
struct BacktestSide {
  std::vector<std::size_t> members;         ///< Places in `parties`, ascending.
  BacktestParty party;                      ///< The members as one; its id joins theirs with '+'.
  std::vector<BacktestPosition> positions;  ///< By issue, ascending; their `party` is unused.
};

/// The two sides of a case. More than two principals are joined two at a time, the two groups
/// nearest to each other first, until two are left; distance is
///   sum_i s_i |x_i - y_i| / sum_i s_i,  s_i = mean of the two saliences,
/// over the issues on which both have a position (100 if there is none; ties to the groups named
/// first). A group's position is the mean of its members' weighted by capability x salience (plain
/// if all weigh 0), its salience and firmness the largest of theirs, its confidence the lowest; its
/// rank the lowest, its mandate the smallest, its audience cost the largest, its capability the sum
/// (at most 100), its outside option and cost of delay means weighted by capability.
/// @pre at least two principals.
std::array<BacktestSide, 2> SidesOf(const BacktestInputs& inputs);

}  // namespace dragoman

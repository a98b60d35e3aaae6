#pragma once

#include <span>
#include <vector>

#include "engine/bargaining/halved_space.h"
#include "engine/preferences/utility_function.h"

namespace dragoman {

/// u of every outcome of `range` in the order of enumeration, to the bit what
/// UtilityFunction::Evaluate returns: outcomes that begin alike share the sums of what they share.
/// O(n + terms n); `table` is resized to n = range.num_outcomes().
/// @pre range is of utility.space(); n fits the memory.
void TabulateUtility(const UtilityFunction& utility, const HalvedSpace& range,
                     std::vector<double>* table);

/// Left-to-right sums of `worth` by flat value over the issues [first_issue, last_issue) of
/// `range`, for every combination of their values in the order of enumeration, each starting from
/// `start`. `sums` holds at least as many numbers as there are combinations.
void TabulateSums(const HalvedSpace& range, std::span<const double> worth, double start,
                  std::size_t first_issue, std::size_t last_issue, std::span<double> sums);

/// A bound on how far sums of start and one number of `worth` per issue of `range`, added up in
/// different orders, lie apart; 0 where no order rounds at all (as with small integers).
double ReorderingError(const HalvedSpace& range, std::span<const double> worth, double start);

}  // namespace dragoman

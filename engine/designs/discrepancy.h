#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// How unevenly a set of points fills the unit cube; smaller is better. The first three are squared
/// discrepancies, as is usual for them; the last one is not.
enum class DiscrepancyKind : std::uint8_t {
  kCentred,     ///< Hickernell, Mathematics of Computation 67 (1998), eq. 5.1.
  kWrapAround,  ///< Hickernell, in "Monte Carlo and Quasi-Monte Carlo Methods 1996" (1998).
  kMixture,     ///< Zhou, Fang & Ning, Journal of Complexity 29 (2013).
  kL2Star,      ///< Warnock's formula (1972) for the L2-star discrepancy.
};

/// @param row_major coordinates in [0, 1], point by point; at least one point.
/// @pre dimensions >= 1 divides row_major.size().
/// @return the discrepancy; time grows with the square of the number of points.
double Discrepancy(DiscrepancyKind kind, std::size_t dimensions, std::span<const double> row_major);

/// All points of `design`, one after the other. @pre they fit into memory.
std::vector<double> PointsOf(const Design& design);

}  // namespace dragoman

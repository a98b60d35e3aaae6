#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/point_set.h"
#include "engine/analysis/utility_profile.h"

namespace dragoman {

/// The solution points as NegMAS reports them (preset `negmas`), which differ from the textbook's:
/// gains are counted from r_i = max(reservation value, least utility), the "ks" point is the most
/// equal one, and ties are judged by an absolute difference. All are places in `frontier`.
struct NegmasPoints {
  PointSet frontier;  ///< The individually rational part, lexicographically descending.
  std::vector<std::uint32_t> nash;            ///< max of the product of u_i - r_i
  std::vector<std::uint32_t> kalai;           ///< max of the smallest u_i - r_i
  std::vector<std::uint32_t> modified_kalai;  ///< max of the smallest u_i
  /// min of (largest - smallest) of (u_i - r_i) / (max_i - r_i)
  std::vector<std::uint32_t> ks;
  std::vector<std::uint32_t> modified_ks;  ///< The same of u_i / max_i.
  std::vector<std::uint32_t> max_welfare;  ///< max of the sum of u_i
  /// max of the sum of (u_i - min_i) / (max_i - r_i)
  std::vector<std::uint32_t> max_relative_welfare;
  /// Least sqrt(sum of (1 - u_i / max_i)^2) over the individually rational outcomes; infinity if
  /// there are none.
  double opposition = 0;
};

/// @param frontier  Of all outcomes; see FindFrontier.
/// @param least, most  min_i and max_i over all outcomes.
NegmasPoints FindNegmasPoints(const PointSet& frontier, std::span<const double> least,
                              std::span<const double> most,
                              std::span<const double> reservation_values);

}  // namespace dragoman

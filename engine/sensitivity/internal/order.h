#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dragoman::internal {

/// Row numbers in ascending order of value; equal values in the order of rows.
/// @pre values.size() < 2^32, none is NaN.
std::vector<std::uint32_t> AscendingOrder(std::span<const double> values);

/// The quantile `part` / `parts` of the values, linear between order statistics.
/// @param order  AscendingOrder(values). @pre part <= parts, not empty.
double QuantileInOrder(std::span<const double> values, std::span<const std::uint32_t> order,
                       std::size_t part, std::size_t parts);

/// What becomes of equal values.
enum class Ties : unsigned char {
  kByRow,     ///< Ranked in the order of rows, so classes differ by at most one row.
  kTogether,  ///< All at their lowest rank, so they share a class.
};

/// Rows put into classes of neighbouring values.
struct RankClasses {
  std::vector<std::uint32_t> of_row;
  std::size_t count = 0;  ///< Classes, none without rows; numbered in ascending order.
};

/// With at most `wanted` distinct values one class for each; else by rank r = 1..n, class ceil(r
/// wanted / n), which is never empty for Ties::kByRow and n >= wanted.
/// @pre wanted >= 1.
RankClasses ClassesByRank(std::span<const double> values, std::span<const std::uint32_t> order,
                          std::size_t wanted, Ties ties);

}  // namespace dragoman::internal

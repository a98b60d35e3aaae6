#pragma once

#include <cstdint>

/// @file
/// Real numbers added up as integers, in units of 2^-30, so that the order of addition does not
/// matter. Sums of numbers up to 1 in magnitude fit into 64 bits for 2^33 of them.

namespace dragoman {

/// What 1 is in these units.
inline constexpr double kFixedOne = 1073741824.0;

/// The nearest multiple of 2^-30, halves away from 0. @pre |x| < 2^33.
constexpr std::int64_t ToFixed(double x) {
  return static_cast<std::int64_t>(x * kFixedOne + (x < 0 ? -0.5 : 0.5));
}

/// A sum of such numbers, in any integer type.
template <class Sum>
constexpr double FromFixed(Sum sum) {
  return static_cast<double>(sum) / kFixedOne;
}

}  // namespace dragoman

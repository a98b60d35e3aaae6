#pragma once

#include <cstddef>
#include <span>

#include "engine/core/diagnostic.h"

namespace dragoman {

/// What an outcome does along a path of one parameter, beyond what chance explains.
enum class PathTrend {
  kFlat,     ///< No significant change between any two points.
  kRising,   ///< A significant rise, no significant fall.
  kFalling,  ///< A significant fall, no significant rise.
  kMixed,    ///< Both.
};

struct MonotoneOptions {
  /// The probability that a path which is level everywhere shows any significant fall at all, and
  /// the same for a rise: divided by the number of pairs of points (Bonferroni). In (0, 1).
  double alpha = 0.05;
  /// Changes of at most this size are never held against a path, however certain. In the units of
  /// the outcome, at least 0.
  double tolerance = 0;
};

/// A change between two points of the path, the earlier one first.
struct PathChange {
  std::size_t from = 0;  ///< from < to.
  std::size_t to = 0;
  double change = 0;          ///< Value at `to` less value at `from`.
  double standard_error = 0;  ///< Of the change.
  double z = 0;              ///< |change| / standard_error; infinite without error, 0 if no change.
  double p = 1;              ///< One-sided, times the number of pairs, at most 1.
  bool significant = false;  ///< z above the allowance and |change| above the tolerance.
};

/// The verdict on one path.
struct MonotoneResult {
  PathTrend trend = PathTrend::kFlat;
  /// The fall with the largest z (of equal ones the larger, then the first): how far the path is
  /// from "weakly rising". Change 0 if nothing falls.
  PathChange largest_fall;
  PathChange largest_rise;  ///< How far the path is from "weakly falling"; see largest_fall.
  PathChange whole;         ///< From the first point with a value to the last.
  double critical_z = 0;    ///< The allowance: a z above it is significant.
  std::size_t pairs = 0;    ///< Pairs of points compared.
  std::size_t gaps = 0;     ///< Points without a value, left out.

  bool weakly_rising() const { return !largest_fall.significant; }
  bool weakly_falling() const { return !largest_rise.significant; }
};

/// Compares every two points of a path, so that a slow slide counts as well as a single step.
/// Errors of different points are independent.
/// @param values           along the path; NaN is a gap.
/// @param standard_errors  same shape, at least 0; ignored at gaps.
/// @return a Diagnostic if fewer than two points have a value, or for bad shapes or options.
Checked<MonotoneResult> CheckMonotonePath(std::span<const double> values,
                                          std::span<const double> standard_errors,
                                          const MonotoneOptions& options = {});

/// The same for runs with common random numbers: replicate r of every point saw the same random
/// numbers, so changes are taken within replicates, which makes their errors far smaller.
/// A pair of points uses the replicates that have a value at both; without two of them it is not
/// compared. The errors are taken as normal, so have some 30 replicates or more. O(points^2 x
/// replicates).
/// @param outcomes  outcomes[point * replicates + replicate]; NaN: the run failed.
Checked<MonotoneResult> CheckMonotonePathPaired(std::span<const double> outcomes,
                                                std::size_t replicates,
                                                const MonotoneOptions& options = {});

}  // namespace dragoman

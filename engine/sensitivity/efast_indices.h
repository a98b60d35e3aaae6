#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"

namespace dragoman {

struct EfastOptions {
  std::size_t harmonics = 4;  ///< M, the interference factor of the design.
};

struct EfastIndices {
  std::size_t curve_points = 0;  ///< N, rows of one factor's search curve.
  std::size_t frequency = 0;     ///< Of the factor in question: floor((N - 1) / (2 M)).
  std::vector<double> s1;        ///< First-order index of each factor.
  std::vector<double> st;        ///< Total index.
  /// Of each factor: the outcome never varies along its curve, so both indices are 0.
  std::vector<char> constant;
};

/// Extended FAST: first-order and total indices from the spectrum of one search curve a factor.
///
/// `y` holds factors x N rows, factor by factor; in its own block a factor has frequency w = floor
/// ((N - 1) / (2 M)), all others at most w / (2 M). With P_f the power of y at frequency f, V = sum
/// of P_f over 0 < f < N / 2: S1 = sum over p = 1..M of P_pw / V, ST = 1 - sum over f <= floor
/// (w / 2) of P_f / V.
///
/// Errors: gaps; rows that are not a multiple of `factors`; N <= 4 M^2, for which harmonics
/// overlap. Saltelli, Tarantola & Chan, Technometrics 41 (1999). O(factors N^2 / M).
/// @pre factors >= 1, harmonics >= 1.
Checked<EfastIndices> AnalyzeEfast(std::span<const double> y, std::size_t factors,
                                   const EfastOptions& options = {}, Executor* executor = nullptr);

}  // namespace dragoman

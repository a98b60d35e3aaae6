#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"

namespace dragoman {

struct SobolOptions {
  bool second_order = true;  ///< The design has the rows for it: 2 d + 2 a base point, else d + 2.
  std::size_t resamples = 1000;  ///< Bootstrap; 0: no intervals.
  double confidence = 0.95;      ///< Level of the intervals, in (0, 1).
  std::uint64_t seed = 0;        ///< Of the bootstrap.
};

/// Shares of the variance of an outcome. Factors may be groups of parameters.
struct SobolIndices {
  std::size_t factors = 0;      ///< d.
  std::size_t base_points = 0;  ///< N, the rows of A.

  std::vector<double> s1;       ///< First-order index: the share one factor explains by itself.
  std::vector<double> st;       ///< Total index: its share with all its interactions.
  std::vector<double> s1_conf;  ///< Half widths of the intervals; empty without resamples.
  std::vector<double> st_conf;

  std::vector<double> s2;       ///< d x d, row-major: the share of the interaction of j < k; NaN
                                ///< elsewhere. Empty without second order.
  std::vector<double> s2_conf;  ///< Same shape; empty without second order or resamples.

  /// The outcome never varies over A and B: all indices and half widths are 0 and say nothing.
  bool constant = false;

  double SecondOrder(std::size_t j, std::size_t k) const { return s2[j * factors + k]; }
};

/// Base points drawn with replacement, one column a resample.
struct ResampleIndices {
  std::span<const std::uint32_t>
      points;  ///< base_points x resamples, row-major, each < base_points.
  std::size_t resamples = 0;
};

/// Sobol' indices of a Saltelli design.
///
/// `y` holds, for each base point, the outcomes at A, AB_1 ... AB_d, with second order BA_1 ...
/// BA_d, and B (AB_j is A with column j from B). With y standardised over all rows (mean, and
/// standard deviation with divisor n) and V = variance of A and B together:
///
///   S1_j = mean(B (AB_j - A)) / V                            Saltelli et al. 2010, Table 2 (b)
///   ST_j = mean((A - AB_j)^2) / (2 V)                        Jansen 1999, Table 2 (f)
///   S2_jk = mean(BA_j AB_k - A B) / V - S1_j - S1_k          Saltelli 2002
///
/// so that S1 changes in the last digits with the extra rows of the second order. An interval is
/// the index -+ z s: z the normal quantile, s the standard deviation (divisor resamples - 1) of the
/// index over bootstrap samples of base points (Archer, Saltelli & Sobol' 1997); y is not
/// standardised again. A resample in which A and B do not vary counts with indices 0.
///
/// Errors: gaps in `y`; rows that are not a multiple of the block. Saltelli, Annoni, Azzini,
/// Campolongo, Ratto & Tarantola, Comput. Phys. Commun. 181 (2010). O(resamples N (d + d^2 / 4))
/// flops with second order, O(resamples N d) without; memory O(N) a thread beside the results of
/// the resamples. Equal to the bit for every executor.
/// @pre factors >= 1, confidence in (0, 1), resamples != 1.
/// @param executor  null: the calling thread.
Checked<SobolIndices> AnalyzeSobol(std::span<const double> y, std::size_t factors,
                                   const SobolOptions& options, Executor* executor = nullptr);

/// The same with given resamples; options.resamples and options.seed are not read.
/// @pre resample.points.size() == base points * resample.resamples, each below base points.
Checked<SobolIndices> AnalyzeSobol(std::span<const double> y, std::size_t factors,
                                   const SobolOptions& options, const ResampleIndices& resample,
                                   Executor* executor = nullptr);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct PawnOptions {
  std::size_t slices = 10;  ///< S, at least 1.
};

/// How far fixing a factor moves the distribution of the outcome: Kolmogorov-Smirnov distances in
/// [0, 1] over the slices of each factor. All vectors have one entry a factor.
struct PawnIndices {
  std::vector<double> minimum;
  std::vector<double> mean;
  std::vector<double> median;  ///< The index usually ranked by.
  std::vector<double> maximum;
  std::vector<double> cv;           ///< stdev / mean; 0 where the mean is 0.
  std::vector<double> stdev;        ///< Divisor: the number of slices.
  std::vector<std::size_t> slices;  ///< Slices that hold rows; a factor of few values has fewer.
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all indices are 0.
};

/// PAWN, a density-free index for any sample.
///
/// Slice s of a factor is the rows with x in [q_s, q_(s+1)), q_s the quantile s / S of the factor's
/// values (linear between order statistics), so the maximum is in no slice; slices without rows are
/// left out. Its distance is the largest gap between the distribution functions of y in the slice
/// and of all y.
///
/// Takes gaps. Errors: no rows with a result. Pianosi & Wagener, Environ. Model. Softw. 67 (2015)
/// and 108 (2018). O(factors rows (log rows + S)).
/// @pre samples.x.size() == factors * rows.
Checked<PawnIndices> AnalyzePawn(const Samples& samples, const PawnOptions& options = {},
                                 Executor* executor = nullptr);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/core/function_ref.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

/// Whose values are cut into bins.
enum class RegionalTarget : unsigned char {
  kOutcome,  ///< Of the outcome: which factors' values lead to each of its regions?
  kFactor,   ///< Of the factor: where in its range is the outcome different from elsewhere?
};

struct RegionalOptions {
  std::size_t bins = 20;  ///< At least 2.
  RegionalTarget target = RegionalTarget::kOutcome;
};

struct RegionalSensitivity {
  std::size_t bins = 0;
  /// factors x bins, row-major: Cramer-von Mises statistic of the other variable in the bin against
  /// the same elsewhere; NaN where either has no row (a variable of few values).
  std::vector<double> statistic;
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all statistics are 0.

  double Statistic(std::size_t factor, std::size_t bin) const {
    return statistic[factor * bins + bin];
  }
};

/// Regional sensitivity: the distribution of a factor within regions of the outcome, or the other
/// way round.
///
/// Bin b is the rows with the target in (q_b, q_(b+1)], the first one closed below, q_b the
/// quantile b / bins of the target (linear between order statistics). The statistic is T of
/// Anderson (1962) for two samples of sizes n and m, ties at their mean ranks: U / (n m (n + m)) -
/// (4 n m - 1) / (6 (n + m)).
///
/// Takes gaps. Errors: no rows with a result. Hornberger & Spear, J. Environ. Manage. 12 (1981).
/// O(factors rows (log rows + bins)).
/// @pre samples.x.size() == factors * rows.
Checked<RegionalSensitivity> AnalyzeRegional(const Samples& samples,
                                             const RegionalOptions& options = {},
                                             Executor* executor = nullptr);

struct RegionContrast {
  std::vector<double> distance;  ///< Of each factor, in [0, 1].
  std::size_t inside = 0;        ///< Rows of interest.
  RowCount rows;
};

/// Which factors tell the rows of interest from the others: for each factor the Kolmogorov-Smirnov
/// distance between its values where `of_interest(y)` holds and where it does not; 0 where one of
/// the two has no rows. Hornberger & Spear (1981). Takes gaps; errors: no rows with a result.
/// O(factors rows log rows).
Checked<RegionContrast> ContrastRegions(const Samples& samples,
                                        FunctionRef<bool(double)> of_interest);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

/// Some neighbouring values of a factor.
struct GivenDataClass {
  double low = 0;  ///< Smallest and largest value of the factor in the class.
  double high = 0;
  std::size_t rows = 0;
  double mean = 0;  ///< Of the outcome: an estimate of E[y | x in the class].
};

struct GivenDataIndices {
  std::vector<double> s1;  ///< First-order index of each factor, in [0, 1].
  std::vector<std::vector<GivenDataClass>> classes;  ///< Of each factor, in ascending order.
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all indices are 0.
};

/// How many classes of a factor's values `rows` rows allow: ceil(rows^e), at most 48, with e = 2 /
/// (7 + tanh((1500 - rows) / 500)). 500 rows: 5; 1,500: 9; 10,000: 22.
std::size_t GivenDataClassCount(std::size_t rows);

/// First-order indices of any sample: the variance of the class means of y over the variance of y.
///
/// Classes of a factor have equally many rows, up to rounding, by rank (ties by row); a factor with
/// no more distinct values than there would be classes has one class for each value. S1 = sum over
/// classes of n_c / n (mean_c - mean)^2 / variance (divisor n). Chance alone gives about (classes -
/// 1) / rows.
///
/// Takes gaps. Errors: no rows with a result. Plischke, Borgonovo & Smith, Eur. J. Oper. Res. 226
/// (2013), from whom the number of classes is. O(factors rows log rows).
/// @pre samples.x.size() == factors * rows.
Checked<GivenDataIndices> AnalyzeGivenData(const Samples& samples, Executor* executor = nullptr);

}  // namespace dragoman

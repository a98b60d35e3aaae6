#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct RbdFastOptions {
  std::size_t harmonics = 10;  ///< M: frequencies 1..M are the factor's.
};

struct RbdFastIndices {
  std::vector<double> s1;  ///< First-order index, corrected for bias; noise may make it negative.
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all indices are 0.
};

/// First-order indices of any sample by the spectrum of y over each factor.
///
/// Rows are put in the order of the factor (ties by row), then the odd places (1st, 3rd, ...)
/// forward and the even ones backward, so that the factor goes up and down once. The share S of the
/// power of y below or at frequency M, of all frequencies but 0, is corrected for what noise has
/// there: S - l / (1 - l) (1 - S), l = 2 M / N.
///
/// Takes gaps. Errors: fewer than 2 M + 1 rows. Tarantola, Gatelli & Mara, Reliab. Eng. Syst. Saf.
/// 91 (2006); Plischke 2010; the correction: Tissot & Prieur, ibid. 107 (2012). O(factors N (M +
/// log N)).
/// @pre samples.x.size() == factors * rows, harmonics >= 1.
Checked<RbdFastIndices> AnalyzeRbdFast(const Samples& samples, const RbdFastOptions& options = {},
                                       Executor* executor = nullptr);

}  // namespace dragoman

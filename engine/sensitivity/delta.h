#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct DeltaIndices {
  std::vector<double> delta;  ///< Of each factor, about [0, 1]; not corrected for bias.
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all indices are 0.
};

/// Borgonovo's delta of any sample: half the expected area between the density of y and its density
/// given a factor, hence sensitive to more than the variance.
///
/// Densities are Gaussian kernel estimates with Silverman's bandwidth s (3 n / 4)^(-1/5) (s with
/// divisor n - 1) at 100 equally spaced points from the least to the greatest y; areas by the
/// trapezium rule. Classes as in given_data.h; a class in which y does not vary has density 0 on
/// the grid, so it counts with half the area under the density of all y. delta = sum over classes
/// of n_c / (2 n) area_c. Chance alone gives a positive value: compare with a factor known not to
/// matter.
///
/// Takes gaps. Errors: no rows with a result. Borgonovo, Reliab. Eng. Syst. Saf. 92 (2007);
/// Plischke, Borgonovo & Smith, Eur. J. Oper. Res. 226 (2013). O(100 factors rows) exponentials.
/// @pre samples.x.size() == factors * rows.
Checked<DeltaIndices> AnalyzeDelta(const Samples& samples, Executor* executor = nullptr);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct DgsmOptions {
  std::size_t resamples = 0;  ///< Bootstrap of dgsm; 0: no intervals.
  double confidence = 0.95;   ///< In (0, 1).
  std::uint64_t seed = 0;
};

/// One entry a factor.
struct DgsmIndices {
  std::size_t base_points = 0;
  std::vector<double> vi;        ///< Mean squared derivative, in (unit of y / unit of x)^2.
  std::vector<double> vi_stdev;  ///< Standard deviation of the squared derivative (divisor n).
  std::vector<double> dgsm;  ///< vi (high - low)^2 / (pi^2 variance of y): a bound from above on
                             ///< the total Sobol' index of a uniform factor.
  std::vector<double> dgsm_conf;  ///< Half widths; empty without resamples.
  bool constant = false;          ///< The outcome never varies at base points: dgsm is 0.
};

/// Derivative-based global sensitivity measures by finite differences.
///
/// Each base point is followed by `factors` rows, in the k-th of which factor k is changed a
/// little. Errors: gaps; rows that are not a multiple of factors + 1; a row that does not change
/// its factor. Sobol' & Kucherenko, Math. Comput. Simul. 79 (2009). O(rows factors).
/// @pre samples.x.size() == factors * rows; ranges.size() == factors.
/// @param ranges  high - low of each factor, in the unit of x.
Checked<DgsmIndices> AnalyzeDgsm(const Samples& samples, std::span<const double> ranges,
                                 const DgsmOptions& options = {});

}  // namespace dragoman

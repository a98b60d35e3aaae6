#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct FeatureScoreOptions {
  /// Classes of equally many rows for the analysis of variance and the mutual information, at least
  /// 2.
  std::size_t bins = 10;
};

/// How much one factor by itself tells of the outcome.
struct FeatureScore {
  /// F of the straight line: r^2 / (1 - r^2) (n - 2), r the correlation of x and y; huge
  /// or infinite for an exact line.
  double f_line = 0;
  double f_line_p = 1;  ///< P(F(1, n - 2) >= f_line): small where the slope is no chance.

  /// F of the one-way analysis of variance of y over the b classes of x: (sum of n_c (mean_c -
  /// mean)^2 / (b - 1)) / (sum of (y - mean_c)^2 / (n - b)); infinite where y is constant in each
  /// class. Sees curves too.
  double f_bins = 0;
  double f_bins_p = 1;  ///< P(F(b - 1, n - b) >= f_bins).

  /// Mutual information of the classes of x and the classes of y in nats: sum over cells of p_cd
  /// log (p_cd / (p_c p_d)), p the shares of rows.
  double information = 0;
  /// What chance alone adds to it at this many rows, to first order (Miller 1955; Panzeri & Treves
  /// 1996): (b_x - 1) (b_y - 1) / (2 n).
  double information_bias = 0;
};

struct FeatureScores {
  std::vector<FeatureScore> scores;  ///< One a factor.
  RowCount rows;
  bool constant = false;  ///< The outcome never varies: all scores are 0, p values 1.
};

/// Feature scores of any sample: F statistics and mutual information.
///
/// Classes of x and of y: with more than `bins` distinct values, the row of rank r (from 1, ties at
/// their lowest rank, so equal values share a class) is in class ceil(r bins / n); classes without
/// rows do not count. With at most `bins` distinct values each value is a class, so that yes/no
/// outcomes and choices are taken as they are. A factor that does not vary scores 0 with p = 1.
///
/// Takes gaps. Errors: fewer than 3 rows with a result. p values: error below 1e-12 + 1e-15 n.
/// O(factors rows log rows).
/// @pre samples.x.size() == factors * rows.
Checked<FeatureScores> ScoreFeatures(const Samples& samples,
                                     const FeatureScoreOptions& options = {},
                                     Executor* executor = nullptr);

}  // namespace dragoman

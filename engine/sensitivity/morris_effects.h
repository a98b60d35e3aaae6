#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/samples.h"

namespace dragoman {

struct MorrisOptions {
  /// The step in the unit cube that effects are divided by, p / (2 (p - 1)) for p levels; 0: the
  /// step found in x, which must then be points of the unit cube.
  double delta = 0;
  /// Effects in standard deviations, so that factors and outcomes of any unit compare: dy / |dx|,
  /// dx the step found in x, times the standard deviation (divisor n) of the factor over that of y,
  /// both over the trajectory's rows; 0 where y does not vary along it.
  bool scaled = false;
  /// The group of each factor, numbered from 0 with no number left out; empty: each factor by
  /// itself. Factors of a group move together.
  std::vector<std::size_t> groups = {};
  std::size_t resamples = 1000;  ///< Bootstrap of mu*; 0: no intervals.
  double confidence = 0.95;      ///< In (0, 1).
  std::uint64_t seed = 0;
};

/// Elementary effects, one entry a factor or group.
struct MorrisEffects {
  std::size_t trajectories = 0;
  std::vector<double> mu;       ///< Mean effect. Of a group: the mean over its factors, each effect
                                ///< signed by the direction in which that factor moved.
  std::vector<double> mu_star;  ///< Mean size of the effect: how much the factor matters.
  std::vector<double> sigma;    ///< Standard deviation (divisor r - 1): curvature or interaction.
                                ///< NaN for a group of several factors, which has no direction.
  std::vector<double> mu_star_conf;  ///< Half widths; empty without resamples.
  bool constant = false;             ///< The outcome never varies: all numbers are 0.
};

/// Morris's elementary effects of r trajectories.
///
/// A trajectory is g + 1 rows (g groups, or factors), in each of which one group moves and no other
/// does; which one, and whether up or down, is read from x. The effect is the change of y, for a
/// factor that goes up, over delta. The interval of mu* is mu* -+ z s with s the standard deviation
/// (divisor resamples - 1) of mu* over bootstrap samples of the trajectories; its draws do not
/// depend on the factor.
///
/// Errors: gaps; rows that are not a multiple of g + 1; fewer than two trajectories; a trajectory
/// in which a group moves twice or never. Morris, Technometrics 33 (1991); Campolongo, Cariboni &
/// Saltelli, Environ. Model. Softw. 22 (2007); scaled: Sin & Gernaey, Biotechnol. Bioeng. 104
/// (2009). O(rows factors + resamples r g).
/// @pre samples.x.size() == factors * rows.
Checked<MorrisEffects> AnalyzeMorris(const Samples& samples, const MorrisOptions& options = {});

}  // namespace dragoman

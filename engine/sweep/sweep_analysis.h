#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/executor.h"
#include "engine/sensitivity/adaptive_map.h"
#include "engine/sensitivity/delta.h"
#include "engine/sensitivity/efast_indices.h"
#include "engine/sensitivity/feature_scores.h"
#include "engine/sensitivity/given_data.h"
#include "engine/sensitivity/monotone.h"
#include "engine/sensitivity/morris_effects.h"
#include "engine/sensitivity/pawn.h"
#include "engine/sensitivity/prim.h"
#include "engine/sensitivity/rbd_fast.h"
#include "engine/sensitivity/regional.h"
#include "engine/sensitivity/response_map.h"
#include "engine/sensitivity/sobol_indices.h"
#include "engine/sweep/sweep_methods.h"
#include "engine/sweep/sweep_table.h"

namespace dragoman {

struct SweepAnalysisOptions {
  std::vector<SweepMethod> methods;   ///< Empty: UsualMethods().
  bool skip_unfit = false;            ///< A method that cannot be applied becomes a note.
  std::vector<std::string> outcomes;  ///< Empty: all that the result keeps.
  std::size_t resamples = 1000;       ///< Of bootstraps; not 1.
  std::uint64_t seed = 1;             ///< Of bootstraps.
  /// An outcome is of interest above it (prim, regional). Default: 0.5 of a flag, none of a number;
  /// regional takes the median over the points instead where that does not divide them.
  std::optional<double> threshold;
  bool per_run = false;  ///< prim: each run is a case, instead of each point.
};

/// How an outcome lies over the points.
struct OutcomeSummary {
  double mean = 0;         ///< Over points.
  double variance = 0;     ///< Of the means over points (divisor n).
  std::size_t lowest = 0;  ///< Row; the first of equal ones.
  std::size_t highest = 0;
  /// Mean squared standard error over the variance: the share of what varies over the points that
  /// is the noise of finitely many runs, were it independent; at most 1. NaN with one run a point,
  /// 0 where nothing varies.
  double noise_share = 0;
};

/// The mean of an outcome at one level of a parameter, over all cells at that level.
struct LevelMean {
  double number = 0;  ///< The parameter; of labels, the index.
  std::size_t cells = 0;
  double mean = 0;
  /// NaN with a single run a point. With common random numbers an upper bound: the mean of the
  /// cells' errors, as if these were all one.
  double standard_error = 0;
};

/// One parameter by itself.
struct ParameterEffect {
  std::vector<LevelMean> levels;  ///< By number.
  double range = 0;               ///< Highest less lowest mean.
  double share = 0;  ///< Of a factorial design: of the variance over the points; NaN else.
  /// Whether the means only rise or only fall; none with fewer than two levels, or of labels.
  std::optional<MonotoneResult> path;
  bool paired = false;  ///< The path was checked with the same random numbers at every level.
};

/// A map over two parameters.
struct MapAnalysis {
  ResponseMap map;             ///< x: the first parameter, y: the second.
  std::vector<double> levels;  ///< Of the contours: 10, 50 and 90 %, or at these shares of the
                               ///< way from the lowest to the highest value.
  std::vector<ResponseContour> contours;
  std::vector<double> shares_above;  ///< Of the map's area, per level.
  /// With noise taken off only where the points' errors are independent: common random numbers move
  /// all points together, which is no variation over the map.
  MapDecomposition decomposition;
  bool noise_taken_off = false;
};

/// An adaptive map; `map` holds its surface, for plots.
struct ContourAnalysis {
  AdaptiveMapResult result;
  MapAnalysis map;
  bool complete = false;
};

struct RegionalAnalysis {
  double threshold = 0;
  RegionContrast contrast;
  RegionalSensitivity bins;  ///< Ten bins of the outcome.
};

struct PrimAnalysis {
  double threshold = 0;
  bool per_run = false;
  std::vector<PrimColumnKind> kinds;  ///< Of the parameters.
  PrimResult result;
};

/// Everything found about one outcome; what was not asked for is empty.
struct OutcomeAnalysis {
  std::size_t outcome = 0;  ///< Place in SweepTable::outcomes.
  OutcomeSummary summary;
  std::optional<SobolIndices> sobol;
  std::optional<MorrisEffects> morris;
  std::optional<EfastIndices> efast;
  std::optional<MapAnalysis> map;
  std::optional<std::vector<ParameterEffect>> effects;
  std::optional<ContourAnalysis> contours;
  std::optional<GivenDataIndices> given_data;
  std::optional<RbdFastIndices> rbd_fast;
  std::optional<PawnIndices> pawn;
  std::optional<DeltaIndices> delta;
  std::optional<FeatureScores> features;
  std::optional<RegionalAnalysis> regional;
  std::optional<PrimAnalysis> prim;
  std::vector<std::string> notes;  ///< Methods that could not be applied, and why.
};

using SweepAnalysis = std::vector<OutcomeAnalysis>;

/// Analyses a result. Problems are named after options ("--outcome", "--method sobol").
/// @param store  file of the result, for what needs single runs.
Checked<SweepAnalysis> AnalyzeSweep(const Sweep& sweep, const SweepTable& table,
                                    const std::string& store, const SweepAnalysisOptions& options,
                                    Executor* executor);

/// See OutcomeSummary. @pre a row is no gap.
OutcomeSummary SummarizeOutcome(const OutcomeColumn& column);

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sensitivity/contour.h"

namespace dragoman {

/// What an adaptive map measures at a point.
enum class MapOutcome {
  kProportion,  ///< The share of runs with an event; sums are counts.
  kMean,        ///< The mean of a number.
};

struct AdaptiveMapOptions {
  MapOutcome outcome = MapOutcome::kProportion;
  std::vector<double> levels = {0.1, 0.5, 0.9};  ///< Contours wanted; in (0, 1) for a proportion.
  int base_depth = 3;  ///< First grid: (2^d + 1)^2 points; 1 to max_depth. 2: 5 x 5, 3: 9 x 9.
  int max_depth = 6;   ///< Finest grid: (2^d + 1)^2 points; at most 10. 6: 65 x 65.
  /// The standard error wanted of a contour's place, in shares of an axis (both axes are [0, 1]
  /// here); the finest cell, 2^-max_depth, should not be much wider. Positive.
  double position_error = 0.02;
  /// A contour point is also good enough when the value there has this standard error; 0: never.
  double value_error = 0;
  /// A point lies clearly on one side of a level when it is this many standard errors off. > 0.
  double clear_z = 2.5;
  std::uint64_t base_replicates = 50;   ///< Runs at a new point; at least 1, for a mean at least 2
                                        ///< unless max_replicates is 1 (an outcome without chance).
  double growth = 2;                    ///< An unclear point gets at most this times its runs; > 1.
  std::uint64_t max_replicates = 2000;  ///< Runs at a point, at most.
  bool smooth = true;          ///< Let neighbours help in estimating a value; see AdaptiveMap.
  std::uint64_t max_runs = 0;  ///< Runs in all: no batch goes beyond it; 0: no limit.
};

/// A point of the finest grid, counted from 0 along each axis.
struct MapPoint {
  int column = 0;
  int row = 0;
  friend auto operator<=>(const MapPoint&, const MapPoint&) = default;
};

/// Runs wanted at a point: the replicates first_replicate .. first_replicate + runs - 1.
struct MapRequest {
  MapPoint point;
  double x = 0;            ///< Place on the first axis, in [0, 1].
  double y = 0;            ///< Place on the second axis.
  std::uint64_t cell = 0;  ///< Number of the point: row * (2^max_depth + 1) + column.
  std::uint64_t first_replicate = 0;
  std::uint64_t runs = 0;  ///< At least 1.
};

/// What came of some runs at a point.
struct MapTally {
  std::uint64_t finished = 0;  ///< Runs with an outcome.
  std::uint64_t failed = 0;    ///< Runs without.
  double sum = 0;              ///< Over the finished runs; of a proportion: the events.
  double sum_squares = 0;      ///< Over the finished runs; of a proportion: not used.
};

/// A point as known so far.
struct MapValue {
  MapPoint point;
  double x = 0;
  double y = 0;
  double value = 0;           ///< Of its own runs; NaN: none finished.
  double standard_error = 0;  ///< Of a proportion s of n: that of (s + 1/2) / (n + 1), never 0.
  double estimate = 0;        ///< With the help of its neighbours; what the contours are drawn by.
  double estimate_error = 0;  ///< Standard error of the estimate.
  std::uint64_t finished = 0;
  std::uint64_t failed = 0;
  bool near_contour = false;  ///< Its runs settled a contour: a corner of a finest crossed cell.
};

/// A square of the map: not split any further.
struct MapCell {
  MapPoint corner;       ///< The one with the smallest column and row.
  int size = 0;          ///< Width in steps of the finest grid, a power of 2.
  bool crossed = false;  ///< A contour passes through it.
  /// A level lies so near all of it that the runs allowed cannot tell where the contour is.
  bool undecided = false;
};

struct AdaptiveMapResult {
  std::vector<MapValue> points;       ///< By row, then column.
  std::vector<MapCell> cells;         ///< They tile the map; by row, then column of the corner.
  std::vector<ContourLine> contours;  ///< In unit coordinates, by level.
  /// Values over the whole finest grid, surface[row * points_per_axis + column]: the estimates, and
  /// bilinear in between within each square. NaN beside points where no run finished.
  std::vector<double> surface;
  /// For each contour the largest standard error of its place over its points: that of the value
  /// over the slope, in shares of an axis. Infinite where the map is level.
  std::vector<double> position_errors;
  std::uint64_t runs_used = 0;  ///< Finished and failed.
  std::uint64_t batches = 0;
  /// What the whole finest grid would have cost at the same error along the contours: its points
  /// times the mean runs of the points at a contour or round an undecided square (the base
  /// replicates if there are none).
  std::uint64_t full_grid_runs = 0;
  double fraction = 0;            ///< runs_used / full_grid_runs.
  bool budget_exhausted = false;  ///< max_runs ended it: contours may be less exact than asked.
  bool error_met = false;         ///< Every contour point is good enough, and no cell undecided.
};

namespace internal {

/// A point of an AdaptiveMap and its runs.
struct MapNode {
  MapPoint point;
  MapTally total;              ///< Of all complete batches.
  std::uint64_t issued = 0;    ///< Replicates asked for so far, the present batch included.
  std::uint64_t pending = 0;   ///< The last of them: those of the present batch.
  std::uint64_t answered = 0;  ///< Of those, how many came back.
  std::map<std::uint64_t, MapTally> parts;  ///< What came back, by first replicate.
};

}  // namespace internal

/// Finds where an outcome crosses given levels over two parameters, with a fraction of the runs of
/// the full grid: which points to run next, how often, and when to stop. Knows nothing of what is
/// run.
///
///     while (!map.done()) {
///       const std::vector<MapRequest> batch = map.NextBatch();
///       for (const MapRequest& request : batch) map.Add(request, RunAll(request));
///     }
///
/// Starts with a coarse grid. A square whose known points lie on both sides of a level is split in
/// four, down to the finest grid. A point that lies within clear_z standard errors of a level, or
/// at a corner of a finest square that a contour crosses, gets more runs until the error of the
/// contour's place there, the value's standard error over the local slope, is at most
/// position_error; the slope is that of a plane through the known points around it, of the smallest
/// neighbourhood in which it stands out from noise. The standard error of a proportion at level L
/// is sqrt(L (1 - L) / n).
///
/// With `smooth` a value is the height of a plane through the known points up to half a base square
/// around: of the largest neighbourhood that a plane fits and whose plane agrees with those of all
/// smaller ones within 3 standard errors (4 for the point's own runs; Lepski 1990); n is then the
/// runs it is worth. A step in the surface keeps its place to about two finest squares. Without,
/// contours follow the noise of single points, which takes several times the runs.
///
/// The points needed grow with the contours' length, so with 2^max_depth, the full grid's with its
/// square: one contour takes about 15 % of the runs of a 65 x 65 grid, three apart from each other
/// 25 to 35 %, and about half of that with max_depth 7.
///
/// Squares wholly within the noise of a level after max_replicates runs are not split: `undecided`.
/// A map that is level elsewhere ends after the base grid. Islands smaller than a base square that
/// touch no known point go unseen, as on any grid.
///
/// Deterministic: a batch depends only on the results of the batches before, not on the order in
/// which they came, so a run that was cut off is resumed by going through the same calls with
/// stored results. Ends always: points get at most max_replicates runs, squares are only ever
/// split. Both axes should be continuous; scale a logarithmic one before.
class AdaptiveMap {
 public:
  /// @return a Diagnostic named after the option that is out of range.
  static Checked<AdaptiveMap> Make(AdaptiveMapOptions options);

  /// The requests of the present batch that have not been answered in full, by row, then column.
  /// The last answer to a batch makes the next one. Empty when done.
  std::vector<MapRequest> NextBatch() const;

  /// Enters what came of the replicates first_replicate .. + finished + failed - 1 of a point. A
  /// request may be answered in parts, in any order; a sum is taken by replicate number.
  /// @pre those replicates are part of a request of the present batch, not answered before
  /// (asserted).
  void Add(MapPoint point, std::uint64_t first_replicate, const MapTally& tally);

  /// Answers a request as a whole.
  void Add(const MapRequest& request, const MapTally& tally) {
    Add(request.point, request.first_replicate, tally);
  }

  /// No batch is left.
  bool done() const { return done_; }

  /// What is known now; also of use before the end.
  AdaptiveMapResult Result() const;

  const AdaptiveMapOptions& options() const { return options_; }
  /// Points of the finest grid along an axis.
  int points_per_axis() const { return (1 << options_.max_depth) + 1; }

 private:
  explicit AdaptiveMap(AdaptiveMapOptions options);

  struct Plan;
  Plan MakePlan() const;
  bool Fits(const Plan& plan) const;
  void Advance();
  void AddNode(int column, int row);
  void Split(std::size_t leaf);
  void CloseBatch();

  AdaptiveMapOptions options_;
  std::vector<internal::MapNode> nodes_;  ///< In the order of discovery.
  std::vector<int> node_at_;     ///< Of every point of the finest grid: index of its node, or -1.
  std::vector<MapCell> leaves_;  ///< The squares.
  std::vector<MapRequest> batch_;
  std::uint64_t batches_ = 0;
  std::uint64_t unanswered_ = 0;  ///< Runs of the present batch that have not come back.
  std::uint64_t runs_used_ = 0;
  bool budget_exhausted_ = false;
  bool done_ = false;
};

}  // namespace dragoman

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sensitivity/adaptive_map.h"

namespace dragoman::internal {

/// What the complete batches of an AdaptiveMap say: values, errors, slopes, and on which side of a
/// level things lie. Borrows everything; nodes are meant by index.
///
/// The estimate at a node is the height there of a plane through the known points around it, of the
/// largest neighbourhood in which the points scatter about the plane as chance would have it, and
/// whose plane agrees with those of all smaller ones, the node alone first (Lepski's rule: grow
/// while the change is within the noise). A step in the surface so keeps its place, while the noise
/// of single points does not break contours into islands.
class AdaptiveMapView {
 public:
  AdaptiveMapView(const AdaptiveMapOptions& options, const std::vector<MapNode>& nodes,
                  const std::vector<int>& node_at, const std::vector<MapCell>& leaves);

  /// Points of the finest grid along an axis.
  int points_per_axis() const { return points_per_axis_; }
  /// The node at a point, or -1.
  int node_at(int column, int row) const {
    return node_at_[static_cast<std::size_t>(row) * static_cast<std::size_t>(points_per_axis_) +
                    static_cast<std::size_t>(column)];
  }

  /// At least one run finished.
  bool known(int node) const { return Tally(node).finished > 0; }
  /// The mean of the node's own runs, and its standard error.
  /// @pre known(node), here and below.
  double Raw(int node) const;
  double RawError(int node) const;
  /// The estimate with the help of the points around.
  double value(int node) const;
  /// Its standard error.
  double Error(int node) const;
  /// The same if the true value were `level` (of a proportion; of a mean the same as Error).
  double ErrorAt(int node, double level) const;
  bool high(int node, double level) const { return value(node) >= level; }
  /// Not clearly on one side.
  bool Near(int node, double level) const;
  /// The place of a contour at this node would be known well enough.
  bool Precise(int node, double level) const;
  /// The steepness of the surface around the node, per length of an axis; 0 if noise hides it.
  double Slope(int node) const;

  /// How many more runs the node should have; 0 if it is settled.
  std::uint64_t RunsWanted(int node) const;
  /// A contour passes a finest square at this corner.
  bool OnContour(int node) const { return contour_levels_[static_cast<std::size_t>(node)] != 0; }
  /// Every contour that passes a finest square at this corner is known well enough.
  bool Settled(int node) const;

  /// Known nodes on the border of a square, its corners included.
  std::vector<int> Border(const MapCell& cell) const;
  /// Some of the nodes are high and some low.
  bool Crossed(const std::vector<int>& nodes, double level) const;
  /// A high and a low one, both clear of the level.
  bool ClearlyCrossed(const std::vector<int>& nodes, double level) const;
  /// No high one differs significantly from a low one, and none is precise: noise at the level.
  bool Hidden(const std::vector<int>& nodes, double level) const;

 private:
  struct Estimate {
    double value = 0;
    double per_run = 0;  ///< Its variance over that of a single run; 0: not computed yet.
  };

  const MapTally& Tally(int node) const { return nodes_[static_cast<std::size_t>(node)].total; }
  /// Variance of a single run.
  double RunVariance(int node) const;
  const Estimate& EstimateOf(int node) const;
  Estimate Smooth(int node) const;
  bool FitsAround(int node, int reach, double a, double b, double c) const;
  bool Concerns(int node, std::size_t level) const;
  std::optional<double> SlopeWithin(int node, int reach) const;
  void MarkContours(const std::vector<MapCell>& leaves);

  const AdaptiveMapOptions& options_;
  const std::vector<MapNode>& nodes_;
  const std::vector<int>& node_at_;
  int points_per_axis_;
  std::vector<std::uint32_t> contour_levels_;  ///< Per node, a bit for each level.
  mutable std::vector<double> slopes_;         ///< Per node; negative: not computed yet.
  mutable std::vector<Estimate> estimates_;    ///< Per node.
};

}  // namespace dragoman::internal

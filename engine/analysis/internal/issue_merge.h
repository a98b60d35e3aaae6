#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/internal/additive_problem.h"
#include "engine/analysis/nondominated.h"
#include "engine/analysis/point_set.h"

namespace dragoman::internal {

/// The Pareto frontier of an additive problem, group by group: the sums over the first groups that
/// no other dominates, times the choices of the next group, and so on (a Pareto-filtered Minkowski
/// sum). No group's order is changed, so that every kept sum is the very double that evaluating
/// its outcome gives; and because rounded addition is monotone, what covers a prefix covers all its
/// continuations too: the frontier is the brute-force one, to the last bit.
///
/// Where more than `max_points` prefixes are left, they are thinned: coordinates are rounded down
/// to a grid, and what then is covered goes. Each thinning costs at most one grid step per party.
///
/// Cost: two parties O(m K log m) for m choices and K points a group (merging sorted lists); more
/// parties that of NondominatedFilter over m K vectors. Reusable.
class IssueMerge {
 public:
  /// @param max_points  0: no limit.
  explicit IssueMerge(std::size_t max_points = 0) : max_points_(max_points) {}

  /// Appends the frontier to `*points` and adds to `epsilon` (by party) what thinning cost. False
  /// if points that another one covers may be left among those appended, or their order is not the
  /// descending one: after thinning, and where a last number common to all was rounded away.
  bool Run(const AdditiveProblem& problem, PointSet* points, std::span<double> epsilon);

  /// The largest number of candidates held at once by the last Run.
  std::size_t peak() const { return peak_; }

 private:
  struct Link {
    std::uint32_t parent;
    std::uint32_t choice;
  };
  struct Pair {
    double a;
    double b;
    Link link;
  };
  struct Layer {
    std::size_t group;
    std::vector<Link> links;
  };

  void Begin(const AdditiveProblem& problem);
  std::size_t LimitAfter(const AdditiveProblem& problem, std::size_t group) const;
  void Shift(const ChoiceGroup& group);
  void MergePairs(const ChoiceGroup& group, Layer* layer);
  void MergeAllRuns();
  void MergeRuns();
  void MergeVectors(const ChoiceGroup& group, Layer* layer);
  void FilterCandidates();
  double FirstGrid();
  void Thin(Layer* layer, std::span<double> epsilon);
  void CollectRanges(const AdditiveProblem& problem);
  void SelectOnGrid(std::span<const double> vectors);
  void Finish(const AdditiveProblem& problem, PointSet* points);

  std::size_t max_points_;
  bool clean_ = true;      ///< What Run returns.
  std::size_t limit_ = 0;  ///< Of the group at hand.
  std::size_t parties_ = 0;
  std::size_t peak_ = 0;
  NondominatedFilter filter_;
  std::vector<double> values_;  ///< [point][party], lexicographically descending.
  std::vector<Layer> layers_;
  std::size_t num_layers_ = 0;
  std::vector<std::uint32_t> kept_;
  // Two parties.
  std::vector<Pair> runs_;
  std::vector<Pair> merged_;
  std::vector<std::size_t> run_ends_;
  // More parties.
  std::vector<double> candidates_;
  std::vector<Link> candidate_links_;
  // Thinning.
  double grid_ = 0;  ///< Step as a share of a party's range; 0: exact so far.
  std::vector<double> low_;
  std::vector<double> range_;
  std::vector<double> rounded_;
};

}  // namespace dragoman::internal

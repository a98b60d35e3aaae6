#include "engine/sensitivity/adaptive_map.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/core/assert.h"
#include "engine/sensitivity/internal/adaptive_map_view.h"

namespace dragoman {
namespace {

constexpr int kMapDeepest = 10;
constexpr std::size_t kMapMostLevels = 16;

bool MapLevelsUsable(const AdaptiveMapOptions& options) {
  if (options.levels.empty() || options.levels.size() > kMapMostLevels) return false;
  return std::all_of(options.levels.begin(), options.levels.end(), [&](double level) {
    if (options.outcome == MapOutcome::kProportion) return level > 0 && level < 1;
    return std::isfinite(level);
  });
}

std::uint64_t MapBasePoints(const AdaptiveMapOptions& options) {
  const std::uint64_t axis = (std::uint64_t{1} << options.base_depth) + 1;
  return axis * axis;
}

void MapCheckDepths(const AdaptiveMapOptions& options, Diagnostics* problems) {
  if (options.max_depth < 1 || options.max_depth > kMapDeepest) {
    problems->push_back({"max_depth", "max_depth is out of range", "1 to 10"});
  } else if (options.base_depth < 1 || options.base_depth > options.max_depth) {
    problems->push_back({"base_depth", "base_depth is out of range",
                         "1 to max_depth, " + std::to_string(options.max_depth)});
  }
}

void MapCheckErrors(const AdaptiveMapOptions& options, Diagnostics* problems) {
  const auto positive = [&](double value, const char* name) {
    if (value > 0 && std::isfinite(value)) return;
    problems->push_back({name, std::string(name) + " is out of range", "a number above 0"});
  };
  positive(options.position_error, "position_error");
  positive(options.clear_z, "clear_z");
  if (!(options.value_error >= 0)) {
    problems->push_back({"value_error", "value_error is out of range", "a number of at least 0"});
  }
  if (!(options.growth > 1 && options.growth <= 1000)) {
    problems->push_back({"growth", "growth is out of range", "above 1, at most 1000"});
  }
}

void MapCheckReplicates(const AdaptiveMapOptions& options, Diagnostics* problems) {
  const bool chance = options.outcome == MapOutcome::kMean && options.max_replicates != 1;
  const std::uint64_t least = chance ? 2 : 1;
  if (options.base_replicates < least) {
    problems->push_back(
        {"base_replicates", "base_replicates is too small", "at least " + std::to_string(least)});
  }
  if (options.max_replicates < options.base_replicates ||
      options.max_replicates > 1'000'000'000'000) {
    problems->push_back(
        {"max_replicates", "max_replicates is out of range", "base_replicates to 10^12"});
  }
}

Diagnostics MapCheckOptions(const AdaptiveMapOptions& options) {
  Diagnostics problems;
  MapCheckDepths(options, &problems);
  if (!MapLevelsUsable(options)) {
    problems.push_back({"levels", "the levels are out of range",
                        options.outcome == MapOutcome::kProportion
                            ? "1 to 16 numbers between 0 and 1"
                            : "1 to 16 finite numbers"});
  }
  MapCheckErrors(options, &problems);
  MapCheckReplicates(options, &problems);
  if (!problems.empty() || options.max_runs == 0) return problems;
  const std::uint64_t first = MapBasePoints(options) * options.base_replicates;
  if (options.max_runs < first) {
    problems.push_back({"max_runs", "max_runs does not allow the first grid",
                        "0 (no limit), or at least " + std::to_string(first)});
  }
  return problems;
}

/// The points a split of a square looks at: its four corners, mid-edges and middle.
template <class Visit>
void MapSplitPoints(const MapCell& cell, Visit visit) {
  for (int row = 0; row <= 2; ++row) {
    for (int column = 0; column <= 2; ++column) {
      visit(cell.corner.column + column * cell.size / 2, cell.corner.row + row * cell.size / 2);
    }
  }
}

}  // namespace

/// What to do next.
struct AdaptiveMap::Plan {
  std::vector<std::pair<int, std::uint64_t>> more;  ///< Node, further runs.
  std::vector<std::size_t> splits;                  ///< Leaves, ascending.
};

Checked<AdaptiveMap> AdaptiveMap::Make(AdaptiveMapOptions options) {
  Diagnostics problems = MapCheckOptions(options);
  if (!problems.empty()) return problems;
  return AdaptiveMap(std::move(options));
}

AdaptiveMap::AdaptiveMap(AdaptiveMapOptions options) : options_(std::move(options)) {
  const int axis = points_per_axis();
  node_at_.assign(static_cast<std::size_t>(axis) * static_cast<std::size_t>(axis), -1);
  const int step = 1 << (options_.max_depth - options_.base_depth);
  for (int row = 0; row < axis; row += step) {
    for (int column = 0; column < axis; column += step) {
      AddNode(column, row);
      if (row + step < axis && column + step < axis) {
        leaves_.push_back({{column, row}, step, false, false});
      }
    }
  }
  CloseBatch();
}

void AdaptiveMap::AddNode(int column, int row) {
  const std::size_t place =
      static_cast<std::size_t>(row) * static_cast<std::size_t>(points_per_axis()) +
      static_cast<std::size_t>(column);
  if (node_at_[place] >= 0) return;
  node_at_[place] = static_cast<int>(nodes_.size());
  internal::MapNode node;
  node.point = {column, row};
  node.issued = options_.base_replicates;
  node.pending = options_.base_replicates;
  nodes_.push_back(std::move(node));
}

void AdaptiveMap::Split(std::size_t leaf) {
  const MapCell whole = leaves_[leaf];
  MapSplitPoints(whole, [this](int column, int row) { AddNode(column, row); });
  const int half = whole.size / 2;
  leaves_[leaf].size = half;
  for (int k = 1; k < 4; ++k) {
    const MapPoint corner{whole.corner.column + (k % 2) * half, whole.corner.row + (k / 2) * half};
    leaves_.push_back({corner, half, false, false});
  }
}

/// Turns the pending runs of all nodes into the next batch.
void AdaptiveMap::CloseBatch() {
  batch_.clear();
  unanswered_ = 0;
  const int axis = points_per_axis();
  const double step = 1.0 / (axis - 1);
  for (const internal::MapNode& node : nodes_) {
    if (node.pending == 0) continue;
    const auto row = static_cast<std::uint64_t>(node.point.row);
    const auto column = static_cast<std::uint64_t>(node.point.column);
    batch_.push_back({node.point, node.point.column * step, node.point.row * step,
                      row * static_cast<std::uint64_t>(axis) + column, node.issued - node.pending,
                      node.pending});
    unanswered_ += node.pending;
  }
  std::sort(batch_.begin(), batch_.end(),
            [](const MapRequest& a, const MapRequest& b) { return a.cell < b.cell; });
  if (!batch_.empty()) ++batches_;
}

std::vector<MapRequest> AdaptiveMap::NextBatch() const {
  std::vector<MapRequest> open;
  for (const MapRequest& request : batch_) {
    const auto node = static_cast<std::size_t>(node_at_[request.cell]);
    if (nodes_[node].answered < nodes_[node].pending) open.push_back(request);
  }
  return open;
}

void AdaptiveMap::Add(MapPoint point, std::uint64_t first_replicate, const MapTally& tally) {
  const int axis = points_per_axis();
  DRAGOMAN_ASSERT(point.column >= 0 && point.column < axis && point.row >= 0 && point.row < axis);
  const int index = node_at_[static_cast<std::size_t>(point.row) * static_cast<std::size_t>(axis) +
                             static_cast<std::size_t>(point.column)];
  DRAGOMAN_ASSERT(index >= 0);
  internal::MapNode& node = nodes_[static_cast<std::size_t>(index)];
  const std::uint64_t runs = tally.finished + tally.failed;
  if (runs == 0) return;
  DRAGOMAN_ASSERT(first_replicate >= node.issued - node.pending &&
                  first_replicate + runs <= node.issued);
  const auto [place, fresh] = node.parts.emplace(first_replicate, tally);
  DRAGOMAN_ASSERT(fresh);
  // Neither the part before nor the one after may overlap.
  if (place != node.parts.begin()) {
    const auto before = std::prev(place);
    DRAGOMAN_ASSERT(before->first + before->second.finished + before->second.failed <=
                    first_replicate);
  }
  const auto after = std::next(place);
  DRAGOMAN_ASSERT(after == node.parts.end() || first_replicate + runs <= after->first);

  node.answered += runs;
  runs_used_ += runs;
  unanswered_ -= runs;
  if (unanswered_ == 0) Advance();
}

AdaptiveMap::Plan AdaptiveMap::MakePlan() const {
  const internal::AdaptiveMapView view(options_, nodes_, node_at_, leaves_);
  Plan plan;
  std::vector<bool> waiting(nodes_.size(), false);
  for (std::size_t k = 0; k < nodes_.size(); ++k) {
    const std::uint64_t runs = view.RunsWanted(static_cast<int>(k));
    if (runs == 0) continue;
    plan.more.emplace_back(static_cast<int>(k), runs);
    waiting[k] = true;
  }
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    if (leaves_[leaf].size == 1) continue;
    const std::vector<int> border = view.Border(leaves_[leaf]);
    // A side that may still change should not split a square; a clear crossing need not wait.
    const bool wait = std::any_of(border.begin(), border.end(), [&](int node) {
      return waiting[static_cast<std::size_t>(node)];
    });
    const bool split =
        std::any_of(options_.levels.begin(), options_.levels.end(), [&](double level) {
          if (view.ClearlyCrossed(border, level)) return true;
          return !wait && view.Crossed(border, level) && !view.Hidden(border, level);
        });
    if (split) plan.splits.push_back(leaf);
  }
  return plan;
}

bool AdaptiveMap::Fits(const Plan& plan) const {
  if (options_.max_runs == 0) return true;
  std::uint64_t runs = runs_used_;
  for (const auto& [node, more] : plan.more) runs += more;
  std::vector<std::size_t> fresh;
  for (std::size_t leaf : plan.splits) {
    MapSplitPoints(leaves_[leaf], [&](int column, int row) {
      const std::size_t place =
          static_cast<std::size_t>(row) * static_cast<std::size_t>(points_per_axis()) +
          static_cast<std::size_t>(column);
      if (node_at_[place] < 0) fresh.push_back(place);
    });
  }
  std::sort(fresh.begin(), fresh.end());
  fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
  runs += fresh.size() * options_.base_replicates;
  return runs <= options_.max_runs;
}

void AdaptiveMap::Advance() {
  for (internal::MapNode& node : nodes_) {
    for (const auto& [first, part] : node.parts) {
      node.total.finished += part.finished;
      node.total.failed += part.failed;
      node.total.sum += part.sum;
      node.total.sum_squares += part.sum_squares;
    }
    node.parts.clear();
    node.pending = 0;
    node.answered = 0;
  }
  batch_.clear();
  // Squares may be split without a new point, where their neighbours were split before.
  while (batch_.empty()) {
    const Plan plan = MakePlan();
    budget_exhausted_ = !Fits(plan);
    done_ = budget_exhausted_ || (plan.more.empty() && plan.splits.empty());
    if (done_) return;
    for (const auto& [index, runs] : plan.more) {
      internal::MapNode& node = nodes_[static_cast<std::size_t>(index)];
      node.issued += runs;
      node.pending = runs;
    }
    for (std::size_t leaf : plan.splits) Split(leaf);
    CloseBatch();
  }
}

}  // namespace dragoman

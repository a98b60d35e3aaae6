#include "engine/sensitivity/internal/adaptive_map_view.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dragoman::internal {
namespace {

constexpr double kMapViewInfinity = std::numeric_limits<double>::infinity();

/// A slope counts when its square is this many times the noise's (two degrees of freedom: a level
/// surface reaches it with probability e^-8 = 0.0003).
constexpr double kMapViewSignificance = 16;

/// A larger neighbourhood counts as far as it moves the estimate by at most this many standard
/// errors of the move; the first, away from the node's own runs, may move it further, for a map has
/// thousands of nodes and an outlier left alone makes an island.
constexpr double kMapViewAgreement = 3;
constexpr double kMapViewFirstAgreement = 4;

/// The scatter about a plane may exceed its expected sum of squares by this many standard
/// deviations.
constexpr double kMapViewScatter = 3;

/// Neighbourhoods reach at most this many points to each side; wider ones take every 2nd, 4th, ...
constexpr int kMapViewReach = 16;

/// A plane z = a + b x + c y through weighted points, x and y from the node in question.
struct Plane {
  double a = 0, b = 0, c = 0;
  double aa = 0;                  ///< Variance of a, where a point of weight w has variance 1 / w.
  double bb = 0, bc = 0, cc = 0;  ///< Inverse covariance of b and c.
};

class PlaneFit {
 public:
  void Add(double weight, double x, double y, double z) {
    w_ += weight;
    x_ += weight * x;
    y_ += weight * y;
    z_ += weight * z;
    xx_ += weight * x * x;
    xy_ += weight * x * y;
    yy_ += weight * y * y;
    xz_ += weight * x * z;
    yz_ += weight * y * z;
  }

  std::optional<Plane> Fit() const {
    if (!(w_ > 0)) return std::nullopt;
    const double mx = x_ / w_;
    const double my = y_ / w_;
    Plane plane;
    plane.bb = xx_ - x_ * mx;
    plane.bc = xy_ - x_ * my;
    plane.cc = yy_ - y_ * my;
    const double determinant = plane.bb * plane.cc - plane.bc * plane.bc;
    // All points on a line, or nearly so.
    if (!(determinant > 1e-6 * plane.bb * plane.cc)) return std::nullopt;
    const double bz = xz_ - x_ * z_ / w_;
    const double cz = yz_ - y_ * z_ / w_;
    plane.b = (bz * plane.cc - cz * plane.bc) / determinant;
    plane.c = (cz * plane.bb - bz * plane.bc) / determinant;
    plane.a = z_ / w_ - plane.b * mx - plane.c * my;
    plane.aa =
        1 / w_ + (mx * mx * plane.cc - 2 * mx * my * plane.bc + my * my * plane.bb) / determinant;
    return plane;
  }

 private:
  double w_ = 0, x_ = 0, y_ = 0, z_ = 0;
  double xx_ = 0, xy_ = 0, yy_ = 0, xz_ = 0, yz_ = 0;
};

/// Visits the known points up to `reach` from a node, with their place as seen from it.
template <class Visit>
void VisitAround(const AdaptiveMapView& view, MapPoint center, int reach, Visit visit) {
  const int last = view.points_per_axis() - 1;
  const int stride = std::max(1, reach / kMapViewReach);
  const auto first = [&](int middle) {
    return (std::max(0, middle - reach) + stride - 1) / stride * stride;
  };
  for (int row = first(center.row); row <= std::min(last, center.row + reach); row += stride) {
    for (int column = first(center.column); column <= std::min(last, center.column + reach);
         column += stride) {
      const int other = view.node_at(column, row);
      if (other < 0 || !view.known(other)) continue;
      visit(other, static_cast<double>(column - center.column) / last,
            static_cast<double>(row - center.row) / last);
    }
  }
}

/// The plane through the known points up to `reach` from a node, by their runs.
std::optional<Plane> FitAround(const AdaptiveMapView& view, const std::vector<MapNode>& nodes,
                               int node, int reach) {
  PlaneFit fit;
  VisitAround(view, nodes[static_cast<std::size_t>(node)].point, reach,
              [&](int other, double x, double y) {
                const MapTally& total = nodes[static_cast<std::size_t>(other)].total;
                fit.Add(static_cast<double>(total.finished), x, y, view.Raw(other));
              });
  return fit.Fit();
}

}  // namespace

AdaptiveMapView::AdaptiveMapView(const AdaptiveMapOptions& options,
                                 const std::vector<MapNode>& nodes, const std::vector<int>& node_at,
                                 const std::vector<MapCell>& leaves)
    : options_(options),
      nodes_(nodes),
      node_at_(node_at),
      points_per_axis_((1 << options.max_depth) + 1),
      contour_levels_(nodes.size(), 0),
      slopes_(nodes.size(), -1),
      estimates_(nodes.size()) {
  MarkContours(leaves);
}

void AdaptiveMapView::MarkContours(const std::vector<MapCell>& leaves) {
  for (const MapCell& leaf : leaves) {
    if (leaf.size != 1) continue;
    const std::vector<int> corners = Border(leaf);
    for (std::size_t k = 0; k < options_.levels.size(); ++k) {
      if (!Crossed(corners, options_.levels[k])) continue;
      for (int node : corners) contour_levels_[static_cast<std::size_t>(node)] |= 1U << k;
    }
  }
}

double AdaptiveMapView::Raw(int node) const {
  return Tally(node).sum / static_cast<double>(Tally(node).finished);
}

double AdaptiveMapView::RawError(int node) const {
  return std::sqrt(RunVariance(node) / static_cast<double>(Tally(node).finished));
}

double AdaptiveMapView::RunVariance(int node) const {
  const MapTally& tally = Tally(node);
  const auto n = static_cast<double>(tally.finished);
  if (options_.outcome == MapOutcome::kProportion) {
    const double share = (tally.sum + 0.5) / (n + 1);
    return share * (1 - share);
  }
  if (options_.max_replicates == 1) return 0;
  if (tally.finished < 2) return kMapViewInfinity;
  const double mean = tally.sum / n;
  const double squares = tally.sum_squares - tally.sum * mean;
  // What cancellation leaves of equal numbers is no variance.
  if (squares <= 1e-12 * tally.sum_squares) return 0;
  return squares / (n - 1);
}

/// Do the points around the node scatter about the plane as chance would have it? The node itself
/// does not count, so that an outlier among good neighbours is not taken for a step.
bool AdaptiveMapView::FitsAround(int node, int reach, double a, double b, double c) const {
  const double variance = RunVariance(node);
  double square = 0;
  double count = 0;
  VisitAround(*this, nodes_[static_cast<std::size_t>(node)].point, reach,
              [&](int other, double x, double y) {
                if (other == node) return;
                const double expected = a + b * x + c * y;
                const auto n = static_cast<double>(Tally(other).finished);
                double per_run = variance;
                if (options_.outcome == MapOutcome::kProportion) {
                  const double share = std::clamp(expected, 0.5 / (n + 1), 1 - 0.5 / (n + 1));
                  per_run = share * (1 - share);
                }
                const double off = Raw(other) - expected;
                square += off * off * n / per_run;
                ++count;
              });
  const double freedom = std::max(1.0, count - 3);
  return square <= freedom + kMapViewScatter * std::sqrt(2 * freedom);
}

AdaptiveMapView::Estimate AdaptiveMapView::Smooth(int node) const {
  Estimate best{Raw(node), 1 / static_cast<double>(Tally(node).finished)};
  const double variance = RunVariance(node);
  // Points without noise need no help, and those of unknown noise can get none.
  if (!options_.smooth || !(variance > 0) || std::isinf(variance)) return best;
  const int widest = std::min(1 << (options_.max_depth - options_.base_depth) >> 1, kMapViewReach);
  std::vector<Estimate> smaller = {best};
  for (int reach = 1; reach <= widest; reach *= 2) {
    const std::optional<Plane> plane = FitAround(*this, nodes_, node, reach);
    if (!plane) continue;
    if (!FitsAround(node, reach, plane->a, plane->b, plane->c)) return best;
    const Estimate next{plane->a, plane->aa};
    // Were the plane right, the runs of a proportion would vary by its value.
    const double share = std::clamp(next.value, 0.0, 1.0);
    const double assumed = options_.outcome == MapOutcome::kProportion
                               ? std::max(variance, share * (1 - share))
                               : variance;
    for (std::size_t k = 0; k < smaller.size(); ++k) {
      const double limit = k == 0 ? kMapViewFirstAgreement : kMapViewAgreement;
      const double spread = assumed * std::max(0.0, smaller[k].per_run - next.per_run);
      const double move = next.value - smaller[k].value;
      if (move * move > limit * limit * spread) return best;
    }
    smaller.push_back(next);
    best = next;
  }
  return best;
}

const AdaptiveMapView::Estimate& AdaptiveMapView::EstimateOf(int node) const {
  Estimate& estimate = estimates_[static_cast<std::size_t>(node)];
  if (estimate.per_run == 0) estimate = Smooth(node);
  return estimate;
}

double AdaptiveMapView::value(int node) const { return EstimateOf(node).value; }

double AdaptiveMapView::Error(int node) const {
  return std::sqrt(RunVariance(node) * EstimateOf(node).per_run);
}

double AdaptiveMapView::ErrorAt(int node, double level) const {
  if (options_.outcome == MapOutcome::kMean) return Error(node);
  return std::sqrt(level * (1 - level) * EstimateOf(node).per_run);
}

bool AdaptiveMapView::Near(int node, double level) const {
  return std::abs(value(node) - level) <= options_.clear_z * ErrorAt(node, level);
}

bool AdaptiveMapView::Precise(int node, double level) const {
  const double error = ErrorAt(node, level);
  if (error == 0 || error <= options_.value_error) return true;
  return error <= options_.position_error * Slope(node);
}

std::optional<double> AdaptiveMapView::SlopeWithin(int node, int reach) const {
  const std::optional<Plane> plane = FitAround(*this, nodes_, node, reach);
  if (!plane) return std::nullopt;
  const double variance = RunVariance(node);
  const double square = plane->b * plane->b + plane->c * plane->c;
  const double stands_out = plane->b * plane->b * plane->bb + 2 * plane->b * plane->c * plane->bc +
                            plane->c * plane->c * plane->cc;
  if (!(stands_out > kMapViewSignificance * variance)) return std::nullopt;
  const double determinant = plane->bb * plane->cc - plane->bc * plane->bc;
  const double noise = variance * (plane->bb + plane->cc) / determinant;
  return std::sqrt(std::max(0.0, square - noise));
}

double AdaptiveMapView::Slope(int node) const {
  double& slope = slopes_[static_cast<std::size_t>(node)];
  if (slope >= 0) return slope;
  slope = 0;
  const int widest = 1 << (options_.max_depth - options_.base_depth);
  for (int reach = 1; reach <= widest; reach *= 2) {
    const std::optional<double> found = SlopeWithin(node, reach);
    if (!found) continue;
    slope = *found;
    break;
  }
  return slope;
}

bool AdaptiveMapView::Concerns(int node, std::size_t level) const {
  return ((contour_levels_[static_cast<std::size_t>(node)] >> level) & 1U) != 0 ||
         Near(node, options_.levels[level]);
}

bool AdaptiveMapView::Settled(int node) const {
  for (std::size_t k = 0; k < options_.levels.size(); ++k) {
    const bool crossed = ((contour_levels_[static_cast<std::size_t>(node)] >> k) & 1U) != 0;
    if (crossed && !Precise(node, options_.levels[k])) return false;
  }
  return true;
}

std::uint64_t AdaptiveMapView::RunsWanted(int node) const {
  const std::uint64_t issued = nodes_[static_cast<std::size_t>(node)].issued;
  // Where every run fails, more will too.
  if (!known(node) || issued >= options_.max_replicates) return 0;
  const auto finished = static_cast<double>(Tally(node).finished);
  const double most = std::ceil(static_cast<double>(issued) * (options_.growth - 1));
  // Small helpings would cost a batch each.
  const double least = std::max(1.0, std::ceil(most / 2));
  double wanted = 0;
  for (std::size_t k = 0; k < options_.levels.size(); ++k) {
    if (!Concerns(node, k) || Precise(node, options_.levels[k])) continue;
    const double target = std::max(options_.position_error * Slope(node), options_.value_error);
    const double ratio = target > 0 ? ErrorAt(node, options_.levels[k]) / target : kMapViewInfinity;
    wanted = std::max(wanted, std::ceil(finished * ratio * ratio - finished));
  }
  if (wanted == 0) return 0;
  const auto left = static_cast<double>(options_.max_replicates - issued);
  return static_cast<std::uint64_t>(
      std::min(std::clamp(wanted, least, std::max(least, most)), left));
}

std::vector<int> AdaptiveMapView::Border(const MapCell& cell) const {
  std::vector<int> nodes;
  const auto take = [&](int column, int row) {
    const int node = node_at(cell.corner.column + column, cell.corner.row + row);
    if (node >= 0 && known(node)) nodes.push_back(node);
  };
  for (int k = 0; k < cell.size; ++k) {
    take(k, 0);
    take(cell.size, k);
    take(cell.size - k, cell.size);
    take(0, cell.size - k);
  }
  return nodes;
}

bool AdaptiveMapView::Crossed(const std::vector<int>& nodes, double level) const {
  const auto is_high = [&](int node) { return high(node, level); };
  return std::any_of(nodes.begin(), nodes.end(), is_high) &&
         !std::all_of(nodes.begin(), nodes.end(), is_high);
}

bool AdaptiveMapView::ClearlyCrossed(const std::vector<int>& nodes, double level) const {
  bool clear_high = false;
  bool clear_low = false;
  for (int node : nodes) {
    if (Near(node, level)) continue;
    (high(node, level) ? clear_high : clear_low) = true;
  }
  return clear_high && clear_low;
}

bool AdaptiveMapView::Hidden(const std::vector<int>& nodes, double level) const {
  for (int a : nodes) {
    if (Near(a, level) && Precise(a, level)) return false;
    if (!high(a, level)) continue;
    for (int b : nodes) {
      if (high(b, level)) continue;
      const double ea = Error(a);
      const double eb = Error(b);
      if (value(a) - value(b) > options_.clear_z * std::sqrt(ea * ea + eb * eb)) return false;
    }
  }
  return true;
}

}  // namespace dragoman::internal

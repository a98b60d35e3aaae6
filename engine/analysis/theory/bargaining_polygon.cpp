#include "engine/analysis/theory/bargaining_polygon.h"

#include <algorithm>
#include <cstddef>

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

using Chain = std::vector<UtilityPoint>;

constexpr double kPolygonTolerance = 1e-12;

double CrossProduct(const UtilityPoint& o, const UtilityPoint& a, const UtilityPoint& b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

// The corners of the hull that no other point of it dominates, u1 rising.
Chain EfficientCorners(std::span<const UtilityPoint> vertices) {
  Chain points(vertices.begin(), vertices.end());
  std::sort(points.begin(), points.end());
  Chain upper;
  for (const UtilityPoint& point : points) {
    while (upper.size() >= 2 && CrossProduct(upper[upper.size() - 2], upper.back(), point) >= 0) {
      upper.pop_back();
    }
    upper.push_back(point);
  }
  // The upper hull rises to the highest point; what lies before it is dominated by it.
  std::size_t top = 0;
  for (std::size_t k = 1; k < upper.size(); ++k) {
    if (upper[k][1] >= upper[top][1]) top = k;
  }
  return {upper.begin() + static_cast<std::ptrdiff_t>(top), upper.end()};
}

// Where the edge from a to b crosses the line on which coordinate `axis` is `value`.
UtilityPoint EdgeAt(const UtilityPoint& a, const UtilityPoint& b, std::size_t axis, double value) {
  const double t = (value - a[axis]) / (b[axis] - a[axis]);
  UtilityPoint point;
  point[axis] = value;
  point[1 - axis] = a[1 - axis] + t * (b[1 - axis] - a[1 - axis]);
  return point;
}

// The part with u1 >= d1 and u2 >= d2; empty if there is none.
Chain IndividuallyRational(const Chain& chain, const UtilityPoint& d) {
  if (chain.back()[0] < d[0] || chain.front()[1] < d[1]) return {};
  Chain cut;
  for (std::size_t k = 0; k < chain.size(); ++k) {
    const bool inside = chain[k][0] >= d[0] && chain[k][1] >= d[1];
    if (k > 0) {
      const UtilityPoint& before = chain[k - 1];
      if (before[0] < d[0] && chain[k][0] > d[0]) {
        const UtilityPoint enter = EdgeAt(before, chain[k], 0, d[0]);
        if (enter[1] >= d[1]) cut.push_back(enter);
      }
      if (before[1] > d[1] && chain[k][1] < d[1]) {
        const UtilityPoint leave = EdgeAt(before, chain[k], 1, d[1]);
        if (leave[0] >= d[0]) cut.push_back(leave);
      }
    }
    if (inside) cut.push_back(chain[k]);
  }
  return cut;
}

// The farthest point of the set from d in a direction of positive gains.
UtilityPoint AlongRay(const Chain& frontier, const UtilityPoint& d, const UtilityPoint& gains) {
  // Below the first corner's u1 the set is bounded by its u2; right of the last by nothing beyond.
  double reach = (frontier.front()[1] - d[1]) / gains[1];
  if (d[0] + reach * gains[0] <= frontier.front()[0]) {
    return {d[0] + reach * gains[0], frontier.front()[1]};
  }
  for (std::size_t k = 1; k < frontier.size(); ++k) {
    const UtilityPoint& a = frontier[k - 1];
    const double du1 = frontier[k][0] - a[0];
    const double du2 = frontier[k][1] - a[1];
    // d + reach gains = a + t (b - a); the normal of the edge is (-du2, du1).
    const double along = -du2 * gains[0] + du1 * gains[1];
    reach = (-du2 * (a[0] - d[0]) + du1 * (a[1] - d[1])) / along;
    if (d[0] + reach * gains[0] <= frontier[k][0]) {
      return {d[0] + reach * gains[0], d[1] + reach * gains[1]};
    }
  }
  reach = (frontier.back()[0] - d[0]) / gains[0];
  return {frontier.back()[0], d[1] + reach * gains[1]};
}

// On one edge the product g1^a g2^b is largest where a q1 / g1 + b q2 / g2 = 0.
UtilityPoint BestProductOnEdge(const UtilityPoint& from, const UtilityPoint& to,
                               const UtilityPoint& d, const UtilityPoint& weights) {
  const double p1 = from[0] - d[0];
  const double p2 = from[1] - d[1];
  const double q1 = to[0] - from[0];
  const double q2 = to[1] - from[1];
  const double t =
      -(weights[0] * q1 * p2 + weights[1] * q2 * p1) / (q1 * q2 * (weights[0] + weights[1]));
  if (!(t > 0)) return from;
  if (t >= 1) return to;
  return {from[0] + t * q1, from[1] + t * q2};
}

double LogProduct(const UtilityPoint& u, const UtilityPoint& d, const UtilityPoint& weights) {
  return weights[0] * portable::Log(u[0] - d[0]) + weights[1] * portable::Log(u[1] - d[1]);
}

UtilityPoint BestProduct(const Chain& frontier, const UtilityPoint& d,
                         const UtilityPoint& weights) {
  UtilityPoint best = frontier.front();
  double largest = LogProduct(best, d, weights);
  for (std::size_t k = 1; k < frontier.size(); ++k) {
    const UtilityPoint point = BestProductOnEdge(frontier[k - 1], frontier[k], d, weights);
    const double product = LogProduct(point, d, weights);
    if (!(product > largest)) continue;
    best = point;
    largest = product;
  }
  return best;
}

void FindUtilitarian(PolygonSolutions* solutions) {
  const Chain& frontier = solutions->frontier;
  solutions->utilitarian_sum = frontier[0][0] + frontier[0][1];
  for (const UtilityPoint& u : frontier) {
    solutions->utilitarian_sum = std::max(solutions->utilitarian_sum, u[0] + u[1]);
  }
  const double scale = portable::Abs(frontier.front()[0]) + portable::Abs(frontier.front()[1]) +
                       portable::Abs(frontier.back()[0]) + portable::Abs(frontier.back()[1]);
  for (const UtilityPoint& u : frontier) {
    if (u[0] + u[1] < solutions->utilitarian_sum - kPolygonTolerance * scale) continue;
    solutions->utilitarian.push_back(u);
  }
}

Diagnostics PolygonProblems(std::span<const UtilityPoint> vertices, const UtilityPoint& d,
                            const UtilityPoint& weights) {
  Diagnostics problems;
  bool finite = portable::IsFinite(d[0]) && portable::IsFinite(d[1]);
  for (const UtilityPoint& u : vertices) {
    finite = finite && portable::IsFinite(u[0]) && portable::IsFinite(u[1]);
  }
  if (!finite) problems.push_back({"vertices", "a number is not finite", ""});
  if (vertices.empty()) problems.push_back({"vertices", "no vertex", "one or more"});
  if (!(weights[0] > 0 && weights[1] > 0 && portable::IsFinite(weights[0] + weights[1]))) {
    problems.push_back({"weights", "number out of range", "more than 0"});
  }
  return problems;
}

}  // namespace

Checked<PolygonSolutions> SolvePolygon(std::span<const UtilityPoint> vertices,
                                       UtilityPoint disagreement, UtilityPoint weights) {
  Diagnostics problems = PolygonProblems(vertices, disagreement, weights);
  if (!problems.empty()) return problems;
  PolygonSolutions solutions;
  solutions.frontier = IndividuallyRational(EfficientCorners(vertices), disagreement);
  const Chain& frontier = solutions.frontier;
  if (frontier.empty() || !(frontier.back()[0] > disagreement[0]) ||
      !(frontier.front()[1] > disagreement[1])) {
    return Diagnostic{"disagreement", "a party can gain nothing",
                      "a point below the efficient edge"};
  }
  solutions.ideal = {frontier.back()[0], frontier.front()[1]};
  const UtilityPoint gains = {solutions.ideal[0] - disagreement[0],
                              solutions.ideal[1] - disagreement[1]};
  solutions.nash = BestProduct(frontier, disagreement, weights);
  solutions.kalai_smorodinsky = AlongRay(frontier, disagreement, gains);
  solutions.egalitarian = AlongRay(frontier, disagreement, {1, 1});
  FindUtilitarian(&solutions);
  return solutions;
}

}  // namespace dragoman

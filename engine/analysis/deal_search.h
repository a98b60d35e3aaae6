#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/analysis/package_rules.h"
#include "engine/talks/gain.h"
#include "engine/talks/state.h"

namespace dragoman {

/// Does a package exist that ends the conflict, is admissible to both sides, and leaves neither
/// below no deal? Exact, without enumerating the space.
///
/// Gains are additive over issues once the issues that conditions couple are fixed, so those are
/// enumerated (pruned by what is allowed) and the rest is a two-sided choice per issue: bounds
/// first, then supported points, and where neither decides, the exact Pareto frontier of the rest
/// by merging issue by issue (a Pareto-filtered Minkowski sum). Reusable; allocates only while its
/// buffers grow.
class DealSearch {
 public:
  explicit DealSearch(const TalksModel& model);

  /// Takes preferences, red lines and binding preconditions from a prepared run. All issues (bits)
  /// of `negotiable` count as on the table. `state` is read during Exists() too.
  void Load(const TalkState& state, std::uint32_t negotiable);

  bool Exists(const Relaxation& relaxation);

 private:
  struct Point {
    double a = 0;
    double b = 0;
  };
  static constexpr std::size_t kLambdas = 5;
  /// The issues that are not enumerated, for one combination of masks and fears.
  struct Rest {
    std::uint32_t open_links = 0;
    Point rate;                           ///< Of fear, by side.
    Point best;                           ///< Largest sums, each side for itself.
    std::array<Point, kLambdas> choices;  ///< Supported points.
    bool has_frontier = false;
    std::vector<Point> frontier;  ///< By a descending, b ascending.
  };

  bool Walk(std::size_t depth);
  bool TestCombination();
  bool IsEnumerated(std::size_t issue) const;
  void Enumerate(std::size_t issue);
  Rest& RestFor(std::uint32_t open_links, const Point& rate);
  bool RestReaches(Rest* rest, Point needed);
  void BuildFrontier(Rest* rest);
  Point PointOf(std::size_t issue, OptionIndex option, const Point& rate) const;
  Point FearRates() const;

  const TalksModel& model_;
  const TalkState* state_ = nullptr;
  PackageRules rules_;
  std::vector<std::size_t> enumerated_;
  std::vector<std::size_t> rest_issues_;
  Outcome package_;
  std::vector<Rest> rests_;
  std::size_t num_rests_ = 0;
  std::vector<Point> merged_;
};

}  // namespace dragoman

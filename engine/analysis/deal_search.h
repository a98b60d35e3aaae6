#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/talks/gain.h"
#include "engine/talks/state.h"

namespace dragoman {

/// Constraints to leave out of account: "what if this one thing did not bind?"
struct Relaxation {
  std::array<std::uint32_t, kSides>
      red_lines{};                       ///< Issues (bits) on which a side's vetoes are ignored.
  std::uint32_t links = 0;               ///< Preconditions (bits) that are ignored.
  std::array<bool, kSides> sincerity{};  ///< Sides that are taken to negotiate in earnest.
};

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

  const TalksModel& model() const { return model_; }
  const TalkState& state() const { return *state_; }

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
  OptionSet AllowedOn(std::size_t issue) const;
  OptionSet RestMask(std::size_t issue, std::uint32_t open_links) const;
  Point PointOf(std::size_t issue, OptionIndex option, const Point& rate) const;
  Point FearRates() const;

  const TalksModel& model_;
  const TalkState* state_ = nullptr;
  std::uint32_t negotiable_ = 0;
  std::vector<std::size_t> enumerated_;
  std::vector<std::size_t> rest_issues_;
  std::array<OptionSet, kMaxIssues> allowed_{};
  Relaxation relaxation_;
  Outcome package_;
  std::vector<Rest> rests_;
  std::size_t num_rests_ = 0;
  std::vector<Point> merged_;
};

}  // namespace dragoman

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/package_rules.h"
#include "engine/core/condition.h"
#include "engine/core/inline_vector.h"
#include "engine/talks/state.h"

namespace dragoman {

/// A package with what it is truly worth to either side over no deal.
struct ValuedPackage {
  Outcome offer;
  std::array<double, kSides> gain{};

  double joint() const { return gain[0] + gain[1]; }
};

/// Which packages count.
struct PackageLimits {
  Relaxation relaxation;              ///< Constraints that are left out of account.
  const Condition* target = nullptr;  ///< Must hold of the package; null: any package.
};

/// The packages of one prepared run that leave neither side below no deal: the best of them for
/// both together, and the Pareto frontier. Judged on true preferences at the start of the run, with
/// every issue both sides have a position on counted as on the table.
///
/// Exact, as DealSearch: issues that conditions couple are enumerated, the others merged one by one
/// (a Pareto-filtered Minkowski sum). Worths are those of WorthOf() itself: what one more option
/// adds is measured, not recomputed. For reports, not for the path of an offer: it allocates.
class PackageFrontier {
 public:
  explicit PackageFrontier(const TalksModel& model);

  /// Takes preferences and constraints from a prepared run. `state` is read during the calls below.
  void Load(const TalkState& state, std::uint32_t negotiable);

  /// Is there any package within the limits that leaves neither side below no deal?
  bool Exists(const PackageLimits& limits);

  /// The package with the largest sum of gains; none if every package costs somebody something.
  std::optional<ValuedPackage> BestJoint(const PackageLimits& limits);

  /// The packages that no other one beats for both, by falling gain of side 0.
  std::vector<ValuedPackage> Rational(const PackageLimits& limits);

  /// Those that no other one beats for both as long as the issues that conditions couple stay as
  /// they are: the best uses of every such combination, good or bad. In no particular order.
  std::vector<ValuedPackage> RationalByCombination(const PackageLimits& limits);

  /// The truth about any package, by the preferences at the start.
  ValuedPackage Value(const Outcome& offer) const;

  /// What it was loaded with.
  const TalksModel& model() const { return model_; }
  const TalkState& state() const { return *state_; }
  std::uint32_t negotiable() const { return rules_.negotiable(); }

 private:
  struct Point {
    double a = 0;
    double b = 0;
    Outcome offer;
  };
  /// What one option of an issue that is not enumerated adds.
  struct Step {
    OptionIndex option = 0;
    double a = 0;
    double b = 0;
  };
  struct RestIssue {
    IssueIndex issue = kNoIssue;
    std::vector<Step> steps;
    double most_a = 0;
    double most_b = 0;
    double most_joint = 0;
  };
  struct Combination {
    Outcome package;
    std::uint32_t open_links = 0;
    double bound = 0;  ///< No package of this combination has a larger sum.
  };

  void Begin(const PackageLimits& limits);
  std::vector<Point> AllPoints(const PackageLimits& limits);
  std::vector<ValuedPackage> Valued(const std::vector<Point>& points) const;
  void Walk(std::size_t depth);
  void Keep();
  void MeasureRest(const Combination& combination);
  void AddRest(IssueIndex issue, const Combination& combination);
  Point Greedy() const;
  void Merge(double least_joint);
  void MergeIssue(const RestIssue& rest, double later_a, double later_b, double later_joint,
                  double least_joint);
  static void KeepUndominated(std::vector<Point>* points);

  const TalksModel& model_;
  const TalkState* state_ = nullptr;
  PackageRules rules_;
  const Condition* target_ = nullptr;
  std::vector<std::size_t> enumerated_;
  std::vector<std::size_t> rest_issues_;
  Outcome package_;
  std::vector<Combination> combinations_;
  Point base_;                   ///< Of the combination MeasureRest() looked at last ...
  std::vector<RestIssue> rest_;  ///< ... and what the other issues add to it.
  std::vector<Point> points_;
};

}  // namespace dragoman

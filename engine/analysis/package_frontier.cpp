#include "engine/analysis/package_frontier.h"

#include <algorithm>

#include "engine/talks/gain.h"

namespace dragoman {
namespace {

// Sums of differences are exact to about this; a gain of minus this is no loss.
constexpr double kPackageRounding = 1e-12;

}  // namespace

PackageFrontier::PackageFrontier(const TalksModel& model) : model_(model), rules_(model) {}

void PackageFrontier::Load(const TalkState& state, std::uint32_t negotiable) {
  state_ = &state;
  rules_.Load(state, negotiable);
}

ValuedPackage PackageFrontier::Value(const Outcome& offer) const {
  ValuedPackage valued{offer, {}};
  for (std::size_t s = 0; s < kSides; ++s) {
    valued.gain[s] = WorthOf(model_, *state_, state_->own[s], offer).gain;
  }
  return valued;
}

// ---- Combinations of the issues that conditions couple

void PackageFrontier::Begin(const PackageLimits& limits) {
  target_ = limits.target;
  rules_.Relax(limits.relaxation);
  std::uint32_t coupled = CoupledByModel(model_);
  if (target_ != nullptr) coupled |= IssuesOf(*target_);
  CoupledByRun(*state_, [&coupled](IssueIndex issue) { coupled |= 1U << At(issue); });
  enumerated_.clear();
  rest_issues_.clear();
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    (((coupled >> i) & 1U) != 0 ? enumerated_ : rest_issues_).push_back(i);
  }
  combinations_.clear();
  package_ = state_->standing;
  Walk(0);
  std::sort(combinations_.begin(), combinations_.end(),
            [](const Combination& x, const Combination& y) { return x.bound > y.bound; });
}

void PackageFrontier::Walk(std::size_t depth) {
  if (depth == enumerated_.size()) return Keep();
  const IssueIndex issue{static_cast<int>(enumerated_[depth])};
  for (OptionSet left = rules_.allowed(enumerated_[depth]); left != 0; left &= left - 1) {
    package_[issue] = static_cast<OptionIndex>(__builtin_ctzll(left));
    Walk(depth + 1);
  }
  package_[issue] = state_->standing[issue];
}

void PackageFrontier::Keep() {
  if (target_ != nullptr && !target_->Holds(package_)) return;
  Combination combination{package_, 0, 0};
  if (!rules_.KeepsLinks(package_, &combination.open_links)) return;
  MeasureRest(combination);
  combination.bound = base_.a + base_.b;
  double most_a = base_.a;
  double most_b = base_.b;
  for (const RestIssue& rest : rest_) {
    combination.bound += rest.most_joint;
    most_a += rest.most_a;
    most_b += rest.most_b;
  }
  if (most_a < -kPackageRounding || most_b < -kPackageRounding) return;
  combinations_.push_back(combination);
}

// ---- The other issues of one combination

void PackageFrontier::MeasureRest(const Combination& combination) {
  const ValuedPackage base = Value(combination.package);
  base_ = {base.gain[0], base.gain[1], combination.package};
  rest_.clear();
  for (const std::size_t i : rest_issues_) AddRest(IssueIndex{static_cast<int>(i)}, combination);
}

void PackageFrontier::AddRest(IssueIndex issue, const Combination& combination) {
  RestIssue rest;
  rest.issue = issue;
  Outcome offer = combination.package;
  for (OptionSet left = rules_.RestMask(At(issue), combination.open_links); left != 0;
       left &= left - 1) {
    const auto option = static_cast<OptionIndex>(__builtin_ctzll(left));
    Step step{option, 0, 0};
    if (option != state_->standing[issue]) {
      offer[issue] = option;
      const ValuedPackage valued = Value(offer);
      step.a = valued.gain[0] - base_.a;
      step.b = valued.gain[1] - base_.b;
    }
    rest.most_a = std::max(rest.most_a, step.a);
    rest.most_b = std::max(rest.most_b, step.b);
    rest.most_joint = std::max(rest.most_joint, step.a + step.b);
    rest.steps.push_back(step);
  }
  rest_.push_back(std::move(rest));
}

PackageFrontier::Point PackageFrontier::Greedy() const {
  Point point = base_;
  for (const RestIssue& rest : rest_) {
    const auto best =
        std::max_element(rest.steps.begin(), rest.steps.end(),
                         [](const Step& x, const Step& y) { return x.a + x.b < y.a + y.b; });
    point.a += best->a;
    point.b += best->b;
    point.offer[rest.issue] = best->option;
  }
  return point;
}

// Leaves in points_ the frontier of the combination measured last, without points that leave a side
// below no deal or whose sum is not above `least_joint`.
void PackageFrontier::Merge(double least_joint) {
  double later_a = 0;
  double later_b = 0;
  double later_joint = 0;
  for (const RestIssue& rest : rest_) {
    later_a += rest.most_a;
    later_b += rest.most_b;
    later_joint += rest.most_joint;
  }
  points_.assign(1, base_);
  for (const RestIssue& rest : rest_) {
    later_a -= rest.most_a;
    later_b -= rest.most_b;
    later_joint -= rest.most_joint;
    MergeIssue(rest, later_a, later_b, later_joint, least_joint);
  }
}

void PackageFrontier::MergeIssue(const RestIssue& rest, double later_a, double later_b,
                                 double later_joint, double least_joint) {
  std::vector<Point> merged;
  merged.reserve(points_.size() * rest.steps.size());
  for (const Point& point : points_) {
    for (const Step& step : rest.steps) {
      Point next = point;
      next.a += step.a;
      next.b += step.b;
      if (next.a + later_a < -kPackageRounding || next.b + later_b < -kPackageRounding) continue;
      if (!(next.a + next.b + later_joint > least_joint)) continue;
      next.offer[rest.issue] = step.option;
      merged.push_back(next);
    }
  }
  KeepUndominated(&merged);
  points_ = std::move(merged);
}

void PackageFrontier::KeepUndominated(std::vector<Point>* points) {
  // Ties go to the first offer in lexicographic order, so that the result depends on values only.
  std::sort(points->begin(), points->end(), [](const Point& x, const Point& y) {
    if (x.a != y.a) return x.a > y.a;
    if (x.b != y.b) return x.b > y.b;
    return x.offer < y.offer;
  });
  std::size_t kept = 0;
  for (const Point& point : *points) {
    if (kept > 0 && !(point.b > (*points)[kept - 1].b)) continue;
    (*points)[kept++] = point;
  }
  points->resize(kept);
}

// ---- Answers

bool PackageFrontier::Exists(const PackageLimits& limits) {
  Begin(limits);
  for (const Combination& combination : combinations_) {
    MeasureRest(combination);
    const Point greedy = Greedy();
    if (greedy.a >= -kPackageRounding && greedy.b >= -kPackageRounding) return true;
    Merge(-1e300);
    if (!points_.empty()) return true;
  }
  return false;
}

std::optional<ValuedPackage> PackageFrontier::BestJoint(const PackageLimits& limits) {
  Begin(limits);
  std::optional<Point> best;
  const auto least = [&] { return best ? best->a + best->b : -kPackageRounding; };
  for (const Combination& combination : combinations_) {
    if (!(combination.bound > least())) break;
    MeasureRest(combination);
    Point greedy = Greedy();
    if (greedy.a >= -kPackageRounding && greedy.b >= -kPackageRounding) {
      best = greedy;
      continue;
    }
    Merge(least());
    for (const Point& point : points_) {
      if (point.a + point.b > least()) best = point;
    }
  }
  if (!best) return std::nullopt;
  return Value(best->offer);
}

std::vector<PackageFrontier::Point> PackageFrontier::AllPoints(const PackageLimits& limits) {
  Begin(limits);
  std::vector<Point> all;
  for (const Combination& combination : combinations_) {
    MeasureRest(combination);
    Merge(-1e300);
    all.insert(all.end(), points_.begin(), points_.end());
  }
  return all;
}

std::vector<ValuedPackage> PackageFrontier::Valued(const std::vector<Point>& points) const {
  std::vector<ValuedPackage> packages;
  packages.reserve(points.size());
  for (const Point& point : points) packages.push_back(Value(point.offer));
  return packages;
}

std::vector<ValuedPackage> PackageFrontier::Rational(const PackageLimits& limits) {
  std::vector<Point> all = AllPoints(limits);
  KeepUndominated(&all);
  return Valued(all);
}

std::vector<ValuedPackage> PackageFrontier::RationalByCombination(const PackageLimits& limits) {
  return Valued(AllPoints(limits));
}

}  // namespace dragoman

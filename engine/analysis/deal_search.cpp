#include "engine/analysis/deal_search.h"

#include <algorithm>

#include "engine/core/sort.h"

namespace dragoman {
namespace {

constexpr double kSearchLambdas[] = {0.1, 0.3, 0.5, 0.7, 0.9};

}  // namespace

DealSearch::DealSearch(const TalksModel& model) : model_(model), rules_(model) {
  const std::uint32_t coupled = CoupledByModel(model);
  for (std::size_t i = 0; i < model.traits.size(); ++i) {
    if (((coupled >> i) & 1U) != 0) enumerated_.push_back(i);
  }
}

void DealSearch::Load(const TalkState& state, std::uint32_t negotiable) {
  state_ = &state;
  rules_.Load(state, negotiable);
  CoupledByRun(state, [this](IssueIndex issue) { Enumerate(At(issue)); });
  rest_issues_.clear();
  for (std::size_t i = 0; i < model_.traits.size(); ++i) {
    if (!IsEnumerated(i)) rest_issues_.push_back(i);
  }
}

bool DealSearch::IsEnumerated(std::size_t issue) const {
  return std::find(enumerated_.begin(), enumerated_.end(), issue) != enumerated_.end();
}

void DealSearch::Enumerate(std::size_t issue) {
  if (!IsEnumerated(issue)) enumerated_.push_back(issue);
}

bool DealSearch::Exists(const Relaxation& relaxation) {
  rules_.Relax(relaxation);
  num_rests_ = 0;
  package_ = state_->standing;
  return Walk(0);
}

bool DealSearch::Walk(std::size_t depth) {
  if (depth == enumerated_.size()) return TestCombination();
  const IssueIndex issue{static_cast<int>(enumerated_[depth])};
  for (OptionSet left = rules_.allowed(enumerated_[depth]); left != 0; left &= left - 1) {
    package_[issue] = static_cast<OptionIndex>(__builtin_ctzll(left));
    if (Walk(depth + 1)) return true;
  }
  package_[issue] = state_->standing[issue];
  return false;
}

bool DealSearch::TestCombination() {
  if (!model_.ends_conflict.Holds(package_)) return false;
  std::uint32_t open_links = 0;
  if (!rules_.KeepsLinks(package_, &open_links)) return false;
  const Point rate = FearRates();
  Point base = {state_->sides[0].worth_of_end(), state_->sides[1].worth_of_end()};
  for (const SideTerm& term : state_->terms) {
    if (!term.when->Holds(package_)) continue;
    base.a += term.worth[0];
    base.b += term.worth[1];
  }
  for (const std::size_t i : enumerated_) {
    const Point point = PointOf(i, package_[IssueIndex{static_cast<int>(i)}], rate);
    base.a += point.a;
    base.b += point.b;
  }
  return RestReaches(&RestFor(open_links, rate), {-base.a, -base.b});
}

// What monitoring and guarantees in the package leave of the fear; they lie on enumerated issues.
DealSearch::Point DealSearch::FearRates() const {
  const auto rate = [&](const SideState& side) {
    return side.fear * (1 - side.trust) * (1 - ReliefOf(*state_, side, package_));
  };
  return {rate(state_->sides[0]), rate(state_->sides[1])};
}

// What one issue adds to both gains in a package that ends the conflict.
DealSearch::Point DealSearch::PointOf(std::size_t i, OptionIndex option, const Point& rate) const {
  const IssueIndex issue{static_cast<int>(i)};
  if (option == state_->standing[issue] && !model_.traits[i].imposable) return {};
  const std::size_t flat = model_.space->flat(issue, option);
  return {state_->own[0].gain[flat] - rate.a * state_->own[0].exposure[flat],
          state_->own[1].gain[flat] - rate.b * state_->own[1].exposure[flat]};
}

DealSearch::Rest& DealSearch::RestFor(std::uint32_t open_links, const Point& rate) {
  for (std::size_t k = 0; k < num_rests_; ++k) {
    Rest& known = rests_[k];
    const bool same = known.rate.a == rate.a && known.rate.b == rate.b;
    if (known.open_links == open_links && same) return known;
  }
  if (num_rests_ == rests_.size()) rests_.emplace_back();
  Rest& rest = rests_[num_rests_++];
  rest.open_links = open_links;
  rest.rate = rate;
  rest.has_frontier = false;
  rest.best = {};
  rest.choices.fill({});
  for (const std::size_t i : rest_issues_) {
    Point best;
    std::array<Point, kLambdas> pick;
    bool first = true;
    for (OptionSet left = rules_.RestMask(i, open_links); left != 0; left &= left - 1) {
      const Point point = PointOf(i, static_cast<OptionIndex>(__builtin_ctzll(left)), rate);
      best.a = first ? point.a : std::max(best.a, point.a);
      best.b = first ? point.b : std::max(best.b, point.b);
      for (std::size_t l = 0; l < kLambdas; ++l) {
        const double lambda = kSearchLambdas[l];
        const bool better = first || lambda * point.a + (1 - lambda) * point.b >
                                         lambda * pick[l].a + (1 - lambda) * pick[l].b;
        if (better) pick[l] = point;
      }
      first = false;
    }
    rest.best.a += best.a;
    rest.best.b += best.b;
    for (std::size_t l = 0; l < kLambdas; ++l) {
      rest.choices[l].a += pick[l].a;
      rest.choices[l].b += pick[l].b;
    }
  }
  return rest;
}

bool DealSearch::RestReaches(Rest* rest, Point needed) {
  if (rest->best.a < needed.a || rest->best.b < needed.b) return false;
  for (const Point& choice : rest->choices) {
    if (choice.a >= needed.a && choice.b >= needed.b) return true;
  }
  // Each supported point bounds its weighted sum from above; leave rounding to the exact step.
  for (std::size_t l = 0; l < kLambdas; ++l) {
    const double lambda = kSearchLambdas[l];
    const double bound = lambda * rest->choices[l].a + (1 - lambda) * rest->choices[l].b;
    if (bound < lambda * needed.a + (1 - lambda) * needed.b - 1e-12) return false;
  }
  if (!rest->has_frontier) BuildFrontier(rest);
  // The first point from the right end that gives side 1 enough gives side 0 the most.
  const auto found = std::lower_bound(rest->frontier.begin(), rest->frontier.end(), needed.b,
                                      [](const Point& point, double b) { return point.b < b; });
  return found != rest->frontier.end() && found->a >= needed.a;
}

void DealSearch::BuildFrontier(Rest* rest) {
  rest->has_frontier = true;
  rest->frontier.assign(1, Point{});
  for (const std::size_t i : rest_issues_) {
    merged_.clear();
    for (OptionSet left = rules_.RestMask(i, rest->open_links); left != 0; left &= left - 1) {
      const Point step = PointOf(i, static_cast<OptionIndex>(__builtin_ctzll(left)), rest->rate);
      for (const Point& point : rest->frontier) {
        merged_.push_back({point.a + step.a, point.b + step.b});
      }
    }
    SortItems(merged_.begin(), merged_.end(),
              [](const Point& x, const Point& y) { return x.a != y.a ? x.a > y.a : x.b > y.b; });
    rest->frontier.clear();
    for (const Point& point : merged_) {
      if (rest->frontier.empty() || point.b > rest->frontier.back().b) {
        rest->frontier.push_back(point);
      }
    }
  }
}

}  // namespace dragoman

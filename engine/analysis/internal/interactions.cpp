#include "engine/analysis/internal/interactions.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace dragoman::internal {
namespace {

constexpr std::uint64_t kSaturated = ~std::uint64_t{0};

std::uint64_t SaturatingProduct(std::uint64_t a, std::uint64_t b) {
  return a > kSaturated / b ? kSaturated : a * b;
}

/// Union-find over the issues, the smallest being the root.
class IssueSets {
 public:
  IssueSets() {
    for (std::size_t i = 0; i < kMaxIssues; ++i) root_[i] = i;
  }
  std::size_t Root(std::size_t issue) const {
    while (root_[issue] != issue) issue = root_[issue];
    return issue;
  }
  void Name(IssueIndex issue) { named_[At(issue)] = true; }
  void Join(IssueIndex a, IssueIndex b) {
    Name(a);
    Name(b);
    const std::size_t x = Root(At(a));
    const std::size_t y = Root(At(b));
    root_[std::max(x, y)] = std::min(x, y);
  }
  bool named(std::size_t issue) const { return named_[issue]; }

 private:
  std::array<std::size_t, kMaxIssues> root_{};
  std::array<bool, kMaxIssues> named_{};
};

void JoinTests(const std::vector<ValueTest>& tests, IssueSets* sets) {
  for (const ValueTest& test : tests) sets->Join(tests[0].issue, test.issue);
}

void JoinTerms(const UtilityFunction& utility, IssueSets* sets) {
  for (const PairTerm& pair : utility.pairs()) sets->Join(pair.first, pair.second);
  for (const ConditionalTerm& term : utility.conditionals()) {
    sets->Name(term.issue);
    JoinTests(term.when, sets);
    if (!term.when.empty()) sets->Join(term.issue, term.when[0].issue);
  }
  for (const ForbiddenCombination& forbidden : utility.forbidden()) {
    JoinTests(forbidden.tests, sets);
  }
}

/// The terms of a profile whose issues all lie in one component.
class ComponentTerms {
 public:
  ComponentTerms(const UtilityProfile& profile, const std::vector<std::size_t>& issues)
      : profile_(profile), issues_(issues) {}

  /// Adds what the component is worth to each party; false if it is forbidden.
  bool Add(const Outcome& outcome, double* utilities) const {
    const OutcomeSpace& space = profile_.space();
    for (std::size_t p = 0; p < profile_.size(); ++p) {
      const UtilityFunction& u = profile_[p];
      for (const ForbiddenCombination& forbidden : u.forbidden()) {
        if (Has(forbidden.tests[0].issue) && AllHold(forbidden.tests, outcome)) return false;
      }
      for (const std::size_t i : issues_) {
        utilities[p] += u.worth()[space.offset(i) + outcome.options[i]];
      }
      for (const PairTerm& pair : u.pairs()) {
        if (Has(pair.first)) utilities[p] += PairWorth(pair, space, outcome);
      }
      for (const ConditionalTerm& term : u.conditionals()) {
        if (!Has(term.issue) || !AllHold(term.when, outcome)) continue;
        utilities[p] += term.worth[outcome[term.issue]];
      }
    }
    return true;
  }

  static double PairWorth(const PairTerm& pair, const OutcomeSpace& space, const Outcome& outcome) {
    return pair.worth[outcome[pair.first] * space.size(At(pair.second)) + outcome[pair.second]];
  }

 private:
  bool Has(IssueIndex issue) const {
    return std::binary_search(issues_.begin(), issues_.end(), At(issue));
  }

  const UtilityProfile& profile_;
  const std::vector<std::size_t>& issues_;
};

/// Moves to the next combination of the values of `issues`, the last fastest; false after the last.
bool NextCombination(const OutcomeSpace& space, const std::vector<std::size_t>& issues,
                     Outcome* outcome) {
  for (std::size_t k = issues.size(); k-- > 0;) {
    OptionIndex& option = outcome->options[issues[k]];
    if (option + std::size_t{1} < space.size(issues[k])) {
      ++option;
      return true;
    }
    option = 0;
  }
  return false;
}

/// Choices gathered before covered ones are dropped, so that memory stays bounded.
constexpr std::size_t kChoicesAtOnce = std::size_t{1} << 16;

ChoiceGroup GroupOf(const UtilityProfile& profile, const std::vector<std::size_t>& issues) {
  ChoiceGroup group;
  group.issues = issues;
  const ComponentTerms terms(profile, issues);
  Outcome outcome;
  outcome.options.assign(profile.space().num_issues(), 0);
  std::size_t compact_at = kChoicesAtOnce;
  do {
    std::array<double, kMaxParties> utilities{};
    if (!terms.Add(outcome, utilities.data())) continue;
    group.worth.insert(group.worth.end(), utilities.begin(), utilities.begin() + profile.size());
    for (const std::size_t i : issues) group.options.push_back(outcome.options[i]);
    if (group.size() >= compact_at) {
      group.PruneDominated(profile.size());
      compact_at = std::max(kChoicesAtOnce, 2 * group.size());
    }
  } while (NextCombination(profile.space(), issues, &outcome));
  group.PruneDominated(profile.size());
  return group;
}

}  // namespace

Interactions::Interactions(const UtilityProfile& profile) {
  IssueSets sets;
  for (std::size_t p = 0; p < profile.size(); ++p) JoinTerms(profile[p], &sets);
  const OutcomeSpace& space = profile.space();
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    if (sets.named(i)) {
      issues.push_back(i);
      combinations = SaturatingProduct(combinations, space.size(i));
    }
    if (sets.Root(i) != i) continue;
    std::vector<std::size_t> component;
    std::uint64_t size = 1;
    for (std::size_t j = i; j < space.num_issues(); ++j) {
      if (sets.Root(j) != i) continue;
      component.push_back(j);
      size = SaturatingProduct(size, space.size(j));
    }
    largest_component = std::max(largest_component, size);
    components.push_back(std::move(component));
  }
}

void AppendTerms(const UtilityFunction& utility, const Outcome& outcome,
                 std::vector<double>* terms) {
  for (const PairTerm& pair : utility.pairs()) {
    terms->push_back(ComponentTerms::PairWorth(pair, utility.space(), outcome));
  }
  for (const ConditionalTerm& term : utility.conditionals()) {
    if (AllHold(term.when, outcome)) terms->push_back(term.worth[outcome[term.issue]]);
  }
}

bool IsForbidden(const UtilityFunction& utility, const Outcome& outcome) {
  for (const ForbiddenCombination& combination : utility.forbidden()) {
    if (AllHold(combination.tests, outcome)) return true;
  }
  return false;
}

ConditionedProblem::ConditionedProblem(const UtilityProfile& profile,
                                       const Interactions& interactions, bool prune)
    : profile_(profile), issues_(interactions.issues), problem_(IssueByIssue(profile)) {
  outcome_.options.assign(problem_.issues, 0);
  for (const std::size_t i : issues_) {
    problem_.groups[i].options.resize(1);
    problem_.groups[i].worth.resize(problem_.parties);
  }
  if (!prune) return;
  for (ChoiceGroup& group : problem_.groups) group.PruneDominated(problem_.parties);
}

bool ConditionedProblem::Fix(std::uint64_t rank) {
  const OutcomeSpace& space = profile_.space();
  for (std::size_t k = issues_.size(); k-- > 0;) {
    const std::size_t issue = issues_[k];
    const auto option = static_cast<OptionIndex>(rank % space.size(issue));
    rank /= space.size(issue);
    outcome_.options[issue] = option;
    problem_.groups[issue].options[0] = option;
    for (std::size_t p = 0; p < problem_.parties; ++p) {
      problem_.groups[issue].worth[p] = profile_[p].worth()[space.offset(issue) + option];
    }
  }
  for (std::size_t p = 0; p < problem_.parties; ++p) {
    if (IsForbidden(profile_[p], outcome_)) return false;
    problem_.tails[p].clear();
    AppendTerms(profile_[p], outcome_, &problem_.tails[p]);
  }
  return true;
}

AdditiveProblem ComponentByComponent(const UtilityProfile& profile,
                                     const Interactions& interactions) {
  AdditiveProblem problem;
  problem.parties = profile.size();
  problem.issues = profile.space().num_issues();
  problem.tails.resize(profile.size());
  for (std::size_t p = 0; p < profile.size(); ++p) problem.start.push_back(profile[p].bias());
  for (const std::vector<std::size_t>& component : interactions.components) {
    problem.groups.push_back(GroupOf(profile, component));
  }
  return problem;
}

}  // namespace dragoman::internal

#include "engine/analysis/internal/additive_problem.h"

#include <algorithm>

#include "engine/analysis/nondominated.h"
#include "engine/core/sort.h"

namespace dragoman::internal {

void ChoiceGroup::PruneDominated(std::size_t parties) {
  if (size() < 2) return;
  std::vector<std::uint32_t> kept;
  NondominatedFilter().Select(worth, parties, &kept);
  SortItems(kept.begin(), kept.end());
  std::size_t to = 0;
  for (const std::uint32_t from : kept) {
    std::copy_n(worth.begin() + static_cast<std::ptrdiff_t>(from * parties), parties,
                worth.begin() + static_cast<std::ptrdiff_t>(to * parties));
    std::copy_n(options.begin() + static_cast<std::ptrdiff_t>(from * issues.size()), issues.size(),
                options.begin() + static_cast<std::ptrdiff_t>(to * issues.size()));
    ++to;
  }
  worth.resize(to * parties);
  options.resize(to * issues.size());
}

SumRange RangeOfSums(const AdditiveProblem& problem, std::size_t party) {
  SumRange sums{problem.start[party], problem.start[party]};
  for (const ChoiceGroup& group : problem.groups) {
    double low = group.worth[party];
    double high = low;
    for (std::size_t k = party; k < group.worth.size(); k += problem.parties) {
      low = std::min(low, group.worth[k]);
      high = std::max(high, group.worth[k]);
    }
    sums.least += low;
    sums.most += high;
  }
  for (const double tail : problem.tails[party]) {
    sums.least += tail;
    sums.most += tail;
  }
  return sums;
}

AdditiveProblem IssueByIssue(const UtilityProfile& profile) {
  const OutcomeSpace& space = profile.space();
  AdditiveProblem problem;
  problem.parties = profile.size();
  problem.issues = space.num_issues();
  problem.tails.resize(profile.size());
  for (std::size_t p = 0; p < profile.size(); ++p) problem.start.push_back(profile[p].bias());
  problem.groups.resize(space.num_issues());
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    ChoiceGroup& group = problem.groups[i];
    group.issues = {i};
    for (std::size_t value = 0; value < space.size(i); ++value) {
      group.options.push_back(static_cast<OptionIndex>(value));
      for (std::size_t p = 0; p < profile.size(); ++p) {
        group.worth.push_back(profile[p].worth()[space.offset(i) + value]);
      }
    }
  }
  return problem;
}

}  // namespace dragoman::internal

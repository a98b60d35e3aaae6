#include "engine/bargaining/package_search.h"

#include "engine/core/assert.h"

namespace dragoman {

void PackageSearch::Run(const PackageProblem& problem,
                        FunctionRef<void(const FoundPackage&)> visit) {
  DRAGOMAN_ASSERT(problem.grid.size() <= kMaxGridIssues);
  DRAGOMAN_ASSERT(problem.lambdas.size() <= kMaxLambdas);
  DRAGOMAN_ASSERT(problem.links.size() <= 32);
  problem_ = &problem;
  visit_ = &visit;
  package_ = problem.standing;
  num_contexts_ = 0;
  on_grid_ = 0;
  for (const PackageGrid& grid : problem.grid) on_grid_ |= 1U << At(grid.issue);
  Walk(0);
}

void PackageSearch::Walk(std::size_t depth) {
  if (depth == problem_->grid.size()) {
    VisitCombination();
    return;
  }
  const PackageGrid& grid = problem_->grid[depth];
  const OptionIndex in_force = problem_->standing[grid.issue];
  OptionSet left = (grid.options & problem_->allowed[At(grid.issue)]) | OptionBit(in_force);
  for (; left != 0; left &= left - 1) {
    package_[grid.issue] = static_cast<OptionIndex>(__builtin_ctzll(left));
    Walk(depth + 1);
  }
  package_[grid.issue] = in_force;
}

void PackageSearch::VisitCombination() {
  const bool ends = problem_->ends->Holds(package_);
  if (!ends) {
    for (const PackageGrid& grid : problem_->grid) {
      if (grid.only_with_end && package_[grid.issue] != problem_->standing[grid.issue]) return;
    }
  }
  std::uint32_t open_links = 0;
  for (std::size_t k = 0; k < problem_->links.size(); ++k) {
    const PackageLink& link = problem_->links[k];
    if (link.required->Holds(package_)) continue;
    if (link.when->Holds(package_)) return;
    open_links |= 1U << k;
  }
  Context& context = ContextFor(open_links);
  const auto number = static_cast<std::size_t>(&context - contexts_.data());
  const bool numbered = number + 1 < kMaxContexts;
  for (std::size_t c = 0; c < context.num_choices; ++c) {
    Outcome& offer = context.choices[c];
    for (const PackageGrid& grid : problem_->grid) offer[grid.issue] = package_[grid.issue];
    if (offer == problem_->standing) continue;
    (*visit_)({offer, ends, numbered ? number * kMaxLambdas + c : kMaxChoices});
  }
}

PackageSearch::Context& PackageSearch::ContextFor(std::uint32_t open_links) {
  for (std::size_t k = 0; k < num_contexts_; ++k) {
    if (contexts_[k].open_links == open_links) return contexts_[k];
  }
  // The last slot is refilled when a scenario has more contexts than there are slots.
  if (num_contexts_ < kMaxContexts) ++num_contexts_;
  Context& context = contexts_[num_contexts_ - 1];
  context.open_links = open_links;
  context.num_choices = 0;
  std::array<OptionSet, kMaxIssues> options{};
  for (std::size_t i = 0; i < problem_->space->num_issues(); ++i) {
    options[i] = AllowedOptions(i, open_links);
  }
  for (const double lambda : problem_->lambdas) {
    const Outcome choice = BestChoice(lambda, options);
    if (context.num_choices > 0 && context.choices[context.num_choices - 1] == choice) continue;
    context.choices[context.num_choices++] = choice;
  }
  return context;
}

OptionSet PackageSearch::AllowedOptions(std::size_t i, std::uint32_t open_links) const {
  const IssueIndex issue{static_cast<int>(i)};
  const OptionSet in_force = OptionBit(problem_->standing[issue]);
  if (((on_grid_ >> i) & 1U) != 0) return in_force;
  OptionSet options = problem_->allowed[i] | in_force;
  if (open_links == 0) return options;
  Outcome probe = package_;
  for (OptionSet left = options & ~in_force; left != 0; left &= left - 1) {
    const auto option = static_cast<OptionIndex>(__builtin_ctzll(left));
    probe[issue] = option;
    for (std::size_t k = 0; k < problem_->links.size(); ++k) {
      const PackageLink& link = problem_->links[k];
      const bool open = ((open_links >> k) & 1U) != 0;
      if (open && link.when->Holds(probe) && !link.required->Holds(probe)) {
        options &= ~OptionBit(option);
      }
    }
  }
  return options;
}

Outcome PackageSearch::BestChoice(double lambda,
                                  const std::array<OptionSet, kMaxIssues>& options) const {
  Outcome choice = problem_->standing;
  for (std::size_t i = 0; i < problem_->space->num_issues(); ++i) {
    const IssueIndex issue{static_cast<int>(i)};
    OptionSet left = options[i] & ~OptionBit(choice[issue]);
    if (left == 0) continue;
    const double* own = problem_->own_worth + problem_->space->offset(issue);
    const double* other = problem_->other_worth + problem_->space->offset(issue);
    OptionIndex best = choice[issue];
    double best_worth = lambda * own[best] + (1 - lambda) * other[best];
    for (; left != 0; left &= left - 1) {
      const auto option = static_cast<OptionIndex>(__builtin_ctzll(left));
      const double worth = lambda * own[option] + (1 - lambda) * other[option];
      if (worth > best_worth) {
        best_worth = worth;
        best = option;
      }
    }
    choice[issue] = best;
  }
  return choice;
}

}  // namespace dragoman

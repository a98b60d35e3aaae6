#include "engine/bargaining/package_search.h"

#include <array>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

// The other issues' best choices depend on the grid only through which links still restrict them.
struct ChoiceContext {
  std::uint32_t open_links = 0;  ///< Bits of links whose requirement is not met by the grid.
  InlineVector<Outcome, kMaxLambdas> choices;
};
constexpr std::size_t kMaxContexts = 16;

class PackageWalk {
 public:
  PackageWalk(const PackageProblem& problem, FunctionRef<void(const Outcome&)> visit)
      : problem_(problem), visit_(visit), package_(problem.standing) {
    DRAGOMAN_ASSERT(problem.grid.size() <= kMaxGridIssues);
    DRAGOMAN_ASSERT(problem.lambdas.size() <= kMaxLambdas);
    DRAGOMAN_ASSERT(problem.links.size() <= 32);
    for (const PackageGrid& grid : problem.grid) on_grid_ |= 1U << At(grid.issue);
  }

  void Walk(std::size_t depth) {
    if (depth == problem_.grid.size()) {
      VisitCombination();
      return;
    }
    const PackageGrid& grid = problem_.grid[depth];
    const OptionIndex in_force = problem_.standing[grid.issue];
    const OptionSet options = grid.options & problem_.allowed[At(grid.issue)];
    const std::size_t count = problem_.space->issue(grid.issue).num_options();
    for (std::size_t o = 0; o < count; ++o) {
      const auto option = static_cast<OptionIndex>(o);
      if (option != in_force && !Contains(options, option)) continue;
      package_[grid.issue] = option;
      Walk(depth + 1);
    }
    package_[grid.issue] = in_force;
  }

 private:
  void VisitCombination() {
    const bool ends = problem_.ends->Holds(package_);
    for (const PackageGrid& grid : problem_.grid) {
      const bool moved = package_[grid.issue] != problem_.standing[grid.issue];
      if (grid.only_with_end && moved && !ends) return;
    }
    std::uint32_t open_links = 0;
    for (std::size_t k = 0; k < problem_.links.size(); ++k) {
      const PackageLink& link = problem_.links[k];
      if (link.required->Holds(package_)) continue;
      if (link.when->Holds(package_)) return;
      open_links |= 1U << k;
    }
    const ChoiceContext& context = ContextFor(open_links);
    for (std::size_t c = 0; c < context.choices.size(); ++c) {
      Outcome offer = context.choices[c];
      for (const PackageGrid& grid : problem_.grid) offer[grid.issue] = package_[grid.issue];
      if (offer != problem_.standing) visit_(offer);
    }
  }

  const ChoiceContext& ContextFor(std::uint32_t open_links) {
    for (std::size_t k = 0; k < num_contexts_; ++k) {
      if (contexts_[k].open_links == open_links) return contexts_[k];
    }
    // More contexts than slots: reuse the last one rather than allocate.
    if (num_contexts_ < kMaxContexts) ++num_contexts_;
    ChoiceContext& context = contexts_[num_contexts_ - 1];
    context.open_links = open_links;
    context.choices.clear();
    std::array<OptionSet, kMaxIssues> options{};
    for (std::size_t i = 0; i < problem_.space->num_issues(); ++i) {
      options[i] = AllowedOptions(i, open_links);
    }
    for (const double lambda : problem_.lambdas) {
      const Outcome choice = BestChoice(lambda, options);
      if (context.choices.empty() || context.choices[context.choices.size() - 1] != choice) {
        context.choices.push_back(choice);
      }
    }
    return context;
  }

  OptionSet AllowedOptions(std::size_t i, std::uint32_t open_links) const {
    const IssueIndex issue{static_cast<int>(i)};
    const OptionSet in_force = OptionBit(problem_.standing[issue]);
    OptionSet options = problem_.allowed[i] | in_force;
    if (((on_grid_ >> i) & 1U) != 0) return in_force;
    Outcome probe = package_;
    for (std::size_t o = 0; o < problem_.space->issue(issue).num_options(); ++o) {
      const auto option = static_cast<OptionIndex>(o);
      if (!Contains(options, option) || OptionBit(option) == in_force) continue;
      probe[issue] = option;
      for (std::size_t k = 0; k < problem_.links.size(); ++k) {
        const PackageLink& link = problem_.links[k];
        const bool open = ((open_links >> k) & 1U) != 0;
        if (open && link.when->Holds(probe) && !link.required->Holds(probe)) {
          options &= ~OptionBit(option);
        }
      }
    }
    return options;
  }

  Outcome BestChoice(double lambda, const std::array<OptionSet, kMaxIssues>& options) const {
    Outcome choice = problem_.standing;
    for (std::size_t i = 0; i < problem_.space->num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      OptionSet left = options[i] & ~OptionBit(choice[issue]);
      if (left == 0) continue;
      const double* own = problem_.own_worth + problem_.space->offset(issue);
      const double* other = problem_.other_worth + problem_.space->offset(issue);
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

  const PackageProblem& problem_;
  FunctionRef<void(const Outcome&)> visit_;
  Outcome package_;
  std::uint32_t on_grid_ = 0;
  std::array<ChoiceContext, kMaxContexts> contexts_;
  std::size_t num_contexts_ = 0;
};

}  // namespace

void VisitPackages(const PackageProblem& problem, FunctionRef<void(const Outcome&)> visit) {
  PackageWalk walk(problem, visit);
  walk.Walk(0);
}

}  // namespace dragoman

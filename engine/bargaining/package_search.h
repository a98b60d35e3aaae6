#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/core/condition.h"
#include "engine/core/function_ref.h"
#include "engine/core/ids.h"
#include "engine/core/outcome.h"
#include "engine/preferences/issue_space.h"

namespace dragoman {

/// "A package of which `when` holds must also satisfy `required`."
struct PackageLink {
  const Condition* when = nullptr;
  const Condition* required = nullptr;
};

/// An issue whose options are all tried.
struct PackageGrid {
  IssueIndex issue = kNoIssue;
  OptionSet options = 0;       ///< Beside the one in force, which is always tried.
  bool only_with_end = false;  ///< Other options only in packages for which `ends` holds.
};

inline constexpr std::size_t kMaxGridIssues = 6;
inline constexpr std::size_t kMaxLambdas = 16;

/// The packages one side considers. All pointers are borrowed.
struct PackageProblem {
  const IssueSpace* space = nullptr;
  Outcome standing;                   ///< In force now.
  std::span<const PackageGrid> grid;  ///< At most kMaxGridIssues.
  std::span<const double> lambdas;    ///< Weights of the own side, ascending; at most kMaxLambdas.
  const Condition* ends = nullptr;
  std::span<const PackageLink> links;   ///< At most 32.
  const double* own_worth = nullptr;    ///< w_a u_a by flat option.
  const double* other_worth = nullptr;  ///< w_b u_b by flat option, as the side sees it.
  const OptionSet* allowed = nullptr;   ///< By issue: options the side may choose.
};

/// One package worth proposing.
struct FoundPackage {
  const Outcome& offer;
  bool ends;           ///< Whether the problem's `ends` holds of it.
  std::size_t choice;  ///< Which settlement of the issues off the grid it contains; packages of one
                       ///< search with equal numbers agree on all of them. kMaxChoices: unknown.
};

/// Finds the packages worth proposing, without enumerating the space: every combination of the grid
/// issues and, for each weight lambda, the choice on all other issues that maximizes
/// lambda w_a u_a + (1 - lambda) w_b u_b. With additive utilities that choice is exact issue by
/// issue, so each package found is the best of its grid combination for its lambda (a supported
/// point of the side's efficient frontier). Ties go to the option in force, then to the lower
/// index.
///
/// Packages that break a link, and the package that changes nothing, are left out; equal packages
/// of one combination are found once. Complexity: O(combinations x lambdas + contexts x lambdas x
/// options). No heap; reusable. Source: talks model, section 3, step 4; log-rolling after Tollison
/// & Willett (1979).
class PackageSearch {
 public:
  static constexpr std::size_t kMaxContexts = 16;
  static constexpr std::size_t kMaxChoices = kMaxContexts * kMaxLambdas;

  void Run(const PackageProblem& problem, FunctionRef<void(const FoundPackage&)> visit);

 private:
  /// The other issues' best choices depend on the grid only through which links still restrict
  /// them.
  struct Context {
    std::uint32_t open_links = 0;  ///< Bits of links whose requirement the grid does not meet.
    std::size_t num_choices = 0;
    std::array<Outcome, kMaxLambdas> choices;
  };

  void Walk(std::size_t depth);
  void VisitCombination();
  Context& ContextFor(std::uint32_t open_links);
  OptionSet AllowedOptions(std::size_t issue, std::uint32_t open_links) const;
  Outcome BestChoice(double lambda, const std::array<OptionSet, kMaxIssues>& options) const;

  const PackageProblem* problem_ = nullptr;
  const FunctionRef<void(const FoundPackage&)>* visit_ = nullptr;
  Outcome package_;
  std::uint32_t on_grid_ = 0;
  std::array<Context, kMaxContexts> contexts_;  ///< The last one is shared when they run out.
  std::size_t num_contexts_ = 0;
};

}  // namespace dragoman

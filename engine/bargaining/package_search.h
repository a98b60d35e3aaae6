#pragma once

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

/// Visits the packages worth proposing, without enumerating the space: every combination of the
/// grid issues and, for each weight lambda, the choice on all other issues that maximizes lambda
/// w_a u_a + (1 - lambda) w_b u_b. With additive utilities that choice is exact issue by issue, so
/// each visited package is the best of its grid combination for its lambda (a supported point of
/// the side's efficient frontier). Ties go to the option in force, then to the lower index.
///
/// Packages that break a link, and the package that changes nothing, are left out; equal packages
/// of one combination are visited once. Complexity: O(combinations x lambdas x issues + contexts x
/// lambdas x options). No heap. Source: talks model, section 3, step 4; log-rolling after Tollison
/// & Willett (1979).
void VisitPackages(const PackageProblem& problem, FunctionRef<void(const Outcome&)> visit);

}  // namespace dragoman

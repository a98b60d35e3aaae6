#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/internal/additive_problem.h"

namespace dragoman::internal {

/// Which issues the terms and constraints of any party tie together.
struct Interactions {
  std::vector<std::size_t> issues;  ///< That some term or constraint names, in order.
  std::uint64_t combinations = 1;   ///< Of the values of those; saturates at 2^64 - 1.
  /// All issues, in sets that no term crosses: by their first issue.
  std::vector<std::vector<std::size_t>> components;
  std::uint64_t largest_component = 1;  ///< Combinations of its values; saturates.

  explicit Interactions(const UtilityProfile& profile);
};

/// What a party's pair and conditional terms and constraints say of an outcome, in the order in
/// which UtilityFunction adds them. @pre the issues they name are set
void AppendTerms(const UtilityFunction& utility, const Outcome& outcome,
                 std::vector<double>* terms);
bool IsForbidden(const UtilityFunction& utility, const Outcome& outcome);

/// The additive problems that are left once the interacting issues are fixed: one for each
/// combination of their values. Every sum keeps its order, so nothing is lost to rounding.
class ConditionedProblem {
 public:
  /// @param prune  Drop covered values of the free issues: for frontiers, not for counting.
  ConditionedProblem(const UtilityProfile& profile, const Interactions& interactions, bool prune);

  /// Fixes combination number `rank`. False if a party's constraint forbids it.
  bool Fix(std::uint64_t rank);
  const AdditiveProblem& problem() const { return problem_; }

 private:
  const UtilityProfile& profile_;
  const std::vector<std::size_t> issues_;
  AdditiveProblem problem_;
  Outcome outcome_;
};

/// One group for each component, its choices being what covers all others of the component. The
/// sums are those of the utilities but for rounding, as their order differs.
AdditiveProblem ComponentByComponent(const UtilityProfile& profile,
                                     const Interactions& interactions);

}  // namespace dragoman::internal

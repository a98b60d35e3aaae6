#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/utility_profile.h"

namespace dragoman::internal {

/// Issues that are chosen together, and the choices there are. Most groups hold one issue.
struct ChoiceGroup {
  std::vector<std::size_t> issues;
  std::vector<OptionIndex> options;  ///< [choice][issue of the group]
  std::vector<double> worth;         ///< [choice][party]

  std::size_t size() const { return options.size() / issues.size(); }

  /// Drops choices that another one covers for every party: adding equal numbers in equal order
  /// keeps the order of sums (rounding is monotone), so they are on no frontier that the other's
  /// vectors are not on. Of equal choices the first stays.
  void PruneDominated(std::size_t parties);
};

/// max of the vectors  start + worth of a choice from each group, in order, + tails, in order.
struct AdditiveProblem {
  std::size_t parties = 0;
  std::size_t issues = 0;
  std::vector<double> start;               ///< By party.
  std::vector<ChoiceGroup> groups;         ///< Added left to right.
  std::vector<std::vector<double>> tails;  ///< By party: added after all groups, in order.
};

struct SumRange {
  double least = 0;
  double most = 0;
};
/// The least and the largest of a party's sums, added as any of them is. O(choices).
SumRange RangeOfSums(const AdditiveProblem& problem, std::size_t party);

/// One group for each issue in order, with all its values: the sum that UtilityFunction evaluates,
/// in its order, without terms.
AdditiveProblem IssueByIssue(const UtilityProfile& profile);

}  // namespace dragoman::internal

#include "engine/analysis/frontier.h"

#include <algorithm>

#include "engine/analysis/internal/enumeration.h"
#include "engine/analysis/internal/fallbacks.h"
#include "engine/analysis/internal/interactions.h"
#include "engine/analysis/internal/issue_merge.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

using internal::AdditiveProblem;
using internal::ConditionedProblem;
using internal::Interactions;

constexpr std::uint64_t kCombinationsPerBlock = 64;
/// Fixing combinations pays where at least this many outcomes are left to each: a merge costs about
/// as much as visiting a hundred.
constexpr std::uint64_t kOutcomesPerCombination = 128;

bool FrontierCancelled(const FrontierOptions& options) {
  return options.cancel != nullptr && options.cancel->cancelled();
}

FrontierMethod ChooseMethod(const UtilityProfile& profile, const Interactions& interactions,
                            const FrontierOptions& options) {
  if (interactions.issues.empty()) return FrontierMethod::kMerge;
  const std::uint64_t size = profile.space().num_outcomes();
  const bool few = interactions.combinations <= options.max_combinations;
  if (few && size / interactions.combinations >= kOutcomesPerCombination) {
    return FrontierMethod::kMerge;
  }
  if (size <= options.max_component) return FrontierMethod::kEnumeration;
  if (interactions.largest_component <= options.max_component) return FrontierMethod::kComponents;
  if (profile.space().countable() && size <= options.max_enumerated) {
    return FrontierMethod::kEnumeration;
  }
  return FrontierMethod::kSampling;
}

/// What no outcome of the problem exceeds, by party.
void SumOfBest(const AdditiveProblem& problem, double* best) {
  for (std::size_t p = 0; p < problem.parties; ++p) {
    best[p] = problem.start[p];
    for (const internal::ChoiceGroup& group : problem.groups) {
      double most = group.worth[p];
      for (std::size_t k = p; k < group.worth.size(); k += problem.parties) {
        most = std::max(most, group.worth[k]);
      }
      best[p] += most;
    }
    for (const double tail : problem.tails[p]) best[p] += tail;
  }
}

/// States what thinning cost; nothing means exact.
void SetEpsilon(const UtilityVector& epsilon, Frontier* frontier) {
  frontier->epsilon = epsilon;
  for (double& e : frontier->epsilon) {
    if (e > 0) frontier->guarantee = Guarantee::kEpsilon;
    e *= 1 + 1e-9;  // rounding of the grid
  }
}

/// Without interactions there is one problem, and what its merge finds is the frontier.
Frontier AdditiveFrontier(const UtilityProfile& profile, const Interactions& interactions,
                          const FrontierOptions& options) {
  Frontier frontier;
  const ConditionedProblem conditioned(profile, interactions, true);
  UtilityVector epsilon(profile.size(), 0);
  internal::IssueMerge merge(options.max_points);
  frontier.points = PointSet(profile.size(), profile.space().num_issues());
  if (!merge.Run(conditioned.problem(), &frontier.points, {epsilon.begin(), epsilon.size()})) {
    NondominatedFilter filter;
    frontier.points.KeepNondominated(&filter);
  }
  SetEpsilon(epsilon, &frontier);
  return frontier;
}

Frontier MergeFrontier(const UtilityProfile& profile, const Interactions& interactions,
                       const FrontierOptions& options, Executor* executor) {
  struct Part {
    PointSet points;
    UtilityVector epsilon;
  };
  const std::uint64_t size = interactions.combinations;
  const std::uint64_t blocks = internal::NumBlocks(size, kCombinationsPerBlock);
  const std::size_t issues = profile.space().num_issues();
  std::vector<Part> parts(blocks);
  executor->ParallelFor(blocks, [&](std::size_t block) {
    Part& part = parts[block];
    part.epsilon.assign(profile.size(), 0);
    ConditionedProblem conditioned(profile, interactions, true);
    internal::IssueMerge merge(options.max_points);
    internal::FrontierCollector collector(profile.size(), issues);
    PointSet found(profile.size(), issues);
    UtilityVector best(profile.size(), 0);
    const std::uint64_t end = internal::BlockBegin(size, blocks, block + 1);
    for (std::uint64_t k = internal::BlockBegin(size, blocks, block); k < end; ++k) {
      if (FrontierCancelled(options)) return;
      if (!conditioned.Fix(k)) continue;
      SumOfBest(conditioned.problem(), best.begin());
      if (collector.KnownToCover(best.begin())) continue;
      UtilityVector epsilon(profile.size(), 0);
      found.Clear();
      merge.Run(conditioned.problem(), &found, {epsilon.begin(), epsilon.size()});
      for (std::size_t p = 0; p < profile.size(); ++p) {
        part.epsilon[p] = std::max(part.epsilon[p], epsilon[p]);
      }
      collector.Append(found);
    }
    part.points = collector.Take();
  });
  Frontier frontier;
  frontier.method = FrontierMethod::kMerge;
  frontier.cancelled = FrontierCancelled(options);
  UtilityVector epsilon(profile.size(), 0);
  internal::FrontierCollector all(profile.size(), issues);
  for (const Part& part : parts) {
    if (part.points.num_parties() == 0) continue;  // cancelled
    all.Append(part.points);
    for (std::size_t p = 0; p < profile.size(); ++p) {
      epsilon[p] = std::max(epsilon[p], part.epsilon[p]);
    }
  }
  frontier.points = all.Take();
  SetEpsilon(epsilon, &frontier);
  return frontier;
}

/// How far two orders of the same sum can be apart: one rounding for each number added, at most.
double RoundingOf(const UtilityFunction& utility) {
  double magnitude = portable::Abs(utility.bias());
  double count = 1;
  const OutcomeSpace& space = utility.space();
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    double most = 0;
    for (const double worth : utility.worth().subspan(space.offset(i), space.size(i))) {
      most = std::max(most, portable::Abs(worth));
    }
    magnitude += most;
    ++count;
  }
  const auto add = [&](const std::vector<double>& table) {
    double most = 0;
    for (const double worth : table) most = std::max(most, portable::Abs(worth));
    magnitude += most;
    ++count;
  };
  for (const PairTerm& pair : utility.pairs()) add(pair.worth);
  for (const ConditionalTerm& term : utility.conditionals()) add(term.worth);
  return 4 * count * magnitude * std::numeric_limits<double>::epsilon();
}

Frontier ComponentFrontier(const UtilityProfile& profile, const Interactions& interactions,
                           const FrontierOptions& options) {
  const AdditiveProblem problem = internal::ComponentByComponent(profile, interactions);
  Frontier frontier;
  frontier.method = FrontierMethod::kComponents;
  frontier.points = PointSet(profile.size(), profile.space().num_issues());
  UtilityVector epsilon(profile.size(), 0);
  internal::IssueMerge merge(options.max_points);
  PointSet found(profile.size(), profile.space().num_issues());
  merge.Run(problem, &found, {epsilon.begin(), epsilon.size()});
  UtilityVector utilities(profile.size(), 0);
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (!profile.Evaluate(found.outcome(k), utilities.begin())) continue;
    frontier.points.Add(utilities.begin(), found.options(k).data());
  }
  NondominatedFilter filter;
  frontier.points.KeepNondominated(&filter);
  for (std::size_t p = 0; p < profile.size(); ++p) epsilon[p] += RoundingOf(profile[p]);
  SetEpsilon(epsilon, &frontier);
  frontier.cancelled = FrontierCancelled(options);
  return frontier;
}

Frontier EnumeratedFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                            Executor* executor) {
  Frontier frontier;
  frontier.method = FrontierMethod::kEnumeration;
  frontier.points = PointSet(profile.size(), profile.space().num_issues());
  frontier.epsilon.assign(profile.size(), 0);
  frontier.cancelled =
      !internal::EnumerateFrontier(profile, executor, options.cancel, &frontier.points);
  return frontier;
}

}  // namespace

Frontier FindFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                      Executor* executor) {
  const Interactions interactions(profile);
  FrontierMethod method = options.method;
  if (method == FrontierMethod::kAuto) method = ChooseMethod(profile, interactions, options);
  switch (method) {
    case FrontierMethod::kAuto:
    case FrontierMethod::kMerge:
      if (interactions.issues.empty()) return AdditiveFrontier(profile, interactions, options);
      return MergeFrontier(profile, interactions, options, executor);
    case FrontierMethod::kComponents:
      return ComponentFrontier(profile, interactions, options);
    case FrontierMethod::kEnumeration:
      return EnumeratedFrontier(profile, options, executor);
    case FrontierMethod::kSupported:
      return internal::SupportedFrontier(
          profile, internal::ComponentByComponent(profile, interactions), options);
    case FrontierMethod::kSampling:
      break;
  }
  return internal::SampledFrontier(profile, options, executor);
}

}  // namespace dragoman

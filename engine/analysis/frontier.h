#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/analysis/guarantee.h"
#include "engine/analysis/point_set.h"
#include "engine/analysis/utility_profile.h"
#include "engine/core/cancel.h"
#include "engine/core/executor.h"

namespace dragoman {

/// How a frontier is found.
enum class FrontierMethod : std::uint8_t {
  kAuto,         ///< The first of the ways below that is exact and affordable.
  kMerge,        ///< Issue by issue; interacting issues are fixed to each combination in turn.
  kComponents,   ///< Component by component of the graph of interactions.
  kEnumeration,  ///< Every outcome.
  kSupported,    ///< Weighted sums only.
  kSampling,     ///< Outcomes drawn at random, improved issue by issue.
};

/// Limits, and what to do within them. The defaults suit a command that should answer in seconds.
struct FrontierOptions {
  FrontierMethod method = FrontierMethod::kAuto;
  /// Most prefixes kept while merging; beyond it the frontier is thinned and the result says which
  /// epsilon it guarantees. 0: no limit.
  std::size_t max_points = std::size_t{1} << 21;
  /// Most combinations of interacting issues that are merged one by one.
  std::uint64_t max_combinations = std::uint64_t{1} << 16;
  /// Most outcomes of a component (kComponents), and of a space that is enumerated before
  /// components are tried, as its frontier is exact to the last bit.
  std::uint64_t max_component = std::uint64_t{1} << 24;
  /// Most outcomes that are enumerated at all.
  std::uint64_t max_enumerated = std::uint64_t{1} << 32;
  std::uint64_t samples = std::uint64_t{1} << 18;  ///< kSampling; as many again are held out.
  std::size_t weightings = 1024;                   ///< kSupported with three parties and more.
  std::uint64_t seed = 1;                          ///< kSampling.
  const CancelToken* cancel = nullptr;             ///< Looked at now and then; see Frontier.
};

/// Outcomes that leave no party better off without leaving another worse off, one for each
/// distinct vector of utilities, in lexicographically descending order of these.
struct Frontier {
  PointSet points;
  Guarantee guarantee = Guarantee::kExact;
  FrontierMethod method = FrontierMethod::kMerge;  ///< That was used; never kAuto.
  /// kExact: zeros. kEpsilon: for every outcome o some point has u_i >= u_i(o) - epsilon_i for all
  /// parties i, on the scale of u. kSupported: the same with two parties (half the step between
  /// neighbours, as all outcomes lie below the chord), else infinity. kSampled: infinity.
  UtilityVector epsilon;
  /// kSampled: with 95% confidence at most this share of all outcomes is covered by no point
  /// (Hoeffding's bound on a second sample). 1 where it is not known, otherwise 0.
  double uncovered_share = 0;
  bool cancelled = false;  ///< The points are empty, or what was found till then.

  std::size_t size() const { return points.size(); }
};

/// The Pareto frontier over all outcomes that break nobody's hard constraints.
///
/// Exact means: the very vectors that evaluating every outcome and comparing doubles gives. Two
/// outcomes whose utilities are equal but for rounding are two points, or one dominates the other,
/// as their doubles say. Additive utilities keep this without enumeration (IssueMerge); so do
/// interactions, as long as their issues have few combinations. Components alone sum in another
/// order: there every outcome is covered to within a rounding error, which `epsilon` states.
///
/// Of outcomes with equal utilities which one stands for them is fixed, but follows no rule.
Frontier FindFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                      Executor* executor);

}  // namespace dragoman

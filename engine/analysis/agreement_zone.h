#pragma once

#include <cstdint>
#include <span>

#include "engine/analysis/guarantee.h"
#include "engine/analysis/utility_profile.h"
#include "engine/core/cancel.h"
#include "engine/core/executor.h"

namespace dragoman {

struct AgreementZoneOptions {
  bool strictly = false;  ///< Count outcomes better than the targets instead of at least as good.
  /// Most work that is done for an exact count, in additions or so.
  double max_work = 4e9;
  std::uint64_t samples = std::uint64_t{1} << 20;  ///< Where that is not enough.
  std::uint64_t seed = 1;
  const CancelToken* cancel = nullptr;
};

/// How many outcomes are worth at least a target to every party: for reservation values the zone of
/// possible agreements (ZOPA; Raiffa 1982).
struct AgreementZone {
  Guarantee guarantee = Guarantee::kExact;  ///< Or kSampled.
  /// Bounds of the number of outcomes, equal if exact. Sampled: the interval misses the number with
  /// probability 0.1% at most (Hoeffding). Saturate at 2^64 - 1.
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  /// The same as shares of all outcomes, forbidden ones among them.
  double share_low = 0;
  double share_high = 0;
};

/// Exact to the last bit of every sum where it is affordable: additive utilities meet in the middle
/// (10^10 outcomes and more), interacting issues are fixed to each combination, or every outcome is
/// visited, on the executor.
AgreementZone CountAgreementZone(const UtilityProfile& profile, std::span<const double> targets,
                                 const AgreementZoneOptions& options, Executor* executor);

/// Least and largest utility by party over the outcomes that break nobody's constraints.
struct UtilityRanges {
  Guarantee guarantee = Guarantee::kExact;  ///< kSampled: `least` is that of a sample.
  bool any = false;                         ///< False if every outcome is forbidden.
  UtilityVector least;
  UtilityVector most;
};

UtilityRanges FindUtilityRanges(const UtilityProfile& profile, const AgreementZoneOptions& options,
                                Executor* executor);

}  // namespace dragoman

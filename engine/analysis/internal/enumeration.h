#pragma once

#include <cstdint>

#include "engine/analysis/point_set.h"
#include "engine/analysis/utility_profile.h"
#include "engine/core/cancel.h"
#include "engine/core/executor.h"
#include "engine/core/function_ref.h"

namespace dragoman::internal {

/// Calls visit(outcome, utilities) for the outcomes number begin .. end - 1 that break nobody's
/// constraints, in order. Utilities are those of UtilityFunction::Evaluate to the last bit; what
/// neighbouring outcomes share is summed once.
void VisitOutcomes(const UtilityProfile& profile, std::uint64_t begin, std::uint64_t end,
                   FunctionRef<void(const Outcome&, const double*)> visit);

/// Gathers points and keeps their frontier, in memory for about three times the frontier.
class FrontierCollector {
 public:
  FrontierCollector(std::size_t num_parties, std::size_t num_issues)
      : points_(num_parties, num_issues), killers_(num_parties, num_issues) {}

  void Add(const double* utilities, const OptionIndex* options);
  void Append(const PointSet& points);
  /// True if what was added is known to cover the vector; not all that it covers is known.
  bool KnownToCover(const double* utilities) { return CoveredByKiller(utilities); }
  /// The frontier of all that was added.
  PointSet Take();

 private:
  bool CoveredByKiller(const double* utilities);
  bool CoveredByStaircase(const double* utilities);
  void CompactIfDue();
  void Compact();
  void ChooseKillers();

  PointSet points_;
  PointSet killers_;  ///< A few strong points, the last useful one first.
  std::size_t last_killer_ = 0;
  std::size_t compact_at_ = 512;
  NondominatedFilter filter_;
};

/// How a range of work is cut into blocks: by its size alone, never by the number of threads, so
/// that results do not depend on it.
std::uint64_t NumBlocks(std::uint64_t size, std::uint64_t least_per_block);
/// Where block `k` of `blocks` begins.
std::uint64_t BlockBegin(std::uint64_t size, std::uint64_t blocks, std::uint64_t k);

/// The frontier of all outcomes, each looked at; blocks on the executor, their frontiers merged.
/// False if cancelled: then nothing is written.
bool EnumerateFrontier(const UtilityProfile& profile, Executor* executor, const CancelToken* cancel,
                       PointSet* points);

}  // namespace dragoman::internal

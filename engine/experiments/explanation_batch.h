#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/cancel.h"
#include "engine/experiments/explanation.h"

namespace dragoman {

struct ExplainBatchOptions {
  std::uint64_t seed = 1;
  std::uint64_t runs = 1000;
  /// Blocked runs for which the smallest change is searched, spread evenly over all blocked ones.
  std::uint64_t sample = 20;
  UnblockOptions unblock;
};

/// How often something came first among the reasons of a blocked run.
struct ReasonShare {
  RunBlocker blocker;         ///< Of the example run.
  double share = 0;           ///< Of all runs.
  std::uint64_t example = 0;  ///< First run of which it is true.
};

/// Two constraints that bind only together.
struct PairShare {
  RunBlocker first;
  RunBlocker second;
  double share = 0;
  std::uint64_t example = 0;
};

struct EndingShare {
  double share = 0;
  std::uint64_t example = 0;  ///< Meaningless if share is 0.
};

/// What one lever does over the sample.
struct LeverShare {
  LeverStep step;              ///< Of the example run.
  std::uint64_t unblocks = 0;  ///< Sampled runs that some value of it unblocks.
  std::uint64_t cheapest = 0;  ///< Of these, runs in which it is the smallest change.
  double mean_size = 0;        ///< Over the runs it unblocks.
  std::uint64_t example = 0;   ///< The first of these runs.
};

struct OwnerShare {
  LeverOwner owner;
  std::uint64_t unblocks = 0;  ///< Sampled runs that some lever of this owner unblocks.
  std::uint64_t cheapest = 0;  ///< Runs whose smallest change is this owner's.
};

/// Why the runs of a batch ended as they did.
struct BatchExplanation {
  std::uint64_t seed = 1;
  std::uint64_t runs = 0;
  double reached = 0;                ///< Share of all runs.
  std::vector<ReasonShare> reasons;  ///< Most frequent first; shares sum to 1 - reached.
  std::vector<PairShare> pairs;      ///< Most frequent first; a run can count for several.
  std::array<EndingShare, kRunEndingNames.size()> endings;
  std::uint64_t sampled = 0;
  std::uint64_t unblocked = 0;      ///< Sampled runs that one change unblocks.
  std::uint64_t only_in_pairs = 0;  ///< That it takes two changes for.
  std::vector<LeverShare> levers;   ///< Unblocking most runs first, then smallest.
  std::vector<OwnerShare> owners;
  double achieved = 0;  ///< Means over all runs of the joint gains of LeftOnTable.
  double best = 0;
  double best_unconstrained = 0;
  double left = 0;
  bool complete = true;
};

/// Explains runs 0 .. runs - 1, and searches changes for a sample of the blocked ones. The same for
/// any executor. `progress` is told how many runs were done (a sampled one counts again).
BatchExplanation ExplainBatch(const CompiledScenario& scenario, const ExplanationTarget& target,
                              const ExplainBatchOptions& options, Executor* executor,
                              const CancelToken* cancel = nullptr,
                              const FunctionRef<void(std::uint64_t)>* progress = nullptr);

}  // namespace dragoman

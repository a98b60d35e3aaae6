#pragma once

#include <cstdint>

#include "engine/core/cancel.h"
#include "engine/core/executor.h"
#include "engine/core/function_ref.h"
#include "engine/scenario/tally.h"

namespace dragoman {

struct BatchOptions {
  std::uint64_t seed = 1;
  std::uint64_t first_run = 0;  ///< A multiple of talks_per_coding keeps codings whole.
  std::uint64_t runs = 10000;
  bool blockers = true;  ///< Look for what stood in the way.
};

/// Runs a batch. The result is the same for any executor: runs are independent, and counts are
/// added up in integers. `progress`, called from any worker with the number of runs it has just
/// finished, and `cancel` may be null. Memory depends on the number of tasks, not of runs.
BatchSummary RunBatch(const CompiledScenario& scenario, const BatchOptions& options,
                      Executor* executor, const CancelToken* cancel = nullptr,
                      const FunctionRef<void(std::uint64_t)>* progress = nullptr);

}  // namespace dragoman

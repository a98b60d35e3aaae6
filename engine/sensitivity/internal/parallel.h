#pragma once

#include <cstddef>

#include "engine/core/executor.h"

namespace dragoman::internal {

/// task(k) for k in [0, count) on `executor`, or here where there is none.
inline void ForEach(Executor* executor, std::size_t count, FunctionRef<void(std::size_t)> task) {
  SerialExecutor here;
  (executor != nullptr ? executor : &here)->ParallelFor(count, task);
}

}  // namespace dragoman::internal

#pragma once

#include "engine/core/executor.h"

namespace dragoman {

/// Cores this process may use; at least 1.
int HardwareThreads();

/// Runs tasks on `threads` threads, the calling one among them.
///
/// Tasks are handed out one by one, so uneven ones even out. An exception of a task (the model
/// itself throws none; memory may run out) does not cross threads: the tasks not yet begun are
/// dropped, all threads end, and the first one is rethrown to the caller.
class ThreadExecutor final : public Executor {
 public:
  /// @param threads  0 or less: one for each core.
  explicit ThreadExecutor(int threads = 0);

  void ParallelFor(std::size_t count, FunctionRef<void(std::size_t)> task) override;
  int concurrency() const override { return threads_; }

 private:
  int threads_;
};

}  // namespace dragoman

#pragma once

#include <cstddef>

#include "engine/core/function_ref.h"

namespace dragoman {

/// Where the model may use several cores, the caller hands it one of these.
class Executor {
 public:
  virtual ~Executor() = default;

  /// Calls task(k) for every k in [0, count), in any order and possibly at once; returns when all
  /// are done. Tasks write to places of their own, so the order never shows in a result.
  virtual void ParallelFor(std::size_t count, FunctionRef<void(std::size_t)> task) = 0;

  /// How many tasks may run at once; a worker index is below it.
  virtual int concurrency() const = 0;
};

/// Runs everything on the calling thread, in order.
class SerialExecutor final : public Executor {
 public:
  void ParallelFor(std::size_t count, FunctionRef<void(std::size_t)> task) override {
    for (std::size_t k = 0; k < count; ++k) task(k);
  }
  int concurrency() const override { return 1; }
};

}  // namespace dragoman

#include "engine/experiments/thread_executor.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace dragoman {
namespace {

/// What the threads of one ParallelFor share.
class TaskQueue {
 public:
  TaskQueue(std::size_t count, FunctionRef<void(std::size_t)> task) : count_(count), task_(task) {}

  void Work() {
    for (;;) {
      const std::size_t k = next_.fetch_add(1, std::memory_order_relaxed);
      if (k >= count_) return;
      try {
        task_(k);
      } catch (...) {
        next_.store(count_, std::memory_order_relaxed);
        const std::lock_guard lock(mutex_);
        if (failure_ == nullptr) failure_ = std::current_exception();
      }
    }
  }

  /// Call after all threads have ended.
  void Rethrow() const {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
  }

 private:
  const std::size_t count_;
  FunctionRef<void(std::size_t)> task_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

int HardwareThreads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

ThreadExecutor::ThreadExecutor(int threads) : threads_(threads > 0 ? threads : HardwareThreads()) {}

void ThreadExecutor::ParallelFor(std::size_t count, FunctionRef<void(std::size_t)> task) {
  TaskQueue queue(count, task);
  {
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min(count, static_cast<std::size_t>(threads_));
    for (std::size_t k = 1; k < wanted; ++k) helpers.emplace_back([&queue] { queue.Work(); });
    queue.Work();
  }  // joins
  queue.Rethrow();
}

}  // namespace dragoman

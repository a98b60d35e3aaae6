#include "engine/experiments/thread_executor.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

TEST(ThreadExecutor, CallsEveryTaskOnceForAnyCountAndAnyNumberOfThreads) {
  for (const int threads : {1, 2, 3, 8}) {
    ThreadExecutor executor(threads);
    EXPECT_EQ(executor.concurrency(), threads);
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      executor.ParallelFor(count, [&](std::size_t k) { ++calls[k]; });
      for (std::size_t k = 0; k < count; ++k) EXPECT_EQ(calls[k], 1) << threads << " " << k;
    }
  }
}

TEST(ThreadExecutor, UsesEveryCoreUnlessTold) {
  EXPECT_EQ(ThreadExecutor().concurrency(), HardwareThreads());
  EXPECT_GE(HardwareThreads(), 1);
}

TEST(ThreadExecutor, WorksOnOtherThreadsToo) {
  // Two tasks that each wait for the other can only both end on two threads.
  std::atomic<int> begun = 0;
  ThreadExecutor(2).ParallelFor(2, [&](std::size_t) {
    ++begun;
    while (begun < 2) std::this_thread::yield();
  });
  EXPECT_EQ(begun, 2);
}

TEST(ThreadExecutor, AnExceptionReachesTheCallerAfterAllThreadsEnded) {
  for (const int threads : {1, 4}) {
    ThreadExecutor executor(threads);
    std::atomic<int> inside = 0;
    const auto task = [&](std::size_t k) {
      ++inside;
      if (k == 5) {
        --inside;
        throw std::runtime_error("task 5");
      }
      --inside;
    };
    EXPECT_THROW(executor.ParallelFor(100, task), std::runtime_error);
    EXPECT_EQ(inside, 0);
    int after = 0;
    executor.ParallelFor(1, [&](std::size_t) { ++after; });
    EXPECT_EQ(after, 1) << "the executor can be used again";
  }
}

}  // namespace
}  // namespace dragoman

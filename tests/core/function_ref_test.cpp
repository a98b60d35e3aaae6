#include "engine/core/function_ref.h"

#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/executor.h"

namespace dragoman {
namespace {

int Twice(FunctionRef<int(int)> f, int x) { return f(f(x)); }

TEST(FunctionRefTest, CallsLambdasAndFunctionObjects) {
  EXPECT_EQ(Twice([](int x) { return 3 * x; }, 2), 18);
  EXPECT_EQ(Twice(std::negate<int>(), 2), 2);
}

TEST(FunctionRefTest, RefersToTheCallableAndDoesNotCopyIt) {
  int calls = 0;
  auto counting = [&calls, own = 0](int x) mutable {
    ++own;
    ++calls;
    return x + own;
  };
  EXPECT_EQ(Twice(counting, 0), 3);  // 0 + 1, then 1 + 2
  EXPECT_EQ(counting(0), 3);         // its own count went on
  EXPECT_EQ(calls, 3);
}

TEST(FunctionRefTest, CopiesReferToTheSameCallable) {
  int sum = 0;
  auto add = [&sum](int x) { sum += x; };
  const FunctionRef<void(int)> first = add;
  FunctionRef<void(int)> second = first;
  first(1);
  second(10);
  EXPECT_EQ(sum, 11);
}

TEST(SerialExecutorTest, RunsEveryIndexOnceInOrder) {
  SerialExecutor executor;
  std::string order;
  executor.ParallelFor(4, [&order](std::size_t k) { order += static_cast<char>('0' + k); });
  EXPECT_EQ(order, "0123");
  EXPECT_EQ(executor.concurrency(), 1);
}

}  // namespace
}  // namespace dragoman

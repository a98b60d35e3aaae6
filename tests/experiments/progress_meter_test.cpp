#include "engine/experiments/progress_meter.h"

#include <sstream>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"

namespace dragoman {
namespace {

TEST(ProgressMeter, CountsFromManyThreadsAndShowsNothingForShortWork) {
  std::ostringstream terminal;
  ProgressMeter meter(&terminal, 1000, "runs");
  ThreadExecutor(4).ParallelFor(100, [&](std::size_t) { meter.Advance(10); });
  EXPECT_EQ(meter.done(), 1000U);
  meter.Erase();
  EXPECT_EQ(terminal.str(), "");
}

TEST(ProgressMeter, WorksWithoutATerminal) {
  ProgressMeter meter(nullptr, 10, "runs");
  meter.Advance(4);
  EXPECT_EQ(meter.done(), 4U);
}

TEST(WithThousands, GroupsByThree) {
  EXPECT_EQ(WithThousands(0), "0");
  EXPECT_EQ(WithThousands(999), "999");
  EXPECT_EQ(WithThousands(1000), "1,000");
  EXPECT_EQ(WithThousands(1234567), "1,234,567");
}

}  // namespace
}  // namespace dragoman

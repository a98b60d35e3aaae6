// Counts what goes through operator new in this program, so it is a program of its own.

#include <atomic>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "engine/scenario/runner.h"
#include "engine/scenario/tally.h"
#include "tests/allocation/counted_allocations.h"
#include "tests/support/scenarios.h"

namespace {

std::atomic<long> g_allocations{0};

void* CountedAllocation(std::size_t size) {
  g_allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return CountedAllocation(size); }
void* operator new[](std::size_t size) { return CountedAllocation(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

long dragoman::testing_support::CountedAllocations() { return g_allocations.load(); }

namespace dragoman {
namespace {

/// Allocations while runs [from, to) are made, judged, searched for blockers and tallied.
long AllocationsDuring(std::uint64_t from, std::uint64_t to, Runner* runner, Tally* tally) {
  const long before = g_allocations.load();
  for (std::uint64_t run = from; run < to; ++run) {
    const BlockerFinding* blockers = nullptr;
    const RunRecord& record = runner->Run(run, nullptr, &blockers);
    tally->Add(record, blockers);
    tally->CloseCoding(1);
  }
  return g_allocations.load() - before;
}

class EveryScenarioAllocation : public testing::TestWithParam<std::string> {};

TEST_P(EveryScenarioAllocation, RunsAllocateNothingOnceWarm) {
  // One coding per run, so that deriving preferences is inside the measured stretch too.
  const auto scenario = testing_support::CompileScenario(
      testing_support::ReadScenario(GetParam(), {"talks.talks_per_coding=1"}));
  Runner runner(*scenario, 1);
  Tally tally(runner.constraints(), 1);
  // Buffers of the exact search grow until they have met the largest frontier; the same runs again
  // need nothing new.
  EXPECT_GE(AllocationsDuring(0, 2000, &runner, &tally), 0);
  EXPECT_EQ(AllocationsDuring(0, 2000, &runner, &tally), 0);
}

TEST_P(EveryScenarioAllocation, TheCounterCounts) {
  const long before = g_allocations.load();
  const auto* memory = new std::vector<int>(10);
  EXPECT_EQ(g_allocations.load() - before, 2);
  delete memory;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenarioAllocation,
                         testing::ValuesIn(testing_support::ScenarioNames()),
                         [](const auto& scenario) {
                           std::string name = scenario.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace dragoman

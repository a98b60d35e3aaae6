// What the runner and the store of sweeps cost beside the runs themselves.
//
//   build/release/tests/bench/bench_sweep
//
// Compare `items_per_second` of BM_BareRuns with BM_Aggregates (goal: within 5 %) and BM_Rows
// (within 15 %), all on one core and in processor time; BM_TwoThreads, in real time, should reach
// 1.9 times BM_Aggregates on two idle cores. BM_Cell is a point's scenario, made from the one
// before.

#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/experiments/thread_executor.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/result_store.h"
#include "engine/sweep/sweep_file.h"
#include "engine/sweep/sweep_runner.h"

namespace {

namespace fs = std::filesystem;
using dragoman::Sweep;
using dragoman::SweepFile;

SweepFile LoadPressure(const std::vector<std::string>& settings) {
  const auto find = [](const std::string& name) {
    return DRAGOMAN_SOURCE_DIR "/scenarios/" + name + ".yaml";
  };
  return dragoman::LoadSweep(DRAGOMAN_SOURCE_DIR "/configs/istanbul-pressure.yaml", settings, find);
}

/// One point, many runs.
SweepFile LoadOnePoint(const std::string& keep) {
  return LoadPressure({"parameters[0].levels=1", "parameters[1].levels=1", "tier=A",
                       "replicates=20000", "keep=" + keep,
                       "outcomes=[full_ceasefire, some_ceasefire, collapse, next_round, headline, "
                       "depth, joint_gain, trust_change, meetings, days]"});
}

void BM_BareRuns(benchmark::State& state) {
  const SweepFile file = LoadOnePoint("aggregates");
  auto compiler = dragoman::CellCompiler::Make(*file.sweep);
  const dragoman::CellScenario cell = (*compiler)->Compile(file.sweep->ValuesAt(0));
  const std::uint64_t runs = file.sweep->replicates();
  for (auto _ : state) {
    dragoman::Runner runner(*cell.scenario, file.sweep->SeedOf(0));
    double sum = 0;
    for (std::uint64_t run = 0; run < runs; ++run) sum += runner.Run(run).days;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(runs * state.iterations()));
}

void RunWhole(benchmark::State& state, const std::string& keep, int threads) {
  const SweepFile file = LoadOnePoint(keep);
  const fs::path folder = fs::temp_directory_path() / "dragoman-bench-sweep";
  dragoman::ThreadExecutor executor(threads);
  for (auto _ : state) {
    fs::create_directories(folder);
    const std::string store_file = (folder / "result.sqlite").string();
    dragoman::ResultStore::Create(store_file, *file.sweep);
    dragoman::ResultStore store(store_file, *file.sweep, dragoman::DatabaseMode::kWrite);
    dragoman::RunSweep(*file.sweep, &store, {}, &executor, nullptr, nullptr, {});
    store.Finish();
    state.PauseTiming();
    fs::remove_all(folder);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(file.sweep->replicates()) * state.iterations());
}

void BM_Aggregates(benchmark::State& state) { RunWhole(state, "aggregates", 1); }
void BM_Rows(benchmark::State& state) { RunWhole(state, "runs", 1); }
void BM_TwoThreads(benchmark::State& state) { RunWhole(state, "aggregates", 2); }
BENCHMARK(BM_BareRuns)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Aggregates)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Rows)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_TwoThreads)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_Cell(benchmark::State& state) {
  const SweepFile file = LoadPressure({});
  auto compiler = dragoman::CellCompiler::Make(*file.sweep);
  std::uint64_t cell = 0;
  for (auto _ : state) {
    const auto compiled = (*compiler)->Compile(file.sweep->ValuesAt(cell));
    benchmark::DoNotOptimize(compiled.scenario.get());
    cell = (cell + 1) % file.sweep->cells();
  }
}
BENCHMARK(BM_Cell)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();

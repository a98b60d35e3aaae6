// Speed of Sobol' indices with bootstrap intervals.
//
//   build/release/tests/bench/bench_sensitivity
//
// Items are rows of the design. The bar: 10^6 rows and 1,000 resamples within 10 s on two cores.
//
// The floor. Every index of a resample is a ratio of sums over base points weighted by how often
// each was drawn, so the bootstrap is a product of a resamples x N and an N x K matrix, K = 2 + 2 d
// + d (d - 1) / 2: at 25 factors 7e9 multiplications with second order, 2e9 without, four of them
// in flight a cycle and core at most with SSE2 (two vectors of two). Drawing takes 15 ns a base
// point and resample, 0.6 s of a core at 25 factors without second order, and is most of the time
// for few factors.

#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/core/random.h"
#include "engine/experiments/thread_executor.h"
#include "engine/sensitivity/sobol_indices.h"
#include "tests/bench/bench_report.h"

namespace {

// Numbers of a Saltelli design's size; their indices mean nothing, and cost the same.
std::vector<double> DrawOutcomes(std::size_t rows) {
  const dragoman::Random random(1, 1);
  const dragoman::StreamKey stream = dragoman::MakeStream("bench");
  std::vector<double> y(rows);
  for (std::size_t k = 0; k < rows; ++k) y[k] = random.Uniform(stream, k);
  return y;
}

// Arguments: factors, second order, threads. About 10^6 rows, 1,000 resamples.
void BM_SobolBootstrap(benchmark::State& state) {
  const auto factors = static_cast<std::size_t>(state.range(0));
  const bool second_order = state.range(1) != 0;
  const std::size_t block = (second_order ? 2 * factors : factors) + 2;
  const std::vector<double> y = DrawOutcomes(1'000'000 / block * block);
  dragoman::ThreadExecutor executor(static_cast<int>(state.range(2)));
  for (auto _ : state) {
    auto indices = dragoman::AnalyzeSobol(
        y, factors, {.second_order = second_order, .resamples = 1000}, &executor);
    benchmark::DoNotOptimize(indices->s1_conf.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * y.size()));
  state.counters["reference"] = 1e5;  // the bar, in rows a second
}

BENCHMARK(BM_SobolBootstrap)
    ->ArgNames({"factors", "second", "threads"})
    ->Args({25, 0, 1})
    ->Args({25, 0, 2})
    ->Args({25, 1, 2})
    ->Args({3, 0, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

int main(int argc, char** argv) { return dragoman::bench::RunBenchmarks(argc, argv); }

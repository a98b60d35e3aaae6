// Speed of the main job: complete runs of the Istanbul scenario, derivation, evaluation and the
// search for blockers counted, on one core.
//
//   build/release/tests/bench/bench_istanbul
//
// Read `items_per_second` (runs per second and core); the goal is 20,000 at the default nesting
// (100 runs per coding). The floor and how far from it the engine is: see BM_Floor below, which
// does the arithmetic that a run cannot do without, and nothing else.

#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"
#include "engine/io/scenario_file.h"
#include "engine/scenario/runner.h"
#include "engine/scenario/tally.h"

namespace {

using dragoman::BlockerFinding;
using dragoman::Runner;
using dragoman::RunRecord;
using dragoman::ScenarioChoices;
using dragoman::Tally;

const char* const kScenario = DRAGOMAN_SOURCE_DIR "/scenarios/istanbul-2025-05-16.yaml";

dragoman::ScenarioFile Load(const std::string& tier, const std::vector<std::string>& settings) {
  ScenarioChoices choices;
  choices.tier = tier;
  return dragoman::LoadScenario(kScenario, settings, choices);
}

void RunTalks(benchmark::State& state, const std::string& tier,
              const std::vector<std::string>& settings, bool with_blockers) {
  const dragoman::ScenarioFile file = Load(tier, settings);
  if (!file.ok()) {
    state.SkipWithError("the scenario does not load");
    return;
  }
  Runner runner(*file.scenario, 1);
  const int per_coding = file.scenario->talks->talks_per_coding;
  Tally tally(runner.constraints(), per_coding);
  std::uint64_t run = 0;
  for (auto _ : state) {
    for (int k = 0; k < per_coding; ++k) {
      const BlockerFinding* blockers = nullptr;
      const RunRecord& record = runner.Run(run++, nullptr, with_blockers ? &blockers : nullptr);
      tally.Add(record, blockers);
    }
    tally.CloseCoding(per_coding);
  }
  benchmark::DoNotOptimize(tally.Summarize().result_hash);
  state.SetItemsProcessed(static_cast<std::int64_t>(run));
}

void BM_TierA(benchmark::State& state) { RunTalks(state, "A", {}, true); }
void BM_TierAB(benchmark::State& state) { RunTalks(state, "A+B", {}, true); }
void BM_TierA_WithoutBlockers(benchmark::State& state) { RunTalks(state, "A", {}, false); }
void BM_TierA_OneCodingPerRun(benchmark::State& state) {
  RunTalks(state, "A", {"talks.talks_per_coding=1"}, true);
}
void BM_TierAB_OneCodingPerRun(benchmark::State& state) {
  RunTalks(state, "A+B", {"talks.talks_per_coding=1"}, true);
}
BENCHMARK(BM_TierA)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_TierAB)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_TierA_WithoutBlockers)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_TierA_OneCodingPerRun)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_TierAB_OneCodingPerRun)->Unit(benchmark::kMicrosecond);

void BM_DeriveSample(benchmark::State& state) {
  const dragoman::ScenarioFile file = Load("A+B", {});
  if (!file.ok()) {
    state.SkipWithError("the scenario does not load");
    return;
  }
  dragoman::Coding coding = file.scenario->derivation.MakeCoding();
  std::uint64_t run = 0;
  for (auto _ : state) {
    file.scenario->derivation.DeriveSample(dragoman::Random(1, run++), &coding);
    benchmark::DoNotOptimize(coding.parties[0].firmness);
  }
}
BENCHMARK(BM_DeriveSample)->Unit(benchmark::kMicrosecond);

// The arithmetic of one tier-A run, counted on the shipped scenario with callgrind (mean of 2,000
// runs at seed 1): the draws of a run and its share of a coding's, the powers behind private and
// believed utilities and aspirations, and one multiply-add per issue and view for every package and
// single offer weighed.
constexpr int kUniforms = 38;
constexpr int kNormals = 51;
constexpr int kPowers = 350;
constexpr int kWeighed =
    468;  // Packages (295) and single items (84) put into a pool, offers judged (89).
constexpr int kTermsEach =
    6;  // Terms of a package that differ from its neighbours: 3 issues, 2 views.

void BM_Floor(benchmark::State& state) {
  const dragoman::StreamKey stream = dragoman::MakeStream("floor");
  std::vector<double> table(64);
  for (std::size_t k = 0; k < table.size(); ++k) table[k] = 0.01 * static_cast<double>(k);
  std::uint64_t run = 0;
  for (auto _ : state) {
    const dragoman::Random random(1, run++);
    double sum = 0;
    for (int k = 0; k < kUniforms; ++k) sum += random.Uniform(stream, static_cast<unsigned>(k));
    for (int k = 0; k < kNormals; ++k) sum += random.Normal(stream, static_cast<unsigned>(k));
    for (int k = 0; k < kPowers; ++k) {
      sum += dragoman::portable::Pow(0.3 + 0.005 * k, 1.77);
    }
    for (int k = 0; k < kWeighed; ++k) {
      double gain = 0;
      for (int t = 0; t < kTermsEach; ++t) {
        gain += table[static_cast<std::size_t>((k * 7 + t * 13) & 63)];
      }
      benchmark::DoNotOptimize(gain);
      sum += gain;
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(run));
}
BENCHMARK(BM_Floor)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();

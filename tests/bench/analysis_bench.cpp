// Speed of the analysis of an outcome space: frontier, solution points, zone of agreement.
//
//   build/release/tests/bench/bench_analysis
//
// Read the CPU column, one core. The bar is what NegMAS takes for Pareto, Nash and Kalai points on
// such a core: 0.2 s at 57,000 outcomes, 0.66 s at 188,000, 2.3 s at 391,000; `ratio` is how many
// times faster this is. Wanted: 1,000 with additive utilities, 100 with interactions; 10^10
// outcomes within 0.1 s for two parties and 10 s for four.
//
// The floor. Additive, two parties: each group of m values turns K points into m K sums, which are
// written, merged log2(m) times and swept. BM_Floor writes and sweeps as many sums once and does
// nothing else; the merges are what is left, and a heap that never writes the losers could save
// part of them. Additive, four parties: the divide and conquer of the filter over the candidates of
// the last issue is nearly all; candidates come as m shifted copies of one frontier, which it does
// not exploit. With interactions: either one merge per combination of the interacting issues'
// values, or every outcome is visited (27 ns each: the walk 12, the test against strong points 6,
// sorting what passes it 5, constraints 3); a walk that handles a whole row of the last issue at
// once is what is left.

#include <array>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/analysis/space_analysis.h"
#include "engine/core/random.h"
#include "tests/bench/bench_report.h"

namespace {

using dragoman::AnalysisOptions;
using dragoman::IssueIndex;
using dragoman::OutcomeSpace;
using dragoman::SerialExecutor;
using dragoman::SpaceAnalysis;
using dragoman::UtilityFunction;
using dragoman::UtilitySpec;

/// How the values of an issue suit the parties.
enum class Shape {
  kRandom,   ///< Independent of each other.
  kOpposed,  ///< On a sphere: no value is better than another for everybody, as in real domains.
};

class Draw {
 public:
  double Uniform() { return random_.Uniform(stream_, next_++); }
  double Normal() { return random_.Normal(stream_, next_++); }

 private:
  dragoman::Random random_{1, 1};
  dragoman::StreamKey stream_ = dragoman::MakeStream("bench");
  std::uint64_t next_ = 0;
};

std::vector<UtilitySpec> DrawSpecs(const std::vector<std::size_t>& sizes, std::size_t parties,
                                   Shape shape) {
  Draw draw;
  std::vector<UtilitySpec> specs(parties);
  for (UtilitySpec& spec : specs) {
    for (const std::size_t size : sizes) {
      spec.weights.push_back(draw.Uniform() / static_cast<double>(sizes.size()));
      spec.evaluations.emplace_back(size);
    }
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (std::size_t v = 0; v < sizes[i]; ++v) {
      double norm = 0;
      for (UtilitySpec& spec : specs) {
        double& x = spec.evaluations[i][v];
        x = shape == Shape::kRandom ? draw.Uniform() : draw.Normal();
        if (x < 0) x = -x;
        norm += x * x;
      }
      if (shape == Shape::kRandom) continue;
      for (UtilitySpec& spec : specs) spec.evaluations[i][v] /= __builtin_sqrt(norm);
    }
  }
  // A reservation value that cuts the zone of agreement.
  for (UtilitySpec& spec : specs) {
    double most = 0;
    for (const double weight : spec.weights) most += weight;
    spec.reservation_value = 0.4 * most;
  }
  return specs;
}

/// Each party gets a pair term between two issues of its own, and one combination is forbidden.
void AddInteractions(const std::vector<std::size_t>& sizes, std::vector<UtilitySpec>* specs) {
  Draw draw;
  for (std::size_t p = 0; p < specs->size(); ++p) {
    dragoman::PairTerm pair;
    pair.first = IssueIndex{static_cast<int>(2 * p)};
    pair.second = IssueIndex{static_cast<int>(2 * p + 1)};
    pair.worth.resize(sizes[2 * p] * sizes[2 * p + 1]);
    for (double& x : pair.worth) x = 0.1 * draw.Uniform();
    (*specs)[p].pairs.push_back(pair);
  }
  (*specs)[0].forbidden.push_back({{{IssueIndex{0}, {0}}, {IssueIndex{2}, {1}}}});
}

std::vector<UtilityFunction> Compile(const std::vector<std::size_t>& sizes,
                                     const std::vector<UtilitySpec>& specs) {
  const OutcomeSpace space(sizes);
  std::vector<UtilityFunction> result;
  for (const UtilitySpec& spec : specs) {
    result.push_back(*UtilityFunction::Compile(space, spec, "u"));
  }
  return result;
}

void RunAnalysis(benchmark::State& state, const std::vector<UtilityFunction>& utilities,
                 bool count_zone, double negmas_seconds) {
  AnalysisOptions options;
  options.count_zone = count_zone;
  SerialExecutor executor;
  SpaceAnalysis analysis;
  for (auto _ : state) {
    analysis = dragoman::Analyze(utilities, options, &executor);
    benchmark::DoNotOptimize(analysis.opposition);
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["points"] = static_cast<double>(analysis.frontier.size());
  state.counters["epsilon"] = analysis.frontier.epsilon[0];
  state.counters["outcomes"] = static_cast<double>(utilities[0].space().num_outcomes());
  if (count_zone) state.counters["zone"] = analysis.zone.share_low;
  if (negmas_seconds > 0) {
    state.counters["ratio"] =
        benchmark::Counter(negmas_seconds, benchmark::Counter::kIsIterationInvariantRate);
  }
}

struct Reference {
  std::vector<std::size_t> sizes;
  double seconds;
};

/// Spaces of about 57,000, 188,000 and 391,000 outcomes, and the seconds NegMAS takes.
const Reference& ReferenceOf(std::int64_t which) {
  static const std::array<Reference, 3> kReferences{{
      {{7, 6, 6, 6, 5, 8}, 0.2},  // 60,480
      {{6, 6, 6, 6, 6, 6, 4}, 0.66},
      {{5, 5, 5, 5, 5, 5, 5, 5}, 2.3},
  }};
  return kReferences[static_cast<std::size_t>(which)];
}

void BM_Additive(benchmark::State& state) {
  const Reference& reference = ReferenceOf(state.range(0));
  const auto specs = DrawSpecs(reference.sizes, 2, Shape::kOpposed);
  RunAnalysis(state, Compile(reference.sizes, specs), false, reference.seconds);
}
BENCHMARK(BM_Additive)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

void BM_AdditiveWithZone(benchmark::State& state) {
  const Reference& reference = ReferenceOf(state.range(0));
  const auto specs = DrawSpecs(reference.sizes, 2, Shape::kOpposed);
  RunAnalysis(state, Compile(reference.sizes, specs), true, reference.seconds);
}
BENCHMARK(BM_AdditiveWithZone)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

void BM_Interactions(benchmark::State& state) {
  const Reference& reference = ReferenceOf(state.range(0));
  auto specs = DrawSpecs(reference.sizes, 2, Shape::kOpposed);
  AddInteractions(reference.sizes, &specs);
  RunAnalysis(state, Compile(reference.sizes, specs), false, reference.seconds);
}
BENCHMARK(BM_Interactions)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

void BM_Enumeration(benchmark::State& state) {
  const Reference& reference = ReferenceOf(state.range(0));
  auto specs = DrawSpecs(reference.sizes, 2, Shape::kOpposed);
  AddInteractions(reference.sizes, &specs);
  const auto utilities = Compile(reference.sizes, specs);
  dragoman::FrontierOptions options;
  options.method = dragoman::FrontierMethod::kEnumeration;
  SerialExecutor executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(dragoman::FindFrontier(utilities, options, &executor).size());
  }
  state.counters["ratio"] =
      benchmark::Counter(reference.seconds, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_Enumeration)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

const std::vector<std::size_t> kTenToTheTenth(10, 10);

void BM_TenToTheTenthTwoParties(benchmark::State& state) {
  const auto specs = DrawSpecs(kTenToTheTenth, 2, Shape::kOpposed);
  RunAnalysis(state, Compile(kTenToTheTenth, specs), state.range(0) != 0, 0);
}
BENCHMARK(BM_TenToTheTenthTwoParties)
    ->ArgName("zone")
    ->DenseRange(0, 1)
    ->Unit(benchmark::kMillisecond);

void BM_TenToTheTenthFourParties(benchmark::State& state) {
  const Shape shape = state.range(0) != 0 ? Shape::kOpposed : Shape::kRandom;
  const auto specs = DrawSpecs(kTenToTheTenth, 4, shape);
  RunAnalysis(state, Compile(kTenToTheTenth, specs), false, 0);
}
BENCHMARK(BM_TenToTheTenthFourParties)
    ->ArgName("opposed")
    ->DenseRange(0, 1)
    ->Unit(benchmark::kSecond);

/// Writing the sums that two parties' merges look at, and sweeping them once.
void BM_Floor(benchmark::State& state) {
  const Reference& reference = ReferenceOf(state.range(0));
  const auto specs = DrawSpecs(reference.sizes, 2, Shape::kOpposed);
  std::vector<std::size_t> points{1};
  SerialExecutor executor;
  for (std::size_t issues = 1; issues <= reference.sizes.size(); ++issues) {
    const std::vector<std::size_t> sizes(reference.sizes.begin(),
                                         reference.sizes.begin() + static_cast<long>(issues));
    std::vector<UtilitySpec> prefix = specs;
    for (UtilitySpec& spec : prefix) {
      spec.weights.resize(issues);
      spec.evaluations.resize(issues);
    }
    points.push_back(dragoman::FindFrontier(Compile(sizes, prefix), {}, &executor).size());
  }
  std::vector<double> sums;
  for (auto _ : state) {
    for (std::size_t i = 0; i < reference.sizes.size(); ++i) {
      sums.clear();
      for (std::size_t k = 0; k < 2 * points[i] * reference.sizes[i]; ++k) {
        sums.push_back(static_cast<double>(k) + 0.5);
      }
      double best = 0;
      for (const double sum : sums) best = sum > best ? sum : best;
      benchmark::DoNotOptimize(best);
    }
  }
}
BENCHMARK(BM_Floor)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) { return dragoman::bench::RunBenchmarks(argc, argv); }

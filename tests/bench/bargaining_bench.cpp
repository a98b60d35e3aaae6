// Speed of one sitting of two parties, on one core: negotiations and offers per second.
//
//   scripts/bench                                      # builds, runs all, writes
//   results/bench.json build/release/tests/bench/bench_bargaining [--benchmark_filter=Warm]
//
// Warm: one index per profile, strategies and session kept from one negotiation to the next, as in
// a sweep. Cold: nothing is known but the parsed profiles: utilities are compiled, indexes built,
// strategies made, one negotiation run, all of it thrown away.
//
// `reference` is what NegMAS was measured to do on one such core at 100 rounds, `goal` the ratio to
// reach, `ratio` (in the figures) the one reached. The strategies are those of the `negmas` preset,
// which make the same offers as the reference does; Own... are the engine's boulware, conceder and
// micro. Shapes are drawn at random: sizes as in a domain of the reference, interests opposed.
//
// The floor is Floor/: what an offer cannot do without, 8 to 12 ns. To table it: one look-up in the
// sorted worths, an entry read, two rows of options joined. To answer it: a sum over the issues and
// a comparison. An offer of a negotiation takes 55 to 90 ns (Own... 35 to 45). What is left:
//   - three virtual calls (Propose, Hear, Judge) and two or three copies of a 96-byte offer, a
//     quarter of all time: a smaller Outcome would help, 32 issues in place do not come free;
//   - per party and round an aspiration: a power of 21 ns where the curve is not kept from the
//     session before (a quarter of the preset's time-based strategies; Own... keep it);
//   - MiCRO: the set of offers heard (a fifth), its own next offer looked up both to judge and to
//     propose, and, once it repeats itself, a random number of 15 ns.
// Cold, a sorted index costs 10 to 13 ns an outcome, so large domains are split instead: 7 us for
// 56,700 outcomes, then a microsecond or two a look-up. At 10^10 outcomes a look-up takes .8 ms.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/bargaining/negmas/preset.h"
#include "engine/bargaining/registry.h"
#include "engine/bargaining/session.h"
#include "engine/bargaining/sitting_trace.h"
#include "engine/core/random.h"
#include "engine/wire/tactic_text.h"
#include "tests/bench/bench_report.h"

namespace {

using dragoman::IndexMethod;
using dragoman::IndexOptions;
using dragoman::OfferIndex;
using dragoman::OutcomeSpace;
using dragoman::PoolOffer;
using dragoman::Random;
using dragoman::Session;
using dragoman::SessionParty;
using dragoman::SessionResult;
using dragoman::SessionRules;
using dragoman::SittingTrace;
using dragoman::Strategy;
using dragoman::UtilityFunction;
using dragoman::UtilitySpec;

constexpr int kRounds = 100;

/// The value of what cannot fail here.
template <class T>
T Take(dragoman::Checked<T> checked) {
  return std::move(*checked);
}

/// A domain of two parties as a reader leaves it.
struct BenchDomain {
  std::string name;
  OutcomeSpace space;
  std::vector<UtilitySpec> profiles;
};

/// Two parties whose interests are opposed in the main: what one values at v the other values at
/// about 1 - v, under weights of its own.
BenchDomain GeneratedDomain(const std::string& name, const std::vector<std::size_t>& sizes) {
  BenchDomain domain{name, OutcomeSpace(sizes), std::vector<UtilitySpec>(2)};
  const Random random(20, 0);
  const dragoman::StreamKey stream = dragoman::MakeStream("bench", name);
  std::uint64_t drawn = 0;
  const auto draw = [&] { return random.Uniform(stream, drawn++); };
  for (const std::size_t size : sizes) {
    for (UtilitySpec& profile : domain.profiles) {
      profile.weights.push_back((0.5 + draw()) / static_cast<double>(sizes.size()));
      profile.evaluations.emplace_back();
    }
    for (std::size_t v = 0; v < size; ++v) {
      const double first = draw();
      domain.profiles[0].evaluations.back().push_back(first);
      domain.profiles[1].evaluations.back().push_back(0.8 * (1 - first) + 0.2 * draw());
    }
  }
  return domain;
}

/// A domain of the reference's vectors, raw scale; no profiles if the file is not there.
BenchDomain ReferenceDomain(const std::string& name) {
  BenchDomain domain{name, {}, {}};
  std::ifstream in(std::filesystem::path(DRAGOMAN_SHARED_DIR) / "vectors" / "negmas" /
                   (name + ".json"));
  const nlohmann::json file = nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
  if (file.is_discarded()) return domain;
  std::vector<std::size_t> sizes;
  for (const auto& issue : file["issues"]) sizes.push_back(issue["values"].size());
  domain.space = OutcomeSpace(sizes);
  for (const auto& profile : file["profiles"]) {
    UtilitySpec spec;
    spec.weights = profile["weights"].get<std::vector<double>>();
    spec.evaluations = profile["evaluations"].get<std::vector<std::vector<double>>>();
    spec.bias = profile["bias"].get<double>();
    spec.reservation_value = profile["xml_reservation"].get<double>();
    domain.profiles.push_back(spec);
  }
  return domain;
}

/// What a session borrows, owned in one place.
class BenchTable {
 public:
  BenchTable(const BenchDomain& domain, const std::string& strategies, bool one_off,
             IndexMethod method = IndexMethod::kAuto) {
    const std::size_t comma = strategies.find(',');
    const std::string names[] = {strategies.substr(0, comma), strategies.substr(comma + 1)};
    protocol_ = Take(dragoman::MakeProtocol(dragoman::kNegmasProtocol));
    std::vector<SessionParty> parties;
    utilities_.reserve(2);  // Parties point into it.
    for (std::size_t k = 0; k < 2; ++k) {
      utilities_.push_back(Take(UtilityFunction::Compile(domain.space, domain.profiles[k], "")));
      IndexOptions options;
      options.method = method;
      options.one_off = one_off;
      indexes_.push_back(Take(dragoman::MakeOfferIndex(utilities_.back(), options, "")));
      strategies_.push_back(dragoman::FindStrategy(names[k])->make());
      parties.push_back(
          {&utilities_.back(), indexes_.back().get(), strategies_.back().get(), 1, 0});
    }
    SessionRules rules;
    rules.protocol = protocol_.get();
    rules.rounds = kRounds;
    rules.time = dragoman::kNegmasTime;
    session_.Prepare(rules, parties);
  }
  BenchTable(const BenchTable&) = delete;
  BenchTable& operator=(const BenchTable&) = delete;

  SessionResult Run(std::uint64_t run) { return session_.Run({1, run, nullptr, nullptr}); }
  std::size_t CountOffers() {
    SittingTrace trace;
    session_.Run({1, 0, &trace, nullptr});
    return trace.offers().size();
  }

 private:
  std::unique_ptr<dragoman::Protocol> protocol_;
  std::vector<UtilityFunction> utilities_;
  std::vector<std::unique_ptr<OfferIndex>> indexes_;
  std::vector<std::unique_ptr<Strategy>> strategies_;
  Session session_;
};

/// What is measured: a domain, a pair of strategies, and what it is compared with.
struct BenchCase {
  BenchDomain domain;
  std::string strategies;
  double reference = 0;  ///< Negotiations per second of the reference; 0: none.
  double goal = 0;       ///< Ratio to reach, warm.
};

void ReportCase(benchmark::State& state, const BenchCase& c, std::int64_t done, double goal) {
  BenchTable table(c.domain, c.strategies, false);
  const auto offers = static_cast<double>(table.CountOffers());
  state.SetItemsProcessed(done);
  state.counters["offers_per_second"] =
      benchmark::Counter(offers * static_cast<double>(done), benchmark::Counter::kIsRate);
  if (c.reference > 0) {
    state.counters["reference"] = c.reference;
    state.counters["goal"] = goal;
  }
}

void RunWarm(benchmark::State& state, const BenchCase& c) {
  BenchTable table(c.domain, c.strategies, false);
  std::uint64_t run = 0;
  for (auto _ : state) {
    const SessionResult result = table.Run(run++);
    benchmark::DoNotOptimize(result.utilities[0]);
  }
  ReportCase(state, c, static_cast<std::int64_t>(run), c.goal);
}

void RunCold(benchmark::State& state, const BenchCase& c) {
  std::uint64_t run = 0;
  for (auto _ : state) {
    BenchTable table(c.domain, c.strategies, true);
    const SessionResult result = table.Run(run++);
    benchmark::DoNotOptimize(result.utilities[0]);
  }
  ReportCase(state, c, static_cast<std::int64_t>(run), c.goal / 10);
}

// Building the index alone.
void RunIndex(benchmark::State& state, const BenchDomain& domain, IndexMethod method) {
  const UtilityFunction utility =
      Take(UtilityFunction::Compile(domain.space, domain.profiles[0], ""));
  IndexOptions options;
  options.method = method;
  for (auto _ : state) {
    const auto index = Take(dragoman::MakeOfferIndex(utility, options, ""));
    benchmark::DoNotOptimize(index->size());
  }
  state.SetItemsProcessed(state.iterations());
}

// One offer tabled and answered, nothing around it.
void RunFloor(benchmark::State& state, const BenchDomain& domain) {
  const UtilityFunction own = Take(UtilityFunction::Compile(domain.space, domain.profiles[0], ""));
  const UtilityFunction other =
      Take(UtilityFunction::Compile(domain.space, domain.profiles[1], ""));
  dragoman::SortedIndex index;
  index.Build(own, dragoman::HalvedSpace(domain.space, {}), 0);
  const double best = index.entries().back().worth;
  dragoman::Outcome offer;
  double target = best;
  std::int64_t accepted = 0;
  for (auto _ : state) {
    target = target > 0.5 * best ? 0.999 * target : best;
    const dragoman::WorthEntry& entry = index.entries()[index.LowerBound(target)];
    index.Decode(entry.code, &offer);
    accepted += other.Evaluate(offer) >= best ? 1 : 0;
    benchmark::DoNotOptimize(offer);
  }
  benchmark::DoNotOptimize(accepted);
  state.SetItemsProcessed(state.iterations());
}

void AddCase(const BenchCase& c, const std::string& pair) {
  const std::string name = c.domain.name + "/" + pair;
  if (c.domain.profiles.empty()) {
    benchmark::RegisterBenchmark(("Warm/" + name).c_str(), [](benchmark::State& state) {
      state.SkipWithError("the reference's vectors are not there: see DRAGOMAN_SHARED_DIR");
    });
    return;
  }
  benchmark::RegisterBenchmark(("Warm/" + name).c_str(), [c](benchmark::State& state) {
    RunWarm(state, c);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark(("Cold/" + name).c_str(), [c](benchmark::State& state) {
    RunCold(state, c);
  })->Unit(benchmark::kMicrosecond);
}

void AddPairs(const BenchDomain& domain, const double (&reference)[2], const double (&goal)[2]) {
  AddCase({domain, "negmas_boulware,negmas_conceder", reference[0], goal[0]}, "BoulwareConceder");
  AddCase({domain, "negmas_micro,negmas_micro", reference[1], goal[1]}, "MiCRO");
}

void AddBenchmarks() {
  // The figures are issue-of-record measurements of NegMAS 0.16, 100 rounds, one core.
  AddPairs(ReferenceDomain("ItexvsCypress"), {71, 79}, {1000, 1000});
  AddPairs(ReferenceDomain("Amsterdam"), {34, 18}, {3000, 3000});
  const BenchDomain small = GeneratedDomain("Shape180", {5, 4, 3, 3});
  const BenchDomain medium = GeneratedDomain("Shape3024", {4, 3, 7, 3, 3, 4});
  const BenchDomain large = GeneratedDomain("Shape56700", {7, 9, 6, 6, 5, 5});
  AddPairs(small, {71, 79}, {1000, 1000});
  AddPairs(medium, {34, 18}, {3000, 3000});
  AddPairs(large, {0.56, 5.4}, {20000, 9000});
  const BenchDomain huge = GeneratedDomain("Shape1e10", std::vector<std::size_t>(10, 10));
  AddCase({huge, "boulware,conceder", 0, 0}, "OwnBoulwareConceder");
  AddCase({huge, "micro,micro", 0, 0}, "OwnMiCRO");
  for (const BenchDomain& domain : {small, medium, large}) {
    AddCase({domain, "boulware,conceder", 0, 0}, "OwnBoulwareConceder");
    AddCase({domain, "micro,micro", 0, 0}, "OwnMiCRO");
    for (const IndexMethod method : {IndexMethod::kSorted, IndexMethod::kSplit}) {
      const std::string name =
          "Index/" + domain.name + "/" + std::string(dragoman::IndexMethodName(method));
      benchmark::RegisterBenchmark(name.c_str(), [domain, method](benchmark::State& state) {
        RunIndex(state, domain, method);
      })->Unit(benchmark::kMicrosecond);
    }
    benchmark::RegisterBenchmark(("Floor/" + domain.name).c_str(),
                                 [domain](benchmark::State& state) { RunFloor(state, domain); });
  }
}

}  // namespace

int main(int argc, char** argv) {
  AddBenchmarks();
  return dragoman::bench::RunBenchmarks(argc, argv);
}

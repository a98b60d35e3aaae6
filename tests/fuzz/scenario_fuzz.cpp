#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/assert.h"
#include "engine/evaluation/scores.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/io/error_text.h"
#include "engine/io/scenario_file.h"
#include "engine/talks/talks.h"
#include "engine/wire/json_writer.h"
#include "tests/fuzz/scenario_input.h"
#include "tests/fuzz/scenario_mutator.h"

/// @file
/// Hostile scenarios never crash the loader, hang it, or trap an assertion; what it takes can be
/// derived and run, gives finite numbers only, and reads back once written. tests/fuzz/
/// scenario_input.h tells what an input looks like.
///
/// Most inputs are soon wrong. With SCENARIO_FUZZ_RUN_ONLY=1 in the environment the fuzzer keeps
/// only those that can be run, and so gets deeper into the model.

namespace dragoman {
namespace {

/// Runs that cost more than about this many steps are left out: the fuzzer would only wait.
constexpr double kMaxWork = 3e6;
constexpr std::size_t kLargestReadBack = std::size_t{1} << 20;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "scenario_fuzz: %s\n", what);
  std::abort();
}

void RequireFinite(std::span<const double> numbers, const char* what) {
  for (const double number : numbers) Require(std::isfinite(number), what);
}

void RequireShare(double number, const char* what) { Require(number >= 0 && number <= 1, what); }

void CheckCoding(const Coding& coding) {
  RequireFinite(coding.positions, "a position is not finite");
  for (const double trust : coding.trust) RequireShare(trust, "trust outside [0, 1]");
  for (const Evidence& evidence : coding.evidence) {
    RequireShare(evidence.mass, "evidence mass outside [0, 1]");
  }
  for (const PartyPreference& party : coding.parties) {
    double weights = 0;
    for (const IssuePreference& issue : party.issues) {
      RequireShare(issue.firmness, "firmness outside [0, 1]");
      RequireShare(issue.floored_weight, "a weight outside [0, 1]");
      Require(std::isfinite(issue.salience_mass) && std::isfinite(issue.ideal_sd), "not finite");
      // A weighted mean of positions may leave the axis by a rounding.
      Require(issue.ideal >= 0 && issue.ideal <= kAxisLength + 1e-9, "an ideal off the axis");
      weights += issue.floored_weight;
    }
    Require(weights == 0 || std::abs(weights - 1) < 1e-9, "weights do not sum to 1");
    for (const double utility : party.utility) RequireShare(utility, "a utility outside [0, 1]");
    Require(party.beta > 0 && std::isfinite(party.beta), "beta is not positive");
    RequireShare(party.patience, "patience outside [0, 1]");
    RequireShare(party.tau, "tau outside [0, 1]");
  }
}

/// Looks at every number a transcript could show.
class FiniteObserver final : public TalkObserver {
 public:
  void OnEvent(const TalkEvent& event) override {
    Require(std::isfinite(event.a) && std::isfinite(event.b) && std::isfinite(event.c),
            "an event holds a number that is not finite");
    if (event.kind == TalkEventKind::kHazard || event.kind == TalkEventKind::kThreatExecuted) {
      RequireShare(event.a, "a probability outside [0, 1]");
    }
    if (event.kind == TalkEventKind::kTrust || event.kind == TalkEventKind::kBattle) {
      RequireShare(event.a, "a share outside [0, 1]");
      RequireShare(event.b, "a share outside [0, 1]");
    }
  }
};

void CheckRun(const CompiledScenario& scenario, const Talks& talks, const TalkResult& result) {
  const TalkState& state = talks.state();
  for (const PreferenceView& view : state.own) {
    for (const double utility : view.utility) RequireShare(utility, "a utility outside [0, 1]");
    RequireFinite(view.no_deal, "no deal is not finite");
    RequireFinite(view.gain, "a gain is not finite");
  }
  for (const PreferenceView& view : state.seen) RequireFinite(view.gain, "a gain is not finite");
  RequireFinite(result.gain, "a gain is not finite");
  RequireFinite(ScoreRun(talks, result), "a score is not finite");
  Require(result.meetings <= scenario.talks->meetings, "more meetings than allowed");
  const Verdict verdict = Judge(scenario.outcomes, result, result.meetings);
  Require(verdict.headline < kNumHeadlines, "an unknown headline");
}

/// Rough number of steps of one run.
double WorkOf(const CompiledScenario& scenario) {
  const TalksModel& model = *scenario.talks;
  double packages = static_cast<double>(model.lambdas.size());
  for (const GridIssue& grid : model.grid) {
    packages *= 1 + static_cast<double>(__builtin_popcountll(grid.options));
  }
  const double issues = static_cast<double>(scenario.space.num_issues());
  const double links = static_cast<double>(model.links.size());
  return model.meetings * packages * (2 * issues + 10 * links + model.exchanges);
}

void DeriveAndRun(const CompiledScenario& scenario) {
  Coding coding = scenario.derivation.MakeCoding();
  scenario.derivation.DeriveCore(&coding);
  CheckCoding(coding);
  scenario.derivation.DeriveSample(Random(1, 0), &coding);
  CheckCoding(coding);
  if (WorkOf(scenario) > kMaxWork) return;
  Talks talks(*scenario.talks);
  talks.StartCoding(coding);
  FiniteObserver observer;
  const TalkResult first = talks.Run(Random(1, 0), &observer);
  CheckRun(scenario, talks, first);
  CheckRun(scenario, talks, talks.Run(Random(1, 1), nullptr));
  // A run depends on its index only, neither on the runs before nor on who watches.
  const TalkResult& again = talks.Run(Random(1, 0), nullptr);
  Require(again.final_standing == first.final_standing && again.gain == first.gain &&
              again.meetings == first.meetings,
          "a run repeated differs");
}

void CheckThatItReadsBack(const Scenario& source, const ScenarioChoices& choices) {
  const std::string written = JsonText(JsonOf(source));
  // Written out with all defaults, a document near the limit on values is beyond it.
  if (written.size() > kLargestReadBack) return;
  const ScenarioFile again = LoadScenarioText(written, "again", TextFormat::kJson, {}, choices);
  if (!again.ok()) std::fputs(FormatProblems(again.problems, 3).c_str(), stderr);
  Require(again.ok(), "what was taken does not read back");
  Require(JsonText(JsonOf(again.source)) == written, "what was taken reads back as another");
}

/// True if the input is a scenario that can be run.
bool FuzzScenario(std::string_view data) {
  const testing_support::ScenarioInput input = testing_support::SplitScenarioInput(data);
  const ScenarioFile file = testing_support::LoadScenarioInput(input);
  Require(file.ok() == (file.scenario != nullptr), "neither a scenario nor a problem");
  for (const Problem& problem : file.problems) {
    // Every problem says something, in one line.
    Require(!problem.message.empty(), "a problem without a message");
    Require(FormatProblem(problem).find('\n') == std::string::npos, "a problem of two lines");
  }
  if (!file.ok()) return false;
  CheckThatItReadsBack(file.source, input.choices);
  DeriveAndRun(*file.scenario);
  return true;
}

}  // namespace
}  // namespace dragoman

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  return dragoman::testing_support::MutateScenario(data, size, max_size, seed, LLVMFuzzerMutate);
}

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  dragoman::SetAssertionHandler([](const char* expression, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expression);
  });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool run_only = std::getenv("SCENARIO_FUZZ_RUN_ONLY") != nullptr;
  const bool ran = dragoman::FuzzScenario({reinterpret_cast<const char*>(data), size});
  return run_only && !ran ? -1 : 0;
}

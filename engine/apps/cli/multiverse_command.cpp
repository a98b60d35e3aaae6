#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/atomic_file.h"
#include "engine/experiments/multiverse.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/report/multiverse_text.h"
#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostMultiverseRuns = 100'000'000;

std::string MultiverseCommandLine(const Arguments& arguments, const MultiverseReport& report) {
  std::string line = "dragoman multiverse " + ShellWord(arguments.positional()[0]);
  for (const std::string& change : arguments.Texts("set")) line += " --set " + ShellWord(change);
  for (const std::string& name : MechanismsWithout(arguments)) {
    line += " --without " + ShellWord(name);
  }
  if (arguments.Has("without-reported-outcomes")) line += " --without-reported-outcomes";
  return line + " --runs " + std::to_string(report.runs) + " --seed " + std::to_string(report.seed);
}

void WriteMultiverseCsv(const std::string& path, const MultiverseReport& report) {
  AtomicFile file;
  auto error = file.Open(path);
  if (!error) error = file.Write(MultiverseCsv(report));
  if (!error) error = file.Commit();
  if (error) throw RunError(path + ": " + *error);
}

int Multiverse(const Arguments& arguments, Console* console) {
  MultiverseReport report;
  report.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
  report.runs = arguments.Number("runs", 1000, 1, kMostMultiverseRuns);
  const int threads = static_cast<int>(arguments.Number("threads", 0, 1, 1024));
  const ScenarioChoices choices = ChoicesOf(arguments);
  const ScenarioFile file = LoadScenarioArgument(arguments.positional()[0], arguments);
  report.scenario = file.source.id;
  report.talks_per_coding = file.scenario->talks->talks_per_coding;
  report.plan = PlanMultiverse(*file.scenario, choices);
  report.command = MultiverseCommandLine(arguments, report);
  const auto universes = CompileUniverses(report.plan, file.source, choices);
  if (!universes.ok()) {
    throw InputError(FormatProblems(PlaceProblems(file.document, universes.problems())));
  }

  InterruptGuard guard;
  ProgressMeter meter(console->err_terminal && !console->quiet ? &console->err : nullptr,
                      report.runs * report.plan.num_universes(), "runs");
  const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
  const FunctionRef<void(std::uint64_t)> progress(advance);
  ThreadExecutor executor(threads);
  BatchOptions options;
  options.seed = report.seed;
  options.runs = report.runs;
  report.counts = RunMultiverse(*universes, options, &executor, &guard.token(), &progress);
  meter.Erase();
  if (!report.counts.complete) {
    console->err << "dragoman multiverse: interrupted; nothing is reported\n";
    return kExitInterrupted;
  }
  if (arguments.Has("csv")) WriteMultiverseCsv(arguments.Text("csv"), report);
  if (arguments.Has("json")) {
    console->out << JsonText(MultiverseJson(report)) << "\n";
  } else {
    console->out << MultiverseText(report, console->style);
  }
  return kExitDone;
}

}  // namespace

Command MultiverseCommand() {
  Command command;
  command.name = "multiverse";
  command.arguments = "SCENARIO [options]";
  command.summary = "ask which conclusions survive other choices of the model";
  command.details =
      "Runs every combination of: weights {centroid, equal, rank_sum} x rho {derived, 1} x jitter "
      "of the options' spacing {0, 5, 10} x every tier of evidence x red lines {on, off}, all with "
      "the same random numbers; a value of the file that is another is added. Prints the range of "
      "each headline probability, of each flag, and which choice moves it most. --set, --without "
      "and --without-reported-outcomes apply to every universe. More codings at the same number "
      "of runs: --set talks.talks_per_coding=10.\n"
      "\n"
      "--json prints {scenario, seed, runs, talks_per_coding, choices, reference_universe, "
      "universes, outcomes, conclusions}; per outcome {name, title, reference, min, max, "
      "lowest_universe, highest_universe, effects, variance_shares, most_influential}, where a "
      "universe is its place in the list.";
  command.examples =
      "  dragoman multiverse istanbul-2025-05-16\n"
      "  dragoman multiverse two-towns --runs 200 --csv universes.csv\n"
      "  dragoman multiverse istanbul-2025-05-16 --json > multiverse.json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"runs", "N", "runs of each universe; default 1000"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"threads", "T", "threads; default one per core; never changes a result"},
  };
  for (CliOption& option : ScenarioOptions()) {
    if (option.name != "tier") command.options.push_back(std::move(option));
  }
  command.options.push_back({"csv", "FILE", "also write one line per universe to FILE"});
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.options.push_back({"quiet", "", "no progress, no warnings"});
  command.run = Multiverse;
  return command;
}

}  // namespace dragoman

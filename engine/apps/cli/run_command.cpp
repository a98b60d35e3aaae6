#include <chrono>
#include <optional>

#include <spdlog/spdlog.h>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/ablation.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/run_csv.h"
#include "engine/experiments/thread_executor.h"
#include "engine/report/run_json.h"
#include "engine/report/run_text.h"
#include "engine/report/run_views.h"
#include "engine/report/transcript.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostRuns = 1'000'000'000;
constexpr std::uint64_t kMostThreads = 1024;
constexpr std::uint64_t kMostSeed = ~std::uint64_t{0};

/// One `dragoman run`, step by step.
class BatchJob {
 public:
  BatchJob(const Arguments& arguments, Console* console)
      : arguments_(arguments),
        console_(*console),
        executor_(static_cast<int>(arguments.Number("threads", 0, 1, kMostThreads))) {
    settings_.scenario = arguments.positional()[0];
    settings_.runs = arguments.Number("runs", 10000, 1, kMostRuns);
    settings_.seed = arguments.Number("seed", 1, 0, kMostSeed);
    settings_.tier = arguments.Text("tier");
    settings_.settings = arguments.Texts("set");
    settings_.without = MechanismsWithout(arguments);
    settings_.without_reported_outcomes = arguments.Has("without-reported-outcomes");
    settings_.ablate = arguments.Has("ablate");
    const std::string views = arguments.Text("views", "auto");
    if (views != "auto" && views != "always" && views != "never") {
      throw UsageError("--views '" + views + "': one of: auto, always, never");
    }
    if (arguments.Has("json") && arguments.Has("transcript")) {
      throw UsageError(
          "--json and --transcript cannot both have standard output; use `dragoman replay`");
    }
  }

  int Run() {
    file_ = LoadScenarioArgument(settings_.scenario, arguments_);
    options_.seed = settings_.seed;
    options_.runs = settings_.runs;
    if (!RunRuns()) return kExitInterrupted;
    if (settings_.ablate && !RunVariants()) return kExitInterrupted;
    Print();
    return kExitDone;
  }

 private:
  const CompiledScenario& scenario() const { return *file_.scenario; }

  std::ostream* ProgressStream() const {
    return console_.err_terminal && !console_.quiet ? &console_.err : nullptr;
  }

  /// Says how far it got; false if it was interrupted.
  bool Finished(bool complete, std::uint64_t done, std::uint64_t total) {
    if (complete) return true;
    console_.err << "dragoman run: interrupted after " << WithThousands(done) << " of "
                 << WithThousands(total) << " runs";
    if (arguments_.Has("csv")) console_.err << "; " << arguments_.Text("csv") << " was not written";
    console_.err << "\n";
    return false;
  }

  bool RunRuns() {
    const auto begin = std::chrono::steady_clock::now();
    InterruptGuard guard;
    ProgressMeter meter(ProgressStream(), options_.runs, "runs");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    spdlog::info("{} runs on {} threads begin; Ctrl-C ends them", options_.runs,
                 executor_.concurrency());
    if (arguments_.Has("csv")) {
      CsvBatch batch = RunBatchToCsv(scenario(), options_, arguments_.Text("csv"), &executor_,
                                     &guard.token(), &progress);
      if (batch.error) {
        meter.Erase();
        throw RunError("cannot write " + arguments_.Text("csv") + ": " + *batch.error);
      }
      summary_ = std::move(batch.summary);
    } else {
      summary_ = RunBatch(scenario(), options_, &executor_, &guard.token(), &progress);
    }
    meter.Erase();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    spdlog::info("{} runs in {:.2f} s ({:.0f} per second)", summary_.runs, seconds.count(),
                 static_cast<double>(summary_.runs) / seconds.count());
    return Finished(summary_.complete, summary_.runs, options_.runs);
  }

  bool RunVariants() {
    InterruptGuard guard;
    const std::uint64_t total = AblationRuns(scenario(), options_.runs);
    ProgressMeter meter(ProgressStream(), total, "runs with a mechanism off");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    ablation_ = RunAblation(scenario(), options_, &executor_, &guard.token(), &progress);
    meter.Erase();
    return Finished(ablation_->complete, meter.done(), total);
  }

  void Print() {
    if (arguments_.Has("json")) return PrintJson();
    if (console_.quiet) {
      console_.out << VerdictText(scenario(), summary_, console_.style);
    } else {
      console_.out << RunText(scenario(), summary_, settings_, console_.style, Views());
    }
    if (ablation_) console_.out << "\n" << AblationText(*ablation_, console_.style);
    if (arguments_.Has("transcript")) PrintTranscript();
  }

  /// The shown run as pictures: at a terminal, or where asked for.
  std::string Views() {
    const std::string choice = arguments_.Text("views", "auto");
    if (choice == "never" || (choice == "auto" && !console_.out_terminal)) return {};
    return RunViewsText(scenario(), MakeSpaceView(scenario(), &executor_),
                        MakeShownRun(scenario(), settings_.seed, TypicalRun(scenario(), summary_)),
                        settings_, console_.style);
  }

  void PrintJson() {
    Json json = RunJson(scenario(), summary_, settings_);
    if (ablation_) json["ablation"] = AblationJson(*ablation_);
    console_.out << JsonText(json) << "\n";
  }

  /// The first run with the likeliest headline.
  void PrintTranscript() {
    const std::uint64_t run = TypicalRun(scenario(), summary_);
    const std::size_t likeliest = LikeliestHeadline(summary_);
    console_.out << "\n"
                 << Heading("One run: number " + std::to_string(run) +
                                ", the first with the likeliest headline (" +
                                std::to_string(likeliest) + "). Others: dragoman replay",
                            console_.style)
                 << "\n"
                 << RenderTranscript(scenario(), settings_.seed, run, console_.style.width);
  }

  const Arguments& arguments_;
  Console& console_;
  ThreadExecutor executor_;
  RunSettings settings_;
  BatchOptions options_;
  ScenarioFile file_;
  BatchSummary summary_;
  std::optional<Ablation> ablation_;
};

int RunBatchCommand(const Arguments& arguments, Console* console) {
  return BatchJob(arguments, console).Run();
}

}  // namespace

Command RunCommand() {
  Command command;
  command.name = "run";
  command.arguments = "SCENARIO [options]";
  command.summary = "run a scenario many times and say what came of it, and why";
  command.details =
      "Prints a verdict in words, the distribution of outcomes after the first meeting and at the "
      "end, "
      "what stood in the way, the parties, and the command that gives the same numbers again. Run "
      "i of "
      "a seed is the same on every machine, for any number of runs and threads.\n"
      "\n"
      "--json prints one object: scenario, title, tier, seed, runs, codings, talks_per_coding, "
      "version, "
      "headline (eight probabilities, 0 worst to 7 best), headline_detail and flags ({p, se, low, "
      "high}: "
      "Monte Carlo error and 5-95 % band over codings, null without a band), after_first_meeting "
      "(the "
      "same three), scores, blockers, blocker_pairs, zone, result_hash, settings, without, "
      "conditional, "
      "command; with --ablate also ablation.";
  command.examples =
      "  dragoman run istanbul-2025-05-16\n"
      "  dragoman run istanbul-2025-05-16 --tier A+B --runs 100000 --json > result.json\n"
      "  dragoman run istanbul-2025-05-16 --without M8 --without M9 --quiet\n"
      "  dragoman run istanbul-2025-05-16 --runs 2000 --ablate\n"
      "  dragoman run istanbul-2025-05-16 --runs 500 --csv runs.csv\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"runs", "N", "how many runs; default 10000"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"threads", "T", "threads; default one per core; never changes a result"},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.options.push_back(
      {"ablate", "",
       "also run with every mechanism switched off in turn: which one does the work?"});
  command.options.push_back({"csv", "FILE", "write one row per run"});
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.options.push_back({"transcript", "", "also tell one run, meeting by meeting"});
  command.options.push_back(
      {"views", "WHEN",
       "pictures of one run after the verdict: auto (at a terminal, the default), always, never"});
  command.options.push_back({"quiet", "", "print the verdict alone; no progress, no warnings"});
  command.run = RunBatchCommand;
  return command;
}

}  // namespace dragoman

#include <filesystem>

#include <spdlog/spdlog.h>

#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/report/run_settings.h"
#include "engine/report/text_layout.h"
#include "engine/sweep/adaptive_sweep.h"
#include "engine/sweep/sweep_file.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostSeconds = 100'000'000;

/// Computes what is missing and leaves a finished file if nothing is.
int Compute(const Sweep& sweep, const ResultFolder& folder, const Arguments& arguments,
            Console* console) {
  const ResultLock lock(folder);
  StoreRepair repair;
  std::unique_ptr<ResultStore> store = OpenStore(folder, sweep, &repair);
  for (const std::string& note : repair.notes)
    console->err << folder.path() << ": " << note << "\n";

  InterruptGuard guard;
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  SweepProgress progress(&console->err, ProgressStyleOf(*console), sweep.plan().runs(),
                         store->runs() + store->failed());
  SweepRunOptions options;
  options.time_limit = static_cast<double>(arguments.Number("limit-time", 0, 1, kMostSeconds));
  const SweepRun run = sweep.adaptive() ? RunAdaptive(sweep, store.get(), options, &executor,
                                                      &guard.token(), &progress, folder.activity())
                                        : RunSweep(sweep, store.get(), options, &executor,
                                                   &guard.token(), &progress, folder.activity());
  progress.Erase();
  if (run.end == SweepEnd::kComplete) store->Finish();
  return ReportEnd(run, sweep, folder, console);
}

int RunNew(const std::string& target, const Arguments& arguments, Console* console) {
  const std::unique_ptr<const Sweep> sweep = LoadExperiment(target, arguments);
  const ResultFolder folder(FolderOf(target, arguments));
  CheckFree(folder, *sweep);
  folder.Create(*sweep);
  return Compute(*sweep, folder, arguments, console);
}

int Resume(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  if (arguments.Has("points")) {
    auto extended = sweep->Extended(arguments.Number("points", 1, 1, kMostCells));
    if (!extended.ok()) {
      const Diagnostic& problem = extended.problems().front();
      throw InputError("--points: error: " + problem.message + "; expected " + problem.expected +
                       "\n");
    }
    sweep = std::move(*extended);
    folder.Create(*sweep);
  }
  return Compute(*sweep, folder, arguments, console);
}

}  // namespace

std::unique_ptr<const Sweep> LoadExperiment(const std::string& path, const Arguments& arguments) {
  const auto find = [](const std::string& name) { return FindScenario(name); };
  SweepFile file = LoadSweep(path, arguments.Texts("set"), find);
  if (!file.ok()) throw InputError(FormatProblems(file.problems));
  for (const std::string& warning : file.warnings) spdlog::warn("{}: {}", path, warning);
  return std::move(file.sweep);
}

std::string FolderOf(const std::string& path, const Arguments& arguments) {
  return arguments.Text("out", (fs::path("results") / fs::path(path).stem()).string());
}

void CheckFree(const ResultFolder& folder, const Sweep& sweep) {
  std::error_code ignored;
  if (!folder.Exists()) {
    if (fs::exists(folder.store(), ignored)) {
      throw InputError(folder.path() +
                       ": holds a result.sqlite without its spec.json; choose another folder with "
                       "--out\n");
    }
    return;
  }
  const std::unique_ptr<const Sweep> there = LoadResult(folder);
  const std::string resume = "dragoman sweep resume " + ShellWord(folder.path());
  if (there->spec_hash() == sweep.spec_hash()) {
    throw InputError(folder.path() +
                     ": holds a result of this experiment; to go on with it, or to "
                     "check that it is whole: " +
                     resume + "\n");
  }
  if (there->family_hash() == sweep.family_hash()) {
    throw InputError(folder.path() +
                     ": holds this experiment with another number of points; to "
                     "extend it: " +
                     resume + " --points N\n");
  }
  throw InputError(folder.path() +
                   ": holds the result of another experiment, which is not overwritten; choose "
                   "another folder with --out\n");
}

ResultFolder FindResult(const std::string& argument) {
  const ResultFolder folder(argument);
  if (folder.Exists()) return folder;
  const ResultFolder named((fs::path("results") / argument).string());
  if (argument.find('/') == std::string::npos && named.Exists()) return named;
  throw InputError(argument +
                   ": no result of a sweep (a folder with spec.json and result.sqlite, "
                   "or the name of one in ./results)\n");
}

std::unique_ptr<const Sweep> LoadResult(const ResultFolder& folder) {
  try {
    return folder.Load();
  } catch (const SweepError& error) {
    throw InputError(std::string(error.what()) + "\n");
  }
}

SweepProgress::Style ProgressStyleOf(const Console& console) {
  if (console.quiet) return SweepProgress::Style::kNone;
  return console.err_terminal ? SweepProgress::Style::kTerminal : SweepProgress::Style::kJsonLines;
}

int ReportEnd(const SweepRun& run, const Sweep& sweep, const ResultFolder& folder,
              Console* console) {
  const std::string name = ShellWord(folder.path());
  const std::string resume = "to go on: dragoman sweep resume " + name + "\n";
  switch (run.end) {
    case SweepEnd::kComplete:
      if (console->quiet) return kExitDone;
      console->out << folder.path() << ": " << WithThousands(sweep.cells()) << " points, "
                   << WithThousands(run.runs) << " runs computed";
      if (run.seconds > 0 && run.runs > 0) {
        console->out << " in " << Fixed(run.seconds, 1) << " s ("
                     << WithThousands(
                            static_cast<std::uint64_t>(static_cast<double>(run.runs) / run.seconds))
                     << " runs/s)";
      }
      console->out << "; hash " << run.hash << "\nto see it: dragoman sweep analyze " << name
                   << "\n";
      return kExitDone;
    case SweepEnd::kCancelled:
      console->err << "dragoman sweep: interrupted; what was committed stays\n" << resume;
      return kExitInterrupted;
    case SweepEnd::kTimeLimit:
      console->err << "dragoman sweep: the time limit is reached\n" << resume;
      return kExitFailed;
    case SweepEnd::kFailure:
      console->err << "dragoman sweep: error: " << run.error
                   << "\nwhat was committed stays. To record such points and go on, set "
                      "on_failure: record in the experiment\n";
      return kExitFailed;
    case SweepEnd::kStore:
      break;
  }
  console->err << "dragoman sweep: error: the result cannot be written: " << run.error
               << "\nwhat was committed stays; when there is room, " << resume;
  return kExitFailed;
}

SweepAction SweepRunAction() {
  return {"run",
          "CONFIG",
          "compute an experiment into a new folder",
          {"out", "set", "threads", "limit-time", "quiet"},
          RunNew};
}

SweepAction SweepResumeAction() {
  return {"resume",
          "RESULT",
          "go on with what is there; with --points extend the design",
          {"points", "threads", "limit-time", "quiet"},
          Resume};
}

}  // namespace dragoman

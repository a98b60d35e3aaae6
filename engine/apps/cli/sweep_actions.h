#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"
#include "engine/core/function_ref.h"
#include "engine/report/sweep_text.h"
#include "engine/sweep/result_folder.h"
#include "engine/sweep/result_store.h"
#include "engine/sweep/sweep_progress.h"
#include "engine/sweep/sweep_runner.h"

namespace dragoman {

/// One of the words after `dragoman sweep`; one file each.
struct SweepAction {
  std::string_view name;
  std::string_view target;   ///< "CONFIG", "RESULT".
  std::string_view summary;  ///< One line.
  std::vector<std::string_view> options;
  /// `target` is the argument after the action's name.
  int (*run)(const std::string& target, const Arguments& arguments, Console* console);
};

SweepAction SweepRunAction();
SweepAction SweepResumeAction();
SweepAction SweepShardAction();
SweepAction SweepMergeAction();
SweepAction SweepVerifyAction();
SweepAction SweepAnalyzeAction();
SweepAction SweepExportAction();
SweepAction SweepSubmitAction();
SweepAction SweepStatusAction();
SweepAction SweepCancelAction();

/// The experiment of a CONFIG argument, with --set; warnings are logged. Throws InputError.
std::unique_ptr<const Sweep> LoadExperiment(const std::string& path, const Arguments& arguments);
/// The folder of its result: --out, or results/NAME.
std::string FolderOf(const std::string& path, const Arguments& arguments);
/// Refuses a folder that holds something else, or a part that `resume` should go on with. Throws
/// InputError.
void CheckFree(const ResultFolder& folder, const Sweep& sweep);
/// Refuses to cut an adaptive map into shards. Throws InputError.
void RefuseAdaptive(const Sweep& sweep);

/// The result a RESULT argument names: a folder, or the name of one in ./results. Throws
/// InputError.
ResultFolder FindResult(const std::string& argument);

/// `folder.Load()`, with errors as InputError.
std::unique_ptr<const Sweep> LoadResult(const ResultFolder& folder);

/// Throws InputError if nothing was computed yet.
void RequireStore(const ResultFolder& folder);

/// What --outcome, --method, --resamples, --seed, --threshold and --per-run ask for. Throws
/// UsageError.
SweepAnalysisOptions AnalysisOptionsOf(const Sweep& sweep, const Arguments& arguments);
/// Those options as written, each after a space.
std::string AnalysisOptionWords(const Arguments& arguments);
/// AnalyzeSweep of what the report borrows, problems as InputError.
SweepAnalysis AnalyzeOrThrow(const ResultFolder& folder, const SweepReport& report,
                             Executor* executor);

/// Does `work`; what a store or a result has against it becomes an InputError or RunError.
int TellingSweepErrors(FunctionRef<int()> work);

/// How progress is shown: a line on a terminal, JSON lines elsewhere, nothing with --quiet.
SweepProgress::Style ProgressStyleOf(const Console& console);

/// Tells how a sweep in `folder` ended, and how to go on; returns the exit code.
int ReportEnd(const SweepRun& run, const Sweep& sweep, const ResultFolder& folder,
              Console* console);

}  // namespace dragoman

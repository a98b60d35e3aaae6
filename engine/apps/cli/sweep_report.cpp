#include "engine/apps/cli/report_output.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/report/html/sweep_page.h"
#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

/// What a report shows unless methods were chosen: what the design is for, and conditions of a
/// sample.
std::vector<SweepMethod> ReportMethods(const Sweep& sweep) {
  std::vector<SweepMethod> methods = UsualMethods(sweep);
  if (methods.front() == SweepMethod::kGivenData) methods.push_back(SweepMethod::kPrim);
  return methods;
}

/// The options that matter to what the report says, as written.
std::string ReportCommandLine(const std::string& target, const Arguments& arguments) {
  return "dragoman report " + ShellWord(target) + " -o report.html" +
         AnalysisOptionWords(arguments);
}

void RequireComplete(const Sweep& sweep, const SweepTable& table, const ResultFolder& folder) {
  if (table.complete) return;
  const std::string of_all =
      sweep.adaptive() ? "" : " of " + WithThousands(sweep.cells() * sweep.replicates());
  throw InputError(
      folder.path() + ": the sweep is not finished (" + WithThousands(table.total_runs) + of_all +
      " runs so far); to go on: dragoman sweep resume " + ShellWord(folder.path()) + "\n");
}

int ReportOnSweep(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  RequireStore(folder);
  const SweepTable table = ReadSweepTable(*sweep, folder.store());
  RequireComplete(*sweep, table, folder);
  SweepReport report;
  report.sweep = sweep.get();
  report.table = &table;
  report.options = AnalysisOptionsOf(*sweep, arguments);
  if (report.options.methods.empty()) {
    report.options.methods = ReportMethods(*sweep);
    report.options.skip_unfit = true;
  }
  report.result = ShellWord(target);
  report.command = "dragoman sweep analyze " + ShellWord(target) + AnalysisOptionWords(arguments);
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  report.analysis = AnalyzeOrThrow(folder, report, &executor);
  ResultStore store(folder.store(), *sweep, DatabaseMode::kRead);
  SaveReport(MakeSweepPage(
                 MakeSweepPageData(report, store.Failures(), ReportCommandLine(target, arguments))),
             arguments, console);
  return kExitDone;
}

}  // namespace

int WriteSweepReport(const std::string& target, const Arguments& arguments, Console* console) {
  return TellingSweepErrors([&] { return ReportOnSweep(target, arguments, console); });
}

}  // namespace dragoman

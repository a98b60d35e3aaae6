#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"
#include "engine/experiments/atomic_file.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/report/run_settings.h"
#include "engine/report/sweep_csv.h"
#include "engine/report/sweep_json.h"
#include "engine/sweep/sweep_analysis.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kUsualResamples = 1000;
constexpr std::uint64_t kMostResamples = 1'000'000;

SweepMethod MethodNamed(const std::string& name) {
  const auto found = std::find(kSweepMethodNames.begin(), kSweepMethodNames.end(), name);
  if (found != kSweepMethodNames.end()) {
    return static_cast<SweepMethod>(found - kSweepMethodNames.begin());
  }
  std::vector<std::string> names(kSweepMethodNames.begin(), kSweepMethodNames.end());
  names.emplace_back("all");
  const std::string_view near = NearestName(name, names);
  throw UsageError(
      "no method '" + name + "'; " +
      (near.empty() ? "one of: " + Join(names) : "did you mean '" + std::string(near) + "'?"));
}

void WriteIndexCsv(const std::string& path, const std::vector<SweepIndexRow>& rows) {
  AtomicFile file;
  auto error = file.Open(path);
  if (!error) error = file.Write(SweepIndexCsv(rows));
  if (!error) error = file.Commit();
  if (error) throw RunError(path + ": " + *error);
}

/// All in one file, or, into a folder, one file per outcome and method.
void WriteCsv(const std::string& target, const SweepReport& report) {
  const std::vector<SweepIndexRow> rows = SweepIndexRows(report);
  if (!std::filesystem::is_directory(target) && !target.ends_with('/')) {
    WriteIndexCsv(target, rows);
    return;
  }
  std::error_code error;
  std::filesystem::create_directories(target, error);
  std::map<std::string, std::vector<SweepIndexRow>> files;
  for (const SweepIndexRow& row : rows) files[row.outcome + "." + row.method].push_back(row);
  for (const auto& [name, of] : files) {
    WriteIndexCsv((std::filesystem::path(target) / (name + ".csv")).string(), of);
  }
}

int AnalyzeResult(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  RequireStore(folder);
  const SweepTable table = ReadSweepTable(*sweep, folder.store());
  SweepReport report;
  report.sweep = sweep.get();
  report.table = &table;
  report.options = AnalysisOptionsOf(*sweep, arguments);
  report.result = ShellWord(target);
  report.command = "dragoman sweep analyze " + ShellWord(target) + AnalysisOptionWords(arguments);
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  report.analysis = AnalyzeOrThrow(folder, report, &executor);
  if (arguments.Has("csv")) WriteCsv(arguments.Text("csv"), report);
  if (arguments.Has("json")) {
    console->out << JsonText(SweepJson(report)) << "\n";
  } else {
    console->out << SweepText(report, console->style);
  }
  return kExitDone;
}

}  // namespace

SweepAnalysisOptions AnalysisOptionsOf(const Sweep& sweep, const Arguments& arguments) {
  SweepAnalysisOptions options;
  for (const std::string& name : arguments.Texts("method")) {
    if (name != "all") {
      options.methods.push_back(MethodNamed(name));
      continue;
    }
    options.methods = FittingMethods(sweep);
    options.skip_unfit = true;
    break;
  }
  options.outcomes = arguments.Texts("outcome");
  options.resamples = arguments.Number("resamples", kUsualResamples, 0, kMostResamples);
  if (options.resamples == 1) throw UsageError("--resamples 1: expected 0 (no intervals) or more");
  options.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
  options.per_run = arguments.Has("per-run");
  if (!arguments.Has("threshold")) return options;
  const NumberText number = ParseNumber(arguments.Text("threshold"));
  if (number.kind != NumberText::Kind::kNumber) {
    throw UsageError("--threshold '" + arguments.Text("threshold") + "': expected a number");
  }
  options.threshold = number.value;
  return options;
}

std::string AnalysisOptionWords(const Arguments& arguments) {
  std::string line;
  for (const char* option : {"outcome", "method"}) {
    for (const std::string& value : arguments.Texts(option)) {
      line += std::string(" --") + option + " " + ShellWord(value);
    }
  }
  for (const char* option : {"resamples", "seed", "threshold"}) {
    if (arguments.Has(option)) {
      line += std::string(" --") + option + " " + ShellWord(arguments.Text(option));
    }
  }
  return line + (arguments.Has("per-run") ? " --per-run" : "");
}

SweepAnalysis AnalyzeOrThrow(const ResultFolder& folder, const SweepReport& report,
                             Executor* executor) {
  auto analysis =
      AnalyzeSweep(*report.sweep, *report.table, folder.store(), report.options, executor);
  if (analysis.ok()) return std::move(*analysis);
  const Diagnostic& problem = analysis.problems().front();
  throw InputError(FormatProblem({.file = folder.path(),
                                  .path = problem.path,
                                  .message = problem.message,
                                  .expected = problem.expected}) +
                   "\n");
}

void RequireStore(const ResultFolder& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder.store(), ignored)) return;
  throw InputError(folder.path() + ": nothing is computed yet; to begin: dragoman sweep resume " +
                   ShellWord(folder.path()) + "\n");
}

SweepAction SweepAnalyzeAction() {
  return {
      "analyze",
      "RESULT",
      "tables and plots of what a result says",
      {"outcome", "method", "resamples", "seed", "threshold", "per-run", "threads", "json", "csv"},
      AnalyzeResult};
}

}  // namespace dragoman

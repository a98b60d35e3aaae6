#include <algorithm>
#include <filesystem>
#include <span>
#include <system_error>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/report_output.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/io/what_if_file.h"
#include "engine/report/html/report_page.h"
#include "engine/sweep/result_folder.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostReportRuns = 100'000'000;
/// Runs whose last refusals are told, at most.
constexpr std::uint64_t kRefusalRuns = 1000;
constexpr std::uint64_t kWhatIfRuns = 4000;

/// One `dragoman report`, step by step.
class ReportJob {
 public:
  ReportJob(const Arguments& arguments, Console* console)
      : arguments_(arguments),
        console_(*console),
        executor_(static_cast<int>(arguments.Number("threads", 0, 1, 1024))) {
    RunSettings& settings = data_.settings;
    settings.scenario = arguments.positional()[0];
    settings.runs = arguments.Number("runs", 10000, 1, kMostReportRuns);
    settings.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
    settings.tier = arguments.Text("tier");
    settings.settings = arguments.Texts("set");
    settings.without = MechanismsWithout(arguments);
    settings.without_reported_outcomes = arguments.Has("without-reported-outcomes");
  }

  int Run() {
    file_ = LoadScenarioArgument(data_.settings.scenario, arguments_);
    data_.scenario = file_.scenario.get();
    if (arguments_.Has("what-ifs")) LoadWhatIfs();
    if (!RunBase()) return kExitInterrupted;
    if (data_.what_ifs && !RunWhatIfs()) return kExitInterrupted;
    const CompiledScenario& scenario = *file_.scenario;
    data_.refusals =
        TallyRefusals(scenario, data_.settings.seed, std::min(data_.settings.runs, kRefusalRuns));
    const std::uint64_t run =
        arguments_.Number("run", TypicalRun(scenario, data_.summary), 0, 1'000'000'000'000);
    data_.shown = MakeShownRun(scenario, data_.settings.seed, run);
    data_.space = MakeSpaceView(scenario, &executor_);
    data_.command = CommandLine();
    SaveReport(MakeReportPage(data_), arguments_, &console_);
    return kExitDone;
  }

 private:
  std::ostream* MeterStream() const {
    return console_.err_terminal && !console_.quiet ? &console_.err : nullptr;
  }

  bool Stopped() {
    console_.err << "dragoman report: interrupted; nothing was written\n";
    return false;
  }

  bool RunBase() {
    BatchOptions options;
    options.seed = data_.settings.seed;
    options.runs = data_.settings.runs;
    InterruptGuard guard;
    ProgressMeter meter(MeterStream(), options.runs, "runs");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    data_.summary = RunBatch(*file_.scenario, options, &executor_, &guard.token(), &progress);
    meter.Erase();
    return data_.summary.complete || Stopped();
  }

  // ---- What-ifs

  void LoadWhatIfs() {
    if (file_.source.what_ifs.empty()) {
      throw UsageError("--what-ifs: the scenario has no what-ifs");
    }
    ComparisonReport& report = data_.what_ifs.emplace();
    report.scenario = file_.source.id;
    report.tier = file_.scenario->tier;
    report.seed = data_.settings.seed;
    report.runs = arguments_.Number("what-if-runs", kWhatIfRuns, 1, kMostReportRuns);
    report.talks_per_coding = kComparisonTalksPerCoding;
    const std::string path = FindScenario(data_.settings.scenario);
    const ScenarioChoices choices = ChoicesOf(arguments_);
    std::vector<std::string> settings = data_.settings.settings;
    settings.push_back("talks.talks_per_coding=" + std::to_string(report.talks_per_coding));
    variants_.push_back(LoadScenario(path, settings, choices));
    std::string problems = FormatProblems(variants_[0].problems);
    for (const WhatIfSpec& what_if : file_.source.what_ifs) {
      if (!problems.empty()) break;
      const std::vector<std::string> ids = {what_if.id};
      variants_.push_back(LoadWhatIf(path, variants_[0], settings, choices, ids));
      problems += FormatProblems(variants_.back().problems);
      VariantReport& variant = report.variants.emplace_back();
      variant.label = what_if.id;
      variant.question = what_if.question;
      variant.why = what_if.why;
      for (std::size_t k = 0; k < kNumCompared; ++k) {
        variant.changes[k].expected = what_if.expect.of[k];
      }
    }
    if (!problems.empty()) throw InputError(problems);
  }

  bool RunWhatIfs() {
    ComparisonReport& report = *data_.what_ifs;
    std::vector<const CompiledScenario*> scenarios;
    scenarios.reserve(variants_.size());
    for (const ScenarioFile& file : variants_) scenarios.push_back(file.scenario.get());
    BatchOptions options;
    options.seed = report.seed;
    options.runs = report.runs;
    options.blockers = false;
    InterruptGuard guard;
    ProgressMeter meter(MeterStream(), report.runs * scenarios.size(), "runs of what-ifs");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    const PairedRuns paired = RunPaired(scenarios, options, &executor_, &guard.token(), &progress);
    meter.Erase();
    if (!paired.complete) return Stopped();
    report.codings = paired.codings[0].size();
    // With --set `compare` makes a variant of its own: only this command has it in the base.
    if (data_.settings.settings.empty()) {
      report.command = "dragoman compare " + ShellWord(data_.settings.scenario) + " --all" +
                       Choices() + " --runs " + std::to_string(report.runs) + " --seed " +
                       std::to_string(report.seed);
    }
    for (std::size_t v = 0; v < report.variants.size(); ++v) {
      for (std::size_t k = 0; k < kNumCompared; ++k) {
        OutcomeChange& change = report.variants[v].changes[k];
        change = ChangeOf(paired, v + 1, static_cast<Compared>(k), change.expected);
      }
    }
    return true;
  }

  // ---- The page

  /// The options that choose the scenario's variant, as written.
  std::string Choices() const {
    const RunSettings& settings = data_.settings;
    std::string line;
    if (!settings.tier.empty()) line += " --tier " + ShellWord(settings.tier);
    for (const std::string& setting : settings.settings) line += " --set " + ShellWord(setting);
    for (const std::string& name : settings.without) line += " --without " + ShellWord(name);
    if (settings.without_reported_outcomes) line += " --without-reported-outcomes";
    return line;
  }

  std::string CommandLine() const {
    std::string line = "dragoman report " + ShellWord(data_.settings.scenario) +
                       " -o report.html --runs " + std::to_string(data_.settings.runs) +
                       " --seed " + std::to_string(data_.settings.seed) + " --run " +
                       std::to_string(data_.shown.run) + Choices();
    if (data_.what_ifs) {
      line += " --what-ifs --what-if-runs " + std::to_string(data_.what_ifs->runs);
    }
    return line;
  }

  const Arguments& arguments_;
  Console& console_;
  ThreadExecutor executor_;
  ScenarioFile file_;
  std::vector<ScenarioFile> variants_;  ///< [0] is the base, with the codings of the what-ifs.
  ReportData data_;
};

/// Options that only the report of a scenario has, and only that of a sweep's result.
constexpr const char* kScenarioOnly[] = {
    "runs", "run",          "what-ifs", "tier",
    "set",  "what-if-runs", "without",  "without-reported-outcomes"};
constexpr const char* kResultOnly[] = {"outcome", "method", "resamples", "threshold", "per-run"};

/// A folder, or a bare name of one in ./results that no scenario has.
bool MeansResult(const std::string& argument) {
  std::error_code ignored;
  if (std::filesystem::is_directory(argument, ignored)) return true;
  if (argument.find('/') != std::string::npos) return false;
  const ResultFolder named((std::filesystem::path("results") / argument).string());
  if (!named.Exists()) return false;
  try {
    FindScenario(argument);
    return false;
  } catch (const InputError&) {
    return true;
  }
}

void RefuseOptions(std::span<const char* const> options, const Arguments& arguments,
                   const std::string& reason) {
  for (const char* option : options) {
    if (arguments.Has(option)) throw UsageError("--" + std::string(option) + ": " + reason);
  }
}

int WriteReport(const Arguments& arguments, Console* console) {
  const std::string& target = arguments.positional()[0];
  if (arguments.Text("output").empty()) {
    throw UsageError("say where to write the report: -o report.html");
  }
  if (!MeansResult(target)) {
    RefuseOptions(kResultOnly, arguments,
                  "goes with the result of a sweep; " + target + " is none");
    return ReportJob(arguments, console).Run();
  }
  RefuseOptions(kScenarioOnly, arguments,
                "goes with a scenario; " + target + " is a folder, taken as the result of a sweep");
  return WriteSweepReport(target, arguments, console);
}

}  // namespace

Command ReportCommand() {
  Command command;
  command.name = "report";
  command.arguments = "SCENARIO|RESULT -o FILE [options]";
  command.summary = "write a report to look at and to print: one HTML file with charts";
  command.details =
      "The file needs no network and no script: verdict, likelihood of every outcome with the band "
      "over readings of the claims, where each party ends up, what they could have agreed on, one "
      "run issue by issue, concessions, who blocks, assumptions with their sources, limits, and "
      "the commands that give the same numbers. Every chart has a table, every table can be saved "
      "as CSV from the page. Numbers are those of `dragoman run` with the same options. The same "
      "options give the same bytes.\n"
      "\n"
      "Of a RESULT, the folder of a finished sweep or the name of one in ./results, it shows what "
      "`dragoman sweep analyze` finds: the map over two parameters with its 10, 50 and 90 % "
      "contours, the parameters that matter most, the conditions under which an outcome is "
      "frequent, and the design.";
  command.examples =
      "  dragoman report istanbul-2025-05-16 -o report.html\n"
      "  dragoman report istanbul-2025-05-16 -o report.html --tier A+B --what-ifs\n"
      "  dragoman report two-towns -o towns.html --run 7 --data towns-data\n"
      "  dragoman report results/istanbul-pressure -o pressure.html\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"output", "FILE", "the file to write", false, 'o'},
      {"data", "DIR", "write every table as a CSV file into this folder, too"},
      {"runs", "N", "number of runs; default 10000"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"run", "R", "the run to show; default: the first with the likeliest headline"},
      {"what-ifs", "", "compare every what-if of the scenario with its base, too"},
      {"what-if-runs", "N", "runs of the base and of each what-if; default 4000"},
      {"threads", "T", "threads; default one per core; never changes a result"},
      {"outcome", "NAME", "of a RESULT: this outcome only; may be repeated", true},
      {"method", "M", "of a RESULT: this method, as of sweep analyze; may be repeated", true},
      {"resamples", "N", "of a RESULT: of bootstrap intervals; default 1000; 0: none"},
      {"threshold", "P", "of a RESULT: of interest is what lies above; default 0.5"},
      {"per-run", "", "of a RESULT: prim: each run is a case, not each point"},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.options.push_back({"quiet", "", "no progress, no warnings, no line at the end"});
  command.run = WriteReport;
  return command;
}

}  // namespace dragoman

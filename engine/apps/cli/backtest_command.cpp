#include <filesystem>
#include <system_error>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/backtest.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/backtest_file.h"
#include "engine/io/error_text.h"
#include "engine/io/yaml_text.h"
#include "engine/report/backtest_text.h"
#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostBacktestRuns = 1'000'000;
constexpr const char* kConvertWord = "convert";
constexpr const char* kMappingWord = "mapping";
constexpr const char* kDroppedField = "mandate";

bool DropsMandate(const Arguments& arguments) {
  if (!arguments.Has("drop")) return false;
  const std::string field = arguments.Text("drop");
  if (field == kDroppedField) return true;
  throw UsageError("--drop takes 'mandate', not '" + field + "'");
}

/// The folder a DIR argument means: a folder, or the bare name of one beside the scenarios.
std::string FindCases(const std::string& argument) {
  std::error_code ignored;
  if (std::filesystem::is_directory(argument, ignored)) return argument;
  if (argument.find('/') == std::string::npos) {
    for (const std::string& folder : ScenarioFolders()) {
      const std::filesystem::path path = std::filesystem::path(folder) / argument;
      if (std::filesystem::is_directory(path, ignored)) return path.string();
    }
  }
  return argument;
}

std::string BacktestCommandLine(const Arguments& arguments, const BacktestSettings& settings) {
  std::string line = "dragoman backtest " + ShellWord(arguments.positional()[0]);
  if (settings.leave_one_out) line += " --leave-one-out";
  if (settings.drop_mandate) line += " --drop mandate";
  return line + " --runs " + std::to_string(settings.runs) + " --seed " +
         std::to_string(settings.seed);
}

int RunFolder(const Arguments& arguments, Console* console) {
  BacktestSettings settings;
  settings.runs = arguments.Number("runs", settings.runs, 1, kMostBacktestRuns);
  settings.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
  settings.leave_one_out = arguments.Has("leave-one-out");
  settings.drop_mandate = DropsMandate(arguments);
  const BacktestFolder folder = LoadBacktests(FindCases(arguments.positional()[0]));
  if (!folder.ok()) throw InputError(FormatProblems(folder.problems));

  InterruptGuard guard;
  ProgressMeter meter(console->err_terminal && !console->quiet ? &console->err : nullptr,
                      BacktestRuns(folder.cases.size(), settings), "runs");
  const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
  const FunctionRef<void(std::uint64_t)> progress(advance);
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  const BacktestReport report =
      RunBacktests(folder.cases, settings, &executor, &guard.token(), &progress);
  meter.Erase();
  if (!report.problems.empty()) {
    std::string text;
    for (const std::string& problem : report.problems) text += "error: " + problem + "\n";
    throw InputError(text);
  }
  if (!report.complete) {
    console->err << "dragoman backtest: interrupted; nothing is reported\n";
    return kExitInterrupted;
  }
  const std::string again = BacktestCommandLine(arguments, settings);
  if (arguments.Has("json")) {
    console->out << JsonText(BacktestJson(report, again)) << "\n";
  } else {
    console->out << BacktestText(report, again, console->style);
  }
  return kExitDone;
}

/// Prints a case as a scenario.
int ConvertCase(const Arguments& arguments, Console* console) {
  const BacktestFile file = LoadBacktest(arguments.positional()[1]);
  if (!file.ok()) throw InputError(FormatProblems(file.problems));
  ConvertOptions options;
  options.drop_mandate = DropsMandate(arguments);
  options.id = file.value.id;
  options.title = file.value.title.empty() ? file.value.id : file.value.title;
  const Json json = JsonOf(ScenarioOf(file.value.inputs, options));
  console->out << (arguments.Has("json") ? JsonText(json) + "\n" : YamlText(json));
  return kExitDone;
}

int Backtest(const Arguments& arguments, Console* console) {
  const std::vector<std::string>& words = arguments.positional();
  if (words[0] == kMappingWord && words.size() == 1) {
    console->out << BacktestMappingText(console->style);
    return kExitDone;
  }
  if (words[0] == kConvertWord) {
    if (words.size() < 2) throw UsageError("convert takes the file of a case");
    return ConvertCase(arguments, console);
  }
  if (words.size() == 2) throw UsageError("unexpected argument '" + words[1] + "'");
  return RunFolder(arguments, console);
}

}  // namespace

Command BacktestCommand() {
  Command command;
  command.name = "backtest";
  command.arguments = "DIR [options]  or  convert CASE.yaml  or  mapping";
  command.summary = "score the engine on coded cases of the past, beside simple baselines";
  command.details =
      "Reads every *.yaml of DIR (schema negotiation-backtest/1), makes a scenario of each from "
      "what was known at its info_cutoff, runs it, and compares the probabilities of the eight "
      "headlines and of the flags with what happened. Only conflict, period.info_cutoff, parties, "
      "issues without outcome, positions, mediator.role|leverage|bias, deadline and "
      "process.public|insults_before|direct_contact_gap_months|third_party_pressure are used; "
      "flags_when says what options mean; the rest goes to the scorer alone. `convert` prints the "
      "scenario of one case, as run and validate take it; `mapping` prints the rules by which it "
      "is made.\n"
      "\n"
      "Baselines: B0 status quo, B1 base rates, B2 compromise model, B3 weighted median, B4 "
      "midpoint, B5 Nash solution, B6 logistic rule, B7 the headline of the case named as "
      "predecessor (else B0). DIR is a folder, or the name of one beside the scenarios installed "
      "with the program. --json prints {cases: [{id, headline, flags, actual: {headline, "
      "flags}, rps: {engine, B0 .. B7}, ...}], summary, flags, reliability, constants}.";
  command.examples =
      "  dragoman backtest scenarios/backtests\n"
      "  dragoman backtest backtests --runs 10000\n"
      "  dragoman backtest scenarios/backtests --leave-one-out --drop mandate\n"
      "  dragoman backtest scenarios/backtests --json > backtest.json\n"
      "  dragoman backtest convert scenarios/backtests/06_camp_david_1978.yaml > case.yaml\n"
      "  dragoman backtest mapping\n";
  command.least_arguments = 1;
  command.most_arguments = 2;
  command.options = {
      {"runs", "N", "runs of each case; default 2000"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"threads", "T", "threads; default one per core; never changes a result"},
      {"leave-one-out", "",
       "fit three constants, for each case by the other cases; none on the home set"},
      {"drop", "FIELD", "leave out an input; 'mandate': every party takes the middle of its scale"},
      {"json", "", "print JSON instead of text"},
      {"quiet", "", "no progress"},
  };
  command.run = Backtest;
  return command;
}

}  // namespace dragoman

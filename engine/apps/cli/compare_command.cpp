#include <algorithm>
#include <memory>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/io/what_if_file.h"
#include "engine/report/comparison_text.h"
#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostCompareRuns = 100'000'000;

/// One `dragoman compare`.
class CompareJob {
 public:
  CompareJob(const Arguments& arguments, Console* console)
      : arguments_(arguments),
        console_(*console),
        path_(FindScenario(arguments.positional()[0])),
        choices_(ChoicesOf(arguments)) {
    report_.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
    report_.runs = arguments.Number("runs", 10000, 1, kMostCompareRuns);
    report_.talks_per_coding =
        static_cast<int>(arguments.Number("talks-per-coding", kComparisonTalksPerCoding, 2, 10000));
    settings_.push_back("talks.talks_per_coding=" + std::to_string(report_.talks_per_coding));
  }

  int Run() {
    LoadBase();
    LoadVariants();
    BatchOptions options;
    options.seed = report_.seed;
    options.runs = report_.runs;
    options.blockers = false;
    std::vector<const CompiledScenario*> scenarios;
    scenarios.reserve(files_.size());
    for (const ScenarioFile& file : files_) scenarios.push_back(file.scenario.get());

    InterruptGuard guard;
    ProgressMeter meter(console_.err_terminal && !console_.quiet ? &console_.err : nullptr,
                        report_.runs * scenarios.size(), "runs");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    ThreadExecutor executor(static_cast<int>(arguments_.Number("threads", 0, 1, 1024)));
    const PairedRuns paired = RunPaired(scenarios, options, &executor, &guard.token(), &progress);
    meter.Erase();
    if (!paired.complete) {
      console_.err << "dragoman compare: interrupted; nothing is reported\n";
      return kExitInterrupted;
    }
    Report(paired);
    return kExitDone;
  }

 private:
  void LoadBase() {
    files_.push_back(LoadScenario(path_, settings_, choices_));
    if (!files_[0].ok()) throw InputError(FormatProblems(files_[0].problems));
    report_.scenario = files_[0].source.id;
    report_.tier = files_[0].scenario->tier;
  }

  void AddVariant(const std::string& label, const std::vector<std::string>& ids) {
    ScenarioFile file = LoadWhatIf(path_, files_[0], settings_, choices_, ids);
    if (!file.ok()) {
      problems_ += FormatProblems(file.problems);
      return;
    }
    VariantReport variant;
    variant.label = label;
    for (const std::string& id : ids) Describe(id, ids.size() == 1, &variant);
    files_.push_back(std::move(file));
    report_.variants.push_back(std::move(variant));
  }

  // What is expected of two changes at once nobody wrote down.
  void Describe(const std::string& id, bool alone, VariantReport* variant) const {
    for (const WhatIfSpec& what_if : files_[0].source.what_ifs) {
      if (what_if.id != id) continue;
      variant->question += (variant->question.empty() ? "" : " + ") + what_if.question;
      if (!alone) return;
      variant->why = what_if.why;
      for (std::size_t k = 0; k < kNumCompared; ++k) {
        variant->changes[k].expected = what_if.expect.of[k];
      }
    }
  }

  void LoadVariants() {
    if (arguments_.Has("all")) {
      for (const WhatIfSpec& what_if : files_[0].source.what_ifs) {
        AddVariant(what_if.id, {what_if.id});
      }
    }
    for (const std::string& name : arguments_.Texts("what-if")) {
      std::vector<std::string> ids;
      std::string_view rest = name;
      while (!rest.empty()) {
        const std::size_t plus = rest.find('+');
        ids.emplace_back(Slice(rest, 0, plus));
        rest = plus == std::string_view::npos ? std::string_view() : Slice(rest, plus + 1);
      }
      AddVariant(name, ids);
    }
    AddSettings();
    if (!problems_.empty()) throw InputError(problems_);
    if (report_.variants.empty()) {
      throw UsageError(files_[0].source.what_ifs.empty()
                           ? "nothing to compare: the scenario has no what-ifs; give --set"
                           : "nothing to compare: give --what-if, --all or --set");
    }
  }

  /// The ad-hoc variant of --set.
  void AddSettings() {
    const std::vector<std::string> changes = arguments_.Texts("set");
    if (changes.empty()) return;
    std::vector<std::string> all = settings_;
    all.insert(all.end(), changes.begin(), changes.end());
    ScenarioFile file = LoadScenario(path_, all, choices_);
    if (!file.ok()) {
      problems_ += FormatProblems(file.problems);
      return;
    }
    if (file.scenario->talks->talks_per_coding != report_.talks_per_coding) {
      throw UsageError(
          "talks_per_coding must be the same in base and variant; "
          "use --talks-per-coding");
    }
    VariantReport variant;
    variant.label = "set";
    variant.question = Join(changes);
    files_.push_back(std::move(file));
    report_.variants.push_back(std::move(variant));
  }

  void Report(const PairedRuns& paired) {
    report_.codings = paired.codings[0].size();
    report_.command = CommandLine();
    for (std::size_t v = 0; v < report_.variants.size(); ++v) {
      for (std::size_t k = 0; k < kNumCompared; ++k) {
        OutcomeChange& change = report_.variants[v].changes[k];
        change = ChangeOf(paired, v + 1, static_cast<Compared>(k), change.expected);
      }
    }
    if (arguments_.Has("json")) {
      console_.out << JsonText(ComparisonJson(report_)) << "\n";
    } else {
      console_.out << ComparisonText(report_, console_.style);
    }
  }

  std::string CommandLine() const {
    std::string line = "dragoman compare " + ShellWord(arguments_.positional()[0]);
    if (arguments_.Has("all")) line += " --all";
    for (const std::string& name : arguments_.Texts("what-if")) {
      line += " --what-if " + ShellWord(name);
    }
    for (const std::string& change : arguments_.Texts("set")) line += " --set " + ShellWord(change);
    if (arguments_.Has("tier")) line += " --tier " + ShellWord(arguments_.Text("tier"));
    for (const std::string& name : choices_.without) line += " --without " + ShellWord(name);
    if (choices_.without_reported_outcomes) line += " --without-reported-outcomes";
    return line + " --runs " + std::to_string(report_.runs) + " --seed " +
           std::to_string(report_.seed) + " --talks-per-coding " +
           std::to_string(report_.talks_per_coding);
  }

  const Arguments& arguments_;
  Console& console_;
  std::string path_;
  ScenarioChoices choices_;
  std::vector<std::string> settings_;
  std::vector<ScenarioFile> files_;  ///< [0] is the base.
  ComparisonReport report_;
  std::string problems_;
};

int Compare(const Arguments& arguments, Console* console) {
  return CompareJob(arguments, console).Run();
}

}  // namespace

Command CompareCommand() {
  Command command;
  command.name = "compare";
  command.arguments = "SCENARIO [options]";
  command.summary = "ask what if: run variants beside the base with the same random numbers";
  command.details =
      "Prints for each outcome the base, the variant, the change with its paired 95 % interval, "
      "the direction expected beforehand, and whether it holds. What-ifs are named in the "
      "scenario; --what-if W1+W2 combines two; --set makes a variant on the spot. --tier and "
      "--without apply to base and variants alike.\n"
      "\n"
      "--json prints {scenario, tier, runs, seed, codings, talks_per_coding, what_ifs}; per "
      "what-if and outcome (PR prisoner exchange, NR next round, SU summit agreed, "
      "PC ceasefire partial or better, FC ceasefire full, CO collapse or escalation, DU "
      "durability) {base, variant, delta, low, high, "
      "expected, holds, verdict, share_of_codings, undecided}.";
  command.examples =
      "  dragoman compare istanbul-2025-05-16 --what-if W3 --what-if W13\n"
      "  dragoman compare istanbul-2025-05-16 --all --tier A+B --json > what-ifs.json\n"
      "  dragoman compare istanbul-2025-05-16 --what-if W3+W13\n"
      "  dragoman compare istanbul-2025-05-16 --set wait.q=0 --runs 20000\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"what-if", "ID[+ID]", "a what-if of the scenario, or several combined; may be repeated",
       true},
      {"all", "", "every what-if of the scenario"},
      {"runs", "N", "runs of the base and of each variant; default 10000"},
      {"talks-per-coding", "M", "runs that share one sampled coding; default 200"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"threads", "T", "threads; default one per core; never changes a result"},
  };
  for (CliOption& option : ScenarioOptions()) {
    if (option.name == "set")
      option.help = "change a value in a variant of its own; may be repeated";
    command.options.push_back(std::move(option));
  }
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.options.push_back({"quiet", "", "no progress, no warnings"});
  command.run = Compare;
  return command;
}

}  // namespace dragoman

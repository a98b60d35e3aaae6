#include <optional>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/io/error_text.h"
#include "engine/io/what_if_file.h"
#include "engine/report/explanation_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostExplainedRun = 1'000'000'000'000;
constexpr std::uint64_t kMostExplainedRuns = 1'000'000;
constexpr std::uint64_t kMostSample = 100'000;

/// One `dragoman explain`.
class ExplainJob {
 public:
  ExplainJob(const Arguments& arguments, Console* console)
      : arguments_(arguments),
        console_(*console),
        executor_(static_cast<int>(arguments.Number("threads", 0, 1, 1024))) {
    options_.seed = arguments.Number("seed", 1, 0, ~std::uint64_t{0});
    options_.runs = arguments.Number("runs", 1000, 1, kMostExplainedRuns);
    options_.sample = arguments.Number("sample", 20, 0, kMostSample);
    if (arguments.Has("run")) {
      run_ = arguments.Number("run", 0, 0, kMostExplainedRun);
      for (const char* other : {"runs", "sample"}) {
        if (arguments.Has(other)) {
          throw UsageError("--run explains one run; --" + std::string(other) + " is for a batch");
        }
      }
    }
  }

  int Run() {
    Load();
    MakeRequest();
    ChooseTarget();
    return run_ ? ExplainOne() : ExplainMany();
  }

 private:
  const CompiledScenario& scenario() const { return *file_.scenario; }

  void Load() {
    file_ = LoadScenarioArgument(arguments_.positional()[0], arguments_);
    const std::vector<std::string> ids = WhatIfs();
    if (ids.empty()) return;
    const std::string path = FindScenario(arguments_.positional()[0]);
    ScenarioFile changed =
        LoadWhatIf(path, file_, arguments_.Texts("set"), ChoicesOf(arguments_), ids);
    if (!changed.ok()) throw InputError(FormatProblems(changed.problems));
    file_ = std::move(changed);
  }

  std::vector<std::string> WhatIfs() const {
    std::vector<std::string> ids;
    for (const std::string& name : arguments_.Texts("what-if")) {
      std::string_view rest = name;
      while (!rest.empty()) {
        const std::size_t plus = rest.find('+');
        ids.emplace_back(Slice(rest, 0, plus));
        rest = plus == std::string_view::npos ? std::string_view() : Slice(rest, plus + 1);
      }
    }
    return ids;
  }

  // `replay` knows no what-ifs, so commands spell out what they change.
  void MakeRequest() {
    RunSettings& settings = request_.settings;
    settings.scenario = arguments_.positional()[0];
    settings.seed = options_.seed;
    settings.tier = arguments_.Text("tier");
    settings.settings = arguments_.Texts("set");
    settings.without = MechanismsWithout(arguments_);
    settings.without_reported_outcomes = arguments_.Has("without-reported-outcomes");
    request_.options = CommonOptions();
    request_.command = CommandLine();
    bool adjusted = false;
    for (const std::string& id : WhatIfs()) {
      for (const WhatIfSpec& what_if : file_.source.what_ifs) {
        if (what_if.id != id) continue;
        settings.settings.insert(settings.settings.end(), what_if.changes.begin(),
                                 what_if.changes.end());
        settings.without.insert(settings.without.end(), what_if.without.begin(),
                                what_if.without.end());
        adjusted = adjusted || !what_if.adjustments.empty();
      }
    }
    if (!adjusted) return;
    Json list = Json::array();
    for (const Adjustment& adjustment : scenario().source.adjustments) {
      list.push_back(JsonOf(adjustment));
    }
    settings.settings.push_back("adjustments=" + JsonText(list, -1));
  }

  std::string CommandLine() const {
    const std::string what = run_ ? " --run " + std::to_string(*run_)
                                  : " --runs " + std::to_string(options_.runs) + " --sample " +
                                        std::to_string(options_.sample);
    return "dragoman explain " + ShellWord(request_.settings.scenario) + what + request_.options;
  }

  std::string CommonOptions() const {
    const RunSettings& settings = request_.settings;
    std::string line = " --seed " + std::to_string(options_.seed);
    if (!settings.tier.empty()) line += " --tier " + ShellWord(settings.tier);
    if (arguments_.Has("target")) line += " --target " + ShellWord(arguments_.Text("target"));
    for (const std::string& id : arguments_.Texts("what-if")) line += " --what-if " + ShellWord(id);
    for (const std::string& setting : settings.settings) line += " --set " + ShellWord(setting);
    for (const std::string& name : settings.without) line += " --without " + ShellWord(name);
    if (settings.without_reported_outcomes) line += " --without-reported-outcomes";
    return line;
  }

  void ChooseTarget() {
    if (!arguments_.Has("target")) {
      target_.emplace(scenario());
      return;
    }
    auto target = ExplanationTarget::OfFlag(scenario(), arguments_.Text("target"));
    if (!target.ok()) {
      const Diagnostic& problem = target.problems()[0];
      throw InputError(problem.path + ": error: " + problem.message + "; " + problem.expected +
                       "\n");
    }
    target_ = *target;
  }

  int ExplainOne() {
    const SwitchOffs switch_offs(scenario());
    RunExplainer explainer(scenario(), switch_offs, *target_, options_.seed);
    const RunExplanation explanation = explainer.Explain(*run_, {}, &executor_);
    if (arguments_.Has("json")) {
      console_.out << JsonText(ExplanationJson(scenario(), *target_, explanation, request_))
                   << "\n";
    } else {
      console_.out << ExplanationText(scenario(), *target_, explanation, request_, console_.style);
    }
    return kExitDone;
  }

  int ExplainMany() {
    InterruptGuard guard;
    ProgressMeter meter(console_.err_terminal && !console_.quiet ? &console_.err : nullptr,
                        options_.runs + options_.sample, "runs explained");
    const auto advance = [&meter](std::uint64_t count) { meter.Advance(count); };
    const FunctionRef<void(std::uint64_t)> progress(advance);
    const BatchExplanation batch =
        ExplainBatch(scenario(), *target_, options_, &executor_, &guard.token(), &progress);
    meter.Erase();
    if (!batch.complete) {
      console_.err << "dragoman explain: interrupted; nothing is reported\n";
      return kExitInterrupted;
    }
    if (arguments_.Has("json")) {
      console_.out << JsonText(BatchExplanationJson(scenario(), *target_, batch, request_)) << "\n";
    } else {
      console_.out << BatchExplanationText(scenario(), *target_, batch, request_, console_.style);
    }
    return kExitDone;
  }

  const Arguments& arguments_;
  Console& console_;
  ThreadExecutor executor_;
  ExplainBatchOptions options_;
  std::optional<std::uint64_t> run_;
  ScenarioFile file_;
  ExplanationRequest request_;
  std::optional<ExplanationTarget> target_;
};

int Explain(const Arguments& arguments, Console* console) {
  return ExplainJob(arguments, console).Run();
}

}  // namespace

Command ExplainCommand() {
  Command command;
  command.name = "explain";
  command.arguments = "SCENARIO [options]";
  command.summary =
      "say why: who blocked, what would have unblocked it, what was left on the table";
  command.details =
      "With --run, explains one run, the same as `dragoman run` and `dragoman replay` number it: "
      "who blocked on which issue and how (red line, precondition, insincerity, mandate, patience, "
      "belief, ratification, walk-out); the smallest change of one parameter or position with "
      "which "
      "that very run reaches the target, and who could make it; two packages with the same joint "
      "gain and different winners; what was signed against what could have been. Every change "
      "printed was run: its command plays it again. Without --run, the same over a batch.\n"
      "\n"
      "--json prints for one run {scenario, tier, seed, run, coding, target, reached, summary, "
      "verdict: {headline, flags}, ending, blockers: [{party, issue, mechanism, kind, rule, "
      "weight, "
      "meeting, times, with, sentence}], concession, decisive_mechanisms, changes: [{path, from, "
      "to, size, owner, setting, verdict, command}], changes_at_once, changes_tried, packages: "
      "[{options, gain, joint}], packages_admissible, left_on_table: {achieved, best, "
      "best_unconstrained, left, signed, package, package_unconstrained}, conditional, command}; "
      "for a batch {scenario, tier, seed, runs, target, reached, reasons, pairs, endings, "
      "unblocking: {sample, unblocked_by_one_change, parameters, owners}, left_on_table, "
      "conditional, command}.";
  command.examples =
      "  dragoman explain istanbul-2025-05-16 --run 17\n"
      "  dragoman explain istanbul-2025-05-16 --tier A+B --runs 2000\n"
      "  dragoman explain istanbul-2025-05-16 --run 17 --what-if W3 --json\n"
      "  dragoman explain two-towns --run 4 --target summit_agreed\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"run", "I", "explain this run alone; from 0"},
      {"runs", "N", "runs of the batch; default 1000"},
      {"sample", "N", "blocked runs of the batch for which changes are searched; default 20"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"target", "FLAG",
       "the agreement asked about, by its flag (ceasefire_full, summit_agreed ...); default: an "
       "agreement that ends the conflict"},
      {"what-if", "ID[+ID]", "with this what-if of the scenario applied; may be repeated", true},
      {"threads", "T", "threads; default one per core; never changes a result"},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.options.push_back({"quiet", "", "no progress, no warnings"});
  command.run = Explain;
  return command;
}

}  // namespace dragoman

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/what_if_file.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

ScenarioFile LoadChosen(const Arguments& arguments) {
  const std::string& name = arguments.positional()[0];
  ScenarioFile base = LoadScenarioArgument(name, arguments);
  const std::vector<std::string> what_ifs = arguments.Texts("what-if");
  if (what_ifs.empty()) return base;
  ScenarioFile file =
      LoadWhatIf(FindScenario(name), base, arguments.Texts("set"), ChoicesOf(arguments), what_ifs);
  if (!file.ok()) throw InputError(FormatProblems(file.problems));
  return file;
}

/// The choices of the command line written into the scenario itself.
Scenario Resolved(const CompiledScenario& compiled) {
  Scenario scenario = compiled.source;  // Mechanisms of --without are off in it.
  scenario.tier = compiled.tier;
  if (compiled.without_reported_outcomes) {
    std::erase_if(scenario.claims, [](const Claim& claim) { return claim.reported_outcome; });
  }
  return scenario;
}

/// Files that exist are kept; pipes and devices are there to be written to.
void RefuseExisting(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) {
    throw RunError(path + " exists already; nothing was written (--force overwrites)");
  }
}

int Resolve(const Arguments& arguments, Console* console) {
  const ScenarioFile file = LoadChosen(arguments);
  const std::string text = JsonText(JsonOf(Resolved(*file.scenario))) + "\n";
  if (!arguments.Has("output")) {
    console->out << text;
    return kExitDone;
  }
  const std::string path = arguments.Text("output");
  if (!arguments.Has("force")) RefuseExisting(path);
  if (const auto error = WriteFile(path, text)) {
    throw RunError("cannot write " + path + ": " + *error);
  }
  return kExitDone;
}

}  // namespace

Command ResolveCommand() {
  Command command;
  command.name = "resolve";
  command.arguments = "SCENARIO [options]";
  command.summary = "write a scenario as JSON with every choice and default in it";
  command.details =
      "What --set, --tier, --without and --what-if choose is written into the scenario, and every "
      "default out in full: a file that gives the same runs without any option, here and in a "
      "page that runs the engine. With --without-reported-outcomes it holds no claim of the "
      "result. "
      "`dragoman run` and all others read it as they read YAML.";
  command.examples =
      "  dragoman resolve istanbul-2025-05-16 -o istanbul.json\n"
      "  dragoman resolve two-towns --tier all --set talks.meetings=6 > towns.json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"output", "FILE", "write to this file, whole or not at all; default: standard output", false,
       'o'},
      {"force", "", "overwrite a file that exists"},
      {"what-if", "ID", "with this what-if of the scenario's own; may be repeated: all together",
       true},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.run = Resolve;
  return command;
}

}  // namespace dragoman

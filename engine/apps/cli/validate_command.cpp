#include <algorithm>

#include <spdlog/spdlog.h>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/tournament.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/what_if_file.h"
#include "engine/io/yaml_reader.h"
#include "engine/sweep/sweep_file.h"

namespace dragoman {
namespace {

enum class FileKind : unsigned char { kScenario, kTournament, kExperiment };

/// A tournament's file names strategies or domains, an experiment's a design; no scenario does.
FileKind KindOf(const std::string& path) {
  const FileText file = ReadFile(path);
  if (!file.ok() || FormatOf(path) != TextFormat::kYaml) return FileKind::kScenario;
  const ReadResult read = ReadYaml(file.text, path);
  const DocumentNode& root = read.document.root;
  if (root.kind != DocumentNode::Kind::kMap || FindEntry(root, "issues") != nullptr) {
    return FileKind::kScenario;
  }
  if (FindEntry(root, "design") != nullptr) return FileKind::kExperiment;
  const bool tournament =
      FindEntry(root, "strategies") != nullptr || FindEntry(root, "domains") != nullptr;
  return tournament ? FileKind::kTournament : FileKind::kScenario;
}

/// Warns of parameters that do nothing, too.
std::vector<Problem> ExperimentProblems(const std::string& path) {
  const auto find = [](const std::string& name) { return FindScenario(name); };
  SweepFile file = LoadSweep(path, {}, find);
  for (const std::string& warning : file.warnings) spdlog::warn("{}: {}", path, warning);
  return std::move(file.problems);
}

/// Everything wrong with a file, under each of its tiers and with each of its what-ifs.
std::vector<Problem> ProblemsOf(const std::string& path) {
  const FileKind kind = KindOf(path);
  if (kind == FileKind::kTournament) return CheckTournament(path);
  if (kind == FileKind::kExperiment) return ExperimentProblems(path);
  ScenarioFile file = LoadScenario(path);
  std::vector<Problem> problems = std::move(file.problems);
  if (!problems.empty()) return problems;
  for (const TierSpec& tier : file.source.tiers) {
    ScenarioChoices choices;
    choices.tier = tier.id;
    const ScenarioFile other = LoadScenario(path, {}, choices);
    problems.insert(problems.end(), other.problems.begin(), other.problems.end());
  }
  for (const WhatIfSpec& what_if : file.source.what_ifs) {
    const std::vector<std::string> ids = {what_if.id};
    const ScenarioFile other = LoadWhatIf(path, file, {}, {}, ids);
    problems.insert(problems.end(), other.problems.begin(), other.problems.end());
  }
  SortProblems(path, &problems);
  return problems;
}

int Validate(const Arguments& arguments, Console* console) {
  bool all_good = true;
  for (const std::string& argument : arguments.positional()) {
    std::string text;
    try {
      const std::string path = FindScenario(argument);
      text = FormatProblems(ProblemsOf(path));
      if (text.empty() && !console->quiet) console->out << path << ": ok\n";
    } catch (const InputError& error) {
      text = error.what();
    }
    console->err << text;
    all_good = all_good && text.empty();
  }
  return all_good ? kExitDone : kExitBadInput;
}

}  // namespace

Command ValidateCommand() {
  Command command;
  command.name = "validate";
  command.arguments = "FILE...";
  command.summary =
      "check scenario, tournament and experiment files and report every mistake with its place";
  command.details =
      "Every mistake is one line on standard error, file:line:column: error: path: what; expected "
      "... "
      "Exit code 0 if all files are good, 2 if not. Parameters of an experiment that change "
      "nothing "
      "are warned of.";
  command.examples =
      "  dragoman validate my-scenario.yaml\n"
      "  dragoman validate scenarios/*.yaml configs/*.yaml\n";
  command.least_arguments = 1;
  command.most_arguments = 100000;
  command.options = {{"quiet", "", "say nothing of files that are good, and no warnings"}};
  command.run = Validate;
  return command;
}

}  // namespace dragoman

#include "engine/apps/cli/scenario_argument.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <spdlog/spdlog.h>

#include "engine/core/text.h"
#include "engine/io/error_text.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

/// The folder the running program lies in; empty where the system does not say.
fs::path ProgramFolder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : program.parent_path();
}

bool LooksLikePath(const std::string& argument) {
  return argument.find('/') != std::string::npos || argument.ends_with(".yaml") ||
         argument.ends_with(".yml") || argument.ends_with(".json");
}

bool IsFile(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored) && !fs::is_directory(path, ignored);
}

/// "; did you mean 'x'?", or what there is.
std::string Suggestion(const std::string& argument) {
  std::vector<std::string> names;
  for (const std::string& file : ScenarioFiles()) {
    const std::string name = fs::path(file).stem().string();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string near(NearestName(argument, names));
  for (const std::string& name : names) {
    if (near.empty() && name.find(argument) != std::string::npos) near = name;
  }
  if (!near.empty()) return "; did you mean '" + near + "'?";
  return names.empty() ? ": no such file, and no folder 'scenarios' here"
                       : ": no such file; known names: " + Join(names);
}

/// "--set mechanisms.M24.q=..." does nothing while M24 is off.
void WarnOfIdleSettings(const CompiledScenario& scenario,
                        const std::vector<std::string>& settings) {
  const std::vector<FieldEntry> fields = ListFields<Scenario>();
  for (const std::string& setting : settings) {
    const std::string path =
        ResolveAlias(fields, Trim(std::string_view(setting).substr(0, setting.find('='))));
    for (const MechanismSetting& item : scenario.source.mechanisms.items()) {
      const std::string block = "mechanisms." + std::string(item.entry->info.id) + ".";
      if (item.enabled || !path.starts_with(block)) continue;
      if (path == block + "enabled") continue;
      spdlog::warn("--set {}: mechanism {} ({}) is off, so this changes nothing", setting,
                   item.entry->info.id, item.entry->info.name);
    }
  }
}

}  // namespace

std::vector<std::string> ScenarioFolders() {
  std::vector<std::string> folders = {"scenarios"};
  if (const fs::path program = ProgramFolder(); !program.empty()) {
    folders.push_back((program / "../share/dragoman/scenarios").lexically_normal().string());
    folders.push_back((program / "../../scenarios").lexically_normal().string());
  }
  return folders;
}

std::vector<std::string> ScenarioFiles() {
  std::vector<std::string> files;
  std::vector<fs::path> seen;
  for (const std::string& folder : ScenarioFolders()) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error || std::find(seen.begin(), seen.end(), real) != seen.end()) continue;
    seen.push_back(real);
    std::vector<std::string> here;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".yaml") here.push_back(entry.path().string());
    }
    std::sort(here.begin(), here.end());
    files.insert(files.end(), here.begin(), here.end());
  }
  return files;
}

std::string FindScenario(const std::string& argument) {
  // A folder of that name is left to the reader, which says so.
  if (LooksLikePath(argument) || IsFile(argument)) return argument;
  for (const std::string& folder : ScenarioFolders()) {
    for (const char* extension : {".yaml", ".json"}) {
      const fs::path path = fs::path(folder) / (argument + extension);
      if (IsFile(path)) return path.string();
    }
  }
  throw InputError("dragoman: error: no scenario '" + argument + "'" + Suggestion(argument) + "\n");
}

std::vector<CliOption> ScenarioOptions() {
  return {
      {"tier", "NAME", "tier of evidence, e.g. A or A+B; default: the scenario's own"},
      {"set", "PATH=VALUE",
       "change one value of the scenario, e.g. talks.meetings=6, claims.ID.q=0.5, wait.q=0; "
       "`dragoman describe parameter` lists paths and short names; may be repeated",
       true},
      {"without", "MECHANISM",
       "switch a mechanism off, by number or name, or several: M2,M11; may be repeated", true},
      {"without-reported-outcomes", "",
       "leave out the claims that report the result of the talks: a test of what is predicted "
       "rather than reproduced"},
  };
}

std::vector<std::string> MechanismsWithout(const Arguments& arguments) {
  std::vector<std::string> names;
  for (const std::string& list : arguments.Texts("without")) {
    for (std::size_t from = 0; from <= list.size();) {
      const std::size_t comma = std::min(list.find(',', from), list.size());
      const std::string_view name = Trim(Slice(list, from, comma - from));
      if (name.empty()) throw UsageError("--without '" + list + "': a name is missing");
      if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
      from = comma + 1;
    }
  }
  return names;
}

ScenarioChoices ChoicesOf(const Arguments& arguments) {
  ScenarioChoices choices;
  choices.tier = arguments.Text("tier");
  choices.without = MechanismsWithout(arguments);
  choices.without_reported_outcomes = arguments.Has("without-reported-outcomes");
  return choices;
}

ScenarioFile LoadScenarioArgument(const std::string& argument, const Arguments& arguments) {
  const std::string path = FindScenario(argument);
  const std::vector<std::string> settings = arguments.Texts("set");
  ScenarioFile file = LoadScenario(path, settings, ChoicesOf(arguments));
  if (!file.ok()) throw InputError(FormatProblems(file.problems));
  spdlog::info("loaded {}: {} claims of tier {} in use", path,
               file.scenario->derivation.num_claims(), file.scenario->tier);
  WarnOfIdleSettings(*file.scenario, settings);
  return file;
}

}  // namespace dragoman

#include <filesystem>
#include <system_error>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/io/files.h"
#include "engine/io/genius_export.h"
#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

std::string PathIn(const std::string& folder, const GeniusFile& file) {
  return (std::filesystem::path(folder) / file.name).string();
}

void MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder)) {
    throw RunError("cannot make the folder " + folder +
                   (error ? ": " + error.message() : ": a file of that name exists"));
  }
}

/// Nothing is written unless everything can be.
void CheckFree(const std::string& folder, const std::vector<const GeniusFile*>& files) {
  for (const GeniusFile* file : files) {
    const std::string path = PathIn(folder, *file);
    std::error_code ignored;
    if (std::filesystem::symlink_status(path, ignored).type() !=
        std::filesystem::file_type::not_found) {
      throw RunError(path + " exists already; nothing was written (--force overwrites)");
    }
  }
}

int Export(const Arguments& arguments, Console* console) {
  const std::string& folder = arguments.positional()[1];
  const ScenarioFile scenario = LoadScenarioArgument(arguments.positional()[0], arguments);
  const GeniusFiles exported = ExportScenario(*scenario.scenario);
  std::vector<const GeniusFile*> files = {&exported.domain};
  for (const GeniusFile& profile : exported.profiles) files.push_back(&profile);

  MakeFolder(folder);
  if (!arguments.Has("force")) CheckFree(folder, files);
  std::string next = "dragoman bargain";
  for (const GeniusFile* file : files) {
    const std::string path = PathIn(folder, *file);
    if (const auto error = WriteFile(path, file->text)) {
      throw RunError("cannot write " + path + ": " + *error);
    }
    console->out << "wrote " << path << "\n";
    next += " " + ShellWord(path);
  }
  if (!console->quiet) {
    console->out << "left out, because GENIUS has no words for it:\n";
    for (const std::string& what : exported.domain.lost) console->out << "  " << what << "\n";
  }
  console->out << "next:\n  " << next << " --strategies boulware,conceder\n";
  return kExitDone;
}

}  // namespace

Command ExportCommand() {
  Command command;
  command.name = "export";
  command.arguments = "SCENARIO DIR [options]";
  command.summary = "write a scenario's sitting as GENIUS XML for other tools";
  command.details =
      "A domain and a profile per principal, by the likeliest reading of the claims (as `derive` "
      "shows it), with what no deal is worth as the reservation value. Numbers read back exactly. "
      "GENIUS knows additive utilities and nothing else: red lines, preconditions and all that is "
      "said between meetings are left out, and named in a comment at the head of each file. DIR "
      "is made if need be; files that exist are kept.";
  command.examples =
      "  dragoman export two-towns exported\n"
      "  dragoman export istanbul-2025-05-16 exported --tier A+B --force\n";
  command.least_arguments = 2;
  command.most_arguments = 2;
  command.options = {{"force", "", "overwrite files that exist"}};
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.run = Export;
  return command;
}

}  // namespace dragoman

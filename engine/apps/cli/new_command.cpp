#include <filesystem>
#include <system_error>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/new_template.h"
#include "engine/io/files.h"
#include "engine/report/run_settings.h"
#include "engine/wire/value_readers.h"

namespace dragoman {
namespace {

int WriteNew(const Arguments& arguments, Console* console) {
  const std::string& path = arguments.positional()[0];
  const std::filesystem::path file(path);
  if (file.extension() != ".yaml" && file.extension() != ".yml") {
    throw UsageError("'" + path + "' should end in .yaml");
  }
  const std::string id = file.stem().string();
  if (!IsIdentifier(id)) {
    throw UsageError("'" + id +
                     "' cannot be the id of a scenario; a letter first, then letters, digits, '-', "
                     "'_', '.' or '+'");
  }
  std::error_code ignored;
  if (std::filesystem::symlink_status(file, ignored).type() !=
      std::filesystem::file_type::not_found) {
    throw RunError(path + " exists already; nothing was written");
  }
  if (const auto error = WriteFile(path, NewScenarioText(id))) {
    throw RunError("cannot write " + path + ": " + *error);
  }
  console->out << "wrote " << path << "; next:\n  dragoman validate " << ShellWord(path)
               << "\n  dragoman run " << ShellWord(path) << " --runs 2000\n";
  return kExitDone;
}

}  // namespace

Command NewCommand() {
  Command command;
  command.name = "new";
  command.arguments = "FILE";
  command.summary = "write a small commented scenario to start from";
  command.details =
      "The file validates and runs as it is. A file that exists is never overwritten.";
  command.examples = "  dragoman new my-scenario.yaml\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.run = WriteNew;
  return command;
}

}  // namespace dragoman

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"

namespace dragoman {

/// One subcommand; one file each.
struct Command {
  std::string_view name;
  std::string_view arguments;  ///< "SCENARIO [options]".
  std::string_view summary;    ///< One line.
  std::string_view details;    ///< A paragraph or two; may be empty.
  std::string_view examples;   ///< Lines; each starts with "dragoman".
  std::size_t least_arguments = 0;
  std::size_t most_arguments = 0;
  std::vector<CliOption> options;
  /// Returns the exit code; throws UsageError, InputError or RunError.
  int (*run)(const Arguments& arguments, Console* console);
};

Command RunCommand();
Command CompareCommand();
Command ExplainCommand();
Command MultiverseCommand();
Command BacktestCommand();
Command BargainCommand();
Command AnalyzeCommand();
Command TournamentCommand();
Command SweepCommand();
Command ReportCommand();
Command DeriveCommand();
Command ValidateCommand();
Command ListCommand();
Command ReplayCommand();
Command PlayCommand();
Command SchemaCommand();
Command NewCommand();
Command DescribeCommand();
Command ExportCommand();
Command StudioCommand();
Command LicensesCommand();
Command ResolveCommand();

/// All of them, in the order of --help.
const std::vector<Command>& Commands();

}  // namespace dragoman

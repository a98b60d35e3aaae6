#include "engine/apps/cli/command.h"
#include "engine/experiments/tournament_config.h"
#include "engine/scenario/scenario.h"
#include "engine/wire/schema.h"

namespace dragoman {
namespace {

int PrintSchema(const Arguments& arguments, Console* console) {
  const std::string kind = arguments.positional().empty() ? "scenario" : arguments.positional()[0];
  if (kind == "scenario") {
    console->out << JsonText(SchemaOf<Scenario>("A dragoman scenario")) << "\n";
  } else if (kind == "tournament") {
    console->out << JsonText(SchemaOf<TournamentConfig>("A dragoman tournament")) << "\n";
  } else {
    throw UsageError("no schema of '" + kind + "'; one of: scenario, tournament");
  }
  return kExitDone;
}

}  // namespace

Command SchemaCommand() {
  Command command;
  command.name = "schema";
  command.arguments = "[scenario|tournament]";
  command.most_arguments = 1;
  command.summary = "print the JSON Schema of a scenario or tournament file, for editors";
  command.details =
      "Generated from the same structs that read the file. Editors with a YAML language server "
      "take it "
      "from a first line\n"
      "# yaml-language-server: $schema=scenario.schema.json";
  command.examples =
      "  dragoman schema > scenario.schema.json\n"
      "  dragoman schema tournament > tournament.schema.json\n";
  command.run = PrintSchema;
  return command;
}

}  // namespace dragoman

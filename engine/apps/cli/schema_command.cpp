#include "engine/apps/cli/command.h"
#include "engine/experiments/tournament_config.h"
#include "engine/scenario/scenario.h"
#include "engine/sweep/sweep_config.h"
#include "engine/wire/schema.h"

namespace dragoman {
namespace {

int PrintSchema(const Arguments& arguments, Console* console) {
  const std::string kind = arguments.positional().empty() ? "scenario" : arguments.positional()[0];
  if (kind == "scenario") {
    console->out << JsonText(SchemaOf<Scenario>("A dragoman scenario")) << "\n";
  } else if (kind == "tournament") {
    console->out << JsonText(SchemaOf<TournamentConfig>("A dragoman tournament")) << "\n";
  } else if (kind == "experiment") {
    console->out << JsonText(SchemaOf<SweepConfig>("A dragoman experiment")) << "\n";
  } else {
    throw UsageError("no schema of '" + kind + "'; one of: scenario, tournament, experiment");
  }
  return kExitDone;
}

}  // namespace

Command SchemaCommand() {
  Command command;
  command.name = "schema";
  command.arguments = "[scenario|tournament|experiment]";
  command.most_arguments = 1;
  command.summary = "print the JSON Schema of a scenario, tournament or experiment file";
  command.details =
      "Generated from the same structs that read the file. Editors with a YAML language server "
      "take it "
      "from a first line\n"
      "# yaml-language-server: $schema=scenario.schema.json";
  command.examples =
      "  dragoman schema > scenario.schema.json\n"
      "  dragoman schema tournament > tournament.schema.json\n"
      "  dragoman schema experiment > experiment.schema.json\n";
  command.run = PrintSchema;
  return command;
}

}  // namespace dragoman

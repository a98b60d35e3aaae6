#include "engine/apps/cli/command.h"
#include "engine/scenario/scenario.h"
#include "engine/wire/schema.h"

namespace dragoman {
namespace {

int PrintSchema(const Arguments& /*arguments*/, Console* console) {
  console->out << JsonText(SchemaOf<Scenario>("A dragoman scenario")) << "\n";
  return kExitDone;
}

}  // namespace

Command SchemaCommand() {
  Command command;
  command.name = "schema";
  command.arguments = "";
  command.summary = "print the JSON Schema of a scenario file, for editors";
  command.details =
      "Generated from the same structs that read the file. Editors with a YAML language server "
      "take it "
      "from a first line\n"
      "# yaml-language-server: $schema=scenario.schema.json";
  command.examples = "  dragoman schema > scenario.schema.json\n";
  command.run = PrintSchema;
  return command;
}

}  // namespace dragoman

#include <algorithm>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/report/audit.h"
#include "engine/wire/audit_json.h"

namespace dragoman {
namespace {

std::string CheckedParty(const CompiledScenario& scenario, const std::string& id) {
  std::vector<std::string> ids;
  ids.reserve(scenario.source.parties.size());
  for (const PartySpec& party : scenario.source.parties) ids.push_back(party.id);
  if (id.empty() || std::find(ids.begin(), ids.end(), id) != ids.end()) return id;
  const Problem problem = {"--party " + id,       0, 0, {}, "unknown party '" + id + "'",
                           ExpectedOneOf(id, ids)};
  throw InputError(FormatProblems({problem}));
}

int Derive(const Arguments& arguments, Console* console) {
  const ScenarioFile file = LoadScenarioArgument(arguments.positional()[0], arguments);
  AuditOptions options;
  options.party = CheckedParty(*file.scenario, arguments.Text("party"));
  options.width = console->style.width;
  if (arguments.Has("json")) {
    console->out << JsonText(AuditJson(*file.scenario, options.party)) << "\n";
  } else {
    console->out << RenderAudit(*file.scenario, options);
  }
  return kExitDone;
}

}  // namespace

Command DeriveCommand() {
  Command command;
  command.name = "derive";
  command.arguments = "SCENARIO [options]";
  command.summary = "show how every preference follows from the coded claims";
  command.details =
      "An audit trail to follow by hand: for each party and issue the claims with their weights, "
      "and "
      "from them the weight, ideal, firmness, red lines and value of no deal. It is the likeliest "
      "reading of the claims; `run` samples others around it.";
  command.examples =
      "  dragoman derive istanbul-2025-05-16\n"
      "  dragoman derive istanbul-2025-05-16 --tier A+B\n"
      "  dragoman derive istanbul-2025-05-16 --json > preferences.json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {{"party", "ID", "this party alone"}};
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.run = Derive;
  return command;
}

}  // namespace dragoman

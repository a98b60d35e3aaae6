#include <algorithm>
#include <filesystem>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/registry.h"
#include "engine/core/text.h"
#include "engine/scenario/run_outcome.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/tactic_text.h"

namespace dragoman {
namespace {

/// One line of a list.
struct ListedItem {
  std::string name;
  std::string id;  ///< Mechanisms have a number besides; else empty.
  std::string title;
  std::string usage;  ///< Tactics: with all parameters at their defaults; else empty.
};

std::vector<ListedItem> ListMechanisms() {
  std::vector<ListedItem> items;
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    items.push_back({std::string(entry->info.name),
                     std::string(entry->info.id),
                     std::string(entry->info.title),
                     {}});
  }
  return items;
}

template <class Entry>
std::vector<ListedItem> ListTactics(const std::vector<Entry>& entries) {
  std::vector<ListedItem> items;
  items.reserve(entries.size());
  for (const Entry& entry : entries) {
    const auto tactic = entry.make();
    items.push_back({std::string(entry.info.name),
                     {},
                     std::string(entry.info.summary),
                     WriteTactic(entry.info.name, FieldVisitor::RefTo(tactic.get()))});
  }
  return items;
}

std::vector<ListedItem> ListScenarios() {
  std::vector<ListedItem> items;
  for (const std::string& path : ScenarioFiles()) {
    const ScenarioFile file = LoadScenario(path);
    items.push_back({std::filesystem::path(path).stem().string(),
                     {},
                     file.ok() ? file.source.title : "does not validate: dragoman validate " + path,
                     {}});
  }
  return items;
}

/// What experiments keep of a run.
std::vector<ListedItem> ListOutcomes() {
  std::vector<ListedItem> items;
  for (const RunOutcome& outcome : RunOutcomes()) {
    std::string doc(outcome.doc);
    if (!outcome.unit.empty()) doc += " [" + std::string(outcome.unit) + "]";
    if (outcome.kind == RunOutcome::Kind::kFlag) doc += " (0 or 1)";
    items.push_back({std::string(outcome.name), {}, std::move(doc), {}});
  }
  return items;
}

std::vector<ListedItem> ItemsOf(const std::string& kind) {
  if (kind == "mechanisms") return ListMechanisms();
  if (kind == "strategies") return ListTactics(RegisteredStrategies());
  if (kind == "protocols") return ListTactics(RegisteredProtocols());
  if (kind == "acceptances") return ListTactics(RegisteredAcceptances());
  if (kind == "scenarios") return ListScenarios();
  if (kind == "outcomes") return ListOutcomes();
  const std::vector<std::string> kinds = {"mechanisms", "strategies", "acceptances",
                                          "protocols",  "scenarios",  "outcomes"};
  const std::string_view near = NearestName(kind, kinds);
  throw UsageError(
      "cannot list '" + kind + "'; " +
      (near.empty() ? "one of: " + Join(kinds) : "did you mean '" + std::string(near) + "'?"));
}

/// The name, what it does, and below it how it is written with every parameter.
std::string TacticList(const std::vector<ListedItem>& items, int width) {
  std::size_t longest = 0;
  for (const ListedItem& item : items) longest = std::max(longest, item.name.size());
  std::string text;
  for (const ListedItem& item : items) {
    text += Wrap(item.title, PadRight(item.name, longest + 2), width);
    if (item.usage == item.name) continue;
    // A break after each comma, where Wrap may use it.
    std::string usage;
    for (const char c : item.usage) usage += c == ',' ? std::string(", ") : std::string(1, c);
    text += Wrap(usage, std::string(longest + 2, ' '), width);
  }
  return text;
}

int List(const Arguments& arguments, Console* console) {
  const std::vector<ListedItem> items = ItemsOf(arguments.positional()[0]);
  if (arguments.Has("json")) {
    Json list = Json::array();
    for (const ListedItem& item : items) {
      Json entry = Json::object();
      entry["name"] = item.name;
      if (!item.id.empty()) entry["id"] = item.id;
      entry["title"] = item.title;
      if (!item.usage.empty()) entry["usage"] = item.usage;
      list.push_back(std::move(entry));
    }
    console->out << JsonText(list) << "\n";
    return kExitDone;
  }
  if (!items.empty() && !items[0].usage.empty()) {
    console->out << TacticList(items, console->style.width);
    return kExitDone;
  }
  TextTable table({false, false, false});
  for (const ListedItem& item : items) {
    if (item.id.empty()) {
      table.AddRow({item.name, item.title});
    } else {
      table.AddRow({item.id, item.name, item.title});
    }
  }
  console->out << table.Text("");
  return kExitDone;
}

}  // namespace

Command ListCommand() {
  Command command;
  command.name = "list";
  command.arguments = "mechanisms|strategies|acceptances|protocols|scenarios|outcomes";
  command.summary = "list what there is to choose from";
  command.details =
      "--json prints one object per entry, each with a \"name\". Strategies, acceptances and "
      "protocols "
      "come with their parameters at their defaults, as one writes them.";
  command.examples =
      "  dragoman list scenarios\n"
      "  dragoman list mechanisms --json\n"
      "  dragoman list outcomes\n"
      "  dragoman list strategies\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {{"json", "", "print JSON instead of text"}};
  command.run = List;
  return command;
}

}  // namespace dragoman

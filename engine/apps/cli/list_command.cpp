#include <filesystem>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/bargaining/registry.h"
#include "engine/core/text.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

/// One line of a list.
struct ListedItem {
  std::string name;
  std::string id;  ///< Mechanisms have a number besides; else empty.
  std::string title;
};

std::vector<ListedItem> ListMechanisms() {
  std::vector<ListedItem> items;
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    items.push_back({std::string(entry->info.name), std::string(entry->info.id),
                     std::string(entry->info.title)});
  }
  return items;
}

template <class Entry>
std::vector<ListedItem> ListTactics(const std::vector<Entry>& entries) {
  std::vector<ListedItem> items;
  items.reserve(entries.size());
  for (const Entry& entry : entries) {
    items.push_back({std::string(entry.info.name), {}, std::string(entry.info.summary)});
  }
  return items;
}

std::vector<ListedItem> ListScenarios() {
  std::vector<ListedItem> items;
  for (const std::string& path : ScenarioFiles()) {
    const ScenarioFile file = LoadScenario(path);
    items.push_back(
        {std::filesystem::path(path).stem().string(),
         {},
         file.ok() ? file.source.title : "does not validate: dragoman validate " + path});
  }
  return items;
}

std::vector<ListedItem> ItemsOf(const std::string& kind) {
  if (kind == "mechanisms") return ListMechanisms();
  if (kind == "strategies") return ListTactics(RegisteredStrategies());
  if (kind == "protocols") return ListTactics(RegisteredProtocols());
  if (kind == "scenarios") return ListScenarios();
  const std::vector<std::string> kinds = {"mechanisms", "strategies", "protocols", "scenarios"};
  const std::string_view near = NearestName(kind, kinds);
  throw UsageError(
      "cannot list '" + kind + "'; " +
      (near.empty() ? "one of: " + Join(kinds) : "did you mean '" + std::string(near) + "'?"));
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
      list.push_back(std::move(entry));
    }
    console->out << JsonText(list) << "\n";
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
  command.arguments = "mechanisms|strategies|protocols|scenarios";
  command.summary = "list what there is to choose from";
  command.details = "--json prints one object per entry, each with a \"name\".";
  command.examples =
      "  dragoman list scenarios\n"
      "  dragoman list mechanisms --json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {{"json", "", "print JSON instead of text"}};
  command.run = List;
  return command;
}

}  // namespace dragoman

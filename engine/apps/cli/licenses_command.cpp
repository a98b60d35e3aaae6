#include <algorithm>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/embedded.h"
#include "engine/core/version.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

std::string_view LicenseFile(std::string_view name) {
  for (const EmbeddedFile& file : LicenseFiles()) {
    if (file.name == name) return file.text;
  }
  return {};
}

std::string TextOf(const Json& component, const char* key) {
  return component.contains(key) ? component[key].get<std::string>() : std::string();
}

bool IsIn(const Json& component, std::string_view place) {
  const Json& where = component["where"];
  return std::find(where.begin(), where.end(), place) != where.end();
}

std::string ComponentText(const Json& component, int width) {
  std::string text = TextOf(component, "name") + " " + TextOf(component, "version");
  text += " - " + TextOf(component, "license") + "\n";
  text += Wrap("copyright " + TextOf(component, "copyright"), "  ", width);
  const std::string source = TextOf(component, "source");
  if (!source.empty()) text += "  source: " + source + "\n";
  return text;
}

/// The parts, by where they are.
std::string ListText(const Json& list, int width) {
  std::string text = "The program uses:\n\n";
  for (const Json& component : list["components"]) {
    if (IsIn(component, "program")) text += ComponentText(component, width);
  }
  text += "\nThe studio's page carries, compiled to WebAssembly:\n\n";
  for (const Json& component : list["components"]) {
    if (IsIn(component, "page")) text += ComponentText(component, width);
  }
  text += "\nand as JavaScript:\n\n";
  for (const Json& component : list["npm"]) text += ComponentText(component, width);
  text += "\nReports (`dragoman report`) carry nothing of others.\n";
  return text;
}

int PrintLicenses(const Arguments& arguments, Console* console) {
  Json list = Json::parse(LicenseFile("licenses.json"));
  constexpr std::string_view kSuffix = ".txt";
  if (arguments.Has("json")) {
    Json texts = Json::object();
    for (const EmbeddedFile& file : LicenseFiles()) {
      if (!file.name.ends_with(kSuffix)) continue;
      texts[std::string(file.name.substr(0, file.name.size() - kSuffix.size()))] = file.text;
    }
    Json answer = Json::object();
    answer["dragoman"] = {{"version", kVersion}, {"license", "Apache-2.0"}};
    answer["components"] = std::move(list["components"]);
    answer["npm"] = std::move(list["npm"]);
    answer["texts"] = std::move(texts);
    console->out << JsonText(answer) << "\n";
    return kExitDone;
  }
  console->out << "dragoman " << kVersion << " - Apache-2.0\n\n"
               << ListText(list, console->style.width);
  for (const EmbeddedFile& file : LicenseFiles()) {
    if (!file.name.ends_with(kSuffix)) continue;
    const std::string_view name = file.name.substr(0, file.name.size() - kSuffix.size());
    console->out << "\n---- " << name << " ----\n\n" << file.text;
  }
  return kExitDone;
}

}  // namespace

Command LicensesCommand() {
  Command command;
  command.name = "licenses";
  command.arguments = "[options]";
  command.summary = "print what the program and its page are made of, and under which licences";
  command.details =
      "Name, version, licence, copyright and source of every part of others, then the text of each "
      "licence, once.";
  command.examples = "  dragoman licenses | less\n  dragoman licenses --json\n";
  command.options = {{"json", "", "print JSON instead of text"}};
  command.run = PrintLicenses;
  return command;
}

}  // namespace dragoman

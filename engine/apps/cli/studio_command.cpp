#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <spdlog/spdlog.h>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/embedded.h"
#include "engine/apps/cli/open_viewer.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/apps/cli/studio_page.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"
#ifdef DRAGOMAN_STUDIO
#include "engine/apps/serve/page_server.h"
#endif

namespace dragoman {
namespace {

constexpr const char* kStudioPort = "8642";
constexpr std::size_t kMostPageBytes = 64U << 20U;

/// Adds a scenario to the page's list. False if another one has its id: links name scenarios by it.
bool AddToPage(const ScenarioFile& file, Json* list) {
  for (const Json& other : *list) {
    if (other["id"] == file.source.id) return false;
  }
  Json entry = Json::object();
  entry["id"] = file.source.id;
  entry["title"] = file.source.title;
  entry["json"] = JsonOf(file.source);
  list->push_back(std::move(entry));
  return true;
}

Json NamedScenarios(const Arguments& arguments) {
  Json list = Json::array();
  for (const std::string& argument : arguments.positional()) {
    const std::string path = FindScenario(argument);
    const ScenarioFile file = LoadScenario(path);
    if (!file.ok()) throw InputError(FormatProblems(file.problems));
    if (!AddToPage(file, &list)) {
      throw InputError(path + ": error: its id '" + file.source.id +
                       "' is that of another scenario of the page\n");
    }
  }
  return list;
}

/// All that there are, the first with each id; one that does not validate is left out.
Json KnownScenarios() {
  Json list = Json::array();
  for (const std::string& path : ScenarioFiles()) {
    const ScenarioFile file = LoadScenario(path);
    if (!file.ok()) {
      spdlog::warn("left out: {} does not validate (dragoman validate {})", path, path);
      continue;
    }
    if (!AddToPage(file, &list)) spdlog::info("left out: {} has an id seen before", path);
  }
  return list;
}

std::string WhatIsInIt(const Json& scenarios) {
  if (scenarios.empty()) return "no scenario";
  std::string text;
  for (const Json& scenario : scenarios) {
    text += (text.empty() ? "" : ", ") + scenario["id"].get<std::string>();
  }
  return text;
}

/// Writes the page unless something else is there.
void SavePage(const std::string& path, const std::string& html, bool force) {
  std::error_code ignored;
  if (!force && std::filesystem::is_regular_file(path, ignored)) {
    const FileText there = ReadFile(path, kMostPageBytes);
    if (there.ok() && there.text == html) return;
    throw RunError(path + " exists already; nothing was written (--force overwrites)");
  }
  if (const auto error = WriteFile(path, html)) {
    throw RunError("cannot write " + path + ": " + *error);
  }
}

void OpenIfAsked(const Arguments& arguments, const std::string& what) {
  if (!arguments.Has("open")) return;
  const std::string problem = OpenViewer(what);
  if (!problem.empty()) spdlog::warn("--open: {}", problem);
}

int SaveStudio(const Arguments& arguments, const Json& scenarios, const std::string& html,
               Console* console) {
  const std::string path = arguments.Text("output", "dragoman-studio.html");
  SavePage(path, html, arguments.Has("force"));
  if (!console->quiet) {
    console->out << path << ": " << (html.size() + 1023) / 1024 << " KB, " << WhatIsInIt(scenarios)
                 << "; open it in a browser\n";
  }
  OpenIfAsked(arguments, path);
  return kExitDone;
}

#ifdef DRAGOMAN_STUDIO
int ServeStudio(const Arguments& arguments, const Json& scenarios, std::string html,
                Console* console) {
  const std::uint64_t port = arguments.Number("serve", 0, 0, 65535);
  try {
    PageServer server(std::move(html), static_cast<std::uint16_t>(port));
    const std::string address = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
    console->out << address << ": " << WhatIsInIt(scenarios)
                 << "; for this machine only, until Ctrl-C\n";
    console->out.flush();
    spdlog::info("serving {}", address);
    OpenIfAsked(arguments, address);
    server.Run();
  } catch (const std::system_error& error) {
    throw RunError("cannot serve on port " + std::to_string(port) + ": " + error.code().message() +
                   "; --serve 0 takes any free port");
  }
  return kExitDone;
}
#else
// The text is taken by value as where there is a page.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
int ServeStudio(const Arguments& /*arguments*/, const Json& /*scenarios*/, std::string /*html*/,
                Console* /*console*/) {
  return kExitFailed;  // Not reached: there is no page to serve.
}
#endif

int Studio(const Arguments& arguments, Console* console) {
  if (StudioPages().empty()) {
    throw RunError(
        "this program was built without the studio; scripts/run --studio builds it, or cmake with "
        "-DDRAGOMAN_STUDIO=ON");
  }
  if (arguments.Has("serve") && (arguments.Has("output") || arguments.Has("force"))) {
    throw UsageError("--serve writes no file: leave out " +
                     std::string(arguments.Has("output") ? "--output" : "--force"));
  }
  const Json scenarios =
      arguments.positional().empty() ? KnownScenarios() : NamedScenarios(arguments);
  std::optional<std::string> html = PageWithScenarios(StudioPages()[0].text, scenarios);
  if (!html) throw RunError("the studio's page has no place for scenarios");
  if (arguments.Has("serve")) return ServeStudio(arguments, scenarios, std::move(*html), console);
  return SaveStudio(arguments, scenarios, *html, console);
}

}  // namespace

Command StudioCommand() {
  Command command;
  command.name = "studio";
  command.arguments = "[SCENARIO...] [options]";
  command.summary = "write or show the studio: the engine and its screens in one HTML file";
  command.details =
      "The page runs the same engine in the browser and needs nothing else: no network, no "
      "installation; the same seed gives the same deal as here. It opens by a double click and can "
      "be mailed. Without a SCENARIO it carries all that `dragoman list scenarios` knows. A link "
      "copied from it holds what is shown.";
  command.examples =
      "  dragoman studio --open\n"
      "  dragoman studio two-towns -o towns.html\n"
      "  dragoman studio my-scenario.yaml --serve --open\n";
  command.most_arguments = 100;
  command.options = {
      {"output", "FILE", "the file to write; default dragoman-studio.html", false, 'o'},
      {"force", "", "overwrite a file that exists"},
      {"open", "", "open it in a browser (xdg-open)"},
      {"serve", "[PORT]",
       "write no file, but show the page to this machine's browsers until Ctrl-C; default port "
       "8642; 0: any that is free",
       false, 0, kStudioPort},
      {"quiet", "", "no warnings, no line at the end"},
  };
  command.run = Studio;
  return command;
}

}  // namespace dragoman

#include "engine/apps/cli/program.h"

#include <cctype>
#include <exception>
#include <new>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/log.h"
#include "engine/core/text.h"
#include "engine/core/version.h"

namespace dragoman {
namespace {

constexpr const char* kIntro =
    "dragoman simulates negotiations: preferences derived from what the parties said, many runs "
    "of\n"
    "the talks, and what stood in the way. Results are conditional on the coding; not a "
    "forecast.\n";

constexpr const char* kExamples =
    "Examples:\n"
    "  dragoman list scenarios\n"
    "  dragoman run istanbul-2025-05-16\n"
    "  dragoman run scenarios/istanbul-2025-05-16.yaml --runs 2000 --set mechanisms.M9.pi=0.5\n"
    "  dragoman derive istanbul-2025-05-16 | less\n"
    "  dragoman describe mechanism M9\n"
    "  dragoman bargain two-towns --strategies boulware,conceder --rounds 20\n"
    "  dragoman tournament configs/tournament-example.yaml\n"
    "  dragoman new my-scenario.yaml && dragoman validate my-scenario.yaml\n";

std::string Help() {
  std::string text = kIntro;
  text += "\nUsage: dragoman COMMAND [arguments]\n\nCommands:\n";
  for (const Command& command : Commands()) {
    text += "  " + PadRight(command.name, 12) + std::string(command.summary) + "\n";
  }
  text += "  help        the same as --help; `dragoman help COMMAND` for one command\n";
  text += "\nOptions:\n  --help      this text; `dragoman COMMAND --help` for one command\n";
  text += "  --version   the version\n\n";
  text += kExamples;
  text +=
      "\nA SCENARIO is a file, or the name of one in ./scenarios or installed with the program.\n"
      "Exit codes: 0 done, 1 the work failed, 2 bad input, 130 interrupted.\n";
  return text;
}

std::vector<CliOption> WithHelp(std::vector<CliOption> options) {
  options.push_back({"verbose", "", "say on standard error what is being done"});
  options.push_back({"help", "", "this text"});
  return options;
}

std::string HelpOf(const Command& command, int width) {
  std::string text = "Usage: dragoman " + std::string(command.name);
  if (!command.arguments.empty()) text += " " + std::string(command.arguments);
  std::string summary(command.summary);
  summary[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(summary[0])));
  text += "\n\n" + Wrap(summary + ".", "", width);
  if (!command.details.empty()) text += "\n" + Wrap(command.details, "", width);
  text += "\nOptions:\n" + OptionHelp(WithHelp(command.options), width);
  text += "\nExamples:\n" + std::string(command.examples);
  return text;
}

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

const Command& RequireCommand(const std::string& name) {
  if (const Command* command = FindCommand(name)) return *command;
  std::vector<std::string> names = {"help"};
  for (const Command& command : Commands()) names.emplace_back(command.name);
  const bool option = name.starts_with('-');
  // The nearest name is a view into its list, so the list must outlive it.
  const std::vector<std::string> options = {"--help", "--version"};
  const std::string_view near = NearestName(name, option ? options : names);
  std::string text = (option ? "unknown option '" : "unknown command '") + name + "'";
  text += near.empty() ? "; commands: " + Join({names.begin() + 1, names.end()})
                       : "; did you mean '" + std::string(near) + "'?";
  throw UsageError(text);
}

void CheckCount(const Command& command, const Arguments& arguments) {
  const std::vector<std::string>& words = arguments.positional();
  if (words.size() < command.least_arguments) {
    throw UsageError("too few arguments; usage: dragoman " + std::string(command.name) + " " +
                     std::string(command.arguments));
  }
  if (words.size() > command.most_arguments) {
    throw UsageError("unexpected argument '" + words[command.most_arguments] + "'");
  }
}

int RunOne(const Command& command, const std::vector<std::string>& words, Console* console) {
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  // Help is given whatever else is wrong with the line.
  for (const std::string& word : rest) {
    if (word != "--help" && word != "-h") continue;
    console->out << HelpOf(command, console->style.width);
    return kExitDone;
  }
  const Arguments arguments = Arguments::Parse(rest, WithHelp(command.options));
  console->verbose = arguments.Has("verbose");
  console->quiet = arguments.Has("quiet");
  StartLog(*console);
  CheckCount(command, arguments);
  return command.run(arguments, console);
}

int Dispatch(const std::vector<std::string>& words, Console* console) {
  if (words.empty()) {
    console->err << Help();
    return kExitBadInput;
  }
  if (words[0] == "--version") {
    console->out << "dragoman " << kVersion << "\n";
    return kExitDone;
  }
  if (words[0] == "help" && words.size() > 1) {
    console->out << HelpOf(RequireCommand(words[1]), console->style.width);
    return kExitDone;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    console->out << Help();
    return kExitDone;
  }
  return RunOne(RequireCommand(words[0]), words, console);
}

}  // namespace

const std::vector<Command>& Commands() {
  static const std::vector<Command> commands = {
      RunCommand(),      CompareCommand(),  ExplainCommand(), MultiverseCommand(),
      BacktestCommand(), BargainCommand(),  AnalyzeCommand(), TournamentCommand(),
      SweepCommand(),    ReportCommand(),   DeriveCommand(),  ReplayCommand(),
      PlayCommand(),     ValidateCommand(), ListCommand(),    DescribeCommand(),
      NewCommand(),      SchemaCommand(),   ExportCommand(),  ResolveCommand(),
      StudioCommand(),   LicensesCommand(),
  };
  return commands;
}

int RunProgram(const std::vector<std::string>& words, Console* console) {
  int code = kExitFailed;
  const bool known = !words.empty() && FindCommand(words[0]) != nullptr;
  const std::string who = known ? "dragoman " + words[0] : "dragoman";
  try {
    code = Dispatch(words, console);
  } catch (const UsageError& error) {
    console->err << who << ": error: " << error.what() << "\n"
                 << "Try '" << who << " --help'.\n";
    return kExitBadInput;
  } catch (const InputError& error) {
    console->err << error.what();
    return kExitBadInput;
  } catch (const RunError& error) {
    console->err << who << ": error: " << error.what() << "\n";
    return kExitFailed;
  } catch (const std::bad_alloc&) {
    console->err << who << ": error: out of memory\n";
    return kExitFailed;
  } catch (const std::exception& error) {
    console->err << who << ": error: " << error.what() << "\n";
    return kExitFailed;
  }
  // A full disk or a closed pipe may show only here.
  if (!console->out.flush()) {
    console->err << who << ": error: cannot write to standard output\n";
    return kExitFailed;
  }
  return code;
}

}  // namespace dragoman

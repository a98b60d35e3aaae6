#include <algorithm>

#include "engine/apps/cli/command.h"
#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/registry.h"
#include "engine/core/text.h"
#include "engine/report/describe.h"

namespace dragoman {
namespace {

[[noreturn]] void FailNoSuch(const std::string& kind, const std::string& name,
                             const std::vector<std::string>& names) {
  std::string text = "no " + kind + " '" + name + "'";
  const std::string_view near = NearestName(name, names);
  if (!near.empty()) {
    text += "; did you mean '" + std::string(near) + "'?";
  } else if (names.size() <= 40) {
    text += "; one of: " + Join(names);
  }
  throw UsageError(text);
}

template <class Entry>
std::string DescribeTactic(const std::string& kind, const std::string& name, const Entry* found,
                           const std::vector<Entry>& all, int width) {
  if (found != nullptr) {
    const auto tactic = found->make();
    return TacticText(found->info, kind, FieldVisitor::RefTo(tactic.get()), width);
  }
  std::vector<std::string> names;
  names.reserve(all.size());
  for (const Entry& entry : all) names.emplace_back(entry.info.name);
  FailNoSuch(kind, name, names);
}

std::string DescribeMechanism(const std::string& name, int width) {
  if (const MechanismEntry* entry = FindMechanism(name)) return MechanismText(*entry, width);
  std::vector<std::string> names;
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    names.emplace_back(entry->info.id);
    names.emplace_back(entry->info.name);
  }
  FailNoSuch("mechanism", name, names);
}

std::string DescribeParameter(const std::string& name, int width) {
  std::string text = ParameterText(name, width);
  if (text.empty()) FailNoSuch("parameter", name, ParameterNames());
  return text;
}

std::string DescribeOne(const std::string& kind, const std::string& name, int width) {
  if (kind == "mechanism") return DescribeMechanism(name, width);
  if (kind == "strategy") {
    return DescribeTactic(kind, name, FindStrategy(name), RegisteredStrategies(), width);
  }
  if (kind == "protocol") {
    return DescribeTactic(kind, name, FindProtocol(name), RegisteredProtocols(), width);
  }
  if (kind == "acceptance") {
    return DescribeTactic(kind, name, FindAcceptance(name), RegisteredAcceptances(), width);
  }
  if (kind == "parameter") return DescribeParameter(name, width);
  const std::vector<std::string> kinds = {"mechanism", "strategy", "acceptance", "protocol",
                                          "parameter"};
  const std::string_view near = NearestName(kind, kinds);
  throw UsageError(
      "cannot describe a '" + kind + "'; " +
      (near.empty() ? "one of: " + Join(kinds) : "did you mean '" + std::string(near) + "'?"));
}

int Describe(const Arguments& arguments, Console* console) {
  const std::string& kind = arguments.positional()[0];
  const int width = console->style.width;
  if (arguments.positional().size() == 2) {
    console->out << DescribeOne(kind, arguments.positional()[1], width);
  } else if (kind == "parameter") {
    console->out << ParameterList(width);
  } else {
    DescribeOne(kind, "", width);  // says which names there are
  }
  return kExitDone;
}

}  // namespace

Command DescribeCommand() {
  Command command;
  command.name = "describe";
  command.arguments = "mechanism|strategy|acceptance|protocol|parameter NAME";
  command.summary = "explain one part: formula, source, parameters, what happens without it";
  command.details =
      "A parameter is named by its path in the scenario file or by its short name; `dragoman "
      "describe "
      "parameter` without a name lists all of them.";
  command.examples =
      "  dragoman describe mechanism M24\n"
      "  dragoman describe strategy aspiration\n"
      "  dragoman describe acceptance ac_next\n"
      "  dragoman describe parameter wait.q\n"
      "  dragoman describe parameter talks.meetings\n";
  command.least_arguments = 1;
  command.most_arguments = 2;
  command.run = Describe;
  return command;
}

}  // namespace dragoman

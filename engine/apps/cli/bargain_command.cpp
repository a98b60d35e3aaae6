#include "engine/apps/cli/command.h"
#include "engine/apps/cli/negotiation_argument.h"
#include "engine/bargaining/negmas/preset.h"
#include "engine/core/text.h"
#include "engine/experiments/bargain.h"
#include "engine/experiments/tournament_config.h"
#include "engine/io/error_text.h"
#include "engine/report/bargain_text.h"
#include "engine/wire/tactic_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostBargainNumber = ~std::uint64_t{0};

/// One strategy for each seat; a single one serves all.
std::vector<std::string> StrategyTexts(const Arguments& arguments, std::size_t seats) {
  if (!arguments.Has("strategies")) {
    throw UsageError(
        "--strategies is missing, e.g. --strategies boulware,conceder; see dragoman "
        "list strategies");
  }
  std::vector<std::string> texts = SplitTactics(arguments.Text("strategies"));
  if (texts.size() == 1) texts.resize(seats, texts[0]);
  if (texts.size() != seats) {
    throw UsageError("option '--strategies' names " + std::to_string(texts.size()) +
                     " strategies for " + std::to_string(seats) +
                     " parties; one for each, or one for all");
  }
  if (NegmasPreset(arguments)) {
    for (std::string& text : texts) text = TranslateNegmas(text);
  }
  return texts;
}

TickTime TimeOfArguments(const Arguments& arguments) {
  const std::string name = arguments.Text("time", NegmasPreset(arguments) ? "within" : "end");
  const std::vector<std::string> names(kTickTimeNames.begin(), kTickTimeNames.end());
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (names[k] == name) return static_cast<TickTime>(k);
  }
  throw UsageError("option '--time': unknown value '" + name + "'; " + ExpectedOneOf(name, names));
}

/// "boulware(beta=7): error: ..." becomes "--strategies boulware(beta=7): error: ...".
void NameOptions(const BargainSettings& settings, std::vector<Problem>* problems) {
  for (Problem& problem : *problems) {
    const bool protocol = problem.file == settings.protocol;
    for (const std::string& text : settings.strategies) {
      if (problem.file == text && !protocol) {
        problem.file = "--strategies " + text;
        break;
      }
    }
    if (protocol) problem.file = "--protocol " + settings.protocol;
  }
  SortProblems({}, problems);  // One strategy in every seat says the same for each.
}

int Bargain(const Arguments& arguments, Console* console) {
  PreparedDomain prepared = LoadNegotiationArgument(arguments);
  BargainSettings settings;
  settings.strategies = StrategyTexts(arguments, prepared.seats());
  settings.protocol =
      arguments.Text("protocol", NegmasPreset(arguments) ? std::string(kNegmasProtocol)
                                                         : std::string("alternating_offers"));
  settings.rounds = static_cast<int>(arguments.Number("rounds", 100, 1, kMaxRounds));
  settings.time = TimeOfArguments(arguments);
  settings.common_knowledge = arguments.Has("common-knowledge");
  settings.seed = arguments.Number("seed", 1, 0, kMostBargainNumber);
  settings.run = arguments.Number("run", 0, 0, kMostBargainNumber);
  std::vector<Problem> problems;
  const BargainTrace trace = RunBargain(settings, &prepared, &problems);
  NameOptions(settings, &problems);
  FailOnProblems(problems);
  if (arguments.Has("json")) {
    console->out << JsonText(BargainJson(prepared, settings, trace), -1) << "\n";
  } else {
    console->out << BargainText(prepared, settings, trace, console->style);
  }
  return kExitDone;
}

}  // namespace

Command BargainCommand() {
  Command command;
  command.name = "bargain";
  command.arguments = "DOMAIN PROFILE PROFILE... | SCENARIO [options]";
  command.summary = "hold one negotiation and tell it, offer by offer";
  command.details =
      "DOMAIN and PROFILEs are files of GENIUS XML or GeniusWeb JSON, a profile per party; the "
      "first party opens. A SCENARIO sits its two principals down with the utilities that the "
      "deterministic derivation gives them.\n"
      "\n"
      "A strategy is NAME(key=value,...), optionally + ACCEPTANCE(key=value,...) for when it "
      "accepts; `dragoman list strategies` and `dragoman describe strategy NAME` tell which there "
      "are and what can be set.\n"
      "\n"
      "--json prints one object: offers ([round from 0, party, [value indices]]; party -1 is the "
      "mediator), agreement (value indices, null for an issue left open; or null), "
      "agreement_utils, agreement_proposer, utilities and discounted_utilities (of no agreement, "
      "if there is none), end (agreement, timedout, broken), final_step, and how it was asked "
      "for.\n"
      "\n"
      "--preset negmas: strategies may be named as that library names them (Boulware, "
      "AspirationNegotiator(max_aspiration=0.9)), time is k / (n + 1) in round k of n, silence "
      "breaks off, integer issues are valued as there.";
  command.examples =
      "  dragoman bargain domain.xml a.xml b.xml --strategies boulware,conceder\n"
      "  dragoman bargain domain.xml a.xml b.xml --scale genius --rounds 20 \\\n"
      "    --strategies \"boulware(beta=0.1)+ac_next(a=1.05),micro\"\n"
      "  dragoman bargain domain.xml a.xml b.xml --preset negmas --strategies MiCRO,Conceder "
      "--json\n"
      "  dragoman bargain two-towns --strategies linear --protocol random_proposer --seed 7\n";
  command.least_arguments = 1;
  command.most_arguments = 1000;
  command.options = {
      {"strategies", "S,S...", "a strategy per party, in the order of the profiles; one for all"},
      {"rounds", "N", "most rounds; default 100"},
      {"protocol", "P", "rules of the sitting, NAME(key=value,...); default alternating_offers"},
      {"time", "end|within|start|span",
       "what the clock shows in round k of n: k/n (default), k/(n+1), (k-1)/n, (k-1)/(n-1)"},
      {"common-knowledge", "", "show strategies each other's preferences, if they care"},
      {"seed", "S", "seed of the random numbers; default 1"},
      {"run", "R", "which run of the seed; default 0; `run` in a tournament's negotiations.csv"},
  };
  for (CliOption& option : NegotiationOptions()) command.options.push_back(std::move(option));
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.run = Bargain;
  return command;
}

}  // namespace dragoman

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/played_game.h"
#include "engine/apps/cli/scenario_argument.h"

namespace dragoman {

Command PlayCommand() {
  Command command;
  command.name = "play";
  command.arguments = "SCENARIO --as PARTY [options]";
  command.summary = "take a party's seat in one run and play it against the model";
  command.details =
      "You decide what to table, what to accept, and whether to stay; the rest of the run is the "
      "model's, with the same draws as without you. You see what your seat may know. At the end "
      "your result stands beside your floor, the model in the same seat, the Nash package and the "
      "other parties. It reads commands line by line from standard input (`help` lists them), so a "
      "game can be scripted.\n"
      "\n"
      "A game is its list of moves: {\"seat\": PARTY, \"seed\": N, \"run\": N, \"moves\": "
      "[{\"offer\": "
      "{ISSUE: OPTION}} | {\"pass\": true} | {\"accept\": true|false} | {\"stay\": true|false}]}.";
  command.examples =
      "  dragoman play two-towns --as PARTY\n"
      "  dragoman play two-towns --as PARTY --seed 3 --run 12 --save game.json\n"
      "  dragoman play two-towns --moves game.json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"as", "PARTY", "whose seat: id or name of a party"},
      {"seed", "S", "seed of the batch; default 1"},
      {"run", "I", "number of the run, from 0; default 0"},
      {"moves", "FILE", "go on with a saved game"},
      {"save", "FILE", "save the moves after each one; default: the file of --moves"},
      {"no-intro", "", "begin without the page about sources and limits"},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.run = PlayGame;
  return command;
}

}  // namespace dragoman

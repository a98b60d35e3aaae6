#include <algorithm>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

const std::vector<SweepAction>& Actions() {
  static const std::vector<SweepAction> actions = {SweepRunAction(), SweepResumeAction(),
                                                   SweepVerifyAction(), SweepShardAction(),
                                                   SweepMergeAction()};
  return actions;
}

/// Options that some action takes; an action refuses those it does not.
std::vector<CliOption> SweepOptions() {
  return {
      {"out", "DIR", "run: the folder; default results/NAME of the experiment file"},
      {"set", "KEY=VALUE", "run: change the experiment, e.g. replicates=20", true},
      {"points", "N", "resume: extend the design to N (base) points or trajectories"},
      {"shard", "K/N", "shard: which part, from 1/N to N/N"},
      {"chunks", "N", "verify: chunks computed again; default 3"},
      {"seed", "S", "verify: which ones; default 1"},
      {"threads", "T", "threads; default one per core; never changes a result"},
      {"limit-time", "S", "run, resume: stop after S seconds; resume goes on"},
      {"quiet", "", "no progress, no warnings"},
  };
}

int RunAction(const Arguments& arguments, Console* console) {
  const std::string& name = arguments.positional()[0];
  std::vector<std::string> names;
  for (const SweepAction& action : Actions()) {
    names.emplace_back(action.name);
    if (action.name != name) continue;
    if (arguments.positional().size() != 2) {
      throw UsageError("sweep " + name + " takes one " + std::string(action.target));
    }
    for (const CliOption& option : SweepOptions()) {
      const bool taken = std::find(action.options.begin(), action.options.end(), option.name) !=
                         action.options.end();
      if (arguments.Has(option.name) && !taken) {
        throw UsageError("sweep " + name + " takes no --" + option.name);
      }
    }
    try {
      return action.run(arguments.positional()[1], arguments, console);
    } catch (const StoreMismatch& error) {
      throw InputError(std::string(error.what()) + "\n");
    } catch (const DatabaseError& error) {
      throw RunError(error.what());
    } catch (const SweepError& error) {
      throw RunError(error.what());
    }
  }
  throw UsageError("no action '" + name + "'; expected " + ExpectedOneOf(name, names));
}

}  // namespace

Command SweepCommand() {
  Command command;
  command.name = "sweep";
  command.arguments = "ACTION CONFIG|RESULT [options]";
  command.summary = "run an experiment over many points, resumable and in parts; analyze it";
  static const std::string details = [] {
    std::string text;
    for (const SweepAction& action : Actions()) {
      text += "  " + PadRight(action.name, 9) + PadRight(action.target, 8) +
              std::string(action.summary) + "\n";
    }
    return text;
  }();
  command.details = details;
  command.examples =
      "  dragoman sweep run configs/istanbul-pressure.yaml\n"
      "  dragoman sweep resume results/istanbul-pressure\n";
  command.least_arguments = 1;
  command.most_arguments = 2;
  command.options = SweepOptions();
  command.run = RunAction;
  return command;
}

}  // namespace dragoman

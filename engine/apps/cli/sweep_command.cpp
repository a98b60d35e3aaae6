#include <algorithm>

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

const std::vector<SweepAction>& Actions() {
  static const std::vector<SweepAction> actions = {
      SweepRunAction(),    SweepResumeAction(), SweepVerifyAction(), SweepAnalyzeAction(),
      SweepExportAction(), SweepShardAction(),  SweepMergeAction(),  SweepSubmitAction(),
      SweepStatusAction(), SweepCancelAction()};
  return actions;
}

/// Options that some action takes; an action refuses those it does not.
std::vector<CliOption> SweepOptions() {
  return {
      {"out", "DIR|FILE",
       "run, submit: the folder; default results/NAME of the experiment file; export: where to, "
       "default standard output"},
      {"set", "KEY=VALUE", "run, submit: change the experiment, e.g. replicates=20", true},
      {"points", "N", "resume: extend the design to N (base) points or trajectories"},
      {"shard", "K/N", "shard: which part, from 1/N to N/N"},
      {"slurm", "", "submit: to Slurm; without it the commands for other means are printed"},
      {"shards", "N", "submit: how many parts; default: of about ten minutes each"},
      {"time", "T", "submit: the time limit of a part, as sbatch takes it"},
      {"partition", "P", "submit: the partition of Slurm"},
      {"dry-run", "", "submit: print the job scripts and commands, and do nothing"},
      {"chunks", "N", "verify: chunks computed again; default 3"},
      {"seed", "S", "verify: which ones; analyze: of bootstraps; default 1"},
      {"outcome", "NAME", "analyze: this outcome only; repeatable", true},
      {"method", "M", "analyze: this method, or all that fit the design; repeatable", true},
      {"resamples", "N", "analyze: of bootstrap intervals; default 1000; 0: none"},
      {"threshold", "P", "analyze: prim and regional: of interest is what lies above; default 0.5"},
      {"per-run", "", "analyze: prim: each run is a case, not each point (rows must be kept)"},
      {"json", "", "analyze, status: print JSON instead of text"},
      {"csv", "FILE|DIR", "analyze: also write every index, to one file or one per method"},
      {"format", "F", "export: csv (default), json, salib or ema; the last two into --out DIR"},
      {"rows", "", "export: csv with a row per run instead of per point (rows must be kept)"},
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
    return TellingSweepErrors(
        [&] { return action.run(arguments.positional()[1], arguments, console); });
  }
  throw UsageError("no action '" + name + "'; expected " + ExpectedOneOf(name, names));
}

}  // namespace

int TellingSweepErrors(FunctionRef<int()> work) {
  try {
    return work();
  } catch (const StoreMismatch& error) {
    throw InputError(std::string(error.what()) + "\n");
  } catch (const DatabaseError& error) {
    throw RunError(error.what());
  } catch (const SweepError& error) {
    throw RunError(error.what());
  }
}

Command SweepCommand() {
  Command command;
  command.name = "sweep";
  command.arguments = "ACTION CONFIG|RESULT [options]";
  command.summary = "run an experiment over many points, resumable and in parts; analyze it";
  static const std::string details = [] {
    std::string text;
    for (const SweepAction& action : Actions()) {
      text += std::string(action.name) + " " + std::string(action.target) + ": " +
              std::string(action.summary) + "\n";
    }
    text +=
        "\n"
        "analyze does what the design is for: sobol (saltelli), morris, efast, map (factorial of "
        "two parameters), effects (factorial, one_at_a_time), contours (adaptive_map), and of any "
        "other sample given_data, pawn, delta, features and regional; on request also rbd_fast and "
        "prim. --json prints {title, question, scenario, design, cells, complete, runs, failed, "
        "gaps, hash, parameters, outcomes, notes, command}, per outcome {mean, noise_share, "
        "lowest, "
        "highest, METHOD}.\n"
        "\n"
        "export: csv, a row per point; json, the same with the spec; salib, a folder with "
        "problem.json, X.csv and Y.OUTCOME.csv for SALib's analyses; ema, a folder that the EMA "
        "workbench loads after: cd DIR && tar -czf ../NAME.tar.gz *\n"
        "The store is plain SQLite; the last line below makes Parquet of it.";
    return text;
  }();
  command.details = details;
  command.examples =
      "  dragoman sweep run configs/istanbul-pressure.yaml\n"
      "  dragoman sweep resume results/istanbul-pressure\n"
      "  dragoman sweep analyze istanbul-pressure --outcome some_ceasefire\n"
      "  dragoman sweep export istanbul-pressure --format salib --out pressure-salib\n"
      "  duckdb -c \"INSTALL sqlite; ATTACH 'result.sqlite' AS r (TYPE sqlite); COPY r.cells TO "
      "'c.parquet'\"\n";
  command.least_arguments = 1;
  command.most_arguments = 2;
  command.options = SweepOptions();
  command.run = RunAction;
  return command;
}

}  // namespace dragoman

#include "engine/apps/cli/interrupt.h"
#include "engine/apps/cli/sweep_actions.h"
#include "engine/experiments/progress_meter.h"
#include "engine/experiments/thread_executor.h"
#include "engine/report/run_settings.h"
#include "engine/sweep/shards.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kUsualChecks = 3;

/// "3/12".
ShardNumber ShardOf(const Arguments& arguments) {
  const std::string text = arguments.Text("shard");
  const std::size_t slash = text.find('/');
  const NumberText k = ParseNumber(text.substr(0, slash));
  const NumberText n =
      ParseNumber(slash == std::string::npos ? std::string() : text.substr(slash + 1));
  const bool numbers = k.kind == NumberText::Kind::kNumber && n.kind == NumberText::Kind::kNumber;
  if (!numbers || !(k.value >= 1 && k.value <= n.value && n.value <= double{kMostShards}) ||
      text.find_first_not_of("0123456789/") != std::string::npos) {
    throw UsageError("--shard '" + text + "': expected K/N, K from 1 to N, N at most " +
                     std::to_string(kMostShards));
  }
  return {static_cast<std::uint64_t>(k.value), static_cast<std::uint64_t>(n.value)};
}

int Shard(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  RefuseAdaptive(*sweep);
  const ShardNumber shard = ShardOf(arguments);
  InterruptGuard guard;
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  std::uint64_t runs = 0;
  const SweepPlan& plan = sweep->plan();
  for (std::uint64_t c = plan.FirstChunkOf(shard.k - 1, shard.n);
       c < plan.FirstChunkOf(shard.k, shard.n); ++c) {
    runs += plan.RunsIn(c);
  }
  SweepProgress progress(&console->err, ProgressStyleOf(*console), runs, 0);
  const ShardRun result = ComputeShard(folder, *sweep, shard, &executor, &guard.token(), &progress);
  progress.Erase();
  if (result.already_there) {
    if (!console->quiet) console->out << ShardName(shard) << ": already there and whole\n";
    return kExitDone;
  }
  if (result.run.end != SweepEnd::kComplete) {
    console->err << "dragoman sweep: " << ShardName(shard) << " was not finished"
                 << (result.run.error.empty() ? "" : ": " + result.run.error)
                 << "; nothing of it is kept\n";
    return result.run.end == SweepEnd::kCancelled ? kExitInterrupted : kExitFailed;
  }
  if (!console->quiet) {
    console->out << ShardName(shard) << ": " << WithThousands(result.run.runs) << " runs\n";
  }
  return kExitDone;
}

int Merge(const std::string& target, const Arguments&, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  RefuseAdaptive(*sweep);
  const ResultLock lock(folder);
  StoreRepair repair;
  std::unique_ptr<ResultStore> store = OpenStore(folder, *sweep, &repair);
  for (const std::string& note : repair.notes)
    console->err << folder.path() << ": " << note << "\n";
  InterruptGuard guard;
  const MergeReport report = MergeShards(folder, *sweep, store.get(), &guard.token());
  for (const std::string& file : report.bad_files) {
    console->err << folder.path() << ": " << file << "\n";
  }
  console->out << folder.path() << ": " << report.shards << " shards read, "
               << WithThousands(report.added) << " chunks added, "
               << WithThousands(report.duplicates) << " there already and equal\n";
  if (guard.interrupted()) return kExitInterrupted;
  if (report.missing > 0) {
    console->err << "dragoman sweep: " << WithThousands(report.missing) << " of "
                 << WithThousands(sweep->plan().chunks()) << " chunks are missing, the first "
                 << report.missing_examples.front()
                 << "; compute the shards that failed and merge again, or compute the rest here: "
                    "dragoman sweep resume "
                 << ShellWord(folder.path()) << "\n";
    return kExitFailed;
  }
  const std::string hash = store->Hash();
  store->Finish();
  console->out << "complete; hash " << hash << "\nto see it: dragoman sweep analyze "
               << ShellWord(folder.path()) << "\n";
  return kExitDone;
}

int Verify(const std::string& target, const Arguments& arguments, Console* console) {
  const ResultFolder folder = FindResult(target);
  const std::unique_ptr<const Sweep> sweep = LoadResult(folder);
  ResultStore store(folder.store(), *sweep, DatabaseMode::kRead);
  if (sweep->adaptive()) {
    throw InputError("an adaptive map is verified by computing it again: dragoman sweep run\n");
  }
  InterruptGuard guard;
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  const VerifyReport report =
      VerifyStore(*sweep, &store, arguments.Number("chunks", kUsualChecks, 0, kMostCells),
                  arguments.Number("seed", 1, 0, ~std::uint64_t{0}), &executor, &guard.token());
  if (report.cancelled) return kExitInterrupted;
  console->out << folder.path() << ": " << WithThousands(report.chunks) << " of "
               << WithThousands(sweep->plan().chunks()) << " chunks there, "
               << (report.damaged.empty() ? "all" : "not all") << " as their checksums say; "
               << report.recomputed << " computed again, "
               << (report.different.empty() ? "equal to the bit" : "NOT equal") << "; hash "
               << store.Hash() << "\n";
  for (const std::uint64_t chunk : report.damaged) {
    console->err << folder.path() << ": chunk " << chunk << " is damaged; dragoman sweep resume "
                 << ShellWord(folder.path()) << " computes it again\n";
  }
  for (const std::uint64_t chunk : report.different) {
    console->err << folder.path() << ": chunk " << chunk
                 << " comes out differently here: another program, or an unsound machine, "
                    "computed it\n";
  }
  return report.damaged.empty() && report.different.empty() ? kExitDone : kExitFailed;
}

}  // namespace

void RefuseAdaptive(const Sweep& sweep) {
  if (!sweep.adaptive()) return;
  throw InputError(
      "an adaptive map decides its points as it goes, so it cannot be cut into "
      "shards; run it in one process\n");
}

SweepAction SweepShardAction() {
  return {"shard",
          "RESULT",
          "compute part K of N into RESULT/shards",
          {"shard", "threads", "quiet"},
          Shard};
}

SweepAction SweepMergeAction() {
  return {"merge", "RESULT", "take all shards over into the result", {}, Merge};
}

SweepAction SweepVerifyAction() {
  return {"verify",
          "RESULT",
          "check all checksums, and compute random chunks again",
          {"chunks", "seed", "threads"},
          Verify};
}

}  // namespace dragoman

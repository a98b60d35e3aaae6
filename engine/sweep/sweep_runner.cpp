#include "engine/sweep/sweep_runner.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <new>
#include <system_error>
#include <utility>

#include "engine/sweep/activity.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/store_check.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

double SecondsSince(SteadyClock::time_point begun) {
  return std::chrono::duration<double>(SteadyClock::now() - begun).count();
}

/// What the threads of one sweep share.
class SharedSweep {
 public:
  SharedSweep(const Sweep& sweep, ResultStore* store, const SweepRunOptions& options,
              const CancelToken* cancel, SweepProgress* progress, ActivityLog* activity)
      : sweep_(sweep),
        store_(store),
        options_(options),
        cancel_(cancel),
        progress_(progress),
        activity_(activity),
        next_(options.first_chunk),
        end_(std::min(options.end_chunk, sweep.plan().chunks())) {}

  void Work() {
    std::unique_ptr<ChunkWorker> worker;
    while (const std::optional<std::uint64_t> chunk = Next()) {
      if (worker == nullptr) worker = std::make_unique<ChunkWorker>(sweep_);
      const SteadyClock::time_point begun = SteadyClock::now();
      const std::optional<ChunkResult> result = worker->Compute(*chunk, cancel_);
      if (!result) return Stop(SweepEnd::kCancelled, {});
      if (!Take(*result, SecondsSince(begun))) return;
    }
  }

  SweepRun Finish() {
    run_.seconds = SecondsSince(begun_);
    return std::move(run_);
  }

 private:
  std::optional<std::uint64_t> Next() {
    const std::lock_guard lock(mutex_);
    if (run_.end != SweepEnd::kComplete) return std::nullopt;
    while (next_ < end_ && store_->Has(next_)) ++next_;
    if (next_ >= end_) return std::nullopt;
    if (cancel_ != nullptr && cancel_->cancelled()) {
      run_.end = SweepEnd::kCancelled;
      return std::nullopt;
    }
    if (options_.time_limit > 0 && SecondsSince(begun_) >= options_.time_limit) {
      run_.end = SweepEnd::kTimeLimit;
      return std::nullopt;
    }
    return next_++;
  }

  void Stop(SweepEnd end, const std::string& error) {
    const std::lock_guard lock(mutex_);
    if (run_.end != SweepEnd::kComplete) return;
    run_.end = end;
    run_.error = error;
  }

  bool Take(const ChunkResult& result, double seconds) {
    if (!result.failures.empty() && sweep_.config().on_failure == OnFailure::kAbort) {
      const CellFailure& first = result.failures.front();
      Stop(SweepEnd::kFailure, "point " + std::to_string(first.cell) +
                                   " makes no valid scenario: " + first.message +
                                   "\nto see it: " + ReplayCommand(sweep_, first.cell));
      return false;
    }
    const std::lock_guard lock(mutex_);
    try {
      store_->Append(result);
    } catch (const DatabaseError& error) {
      if (run_.end == SweepEnd::kComplete || run_.end == SweepEnd::kCancelled) {
        run_.end = SweepEnd::kStore;
        run_.error = error.what();
      }
      return false;
    }
    run_.runs += result.runs() + result.failed();
    activity_->Chunk(result.chunk, result.runs(), result.failed(), seconds);
    if (progress_ != nullptr) progress_->Advance(result.runs(), result.failed());
    return true;
  }

  const Sweep& sweep_;
  ResultStore* store_;
  const SweepRunOptions& options_;
  const CancelToken* cancel_;
  SweepProgress* progress_;
  ActivityLog* activity_;
  std::uint64_t next_;
  const std::uint64_t end_;
  const SteadyClock::time_point begun_ = SteadyClock::now();
  std::mutex mutex_;
  SweepRun run_;
};

constexpr std::string_view kSweepEndNames[] = {"complete", "interrupted", "time limit", "failure",
                                               "store not written"};

/// A name for a damaged file that is free.
std::string DamagedName(const std::string& store) {
  std::error_code ignored;
  for (int n = 1;; ++n) {
    std::string name = store + ".damaged-" + std::to_string(n);
    if (!fs::exists(name, ignored)) return name;
  }
}

void MoveWithLog(const std::string& from, const std::string& to) {
  fs::rename(from, to);
  std::error_code ignored;
  for (const char* suffix : {"-wal", "-shm"}) fs::rename(from + suffix, to + suffix, ignored);
}

/// Copies the whole chunks of a damaged file.
std::uint64_t CopyReadable(const std::string& damaged, const Sweep& sweep, ResultStore* store) {
  std::uint64_t copied = 0;
  try {
    ResultStore old(damaged, sweep, DatabaseMode::kRead);
    for (std::uint64_t chunk = 0; chunk < sweep.plan().chunks(); ++chunk) {
      if (!old.Has(chunk)) continue;
      const auto result = old.Read(chunk, BlocksOf(sweep.plan(), chunk));
      if (!result) continue;
      store->Append(*result);
      ++copied;
    }
  } catch (const DatabaseError&) {
    // What cannot even be opened holds nothing.
  } catch (const StoreMismatch&) {
  }
  return copied;
}

std::unique_ptr<ResultStore> Salvage(const ResultFolder& folder, const Sweep& sweep,
                                     StoreRepair* repair) {
  const std::string damaged = DamagedName(folder.store());
  MoveWithLog(folder.store(), damaged);
  ResultStore::Create(folder.store(), sweep);
  auto store = std::make_unique<ResultStore>(folder.store(), sweep, DatabaseMode::kWrite);
  const std::uint64_t copied = sweep.adaptive() ? 0 : CopyReadable(damaged, sweep, store.get());
  const std::uint64_t all = sweep.plan().chunks();
  repair->notes.push_back(
      "result.sqlite was damaged; it is kept as " + fs::path(damaged).filename().string() + ". " +
      (copied == all ? "All of its " + std::to_string(all) + " chunks could be read"
                     : std::to_string(copied) + " of " + std::to_string(all) +
                           " chunks could be read; the others are computed again"));
  return store;
}

/// Takes out chunks that are not what their checksum says.
void DropDamaged(const Sweep& sweep, ResultStore* store, StoreRepair* repair) {
  if (sweep.adaptive()) return;
  for (std::uint64_t chunk = 0; chunk < sweep.plan().chunks(); ++chunk) {
    if (!store->Has(chunk)) continue;
    const std::vector<SweepBlock> blocks = BlocksOf(sweep.plan(), chunk);
    if (store->Read(chunk, blocks)) continue;
    store->Drop(chunk, blocks);
    repair->notes.push_back("chunk " + std::to_string(chunk) + " (" +
                            std::to_string(sweep.plan().RunsIn(chunk)) +
                            " runs) was damaged; it is computed again");
  }
}

/// Whether what no checksum covers is sound, too.
bool IsInOrder(const ResultFolder& folder, const Sweep& sweep) {
  try {
    return FindDisorder(folder.store(), sweep).empty();
  } catch (const DatabaseError& error) {
    if (error.out_of_space()) throw;
    return false;
  }
}

bool SameBlocks(const SweepPlan& a, const SweepPlan& b, std::uint64_t chunk) {
  if (a.BlocksIn(chunk) != b.BlocksIn(chunk)) return false;
  for (std::uint64_t k = 0; k < a.BlocksIn(chunk); ++k) {
    const SweepBlock x = a.BlockAt(chunk, k);
    const SweepBlock y = b.BlockAt(chunk, k);
    if (x.cell != y.cell || x.block != y.block) return false;
  }
  return true;
}

/// Takes out the chunks that a design of `cells` cells cuts otherwise than the larger one it was
/// extended to: those of its last doubling, if that was not full.
void DropCutOtherwise(const Sweep& sweep, std::uint64_t cells, ResultStore* store,
                      StoreRepair* repair) {
  if (cells == 0 || cells >= sweep.cells()) return;
  SweepPlan::Size size = sweep.plan().size();
  size.cells = cells;
  const SweepPlan before(size);
  std::uint64_t dropped = 0;
  for (std::uint64_t chunk = 0; chunk < before.chunks(); ++chunk) {
    if (!store->Has(chunk) || SameBlocks(before, sweep.plan(), chunk)) continue;
    store->Drop(chunk, BlocksOf(before, chunk));
    ++dropped;
  }
  if (dropped == 0) return;
  repair->notes.push_back(
      std::to_string(dropped) +
      " chunks of the last points are cut otherwise in the larger design, and computed again");
}

}  // namespace

bool IsComplete(const Sweep& sweep, const ResultStore& store) {
  return !sweep.adaptive() && store.chunks() == sweep.plan().chunks();
}

std::unique_ptr<ResultStore> OpenStore(const ResultFolder& folder, const Sweep& sweep,
                                       StoreRepair* repair) {
  std::error_code ignored;
  fs::remove(folder.store() + ".tmp", ignored);
  fs::remove(folder.store() + ".tmp-journal", ignored);
  if (!fs::exists(folder.store(), ignored)) {
    fs::remove(folder.store() + "-wal", ignored);
    fs::remove(folder.store() + "-shm", ignored);
    ResultStore::Create(folder.store(), sweep);
  }
  std::unique_ptr<ResultStore> store;
  try {
    const std::uint64_t cells_before = ResultStore::Adopt(folder.store(), sweep);
    store = std::make_unique<ResultStore>(folder.store(), sweep, DatabaseMode::kWrite);
    if (!store->Intact()) store.reset();
    if (store != nullptr) DropCutOtherwise(sweep, cells_before, store.get(), repair);
  } catch (const DatabaseError& error) {
    if (error.out_of_space()) throw;
    store.reset();
  } catch (const StoreMismatch&) {
    if (TellsItsSpec(folder.store())) throw;
    store.reset();
  }
  if (store == nullptr) return Salvage(folder, sweep, repair);
  DropDamaged(sweep, store.get(), repair);
  if (!IsInOrder(folder, sweep)) {
    store.reset();
    return Salvage(folder, sweep, repair);
  }
  return store;
}

SweepRun RunSweep(const Sweep& sweep, ResultStore* store, const SweepRunOptions& options,
                  Executor* executor, const CancelToken* cancel, SweepProgress* progress,
                  const std::string& activity) {
  ActivityLog log(activity);
  const std::uint64_t before = store->chunks();
  log.Begin(executor->concurrency(), before, sweep.plan().chunks());
  SharedSweep shared(sweep, store, options, cancel, progress, &log);
  executor->ParallelFor(static_cast<std::size_t>(executor->concurrency()),
                        [&shared](std::size_t) { shared.Work(); });
  SweepRun run = shared.Finish();
  run.chunks_before = before;
  log.End(std::string(kSweepEndNames[static_cast<std::size_t>(run.end)]), run.runs, run.seconds);
  if (run.end != SweepEnd::kStore) run.hash = store->Hash();
  return run;
}

}  // namespace dragoman

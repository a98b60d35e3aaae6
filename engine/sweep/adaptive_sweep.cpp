#include "engine/sweep/adaptive_sweep.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#include "engine/core/assert.h"
#include "engine/sweep/activity.h"
#include "engine/sweep/adaptive_options.h"
#include "engine/sweep/chunk_worker.h"

namespace dragoman {
namespace {

using AdaptiveClock = std::chrono::steady_clock;

double SecondsFrom(AdaptiveClock::time_point begun) {
  return std::chrono::duration<double>(AdaptiveClock::now() - begun).count();
}

/// Columns run along the first parameter, which changes slowest in the numbering of cells.
std::vector<SweepBlock> BlocksOfBatch(const Sweep& sweep, const std::vector<MapRequest>& requests) {
  const std::uint64_t side = AdaptiveSide(sweep.config().design);
  std::vector<SweepBlock> blocks;
  for (const MapRequest& request : requests) {
    SweepBlock& block = blocks.emplace_back();
    block.cell = static_cast<std::uint64_t>(request.point.column) * side +
                 static_cast<std::uint64_t>(request.point.row);
    block.first_replicate = request.first_replicate;
    block.runs = request.runs;
  }
  return blocks;
}

/// The planner, and the outcome it looks at.
class MapDriver {
 public:
  explicit MapDriver(const Sweep& sweep)
      : map_(*AdaptiveMap::Make(AdaptiveOptionsOf(sweep.config()))) {
    const std::vector<std::string>& kept = sweep.config().outcomes;
    const auto found = std::find(kept.begin(), kept.end(), sweep.config().design.outcome);
    outcome_ = static_cast<std::size_t>(found - kept.begin());
  }

  AdaptiveMap& map() { return map_; }

  void Add(const std::vector<MapRequest>& requests, const ChunkResult& result) {
    DRAGOMAN_ASSERT(requests.size() == result.parts.size());
    for (std::size_t k = 0; k < requests.size(); ++k) {
      const CellPart& part = result.parts[k];
      MapTally tally;
      tally.finished = part.runs;
      tally.failed = part.failed;
      tally.sum = part.outcomes[outcome_].ones;
      map_.Add(requests[k], tally);
    }
  }

 private:
  AdaptiveMap map_;
  std::size_t outcome_ = 0;
};

/// Computes the blocks of a batch on all threads; nothing if cancelled.
std::optional<ChunkResult> ComputeBatch(std::vector<std::unique_ptr<ChunkWorker>>* workers,
                                        std::uint64_t chunk, const std::vector<SweepBlock>& blocks,
                                        Executor* executor, const CancelToken* cancel) {
  std::vector<std::optional<ChunkResult>> parts(blocks.size());
  std::atomic<std::size_t> next{0};
  executor->ParallelFor(workers->size(), [&](std::size_t thread) {
    for (std::size_t k = next++; k < blocks.size(); k = next++) {
      parts[k] = (*workers)[thread]->Compute(chunk, {blocks[k]}, cancel);
    }
  });
  ChunkResult result;
  result.chunk = chunk;
  for (std::optional<ChunkResult>& part : parts) {
    if (!part) return std::nullopt;
    result.parts.push_back(std::move(part->parts[0]));
    result.rows.insert(result.rows.end(), part->rows.begin(), part->rows.end());
    for (CellFailure& failure : part->failures) result.failures.push_back(std::move(failure));
  }
  return result;
}

}  // namespace

SweepRun RunAdaptive(const Sweep& sweep, ResultStore* store, const SweepRunOptions& options,
                     Executor* executor, const CancelToken* cancel, SweepProgress* progress,
                     const std::string& activity) {
  ActivityLog log(activity);
  log.Begin(executor->concurrency(), store->chunks(), 0);
  const AdaptiveClock::time_point begun = AdaptiveClock::now();
  SweepRun run;
  run.chunks_before = store->chunks();
  MapDriver driver(sweep);
  std::vector<std::unique_ptr<ChunkWorker>> workers;
  std::uint64_t chunk = 0;
  for (; !driver.map().done() && run.end == SweepEnd::kComplete; ++chunk) {
    const std::vector<MapRequest> requests = driver.map().NextBatch();
    const std::vector<SweepBlock> blocks = BlocksOfBatch(sweep, requests);
    if (store->Has(chunk)) {
      if (const auto stored = store->Read(chunk, blocks)) {
        driver.Add(requests, *stored);
        continue;
      }
      store->Drop(chunk, blocks);
    }
    if (options.time_limit > 0 && SecondsFrom(begun) >= options.time_limit) {
      run.end = SweepEnd::kTimeLimit;
      break;
    }
    while (workers.size() < static_cast<std::size_t>(executor->concurrency())) {
      workers.push_back(std::make_unique<ChunkWorker>(sweep));
    }
    const AdaptiveClock::time_point batch_begun = AdaptiveClock::now();
    const auto result = ComputeBatch(&workers, chunk, blocks, executor, cancel);
    if (!result) {
      run.end = SweepEnd::kCancelled;
      break;
    }
    if (!result->failures.empty() && sweep.config().on_failure == OnFailure::kAbort) {
      run.end = SweepEnd::kFailure;
      run.error = result->failures.front().message;
      break;
    }
    try {
      store->Append(*result);
    } catch (const DatabaseError& error) {
      run.end = SweepEnd::kStore;
      run.error = error.what();
      break;
    }
    driver.Add(requests, *result);
    run.runs += result->runs() + result->failed();
    log.Chunk(chunk, result->runs(), result->failed(), SecondsFrom(batch_begun));
    if (progress != nullptr) progress->Advance(result->runs(), result->failed());
  }
  run.seconds = SecondsFrom(begun);
  if (run.end != SweepEnd::kStore) run.hash = store->Hash();
  log.End(run.end == SweepEnd::kComplete ? "complete" : "not complete", run.runs, run.seconds);
  return run;
}

AdaptiveView ReadAdaptive(const Sweep& sweep, ResultStore* store) {
  MapDriver driver(sweep);
  AdaptiveView view;
  view.complete = true;
  for (std::uint64_t chunk = 0; !driver.map().done(); ++chunk) {
    const std::vector<MapRequest> requests = driver.map().NextBatch();
    const auto stored =
        store->Has(chunk) ? store->Read(chunk, BlocksOfBatch(sweep, requests)) : std::nullopt;
    if (!stored) {
      view.complete = false;
      break;
    }
    driver.Add(requests, *stored);
  }
  view.map = driver.map().Result();
  return view;
}

}  // namespace dragoman

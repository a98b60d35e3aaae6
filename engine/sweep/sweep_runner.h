#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/cancel.h"
#include "engine/core/executor.h"
#include "engine/sweep/result_folder.h"
#include "engine/sweep/result_store.h"
#include "engine/sweep/sweep_progress.h"

namespace dragoman {

/// What ends a sweep before all of it is done.
enum class SweepEnd : unsigned char {
  kComplete,
  kCancelled,  ///< By the token.
  kTimeLimit,
  kFailure,  ///< A point makes no valid scenario, with on_failure: abort.
  kStore,    ///< The store could not be written: see `error`.
};

struct SweepRun {
  SweepEnd end = SweepEnd::kComplete;
  std::string error;                ///< Of kFailure and kStore.
  std::uint64_t runs = 0;           ///< Of this process.
  double seconds = 0;               ///< Of this process.
  std::uint64_t chunks_before = 0;  ///< Already in the store.
  std::string hash;                 ///< Of the store.
};

struct SweepRunOptions {
  double time_limit = 0;  ///< Seconds; 0: none. A chunk that is being computed is finished.
  std::uint64_t first_chunk = 0;
  std::uint64_t end_chunk = ~std::uint64_t{0};  ///< One behind the last.
};

/// Computes the chunks of the plan that `store` does not have. Threads take them in order; each
/// is committed as soon as it is done, so what is lost by a kill is less than a chunk per thread.
/// Memory does not depend on the number of runs. `activity`, a file, gets a line per chunk; empty:
/// none.
SweepRun RunSweep(const Sweep& sweep, ResultStore* store, const SweepRunOptions& options,
                  Executor* executor, const CancelToken* cancel, SweepProgress* progress,
                  const std::string& activity);

/// What was found and done when a result was opened to go on with it.
struct StoreRepair {
  std::vector<std::string> notes;  ///< Sentences: what was damaged, and what is computed again.
};

/// Opens the store of a result for writing; makes it if there is none. Every chunk is checked
/// against its checksum; damaged ones are taken out. A file that SQLite does not find whole is put
/// aside as result.sqlite.damaged-N, and what can be read of it is kept.
std::unique_ptr<ResultStore> OpenStore(const ResultFolder& folder, const Sweep& sweep,
                                       StoreRepair* repair);

/// Whether all chunks of the plan are there.
bool IsComplete(const Sweep& sweep, const ResultStore& store);

}  // namespace dragoman

#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/experiments/thread_executor.h"
#include "engine/sweep/adaptive_sweep.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/sweep_table.h"
#include "tests/sweep/small_sweep.h"

namespace dragoman::testing_support {

/// An experiment over two-towns with two parameters, `readiness` and `noise`; `design` as in
/// braces, `more` appended.
inline std::string DesignText(const std::string& design, const std::string& more = {}) {
  return "scenario: two-towns\n"
         "set: [talks.talks_per_coding=1]\n"
         "parameters:\n"
         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1], levels: 3}\n"
         "  - {id: noise, set: mechanisms.M24.q, range: [0, 1], levels: 5}\n"
         "design: " +
         design +
         "\nchunk_runs: 100\n"
         "replicates: 20\n"
         "outcomes: [next_round, headline]\n" +
         more;
}

/// A sweep and its store, computed but for the last `missing` chunks.
class ComputedSweep {
 public:
  explicit ComputedSweep(const std::string& text, std::uint64_t missing = 0)
      : sweep_(MakeSmallSweep({}, text)), file_(folder_.Path("result.sqlite")) {
    ResultStore::Create(file_, *sweep_);
    ResultStore store(file_, *sweep_, DatabaseMode::kWrite);
    if (sweep_->adaptive()) {
      SerialExecutor executor;
      SweepRunOptions options;
      const SweepRun run =
          RunAdaptive(*sweep_, &store, options, &executor, nullptr, nullptr, std::string());
      if (run.end != SweepEnd::kComplete) throw std::runtime_error("not computed: " + run.error);
      return;
    }
    ChunkWorker worker(*sweep_);
    for (std::uint64_t c = 0; c + missing < sweep_->plan().chunks(); ++c) {
      store.Append(*worker.Compute(c));
    }
  }

  const Sweep& sweep() const { return *sweep_; }
  const std::string& file() const { return file_; }
  SweepTable Table() const { return ReadSweepTable(*sweep_, file_); }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<const Sweep> sweep_;
  std::string file_;
};

}  // namespace dragoman::testing_support

#include "engine/scenario/batch.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace dragoman {
namespace {

/// A stretch of whole codings, worked through by one task.
struct Stretch {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

void RunStretch(const Stretch& stretch, bool with_blockers, Runner* runner, Tally* tally,
                const CancelToken* cancel, const FunctionRef<void(std::uint64_t)>* progress) {
  const auto per_coding = static_cast<std::uint64_t>(runner->scenario().talks->talks_per_coding);
  for (std::uint64_t run = stretch.first; run < stretch.end;) {
    if (cancel != nullptr && cancel->cancelled()) return;
    const std::uint64_t coding_end = std::min(stretch.end, (run / per_coding + 1) * per_coding);
    const std::uint64_t first = run;
    for (; run < coding_end; ++run) {
      const BlockerFinding* blockers = nullptr;
      const RunRecord& record = runner->Run(run, nullptr, with_blockers ? &blockers : nullptr);
      tally->Add(record, blockers);
    }
    tally->CloseCoding(static_cast<int>(run - first));
    if (progress != nullptr) (*progress)(run - first);
  }
}

}  // namespace

BatchSummary RunBatch(const CompiledScenario& scenario, const BatchOptions& options,
                      Executor* executor, const CancelToken* cancel,
                      const FunctionRef<void(std::uint64_t)>* progress) {
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  const std::uint64_t end = options.first_run + options.runs;
  const std::uint64_t first_coding = options.first_run / per_coding;
  const std::uint64_t codings = (end + per_coding - 1) / per_coding - first_coding;
  // A few tasks per worker even out their speeds; the cut never shows in the result.
  const std::uint64_t tasks = std::max<std::uint64_t>(
      1, std::min<std::uint64_t>(codings, 8 * static_cast<std::uint64_t>(executor->concurrency())));
  const ConstraintList constraints(*scenario.talks);
  std::vector<std::unique_ptr<Tally>> tallies(tasks);
  executor->ParallelFor(tasks, [&](std::size_t task) {
    const std::uint64_t from = first_coding + codings * task / tasks;
    const std::uint64_t to = first_coding + codings * (task + 1) / tasks;
    const Stretch stretch = {std::max(options.first_run, from * per_coding),
                             std::min(end, to * per_coding)};
    Runner runner(scenario, options.seed);
    tallies[task] = std::make_unique<Tally>(constraints, scenario.talks->talks_per_coding);
    RunStretch(stretch, options.blockers, &runner, tallies[task].get(), cancel, progress);
  });
  Tally total(constraints, scenario.talks->talks_per_coding);
  for (const auto& tally : tallies) total.Merge(*tally);
  BatchSummary summary = total.Summarize();
  summary.seed = options.seed;
  summary.first_run = options.first_run;
  summary.complete = summary.runs == options.runs;
  return summary;
}

}  // namespace dragoman

#include "engine/experiments/explanation_batch.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace dragoman {
namespace {

constexpr std::uint64_t kExplainedPerTask = 25;

/// What is kept of one run.
struct RunDigest {
  bool reached = false;
  std::vector<RunBlocker> reasons;  ///< The first; of a pair all that work together.
  RunEnding ending = RunEnding::kHorizon;
  double achieved = 0;
  double best = 0;
  double best_unconstrained = 0;
  double left = 0;
};

RunDigest DigestOf(const RunExplanation& explanation) {
  RunDigest digest;
  digest.reached = explanation.reached;
  digest.ending = explanation.story.ending;
  digest.achieved = explanation.left.achieved.joint();
  digest.best = explanation.left.best ? explanation.left.best->joint() : 0;
  digest.best_unconstrained =
      explanation.left.best_unconstrained ? explanation.left.best_unconstrained->joint() : 0;
  digest.left = explanation.left.left();
  for (const RunBlocker& blocker : explanation.blockers) {
    if (digest.reasons.empty() || blocker.weight == BlockerWeight::kTogether) {
      digest.reasons.push_back(blocker);
    }
  }
  return digest;
}

/// Two blockers with the same key are the same reason.
using ReasonKey = std::tuple<BlockerKind, int, int, int, std::string>;

ReasonKey KeyOf(const RunBlocker& blocker) {
  return {blocker.kind, blocker.side, static_cast<int>(blocker.issue), blocker.link,
          blocker.kind == BlockerKind::kMechanism ? blocker.mechanism : std::string()};
}

template <class Shares>
void SortByShare(Shares* shares) {
  std::stable_sort(shares->begin(), shares->end(),
                   [](const auto& x, const auto& y) { return x.share > y.share; });
}

class BatchExplainer {
 public:
  BatchExplainer(const CompiledScenario& scenario, const ExplanationTarget& target,
                 const ExplainBatchOptions& options, Executor* executor, const CancelToken* cancel,
                 const FunctionRef<void(std::uint64_t)>* progress)
      : scenario_(scenario),
        target_(target),
        options_(options),
        executor_(executor),
        cancel_(cancel),
        progress_(progress),
        switch_offs_(scenario) {
    batch_.seed = options.seed;
    batch_.runs = options.runs;
  }

  BatchExplanation Explain() {
    ExplainRuns();
    if (!Cancelled()) {
      CountReasons();
      SearchSample();
    }
    batch_.complete = !Cancelled();
    return std::move(batch_);
  }

 private:
  bool Cancelled() const { return cancel_ != nullptr && cancel_->cancelled(); }
  void Progress(std::uint64_t runs) const {
    if (progress_ != nullptr) (*progress_)(runs);
  }

  void ExplainRuns() {
    digests_.resize(options_.runs);
    const std::uint64_t tasks = (options_.runs + kExplainedPerTask - 1) / kExplainedPerTask;
    ExplainOptions quick;
    quick.changes = false;
    quick.packages = false;
    executor_->ParallelFor(tasks, [&](std::size_t task) {
      if (Cancelled()) return;
      SerialExecutor serial;
      RunExplainer explainer(scenario_, switch_offs_, target_, options_.seed);
      const std::uint64_t first = task * kExplainedPerTask;
      const std::uint64_t end = std::min(options_.runs, first + kExplainedPerTask);
      for (std::uint64_t run = first; run < end; ++run) {
        digests_[run] = DigestOf(explainer.Explain(run, quick, &serial));
      }
      Progress(end - first);
    });
  }

  void CountReasons() {
    const double one = 1.0 / static_cast<double>(options_.runs);
    std::map<ReasonKey, std::size_t> places;
    std::map<std::pair<ReasonKey, ReasonKey>, std::size_t> pair_places;
    for (std::uint64_t run = 0; run < options_.runs; ++run) {
      const RunDigest& digest = digests_[run];
      batch_.achieved += digest.achieved * one;
      batch_.best += digest.best * one;
      batch_.best_unconstrained += digest.best_unconstrained * one;
      batch_.left += digest.left * one;
      EndingShare& ending = batch_.endings[static_cast<std::size_t>(digest.ending)];
      if (ending.share == 0) ending.example = run;
      ending.share += one;
      if (digest.reached) {
        batch_.reached += one;
        continue;
      }
      blocked_.push_back(run);
      if (digest.reasons.empty()) continue;
      CountReason(digest.reasons[0], run, one, &places);
      CountPairs(digest.reasons, run, one, &pair_places);
    }
    SortByShare(&batch_.reasons);
    SortByShare(&batch_.pairs);
  }

  void CountReason(const RunBlocker& reason, std::uint64_t run, double one,
                   std::map<ReasonKey, std::size_t>* places) {
    const auto [place, added] = places->emplace(KeyOf(reason), batch_.reasons.size());
    if (added) batch_.reasons.push_back({reason, 0, run});
    batch_.reasons[place->second].share += one;
  }

  // A pair has an insincere side, or the first reason, as one of its two.
  void CountPairs(const std::vector<RunBlocker>& reasons, std::uint64_t run, double one,
                  std::map<std::pair<ReasonKey, ReasonKey>, std::size_t>* places) {
    if (reasons[0].weight != BlockerWeight::kTogether) return;
    for (std::size_t k = 0; k < reasons.size(); ++k) {
      const int partner = reasons[k].partner;
      if (partner < 0 || static_cast<std::size_t>(partner) >= reasons.size()) continue;
      const RunBlocker* first = &reasons[k];
      const RunBlocker* second = &reasons[static_cast<std::size_t>(partner)];
      const bool mutual = second->partner == static_cast<int>(k);
      if (mutual && static_cast<std::size_t>(partner) < k) continue;
      if (KeyOf(*second) < KeyOf(*first)) std::swap(first, second);
      const auto [place, added] =
          places->emplace(std::pair(KeyOf(*first), KeyOf(*second)), batch_.pairs.size());
      if (added) batch_.pairs.push_back({*first, *second, 0, run});
      batch_.pairs[place->second].share += one;
    }
  }

  // ---- Changes, for a sample

  void SearchSample() {
    const std::uint64_t count = std::min<std::uint64_t>(options_.sample, blocked_.size());
    std::vector<UnblockResult> results(count);
    std::vector<std::uint64_t> sampled(count);
    for (std::uint64_t k = 0; k < count; ++k) sampled[k] = blocked_[k * blocked_.size() / count];
    executor_->ParallelFor(count, [&](std::size_t k) {
      if (Cancelled()) return;
      SerialExecutor serial;
      UnblockOptions options = options_.unblock;
      options.pairs = false;
      UnblockSearch search(scenario_, target_, options_.seed, sampled[k]);
      results[k] = search.Search(options, {}, &serial);
      Progress(1);
    });
    batch_.sampled = count;
    for (std::uint64_t k = 0; k < count; ++k) CountChanges(results[k].changes, sampled[k]);
    for (LeverShare& lever : batch_.levers) {
      lever.mean_size /= static_cast<double>(lever.unblocks);
    }
    std::stable_sort(batch_.levers.begin(), batch_.levers.end(),
                     [](const LeverShare& x, const LeverShare& y) {
                       if (x.unblocks != y.unblocks) return x.unblocks > y.unblocks;
                       return x.mean_size < y.mean_size;
                     });
    std::stable_sort(
        batch_.owners.begin(), batch_.owners.end(), [](const OwnerShare& x, const OwnerShare& y) {
          return x.cheapest != y.cheapest ? x.cheapest > y.cheapest : x.unblocks > y.unblocks;
        });
  }

  void CountChanges(const std::vector<VerifiedChange>& changes, std::uint64_t run) {
    if (changes.empty()) return;
    ++batch_.unblocked;
    std::vector<LeverOwner> seen;
    for (std::size_t k = 0; k < changes.size(); ++k) {
      const LeverStep& step = changes[k].steps[0];
      LeverShare& lever = LeverOf(step, run);
      ++lever.unblocks;
      lever.cheapest += k == 0 ? 1 : 0;
      lever.mean_size += step.size;
      OwnerShare& owner = OwnerOf(step.lever.owner);
      owner.cheapest += k == 0 ? 1 : 0;
      if (std::find(seen.begin(), seen.end(), step.lever.owner) != seen.end()) continue;
      seen.push_back(step.lever.owner);
      ++owner.unblocks;
    }
  }

  LeverShare& LeverOf(const LeverStep& step, std::uint64_t run) {
    for (LeverShare& lever : batch_.levers) {
      if (lever.step.lever.name == step.lever.name) return lever;
    }
    batch_.levers.push_back({step, 0, 0, 0, run});
    return batch_.levers.back();
  }

  OwnerShare& OwnerOf(const LeverOwner& owner) {
    for (OwnerShare& share : batch_.owners) {
      if (share.owner == owner) return share;
    }
    batch_.owners.push_back({owner, 0, 0});
    return batch_.owners.back();
  }

  const CompiledScenario& scenario_;
  const ExplanationTarget& target_;
  const ExplainBatchOptions& options_;
  Executor* executor_;
  const CancelToken* cancel_;
  const FunctionRef<void(std::uint64_t)>* progress_;
  SwitchOffs switch_offs_;
  std::vector<RunDigest> digests_;
  std::vector<std::uint64_t> blocked_;
  BatchExplanation batch_;
};

}  // namespace

BatchExplanation ExplainBatch(const CompiledScenario& scenario, const ExplanationTarget& target,
                              const ExplainBatchOptions& options, Executor* executor,
                              const CancelToken* cancel,
                              const FunctionRef<void(std::uint64_t)>* progress) {
  return BatchExplainer(scenario, target, options, executor, cancel, progress).Explain();
}

}  // namespace dragoman

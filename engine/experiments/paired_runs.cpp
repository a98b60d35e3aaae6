#include "engine/experiments/paired_runs.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/core/fixed_point.h"
#include "engine/evaluation/verdict_counts.h"

namespace dragoman {
namespace {

using OutcomeBits = std::uint32_t;
static_assert(kPairedOutcomes <= 32);

OutcomeBits BitIf(bool holds, std::size_t outcome) {
  return holds ? OutcomeBits{1} << outcome : OutcomeBits{0};
}

OutcomeBits BitsOf(const Verdict& verdict) {
  return BitIf(true, kPairedHeadline + verdict.headline) |
         (static_cast<OutcomeBits>(verdict.flags) << kPairedFlag) |
         BitIf(verdict.headline >= 5, kPairedCeasefirePartial) |
         BitIf(verdict.headline >= 6, kPairedCeasefireFull) |
         BitIf(IsCollapse(verdict), kPairedCollapse);
}

void CountSurvival(const RunRecord& record, SurvivalCount* count) {
  if (record.deal_in == 0) return;
  const double s = record.survival_180;
  ++count->deals;
  count->sum += static_cast<std::uint64_t>(ToFixed(s));
  count->squares += static_cast<std::uint64_t>(ToFixed(s * s));
}

PairedCoding CountCoding(const std::vector<OutcomeBits>& base,
                         const std::vector<OutcomeBits>& variant) {
  PairedCoding coding;
  coding.runs = static_cast<std::uint32_t>(base.size());
  for (std::size_t o = 0; o < kPairedOutcomes; ++o) {
    PairedCount& count = coding.outcomes[o];
    for (std::size_t k = 0; k < base.size(); ++k) {
      const std::uint32_t b = (base[k] >> o) & 1U;
      const std::uint32_t v = (variant[k] >> o) & 1U;
      count.base += b;
      count.with += v;
      count.squares += b ^ v;
    }
  }
  return coding;
}

/// Runs all variants, coding by coding.
class PairedWorker {
 public:
  PairedWorker(std::span<const CompiledScenario* const> scenarios, std::uint64_t seed)
      : bits_(scenarios.size()) {
    for (const CompiledScenario* scenario : scenarios) {
      runners_.push_back(std::make_unique<Runner>(*scenario, seed));
    }
  }

  void RunCoding(std::uint64_t first, std::uint64_t end, std::size_t coding, PairedRuns* paired,
                 const FunctionRef<void(std::uint64_t)>* progress) {
    for (std::size_t v = 0; v < runners_.size(); ++v) {
      bits_[v].clear();
      SurvivalCount survival;
      for (std::uint64_t run = first; run < end; ++run) {
        const RunRecord& record = runners_[v]->Run(run);
        bits_[v].push_back(BitsOf(record.end));
        CountSurvival(record, &survival);
      }
      PairedCoding& counted = paired->codings[v][coding];
      counted = CountCoding(bits_[0], bits_[v]);
      counted.survival = survival;
      if (progress != nullptr) (*progress)(end - first);
    }
  }

 private:
  std::vector<std::unique_ptr<Runner>> runners_;
  std::vector<std::vector<OutcomeBits>> bits_;
};

}  // namespace

PairedRuns RunPaired(std::span<const CompiledScenario* const> scenarios,
                     const BatchOptions& options, Executor* executor, const CancelToken* cancel,
                     const FunctionRef<void(std::uint64_t)>* progress) {
  const auto per_coding = static_cast<std::uint64_t>(scenarios[0]->talks->talks_per_coding);
  for (const CompiledScenario* scenario : scenarios) {
    DRAGOMAN_ASSERT(static_cast<std::uint64_t>(scenario->talks->talks_per_coding) == per_coding);
  }
  const std::uint64_t end = options.first_run + options.runs;
  PairedRuns paired;
  paired.first_coding = options.first_run / per_coding;
  const std::uint64_t codings = (end + per_coding - 1) / per_coding - paired.first_coding;
  paired.codings.assign(scenarios.size(), std::vector<PairedCoding>(codings));
  // A worker builds a runner per variant, so codings are dealt out in stretches.
  const std::uint64_t tasks =
      std::min<std::uint64_t>(codings, 8 * static_cast<std::uint64_t>(executor->concurrency()));
  executor->ParallelFor(tasks, [&](std::size_t task) {
    PairedWorker worker(scenarios, options.seed);
    for (std::uint64_t c = codings * task / tasks; c < codings * (task + 1) / tasks; ++c) {
      if (cancel != nullptr && cancel->cancelled()) return;
      const std::uint64_t coding = paired.first_coding + c;
      worker.RunCoding(std::max(options.first_run, coding * per_coding),
                       std::min(end, (coding + 1) * per_coding), c, &paired, progress);
    }
  });
  for (const PairedCoding& coding : paired.codings[0]) paired.runs += coding.runs;
  paired.complete = paired.runs == options.runs;
  return paired;
}

PairedDifference DifferenceOf(const PairedRuns& paired, std::size_t variant, std::size_t outcome) {
  PairedDifference result;
  if (paired.runs == 0) return result;
  const auto n = static_cast<double>(paired.runs);
  double base = 0;
  double with = 0;
  double squares = 0;
  double within = 0;  // Sum over codings of the variance of their sum of d.
  for (const PairedCoding& coding : paired.codings[variant]) {
    const PairedCount& count = coding.outcomes[outcome];
    const auto m = static_cast<double>(coding.runs);
    const auto d = static_cast<double>(count.difference());
    base += count.base;
    with += count.with;
    squares += count.squares;
    if (m > 1) within += (static_cast<double>(count.squares) - d * d / m) * m / (m - 1);
  }
  result.base = base / n;
  result.variant = with / n;
  result.difference = (with - base) / n;
  const std::size_t codings = paired.codings[variant].size();
  const double pooled = squares - n * result.difference * result.difference;
  result.se_runs = std::sqrt(std::max(0.0, codings < paired.runs ? within : pooled)) / n;
  if (codings < 2) return result;
  // Ratio estimator: codings at the edge of the range may be cut short.
  double spread = 0;
  for (const PairedCoding& coding : paired.codings[variant]) {
    const double residual = static_cast<double>(coding.outcomes[outcome].difference()) -
                            result.difference * static_cast<double>(coding.runs);
    spread += residual * residual;
  }
  const auto c = static_cast<double>(codings);
  result.se_codings = std::sqrt(spread * c / (c - 1)) / n;
  return result;
}

double MeanSurvival(const SurvivalCount& count) {
  if (count.deals == 0) return 0;
  return FromFixed(count.sum) / static_cast<double>(count.deals);
}

PairedDifference SurvivalDifferenceOf(const PairedRuns& paired, std::size_t variant) {
  const std::size_t codings = paired.codings[variant].size();
  SurvivalCount base;
  SurvivalCount with;
  for (std::size_t c = 0; c < codings; ++c) {
    const SurvivalCount& before = paired.codings[0][c].survival;
    const SurvivalCount& after = paired.codings[variant][c].survival;
    base.deals += before.deals;
    base.sum += before.sum;
    with.deals += after.deals;
    with.sum += after.sum;
  }
  PairedDifference result;
  result.base = MeanSurvival(base);
  result.variant = MeanSurvival(with);
  if (base.deals == 0 || with.deals == 0) return result;
  result.difference = result.variant - result.base;
  // Linearized ratio estimators: what each coding adds to either mean beyond its share of deals.
  double spread = 0;
  for (std::size_t c = 0; c < codings; ++c) {
    const auto residual = [](const SurvivalCount& count, const SurvivalCount& all, double mean) {
      const auto deals = static_cast<double>(count.deals);
      return deals * (MeanSurvival(count) - mean) / static_cast<double>(all.deals);
    };
    const double difference = residual(paired.codings[variant][c].survival, with, result.variant) -
                              residual(paired.codings[0][c].survival, base, result.base);
    spread += difference * difference;
  }
  const auto n = static_cast<double>(codings);
  if (codings > 1) result.se_codings = std::sqrt(spread * n / (n - 1));
  return result;
}

}  // namespace dragoman

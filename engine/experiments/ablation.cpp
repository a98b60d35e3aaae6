#include "engine/experiments/ablation.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace dragoman {
namespace {

constexpr std::size_t kAblationOutcomes = kNumHeadlines + kNumFlags;
/// Bit o: outcome o (headlines, then flags).
using OutcomeBits = std::uint32_t;

OutcomeBits BitsOf(const Verdict& verdict) {
  return (OutcomeBits{1} << verdict.headline) |
         (static_cast<OutcomeBits>(verdict.flags) << kNumHeadlines);
}

/// Counts over runs for one outcome of one variant, in integers: adding up in any order is the
/// same.
struct DifferenceCount {
  std::uint64_t with = 0;       ///< Runs with the outcome.
  std::int64_t difference = 0;  ///< Sum of d = variant - base, each -1, 0 or 1.
  std::uint64_t squares = 0;    ///< Sum of d^2.
  std::int64_t within = 0;      ///< Sum over full codings of M sum(d^2) - sum(d)^2.
};
using VariantCounts = std::array<DifferenceCount, kAblationOutcomes>;

void AddCounts(const VariantCounts& from, VariantCounts* to) {
  for (std::size_t o = 0; o < kAblationOutcomes; ++o) {
    (*to)[o].with += from[o].with;
    (*to)[o].difference += from[o].difference;
    (*to)[o].squares += from[o].squares;
    (*to)[o].within += from[o].within;
  }
}

/// Counts the runs of one coding.
void CountCoding(const std::vector<OutcomeBits>& base, const std::vector<OutcomeBits>& variant,
                 bool full, VariantCounts* counts) {
  const auto m = static_cast<std::int64_t>(base.size());
  for (std::size_t o = 0; o < kAblationOutcomes; ++o) {
    DifferenceCount& count = (*counts)[o];
    std::int64_t sum = 0;
    std::int64_t squares = 0;
    for (std::size_t k = 0; k < base.size(); ++k) {
      const auto with = static_cast<std::int64_t>((variant[k] >> o) & 1U);
      const std::int64_t d = with - static_cast<std::int64_t>((base[k] >> o) & 1U);
      count.with += static_cast<std::uint64_t>(with);
      sum += d;
      squares += d * d;
    }
    count.difference += sum;
    count.squares += static_cast<std::uint64_t>(squares);
    if (full) count.within += m * squares - sum * sum;
  }
}

/// The scenario as it is, and with each mechanism off.
struct Variants {
  std::vector<const CompiledScenario*> scenarios;  ///< [0] is the scenario as it is.
  std::vector<std::unique_ptr<const CompiledScenario>> owned;
  std::vector<const MechanismEntry*> mechanisms;  ///< Of scenarios[1], [2], ...
  std::vector<std::string> off;
};

Variants MakeVariants(const CompiledScenario& scenario) {
  Variants variants;
  variants.scenarios.push_back(&scenario);
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    const std::string id(setting.entry->info.id);
    if (!setting.enabled) {
      variants.off.push_back(id);
      continue;
    }
    ScenarioChoices choices;
    choices.tier = scenario.tier;
    choices.without_reported_outcomes = scenario.without_reported_outcomes;
    choices.without = {id};
    auto compiled = Compile(scenario.source, choices);
    // Leaving a mechanism out adds nothing that could be wrong.
    DRAGOMAN_ASSERT(compiled.ok());
    variants.scenarios.push_back(compiled->get());
    variants.owned.push_back(std::move(*compiled));
    variants.mechanisms.push_back(setting.entry);
  }
  return variants;
}

/// What one task counts.
struct StretchCounts {
  std::uint64_t runs = 0;
  std::uint64_t full_codings = 0;
  std::vector<VariantCounts> variants;
};

class AblationWorker {
 public:
  AblationWorker(const Variants& variants, std::uint64_t seed) : bits_(variants.scenarios.size()) {
    for (const CompiledScenario* scenario : variants.scenarios) {
      runners_.push_back(std::make_unique<Runner>(*scenario, seed));
    }
  }

  void RunCoding(std::uint64_t first, std::uint64_t end, bool full, StretchCounts* counts,
                 const FunctionRef<void(std::uint64_t)>* progress) {
    for (std::size_t v = 0; v < runners_.size(); ++v) {
      bits_[v].clear();
      for (std::uint64_t run = first; run < end; ++run) {
        bits_[v].push_back(BitsOf(runners_[v]->Run(run).end));
      }
      CountCoding(bits_[0], bits_[v], full, &counts->variants[v]);
      if (progress != nullptr) (*progress)(end - first);
    }
    counts->runs += end - first;
    if (full) ++counts->full_codings;
  }

 private:
  std::vector<std::unique_ptr<Runner>> runners_;
  std::vector<std::vector<OutcomeBits>> bits_;
};

AblationShare ShareOf(const DifferenceCount& count, std::uint64_t runs, std::uint64_t full_codings,
                      double per_coding) {
  const auto n = static_cast<double>(runs);
  AblationShare share;
  share.p = static_cast<double>(count.with) / n;
  share.difference = static_cast<double>(count.difference) / n;
  double variance = static_cast<double>(count.squares) / n - share.difference * share.difference;
  if (full_codings > 0 && per_coding > 1) {
    variance = static_cast<double>(count.within) / static_cast<double>(full_codings) /
               (per_coding * (per_coding - 1));
  }
  share.se = std::sqrt(std::max(0.0, variance) / n);
  return share;
}

Ablation Summarize(const Variants& variants, const StretchCounts& total, double per_coding) {
  Ablation ablation;
  ablation.runs = total.runs;
  ablation.off = variants.off;
  if (total.runs == 0) return ablation;
  const auto share = [&](std::size_t variant, std::size_t outcome) {
    return ShareOf(total.variants[variant][outcome], total.runs, total.full_codings, per_coding);
  };
  for (std::size_t h = 0; h < kNumHeadlines; ++h) ablation.headline[h] = share(0, h).p;
  for (std::size_t f = 0; f < kNumFlags; ++f) ablation.flags[f] = share(0, kNumHeadlines + f).p;
  for (std::size_t v = 1; v < variants.scenarios.size(); ++v) {
    const MechanismInfo& info = variants.mechanisms[v - 1]->info;
    AblationRow row{std::string(info.id), std::string(info.title), {}, {}};
    for (std::size_t h = 0; h < kNumHeadlines; ++h) row.headline[h] = share(v, h);
    for (std::size_t f = 0; f < kNumFlags; ++f) row.flags[f] = share(v, kNumHeadlines + f);
    ablation.rows.push_back(std::move(row));
  }
  return ablation;
}

}  // namespace

std::uint64_t AblationRuns(const CompiledScenario& scenario, std::uint64_t runs) {
  std::uint64_t variants = 1;
  for (const MechanismSetting& setting : scenario.source.mechanisms.items()) {
    if (setting.enabled) ++variants;
  }
  return runs * variants;
}

Ablation RunAblation(const CompiledScenario& scenario, const BatchOptions& options,
                     Executor* executor, const CancelToken* cancel,
                     const FunctionRef<void(std::uint64_t)>* progress) {
  const Variants variants = MakeVariants(scenario);
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  const std::uint64_t end = options.first_run + options.runs;
  const std::uint64_t first_coding = options.first_run / per_coding;
  const std::uint64_t codings = (end + per_coding - 1) / per_coding - first_coding;
  const std::uint64_t tasks =
      std::min<std::uint64_t>(codings, 8 * static_cast<std::uint64_t>(executor->concurrency()));
  StretchCounts empty;
  empty.variants.resize(variants.scenarios.size());
  std::vector<StretchCounts> parts(tasks, empty);
  executor->ParallelFor(tasks, [&](std::size_t task) {
    AblationWorker worker(variants, options.seed);
    const std::uint64_t last = first_coding + codings * (task + 1) / tasks;
    for (std::uint64_t c = first_coding + codings * task / tasks; c < last; ++c) {
      if (cancel != nullptr && cancel->cancelled()) return;
      const std::uint64_t from = std::max(options.first_run, c * per_coding);
      const std::uint64_t to = std::min(end, (c + 1) * per_coding);
      worker.RunCoding(from, to, to - from == per_coding, &parts[task], progress);
    }
  });
  StretchCounts total = empty;
  for (const StretchCounts& part : parts) {
    total.runs += part.runs;
    total.full_codings += part.full_codings;
    for (std::size_t v = 0; v < part.variants.size(); ++v) {
      AddCounts(part.variants[v], &total.variants[v]);
    }
  }
  Ablation ablation = Summarize(variants, total, static_cast<double>(per_coding));
  ablation.complete = total.runs == options.runs;
  return ablation;
}

}  // namespace dragoman

#include "engine/analysis/agreement_zone.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

#include "engine/analysis/internal/enumeration.h"
#include "engine/analysis/internal/interactions.h"
#include "engine/analysis/internal/sampling.h"
#include "engine/analysis/internal/zone_count.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

using internal::ConditionedProblem;
using internal::Interactions;
using internal::ZoneCount;

constexpr std::uint64_t kZoneOutcomesPerBlock = 16384;
constexpr std::uint64_t kZoneCombinationsPerBlock = 8;
/// What visiting one outcome costs, in additions or so.
constexpr double kWorkPerVisit = 8;

/// The smallest double above x.
double NextAbove(double x) {
  if (x == 0) return 0x1p-1074;
  const auto bits = std::bit_cast<std::int64_t>(x);
  return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}

double MergeWork(const UtilityProfile& profile, const Interactions& interactions,
                 const ConditionedProblem& conditioned) {
  const ZoneCount::Halves halves = ZoneCount::HalvesOf(conditioned.problem());
  double work = 64 * (halves.left + halves.right);
  if (profile.size() > 2) work += halves.left * halves.right / 16;
  constexpr double kMostInMemory = 1 << 23;
  if (std::max(halves.left, halves.right) > kMostInMemory) {
    return std::numeric_limits<double>::infinity();
  }
  return work * static_cast<double>(interactions.combinations);
}

/// The sum of count(k) over blocks of [0, size), each on the executor.
std::uint64_t SumOverBlocks(std::uint64_t size, std::uint64_t per_block, Executor* executor,
                            FunctionRef<std::uint64_t(std::uint64_t, std::uint64_t)> count) {
  const std::uint64_t blocks = internal::NumBlocks(size, per_block);
  std::vector<std::uint64_t> counts(blocks, 0);
  executor->ParallelFor(blocks, [&](std::size_t block) {
    counts[block] = count(internal::BlockBegin(size, blocks, block),
                          internal::BlockBegin(size, blocks, block + 1));
  });
  std::uint64_t total = 0;
  for (const std::uint64_t part : counts) total += part;
  return total;
}

bool ReachesAll(const double* utilities, const UtilityVector& targets) {
  for (std::size_t p = 0; p < targets.size(); ++p) {
    if (!(utilities[p] >= targets[p])) return false;
  }
  return true;
}

void SetExactCount(const UtilityProfile& profile, std::uint64_t count, AgreementZone* zone) {
  double size = 1;
  for (std::size_t i = 0; i < profile.space().num_issues(); ++i) {
    size *= static_cast<double>(profile.space().size(i));
  }
  zone->low = count;
  zone->high = count;
  zone->share_low = static_cast<double>(count) / size;
  zone->share_high = zone->share_low;
}

AgreementZone SampledZone(const UtilityProfile& profile, const UtilityVector& targets,
                          const AgreementZoneOptions& options, Executor* executor) {
  const StreamKey stream = MakeStream("agreement zone");
  const Random random(options.seed, 0);
  const std::uint64_t inside = SumOverBlocks(options.samples, kZoneOutcomesPerBlock, executor,
                                             [&](std::uint64_t begin, std::uint64_t end) {
                                               std::uint64_t count = 0;
                                               UtilityVector utilities(profile.size(), 0);
                                               for (std::uint64_t k = begin; k < end; ++k) {
                                                 const Outcome outcome = internal::DrawOutcome(
                                                     profile.space(), random, stream, k);
                                                 if (!profile.Evaluate(outcome, utilities.begin()))
                                                   continue;
                                                 if (ReachesAll(utilities.begin(), targets))
                                                   ++count;
                                               }
                                               return count;
                                             });
  AgreementZone zone;
  zone.guarantee = Guarantee::kSampled;
  const double share = static_cast<double>(inside) / static_cast<double>(options.samples);
  const double margin = internal::ShareMargin(options.samples, 0.0005);
  zone.share_low = std::max(0.0, share - margin);
  zone.share_high = std::min(1.0, share + margin);
  double size = 1;
  for (std::size_t i = 0; i < profile.space().num_issues(); ++i) {
    size *= static_cast<double>(profile.space().size(i));
  }
  const auto number = [](double x) {
    return x < 0x1p64 ? static_cast<std::uint64_t>(x) : ~std::uint64_t{0};
  };
  zone.low = number(zone.share_low * size);
  zone.high = number(zone.share_high * size);
  return zone;
}

/// Least and largest sums of one problem, added to the ranges.
void WidenRanges(const internal::AdditiveProblem& problem, UtilityRanges* ranges) {
  for (std::size_t p = 0; p < problem.parties; ++p) {
    const internal::SumRange sums = internal::RangeOfSums(problem, p);
    ranges->least[p] = std::min(ranges->least[p], sums.least);
    ranges->most[p] = std::max(ranges->most[p], sums.most);
  }
  ranges->any = true;
}

void WidenRanges(const double* utilities, UtilityRanges* ranges) {
  for (std::size_t p = 0; p < ranges->least.size(); ++p) {
    ranges->least[p] = std::min(ranges->least[p], utilities[p]);
    ranges->most[p] = std::max(ranges->most[p], utilities[p]);
  }
  ranges->any = true;
}

UtilityRanges NoRanges(std::size_t parties) {
  UtilityRanges ranges;
  ranges.least.assign(parties, std::numeric_limits<double>::infinity());
  ranges.most.assign(parties, -std::numeric_limits<double>::infinity());
  return ranges;
}

/// Ranges over blocks of [0, size), each on the executor.
UtilityRanges RangesOverBlocks(
    std::size_t parties, std::uint64_t size, std::uint64_t per_block, Executor* executor,
    FunctionRef<void(std::uint64_t, std::uint64_t, UtilityRanges*)> find) {
  const std::uint64_t blocks = internal::NumBlocks(size, per_block);
  std::vector<UtilityRanges> parts(blocks, NoRanges(parties));
  executor->ParallelFor(blocks, [&](std::size_t block) {
    find(internal::BlockBegin(size, blocks, block), internal::BlockBegin(size, blocks, block + 1),
         &parts[block]);
  });
  UtilityRanges all = NoRanges(parties);
  for (const UtilityRanges& part : parts) {
    if (!part.any) continue;
    WidenRanges(part.least.begin(), &all);
    WidenRanges(part.most.begin(), &all);
  }
  return all;
}

}  // namespace

AgreementZone CountAgreementZone(const UtilityProfile& profile, std::span<const double> targets,
                                 const AgreementZoneOptions& options, Executor* executor) {
  UtilityVector reach;
  for (const double target : targets) {
    reach.push_back(options.strictly ? NextAbove(target) : target);
  }
  const Interactions interactions(profile);
  const ConditionedProblem first(profile, interactions, false);
  const bool countable = profile.space().countable();
  const double merge_work = MergeWork(profile, interactions, first);
  const double visit_work =
      countable ? kWorkPerVisit * static_cast<double>(profile.space().num_outcomes()) : 1e300;
  AgreementZone zone;
  if (countable && merge_work <= std::min(options.max_work, visit_work * 64)) {
    // Nested parallelism is left alone: either the combinations or the halves are spread.
    SerialExecutor serial;
    Executor* const inner = interactions.combinations == 1 ? executor : &serial;
    const std::uint64_t count = SumOverBlocks(
        interactions.combinations, kZoneCombinationsPerBlock,
        interactions.combinations == 1 ? &serial : executor,
        [&](std::uint64_t begin, std::uint64_t end) {
          ConditionedProblem conditioned(profile, interactions, false);
          ZoneCount counter;
          std::uint64_t sum = 0;
          for (std::uint64_t k = begin; k < end; ++k) {
            if (!conditioned.Fix(k)) continue;
            sum += counter.Count(conditioned.problem(), {reach.begin(), reach.size()}, inner);
          }
          return sum;
        });
    SetExactCount(profile, count, &zone);
    return zone;
  }
  if (visit_work > options.max_work) return SampledZone(profile, reach, options, executor);
  const std::uint64_t count = SumOverBlocks(
      profile.space().num_outcomes(), kZoneOutcomesPerBlock, executor,
      [&](std::uint64_t begin, std::uint64_t end) {
        std::uint64_t sum = 0;
        internal::VisitOutcomes(profile, begin, end, [&](const Outcome&, const double* utilities) {
          if (ReachesAll(utilities, reach)) ++sum;
        });
        return sum;
      });
  SetExactCount(profile, count, &zone);
  return zone;
}

UtilityRanges FindUtilityRanges(const UtilityProfile& profile, const AgreementZoneOptions& options,
                                Executor* executor) {
  const std::size_t parties = profile.size();
  const Interactions interactions(profile);
  const double combinations = static_cast<double>(interactions.combinations);
  if (combinations * static_cast<double>(profile.space().num_values()) <= options.max_work) {
    return RangesOverBlocks(parties, interactions.combinations, kZoneCombinationsPerBlock, executor,
                            [&](std::uint64_t begin, std::uint64_t end, UtilityRanges* ranges) {
                              ConditionedProblem conditioned(profile, interactions, false);
                              for (std::uint64_t k = begin; k < end; ++k) {
                                if (conditioned.Fix(k)) WidenRanges(conditioned.problem(), ranges);
                              }
                            });
  }
  const StreamKey stream = MakeStream("utility ranges");
  const Random random(options.seed, 0);
  UtilityRanges ranges = RangesOverBlocks(
      parties, options.samples, kZoneOutcomesPerBlock, executor,
      [&](std::uint64_t begin, std::uint64_t end, UtilityRanges* part) {
        UtilityVector utilities(parties, 0);
        for (std::uint64_t k = begin; k < end; ++k) {
          const Outcome outcome = internal::DrawOutcome(profile.space(), random, stream, k);
          if (profile.Evaluate(outcome, utilities.begin())) WidenRanges(utilities.begin(), part);
        }
      });
  ranges.guarantee = Guarantee::kSampled;
  return ranges;
}

}  // namespace dragoman

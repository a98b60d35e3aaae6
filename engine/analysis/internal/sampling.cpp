#include "engine/analysis/internal/sampling.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/analysis/internal/enumeration.h"
#include "engine/analysis/internal/fallbacks.h"
#include "engine/core/portable_math.h"

namespace dragoman::internal {
namespace {

constexpr std::uint64_t kSamplesPerBlock = 4096;
/// Points of the sample's frontier that are improved, and under how many weightings each.
constexpr std::size_t kClimbers = 512;
constexpr std::uint64_t kWeightingsPerClimber = 4;

/// Improves an outcome issue by issue under a weighted sum until nothing helps; adds what it ends
/// at.
class HillClimb {
 public:
  HillClimb(const UtilityProfile& profile, FrontierCollector* collector)
      : profile_(profile), collector_(collector) {}

  void From(Outcome outcome, std::span<const double> weights) {
    double best = 0;
    if (!Value(outcome, weights, &best)) return;
    for (bool better = true; better;) {
      better = false;
      for (std::size_t i = 0; i < profile_.space().num_issues(); ++i) {
        better = Improve(i, weights, &outcome, &best) || better;
      }
    }
    Value(outcome, weights, &best);
    collector_->Add(utilities_.data(), outcome.options.begin());
  }

 private:
  bool Improve(std::size_t issue, std::span<const double> weights, Outcome* outcome, double* best) {
    OptionIndex chosen = outcome->options[issue];
    bool better = false;
    for (std::size_t value = 0; value < profile_.space().size(issue); ++value) {
      outcome->options[issue] = static_cast<OptionIndex>(value);
      double worth = 0;
      if (!Value(*outcome, weights, &worth) || !(worth > *best)) continue;
      *best = worth;
      chosen = static_cast<OptionIndex>(value);
      better = true;
    }
    outcome->options[issue] = chosen;
    return better;
  }

  bool Value(const Outcome& outcome, std::span<const double> weights, double* value) {
    *value = 0;
    if (!profile_.Evaluate(outcome, utilities_.data())) return false;
    for (std::size_t p = 0; p < profile_.size(); ++p) *value += weights[p] * utilities_[p];
    return true;
  }

  const UtilityProfile& profile_;
  FrontierCollector* collector_;
  std::array<double, kMaxParties> utilities_{};
};

PointSet DrawFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                      Executor* executor) {
  const StreamKey stream = MakeStream("outcome");
  const Random random(options.seed, 0);
  const std::uint64_t blocks = NumBlocks(options.samples, kSamplesPerBlock);
  std::vector<PointSet> parts(blocks);
  const std::size_t issues = profile.space().num_issues();
  executor->ParallelFor(blocks, [&](std::size_t block) {
    FrontierCollector collector(profile.size(), issues);
    std::array<double, kMaxParties> utilities{};
    const std::uint64_t end = BlockBegin(options.samples, blocks, block + 1);
    for (std::uint64_t k = BlockBegin(options.samples, blocks, block); k < end; ++k) {
      const Outcome outcome = DrawOutcome(profile.space(), random, stream, k);
      if (!profile.Evaluate(outcome, utilities.data())) continue;
      collector.Add(utilities.data(), outcome.options.begin());
    }
    parts[block] = collector.Take();
  });
  FrontierCollector all(profile.size(), issues);
  for (const PointSet& part : parts) all.Append(part);
  return all.Take();
}

PointSet Improved(const UtilityProfile& profile, const FrontierOptions& options,
                  const PointSet& drawn) {
  FrontierCollector collector(profile.size(), drawn.num_issues());
  collector.Append(drawn);
  HillClimb climb(profile, &collector);
  const StreamKey stream = MakeStream("climb");
  std::vector<double> unit(profile.size(), 1);
  for (std::size_t p = 0; p < profile.size(); ++p) {
    double low = drawn.utility(0, p);
    double high = low;
    for (std::size_t k = 0; k < drawn.size(); ++k) {
      low = std::min(low, drawn.utility(k, p));
      high = std::max(high, drawn.utility(k, p));
    }
    if (high > low) unit[p] = 1 / (high - low);
  }
  const std::size_t climbers = std::min(kClimbers, drawn.size());
  for (std::size_t c = 0; c < climbers; ++c) {
    const Outcome start = drawn.outcome((2 * c + 1) * drawn.size() / (2 * climbers));
    for (std::uint64_t w = 0; w < kWeightingsPerClimber; ++w) {
      if (options.cancel != nullptr && options.cancel->cancelled()) return collector.Take();
      const Random random(options.seed, c * kWeightingsPerClimber + w);
      std::vector<double> weights = unit;
      for (std::size_t p = 0; p < profile.size(); ++p) {
        weights[p] *= -portable::Log(random.Uniform(stream, p));
      }
      climb.From(start, weights);
    }
  }
  return collector.Take();
}

/// Share of a second sample that no point covers, and what may be wrong with that, added.
double UncoveredShare(const UtilityProfile& profile, const FrontierOptions& options,
                      const PointSet& points, Executor* executor) {
  const StreamKey stream = MakeStream("held out");
  const Random random(options.seed, 0);
  const std::uint64_t blocks = NumBlocks(options.samples, kSamplesPerBlock);
  std::vector<std::uint64_t> uncovered(blocks, 0);
  executor->ParallelFor(blocks, [&](std::size_t block) {
    std::array<double, kMaxParties> utilities{};
    std::size_t last = 0;
    const std::uint64_t end = BlockBegin(options.samples, blocks, block + 1);
    for (std::uint64_t s = BlockBegin(options.samples, blocks, block); s < end; ++s) {
      const Outcome outcome = DrawOutcome(profile.space(), random, stream, s);
      if (!profile.Evaluate(outcome, utilities.data())) continue;
      bool covered = false;
      for (std::size_t k = 0; k < points.size() && !covered; ++k) {
        const std::size_t at = k == 0 ? last : k;
        covered = true;
        for (std::size_t p = 0; p < profile.size() && covered; ++p) {
          covered = points.utility(at, p) >= utilities[p];
        }
        if (covered) last = at;
      }
      if (!covered && !points.empty()) {
        for (std::size_t p = 0; p < profile.size(); ++p) {
          covered = p == 0 ? points.utility(0, 0) >= utilities[0]
                           : covered && points.utility(0, p) >= utilities[p];
        }
      }
      if (!covered) ++uncovered[block];
    }
  });
  std::uint64_t total = 0;
  for (const std::uint64_t count : uncovered) total += count;
  const double share = static_cast<double>(total) / static_cast<double>(options.samples);
  return std::min(1.0, share + ShareMargin(options.samples, 0.05));
}

}  // namespace

Outcome DrawOutcome(const OutcomeSpace& space, const Random& random, StreamKey stream,
                    std::uint64_t index) {
  Outcome outcome;
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    // 32 bits times at most 65535 values: no value is favoured by more than 2^-16 of its share.
    const std::uint64_t bits = random.Bits(stream, index * kMaxIssues + i) >> 32;
    outcome.options.push_back(static_cast<OptionIndex>((bits * space.size(i)) >> 32));
  }
  return outcome;
}

double ShareMargin(std::uint64_t samples, double error) {
  return portable::Sqrt(-portable::Log(error) / (2 * static_cast<double>(samples)));
}

Frontier SampledFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                         Executor* executor) {
  Frontier frontier;
  frontier.method = FrontierMethod::kSampling;
  frontier.guarantee = Guarantee::kSampled;
  frontier.epsilon.assign(profile.size(), std::numeric_limits<double>::infinity());
  frontier.points = DrawFrontier(profile, options, executor);
  frontier.uncovered_share = 1;
  if (!frontier.points.empty()) {
    frontier.points = Improved(profile, options, frontier.points);
    frontier.uncovered_share = UncoveredShare(profile, options, frontier.points, executor);
  }
  frontier.cancelled = options.cancel != nullptr && options.cancel->cancelled();
  return frontier;
}

}  // namespace dragoman::internal

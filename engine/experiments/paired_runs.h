#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/scenario/batch.h"

namespace dragoman {

/// Outcomes counted side by side: headlines 0-7, the flags, then those below.
inline constexpr std::size_t kPairedHeadline = 0;
inline constexpr std::size_t kPairedFlag = kNumHeadlines;
inline constexpr std::size_t kPairedCeasefirePartial = kPairedFlag + kNumFlags;  ///< Headline >= 5.
inline constexpr std::size_t kPairedCeasefireFull =
    kPairedCeasefirePartial + 1;  ///< Headline >= 6.
/// The process was ended, or escalation followed.
inline constexpr std::size_t kPairedCollapse = kPairedCeasefireFull + 1;
inline constexpr std::size_t kPairedOutcomes = kPairedCollapse + 1;

/// One variant against the base over the runs of one coding, d = variant - base in {-1, 0, 1}.
struct PairedCount {
  std::uint32_t base = 0;     ///< Runs of the base with the outcome.
  std::uint32_t with = 0;     ///< Runs of the variant with the outcome.
  std::uint32_t squares = 0;  ///< Sum of d^2.

  /// Sum of d.
  std::int32_t difference() const {
    return static_cast<std::int32_t>(with) - static_cast<std::int32_t>(base);
  }
};

/// How long the deals of one coding's runs may last: S(180) of M36, given a deal. Sums in the units
/// of core/fixed_point.h.
struct SurvivalCount {
  std::uint32_t deals = 0;
  std::uint64_t sum = 0;
  std::uint64_t squares = 0;
};

struct PairedCoding {
  std::uint32_t runs = 0;
  std::array<PairedCount, kPairedOutcomes> outcomes{};
  SurvivalCount survival;  ///< Of the variant.
};

/// Variants of one scenario run with common random numbers: run i of every variant draws the same
/// numbers as run i of the base, so that a difference owes nothing to luck that both share.
struct PairedRuns {
  std::uint64_t runs = 0;          ///< Of each.
  std::uint64_t first_coding = 0;  ///< Number of the first coding.
  bool complete = true;            ///< False if cancelled.
  /// [variant][coding]; variant 0 is the base itself (all differences 0).
  std::vector<std::vector<PairedCoding>> codings;
};

/// `scenarios[0]` is the base; all must have the same talks_per_coding. `progress` counts runs of
/// all variants. The result is the same for any executor. Memory grows with the number of codings.
PairedRuns RunPaired(std::span<const CompiledScenario* const> scenarios,
                     const BatchOptions& options, Executor* executor,
                     const CancelToken* cancel = nullptr,
                     const FunctionRef<void(std::uint64_t)>* progress = nullptr);

/// A difference over all runs, with two errors: `se_runs` is Monte Carlo error given these codings,
/// `se_codings` also counts that the codings are a sample (0 with fewer than two).
struct PairedDifference {
  double base = 0;
  double variant = 0;
  double difference = 0;
  double se_runs = 0;
  double se_codings = 0;
};

/// Mean S(180) given a deal, in the base and the variant, with the error of the difference over
/// codings. `difference` is 0 where either has no deal.
PairedDifference SurvivalDifferenceOf(const PairedRuns& paired, std::size_t variant);
/// S(180) of all deals counted, 0 if there is none.
double MeanSurvival(const SurvivalCount& count);

PairedDifference DifferenceOf(const PairedRuns& paired, std::size_t variant, std::size_t outcome);

}  // namespace dragoman

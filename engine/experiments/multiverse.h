#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/evaluation/verdict_counts.h"
#include "engine/scenario/batch.h"

/// @file
/// Which conclusions survive other defensible choices of the model? All combinations of a few
/// choices are run with the same random numbers ("multiverse analysis": Steegen, Tuerlinckx, Gelman
/// & Vanpaemel 2016; domain brief e.5(7)).

namespace dragoman {

/// What one choice is about.
enum class MultiverseAspect : unsigned char {
  kWeights,   ///< From ranks to weights (DerivationOptions::weighting).
  kRho,       ///< Risk exponent: derived from the claims, or 1 for everybody.
  kJitter,    ///< How far inner options move on their axis, in points of 0..100.
  kTier,      ///< Tier of evidence.
  kRedLines,  ///< Mechanism M8 on or off.
};
inline constexpr std::array<std::string_view, 5> kMultiverseAspectNames = {
    "weights", "rho", "jitter", "tier", "red_lines"};

/// One choice with its levels.
struct MultiverseChoice {
  MultiverseAspect aspect = MultiverseAspect::kWeights;
  std::vector<std::string> levels{};  ///< As shown; at least two.
  std::size_t reference = 0;          ///< The level of the file as written.
  std::vector<double> values{};       ///< By level, of rho (derived: 0) and jitter; else empty.

  std::string_view name() const { return kMultiverseAspectNames[static_cast<std::size_t>(aspect)]; }
};

/// All combinations of the levels. Universes are numbered with the last choice running fastest.
struct MultiversePlan {
  std::vector<MultiverseChoice> choices;

  std::size_t num_universes() const;
  /// The level of each choice.
  std::vector<std::size_t> LevelsOf(std::size_t universe) const;
  std::size_t UniverseOf(const std::vector<std::size_t>& levels) const;
  /// The universe of the file as written.
  std::size_t reference() const;
};

/// The choices that `as_written`, compiled from `choices`, leaves open: weights {centroid, equal,
/// rank_sum} x rho {derived, 1} x jitter {0, 5, 10} x every tier x red lines {on, off}, each with
/// the file's own value added if it is another. Left out: tiers if there is only one, red lines if
/// M8 is off or no principal rejects anything in any tier.
MultiversePlan PlanMultiverse(const CompiledScenario& as_written, const ScenarioChoices& choices);

/// Compiles every universe of the plan from the same scenario.
Checked<std::vector<std::unique_ptr<const CompiledScenario>>> CompileUniverses(
    const MultiversePlan& plan, const Scenario& source, const ScenarioChoices& choices);

/// What came of each universe at the horizon; `complete` is false if cancelled.
struct MultiverseRuns {
  std::vector<VerdictCounts> universes;
  bool complete = true;
};

/// Runs options.runs runs of every universe, all with the same random numbers. The result is the
/// same for any executor. `progress` counts runs.
MultiverseRuns RunMultiverse(const std::vector<std::unique_ptr<const CompiledScenario>>& universes,
                             const BatchOptions& options, Executor* executor,
                             const CancelToken* cancel = nullptr,
                             const FunctionRef<void(std::uint64_t)>* progress = nullptr);

/// The outcomes of which a range is given: headlines 0-7, 5 or above, 6 or above, and the
/// flags.
inline constexpr std::size_t kMultiverseSome = kNumHeadlines;
inline constexpr std::size_t kMultiverseFull = kMultiverseSome + 1;
inline constexpr std::size_t kMultiverseFlag = kMultiverseFull + 1;
inline constexpr std::size_t kMultiverseOutcomes = kMultiverseFlag + kNumFlags;

/// The probability of an outcome in one universe; 0 without runs.
double ProbabilityOf(const VerdictCounts& counts, std::size_t outcome);

/// How much one choice moves a number over the whole factorial.
struct MainEffect {
  double range = 0;  ///< Largest less smallest mean over its levels, all else averaged.
  /// First-order share of the variance over universes: the variance of those means. The rest of
  /// 1 - sum over choices is interaction. 0 if nothing varies.
  double share = 0;
};

/// Main effects by choice. @param values one per universe of the plan.
std::vector<MainEffect> MainEffects(const MultiversePlan& plan, const std::vector<double>& values);

/// One outcome over all universes.
struct OutcomeSpread {
  double reference = 0;  ///< The file as written.
  double min = 0;
  double max = 0;
  std::size_t lowest = 0;  ///< The first universe with that value.
  std::size_t highest = 0;
  std::vector<MainEffect> effects;  ///< By choice.
  int most_influential = -1;        ///< The choice of the largest main effect; -1 if nothing moves.
};

/// @param runs one count per universe of the plan.
OutcomeSpread SpreadOf(const MultiversePlan& plan, const MultiverseRuns& runs, std::size_t outcome);

/// The universes in which each headline is the most likely; the lowest of equally likely ones.
std::vector<std::size_t> LikeliestHeadlines(const MultiverseRuns& runs);

}  // namespace dragoman

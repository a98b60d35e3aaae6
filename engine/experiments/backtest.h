#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/backtest/baselines.h"
#include "engine/backtest/convert.h"
#include "engine/backtest/forecast.h"
#include "engine/core/cancel.h"
#include "engine/core/executor.h"

/// @file
/// The engine against cases of the past and simple baselines.

namespace dragoman {

struct BacktestSettings {
  std::uint64_t runs = 2000;  ///< Per case, and per point of the grid of constants.
  std::uint64_t seed = 1;
  bool drop_mandate = false;
  bool leave_one_out = false;  ///< Fit BacktestConstants, each case by the others.
};

/// One case, its forecast and its scores.
struct CaseReport {
  std::string id;
  std::string title;
  std::string set;
  std::vector<std::string> sides;  ///< Two, merged where there are more principals.
  BacktestConstants constants;     ///< Used for this forecast.
  HeadlineForecast headline{};
  std::array<double, kNumFlags> flags{};  ///< Probabilities; of those that apply.
  std::array<bool, kNumFlags> applies{};
  BaselineForecasts baselines{};
  int actual = 2;
  std::array<bool, kNumFlags> happened{};
  bool has_predecessor = false;  ///< Named, and among the cases.
  double rps = 0;
  std::array<double, kNumBaselines> baseline_rps{};
};

/// Scores of one flag over the cases to which it applies.
struct FlagScores {
  std::size_t cases = 0;
  std::size_t happened = 0;
  double brier = 0;
  double log = 0;
};

/// Means over some cases.
struct BacktestSummary {
  std::size_t cases = 0;
  double rps = 0;
  std::array<double, kNumBaselines> baseline_rps{};
  std::array<double, kNumBaselines> skill{};  ///< Of the engine against each baseline.
  /// Engine minus baseline, so below 0 is better; paired bootstrap over cases.
  std::array<BootstrapInterval, kNumBaselines> difference{};
};

struct BacktestReport {
  BacktestSettings settings;
  std::vector<CaseReport> cases;
  BacktestSummary all;
  BacktestSummary fitted;  ///< Cases of other sets than `home`.
  BacktestSummary home;
  std::array<FlagScores, kNumFlags> flags{};
  FlagScores all_flags;  ///< Over all pairs of case and flag.
  Reliability reliability;
  /// By leave-one-out: fitted on every case that is not of the home set; else the priors.
  BacktestConstants overall;
  bool constants_fitted = false;
  std::vector<std::string> problems;  ///< Cases that could not be converted; then nothing else.
  bool complete = true;               ///< False if cancelled.
};

/// Points of the grid on which BacktestConstants are fitted, the priors first.
std::span<const double> DelayCostGrid();
std::span<const double> RedLinesGrid();
std::span<const double> BaseShareGrid();

/// Runs all cases. A forecast depends on its case's inputs, the settings and, by leave-one-out, on
/// the inputs and headlines of the other cases outside the home set; threads change nothing.
/// Forecasts of home cases use what was fitted on all cases outside that set. With fewer than three
/// such cases nothing is fitted. Ties go to the point nearest the priors.
BacktestReport RunBacktests(std::span<const BacktestCase> cases, const BacktestSettings& settings,
                            Executor* executor, const CancelToken* cancel = nullptr,
                            const FunctionRef<void(std::uint64_t)>* progress = nullptr);

/// Runs that RunBacktests makes, for progress.
std::uint64_t BacktestRuns(std::size_t cases, const BacktestSettings& settings);

}  // namespace dragoman

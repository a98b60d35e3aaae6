#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/backtest/case.h"
#include "engine/backtest/scoring.h"

/// @file
/// Simple forecasts that the engine must beat (domain brief, e.4). None of them has a constant that
/// depends on a case or was fitted.

namespace dragoman {

/// The point predictions become probabilities by PointForecast.
enum class Baseline : unsigned char {
  kStatusQuo,    ///< 0: stalemate that continues (headline 2).
  kBaseRates,    ///< 1: BaseRateForecast(), the same for every case.
  kCompromise,   ///< 2: per issue the mean of all positions, weighted by capability x salience.
  kMedian,       ///< 3: the same with the weighted median.
  kMidpoint,     ///< 4: half way between the principals furthest apart.
  kNash,         ///< 5: largest product of the principals' gains over the status quo.
  kLogistic,     ///< 6: LogisticForecast().
  kPersistence,  ///< 7: what the predecessor ended with; as 0 where there is none.
};
inline constexpr std::size_t kNumBaselines = 8;
inline constexpr std::array<std::string_view, kNumBaselines> kBaselineNames = {
    "status quo", "base rates",    "compromise",    "weighted median",
    "midpoint",   "Nash solution", "logistic rule", "persistence"};

using BaselineForecasts = std::array<HeadlineForecast, kNumBaselines>;

/// All of them for one case. `predecessor` is the headline that the round before ended with, if the
/// case names one and it is known.
BaselineForecasts MakeBaselines(const BacktestInputs& inputs, std::optional<int> predecessor);

/// Published rates, spread over the headlines by one table:
///   7           1/4: about a quarter of wartime negotiations of two centuries produced peace (Min
///               2025);
///   5 and 6     .21 of the rest, half each: 21 % of civil-conflict years saw a ceasefire
///               arrangement (Clayton et al. 2023);
///   0 to 4      what is left, evenly: no published rate tells them apart.
HeadlineForecast BaseRateForecast();

/// P(7) = logistic(logit(1/4) + x_rank + x_leverage + x_delay), each x scaled linearly to -1..1:
/// mean rank of the principals' delegations (aide .35 to head 1), the mediator's leverage (0 to
/// 100; none: 0), the smaller of the principals' costs of delay (0 to 100: a stalemate must hurt
/// both). The signs are those of the literature (Lax & Sebenius 1991; Beardsley et al. 2006;
/// Zartman 2000); equal weights do about as well as fitted ones in small samples (Dawes 1979). What
/// is left is spread as in BaseRateForecast.
HeadlineForecast LogisticForecast(const BacktestInputs& inputs);

/// What baselines 2 to 5 say is agreed; an issue for which the status quo is nearest stays open.
AgreedPositions CompromiseAgreement(const BacktestInputs& inputs);
AgreedPositions MedianAgreement(const BacktestInputs& inputs);
AgreedPositions MidpointAgreement(const BacktestInputs& inputs);

/// A principal's utility is sum_i salience_i (1 - |x_i - position_i| / 100) / sum_i salience_i over
/// the issues it has a position on. Largest product of gains over the status quo among the
/// combinations of options and status quo, ties to fewer changes; nothing is agreed if no
/// combination gains for all. Branch and bound, exact up to kMostNashSteps steps.
AgreedPositions NashAgreement(const BacktestInputs& inputs);
inline constexpr int kMostNashSteps = 20'000'000;

}  // namespace dragoman

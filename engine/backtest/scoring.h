#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "engine/evaluation/taxonomy.h"

/// @file
/// How good a forecast was (domain brief, e.3).

namespace dragoman {

/// Probabilities of the headlines 0 to 7; they sum to 1.
using HeadlineForecast = std::array<double, kNumHeadlines>;

/// No probability counts as less than this in a log score.
inline constexpr double kProbabilityFloor = 0.01;

/// Ranked probability score, sum_k (F_k - O_k)^2 over the eight headlines: F_k is the probability
/// of headline k or below, O_k is 1 from the actual headline on. 0 is perfect, 7 the worst. The
/// last term is always 0.
double RankedProbabilityScore(const HeadlineForecast& forecast, int actual);

/// 1 - score / reference: 1 is perfect, 0 no better than the reference, below 0 worse. 0 where both
/// are 0; a perfect reference that is not matched gives -infinity, which is reported as no number.
double SkillScore(double score, double reference);

/// (p - o)^2, o 1 if it happened.
double BrierScore(double probability, bool happened);

/// -ln of the probability given to what happened, floored at kProbabilityFloor.
double LogScore(double probability, bool happened);

/// .93 on one headline and .01 on each other.
HeadlineForecast PointForecast(int headline);

/// A forecast of one flag of one case, and what happened.
struct FlagForecast {
  double probability = 0;
  bool happened = false;
};

/// Forecasts of one bin.
struct ReliabilityBin {
  double from = 0;  ///< Probabilities in [from, to); the last bin has its end, too.
  double to = 1;
  std::size_t n = 0;
  double mean_forecast = 0;
  double frequency = 0;  ///< Share that happened.
};
inline constexpr std::size_t kReliabilityBins = 3;

/// How forecasts compare with frequencies, in three equal bins (few cases bear no more), and
/// Murphy's (1973) split of the mean Brier score: reliability - resolution + uncertainty, plus what
/// the spread of forecasts within a bin adds (Stephenson, Coelho & Jolliffe 2008).
struct Reliability {
  std::array<ReliabilityBin, kReliabilityBins> bins{};
  std::size_t n = 0;
  double brier = 0;
  double reliability = 0;  ///< 0: forecasts equal frequencies.
  double resolution = 0;   ///< Above 0: the bins differ in what happened.
  double uncertainty = 0;  ///< Of the events themselves.
  double within_bins = 0;  ///< brier - (reliability - resolution + uncertainty).
};
Reliability MeasureReliability(std::span<const FlagForecast> forecasts);

/// Mean of `differences` and the middle 95 % of its bootstrap distribution.
struct BootstrapInterval {
  double mean = 0;
  double low = 0;
  double high = 0;
};

/// Paired bootstrap: draws as many cases with replacement as there are, `resamples` times; the
/// draws depend on `seed` only. With one case low = high = mean. O(resamples x cases).
BootstrapInterval BootstrapMean(std::span<const double> differences, std::uint64_t seed,
                                int resamples = 2000);

}  // namespace dragoman

#include "engine/backtest/scoring.h"

#include <algorithm>
#include <limits>

#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman {

double RankedProbabilityScore(const HeadlineForecast& forecast, int actual) {
  double score = 0;
  double below = 0;
  for (int k = 0; k + 1 < kNumHeadlines; ++k) {
    below += forecast[static_cast<std::size_t>(k)];
    const double miss = below - (k >= actual ? 1 : 0);
    score += miss * miss;
  }
  return score;
}

double SkillScore(double score, double reference) {
  if (reference > 0) return 1 - score / reference;
  return score > 0 ? -std::numeric_limits<double>::infinity() : 0;
}

double BrierScore(double probability, bool happened) {
  const double miss = probability - (happened ? 1 : 0);
  return miss * miss;
}

double LogScore(double probability, bool happened) {
  const double given = happened ? probability : 1 - probability;
  return -portable::Log(std::max(kProbabilityFloor, given));
}

HeadlineForecast PointForecast(int headline) {
  constexpr double kOther = 0.01;
  HeadlineForecast forecast;
  forecast.fill(kOther);
  forecast[static_cast<std::size_t>(headline)] = 1 - (kNumHeadlines - 1) * kOther;
  return forecast;
}

Reliability MeasureReliability(std::span<const FlagForecast> forecasts) {
  Reliability result;
  result.n = forecasts.size();
  for (std::size_t b = 0; b < kReliabilityBins; ++b) {
    result.bins[b].from = static_cast<double>(b) / kReliabilityBins;
    result.bins[b].to = static_cast<double>(b + 1) / kReliabilityBins;
  }
  if (forecasts.empty()) return result;
  double happened = 0;
  for (const FlagForecast& forecast : forecasts) {
    std::size_t b = 0;
    while (b + 1 < kReliabilityBins && forecast.probability >= result.bins[b].to) ++b;
    ReliabilityBin& bin = result.bins[b];
    ++bin.n;
    bin.mean_forecast += forecast.probability;
    bin.frequency += forecast.happened ? 1 : 0;
    happened += forecast.happened ? 1 : 0;
    result.brier += BrierScore(forecast.probability, forecast.happened);
  }
  const auto n = static_cast<double>(forecasts.size());
  const double base = happened / n;
  result.brier /= n;
  result.uncertainty = base * (1 - base);
  for (ReliabilityBin& bin : result.bins) {
    if (bin.n == 0) continue;
    const auto count = static_cast<double>(bin.n);
    bin.mean_forecast /= count;
    bin.frequency /= count;
    const double miss = bin.mean_forecast - bin.frequency;
    const double apart = bin.frequency - base;
    result.reliability += count / n * miss * miss;
    result.resolution += count / n * apart * apart;
  }
  result.within_bins = result.brier - (result.reliability - result.resolution + result.uncertainty);
  return result;
}

BootstrapInterval BootstrapMean(std::span<const double> differences, std::uint64_t seed,
                                int resamples) {
  BootstrapInterval interval;
  if (differences.empty()) return interval;
  const auto n = static_cast<double>(differences.size());
  for (const double difference : differences) interval.mean += difference / n;
  const StreamKey stream = MakeStream("bootstrap over cases");
  std::vector<double> means;
  means.reserve(static_cast<std::size_t>(resamples));
  for (int r = 0; r < resamples; ++r) {
    const Random random(seed, static_cast<std::uint64_t>(r));
    double sum = 0;
    for (std::size_t k = 0; k < differences.size(); ++k) {
      const double place = random.Uniform(stream, k) * n;
      sum += differences[std::min(differences.size() - 1, static_cast<std::size_t>(place))];
    }
    means.push_back(sum / n);
  }
  std::sort(means.begin(), means.end());
  const auto last = static_cast<double>(means.size() - 1);
  interval.low = means[static_cast<std::size_t>(0.025 * last)];
  interval.high = means[static_cast<std::size_t>(0.975 * last + 0.5)];
  return interval;
}

}  // namespace dragoman

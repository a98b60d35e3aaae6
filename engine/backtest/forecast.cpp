#include "engine/backtest/forecast.h"

#include "engine/backtest/baselines.h"
#include "engine/talks/talks.h"

namespace dragoman {
VerdictCounts CountRuns(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t first,
                        std::uint64_t count, const CancelToken* cancel) {
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  Coding coding = scenario.derivation.MakeCoding();
  Talks talks(*scenario.talks);
  VerdictCounts counts;
  std::uint64_t current = ~std::uint64_t{0};
  for (std::uint64_t run = first; run < first + count; ++run) {
    if (cancel != nullptr && cancel->cancelled()) break;
    if (run / per_coding != current) {
      current = run / per_coding;
      scenario.derivation.DeriveSample(Random(seed, current), &coding);
      talks.StartCoding(coding);
    }
    counts.Add(Judge(scenario.outcomes, talks.Run(Random(seed, run), nullptr), kAsAWhole));
  }
  return counts;
}

HeadlineForecast ForecastOf(const VerdictCounts& counts, double base_share) {
  HeadlineForecast forecast = BaseRateForecast();
  const auto runs = static_cast<double>(counts.runs);
  for (std::size_t k = 0; k < forecast.size(); ++k) {
    const double share = counts.runs > 0 ? static_cast<double>(counts.headlines[k]) / runs : 0;
    forecast[k] = (1 - base_share) * share + base_share * forecast[k];
  }
  return forecast;
}

}  // namespace dragoman

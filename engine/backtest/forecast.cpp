#include "engine/backtest/forecast.h"

#include "engine/backtest/baselines.h"
#include "engine/talks/talks.h"

namespace dragoman {
namespace {

std::uint16_t FlagBitIf(bool holds, Flag flag) {
  return static_cast<std::uint16_t>((holds ? 1U : 0U) << static_cast<int>(flag));
}

}  // namespace

void BacktestCounts::Add(const BacktestCounts& other) {
  runs += other.runs;
  for (std::size_t k = 0; k < headlines.size(); ++k) headlines[k] += other.headlines[k];
  for (std::size_t f = 0; f < flags.size(); ++f) flags[f] += other.flags[f];
}

Verdict JudgeWhole(const OutcomeRules& rules, const TalkResult& result) {
  Verdict verdict;
  const auto holds = [&](Flag flag, const Outcome& standing) {
    return rules.flags[static_cast<std::size_t>(flag)].Holds(standing);
  };
  bool pause = false;
  const auto look = [&](const Outcome& standing) {
    for (const Flag flag : {Flag::kSettlement, Flag::kCeasefireFull, Flag::kCeasefirePartial,
                            Flag::kSummitAgreed, Flag::kPrisonerExchange}) {
      verdict.flags |= FlagBitIf(holds(flag, standing), flag);
    }
    pause = pause || rules.local_pause.Holds(standing);
  };
  for (int m = 0; m < result.meetings; ++m) look(result.after[static_cast<std::size_t>(m)]);
  look(result.final_standing);
  for (const Flag flag : {Flag::kNextRound, Flag::kWrittenTerms}) {
    verdict.flags |= FlagBitIf(holds(flag, result.final_standing), flag);
  }
  verdict.flags |= FlagBitIf(result.ended_in != 0, Flag::kWalkout);
  verdict.flags |= FlagBitIf(result.ended_in != 0 && result.escalated, Flag::kEscalation30d);
  verdict.headline = HeadlineOf(verdict.flags, pause);
  return verdict;
}

BacktestCounts CountRuns(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t first,
                         std::uint64_t count, const CancelToken* cancel) {
  const auto per_coding = static_cast<std::uint64_t>(scenario.talks->talks_per_coding);
  Coding coding = scenario.derivation.MakeCoding();
  Talks talks(*scenario.talks);
  BacktestCounts counts;
  std::uint64_t current = ~std::uint64_t{0};
  for (std::uint64_t run = first; run < first + count; ++run) {
    if (cancel != nullptr && cancel->cancelled()) break;
    if (run / per_coding != current) {
      current = run / per_coding;
      scenario.derivation.DeriveSample(Random(seed, current), &coding);
      talks.StartCoding(coding);
    }
    const TalkResult& result = talks.Run(Random(seed, run), nullptr);
    const Verdict verdict = JudgeWhole(scenario.outcomes, result);
    ++counts.runs;
    ++counts.headlines[verdict.headline];
    for (std::size_t f = 0; f < counts.flags.size(); ++f) {
      counts.flags[f] += (verdict.flags >> f) & 1U;
    }
  }
  return counts;
}

HeadlineForecast ForecastOf(const BacktestCounts& counts, double base_share) {
  HeadlineForecast forecast = BaseRateForecast();
  const auto runs = static_cast<double>(counts.runs);
  for (std::size_t k = 0; k < forecast.size(); ++k) {
    const double share = counts.runs > 0 ? static_cast<double>(counts.headlines[k]) / runs : 0;
    forecast[k] = (1 - base_share) * share + base_share * forecast[k];
  }
  return forecast;
}

}  // namespace dragoman

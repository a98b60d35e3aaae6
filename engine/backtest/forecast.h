#pragma once

#include <array>
#include <cstdint>

#include "engine/backtest/scoring.h"
#include "engine/core/cancel.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// How often each headline and flag came up; adds up to the same in any order.
struct BacktestCounts {
  std::uint64_t runs = 0;
  std::array<std::uint64_t, kNumHeadlines> headlines{};
  std::array<std::uint64_t, kNumFlags> flags{};

  void Add(const BacktestCounts& other);
  friend bool operator==(const BacktestCounts&, const BacktestCounts&) = default;
};

/// Flags and headline of a run as a whole: agreements on substance count once reached, a further
/// meeting and written terms if they stand at the end, the capitals' last answer included.
Verdict JudgeWhole(const OutcomeRules& rules, const TalkResult& result);

/// Runs first .. first + count - 1 of seed `seed`; run i depends on (scenario, seed, i) only.
/// Stops early if cancelled.
BacktestCounts CountRuns(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t first,
                         std::uint64_t count, const CancelToken* cancel = nullptr);

/// Shares of the headlines, mixed with the base rates: (1 - share) engine + share rates.
HeadlineForecast ForecastOf(const BacktestCounts& counts, double base_share);

}  // namespace dragoman

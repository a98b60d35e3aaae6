#pragma once

#include <cstdint>

#include "engine/backtest/scoring.h"
#include "engine/core/cancel.h"
#include "engine/evaluation/verdict_counts.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// Runs first .. first + count - 1 of seed `seed`; run i depends on (scenario, seed, i) only.
/// Each is judged as a whole (kAsAWhole). Stops early if cancelled.
VerdictCounts CountRuns(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t first,
                        std::uint64_t count, const CancelToken* cancel = nullptr);

/// Shares of the headlines, mixed with the base rates: (1 - share) engine + share rates.
HeadlineForecast ForecastOf(const VerdictCounts& counts, double base_share);

}  // namespace dragoman

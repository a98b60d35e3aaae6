#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/batch.h"

namespace dragoman {

/// A probability with one mechanism off, and how far that is from the talks as they are. Both are
/// counted over the same runs with the same random numbers, so `difference` is far surer than two
/// separate batches would make it.
struct AblationShare {
  double p = 0;
  double difference = 0;
  double se = 0;  ///< Of the difference: Monte Carlo error given the codings, as Share::se.
};

/// The talks with one mechanism off. Probabilities at the horizon.
struct AblationRow {
  std::string mechanism;  ///< "M24".
  std::string title;
  std::array<AblationShare, kNumHeadlines> headline{};
  std::array<AblationShare, kNumFlags> flags{};
};

/// Every mechanism switched off in turn.
struct Ablation {
  std::uint64_t runs = 0;
  bool complete = true;                          ///< False if cancelled.
  std::array<double, kNumHeadlines> headline{};  ///< As they are.
  std::array<double, kNumFlags> flags{};
  std::vector<AblationRow> rows;  ///< In the order of the mechanisms' numbers.
  std::vector<std::string> off;   ///< Mechanisms that were off already.
};

/// Runs in all are options.runs times (1 + number of mechanisms that are on); `progress` counts
/// them. The result is the same for any executor.
Ablation RunAblation(const CompiledScenario& scenario, const BatchOptions& options,
                     Executor* executor, const CancelToken* cancel = nullptr,
                     const FunctionRef<void(std::uint64_t)>* progress = nullptr);

/// Runs RunAblation will make, for a progress meter.
std::uint64_t AblationRuns(const CompiledScenario& scenario, std::uint64_t runs);

}  // namespace dragoman

#pragma once

#include <string>
#include <vector>

#include "engine/experiments/comparison.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

namespace dragoman {

/// One variant as it is reported.
struct VariantReport {
  std::string label;     ///< "W3", "W1+W2", or "set".
  std::string question;  ///< In words; for an ad-hoc variant its settings.
  std::string why;
  std::array<OutcomeChange, kNumCompared> changes{};
};

/// A comparison as it is reported.
struct ComparisonReport {
  std::string scenario;
  std::string tier;
  std::uint64_t runs = 0;
  std::uint64_t seed = 1;
  std::size_t codings = 0;
  int talks_per_coding = 0;
  std::vector<VariantReport> variants;
  std::string command;  ///< That gives the same numbers again.
};

/// A table per variant and a count of the signs tested.
std::string ComparisonText(const ComparisonReport& report, const TextStyle& style);

/// {scenario, tier, runs, seed, codings, talks_per_coding, what_ifs: {W3: {question, outcomes: {FC:
/// {base, variant, delta, low, high, expected, holds, verdict, share_of_codings, undecided}}}}}.
Json ComparisonJson(const ComparisonReport& report);

}  // namespace dragoman

#pragma once

#include <span>
#include <string_view>

#include "engine/scenario/runner.h"

namespace dragoman {

/// A number that every run has: what experiments keep, aggregate and analyse.
struct RunOutcome {
  /// How it is summarized.
  enum class Kind : unsigned char {
    kFlag,     ///< 0 or 1; its mean is a probability.
    kInteger,  ///< Whole, in [low, high].
    kNumber,   ///< In [low, high] but for rare runs.
  };

  std::string_view name;
  std::string_view doc;
  Kind kind = Kind::kFlag;
  double low = 0;   ///< Lower end of the quantile sketch; values beyond count as the end.
  double high = 1;  ///< Upper end.
  std::string_view unit = {};
  double (*of)(const RunRecord& record, int parameter) = nullptr;
  int parameter = 0;

  double operator()(const RunRecord& record) const { return of(record, parameter); }
};

/// All outcomes, in a fixed order: what came of the talks at the horizon (some_ceasefire: headline
/// 5 or above; full_ceasefire: 6 or above; collapse: walked out of, or escalation followed; the
/// flags; the headline itself), the flags and headline after the first meeting (`first_...`), the
/// scores of the domain brief e.2, and counts of meetings and days.
std::span<const RunOutcome> RunOutcomes();

/// The outcome of that name, or null.
const RunOutcome* FindRunOutcome(std::string_view name);

}  // namespace dragoman

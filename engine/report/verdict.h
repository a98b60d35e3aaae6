#pragma once

#include <string>
#include <vector>

#include "engine/scenario/batch.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// The result in a few sentences, each derived from the numbers; the first is the shortest answer.
std::vector<std::string> VerdictSentences(const CompiledScenario& scenario,
                                          const BatchSummary& summary);

/// What the claims marked `reported_outcome` say the meeting agreed.
struct ReportedResult {
  std::vector<std::string> claims;  ///< Their ids.
  Verdict verdict;                  ///< Its flags and headline.
  bool exists() const { return !claims.empty(); }
};
ReportedResult ReportedOutcome(const CompiledScenario& scenario);

/// What a reader of this result should be warned of.
std::vector<std::string> Warnings(const CompiledScenario& scenario, const BatchSummary& summary);

}  // namespace dragoman

#pragma once

#include "engine/analysis/frontier.h"
#include "engine/analysis/internal/additive_problem.h"

namespace dragoman::internal {

/// Points that maximise a weighted sum of utilities, each weighting solved exactly, group by group.
/// Two parties: all corners of the upper right hull, by dichotomic search (Aneja & Nair,
/// "Bicriteria transportation problem", Management Science 25, 1979). More parties: each party
/// alone, all equally, and `weightings` random ones; utilities count in units of their range.
Frontier SupportedFrontier(const UtilityProfile& profile, const AdditiveProblem& problem,
                           const FrontierOptions& options);

/// The frontier of random outcomes and of what improving them issue by issue leads to.
Frontier SampledFrontier(const UtilityProfile& profile, const FrontierOptions& options,
                         Executor* executor);

}  // namespace dragoman::internal

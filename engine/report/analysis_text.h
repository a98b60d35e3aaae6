#pragma once

#include <string>
#include <string_view>

#include "engine/analysis/space_analysis.h"
#include "engine/experiments/prepared_domain.h"
#include "engine/report/text_layout.h"
#include "engine/wire/json_writer.h"

/// @file
/// What `dragoman analyze` prints.

namespace dragoman {

/// The most frontier points a text lists; JSON lists all.
inline constexpr std::size_t kMaxListedPoints = 40;

/// Solutions, frontier and zone of possible agreements, with a word on what each means.
std::string AnalysisText(const PreparedDomain& prepared, const SpaceAnalysis& analysis,
                         const TextStyle& style);
/// The same under the definitions of the preset `negmas`.
std::string NegmasAnalysisText(const PreparedDomain& prepared, const NegmasAnalysis& analysis,
                               const TextStyle& style);

/// `pareto_n`, `pareto_utils`, `nash`, `kalai` (egalitarian), `ks`, `max_welfare`,
/// `max_relative_welfare`, `opposition` and more; a point is `{utils, outcome}`.
Json AnalysisJson(const PreparedDomain& prepared, const SpaceAnalysis& analysis);
/// `opposition` is null where no outcome is rational for everybody.
Json NegmasAnalysisJson(const PreparedDomain& prepared, const NegmasAnalysis& analysis);

/// "exact", "epsilon", "supported", "sampled".
std::string_view GuaranteeName(Guarantee guarantee);
/// What the guarantee of this frontier promises, in a sentence.
std::string GuaranteeText(const Frontier& frontier);

}  // namespace dragoman

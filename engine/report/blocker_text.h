#pragma once

#include <string>

#include "engine/report/text_layout.h"
#include "engine/scenario/batch.h"

namespace dragoman {

/// Who blocked what and how often: constraints that block alone, pairs that block only together,
/// and why each constraint is there.
std::string BlockerText(const CompiledScenario& scenario, const BatchSummary& summary,
                        const TextStyle& style);

}  // namespace dragoman

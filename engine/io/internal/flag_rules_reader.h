#pragma once

#include "engine/backtest/case.h"
#include "engine/wire/value_readers.h"

namespace dragoman {

/// Reads a case's `flags_when` block over its issues.
void ReadFlagRules(const ReadPlace& place, const std::vector<BacktestIssue>& issues,
                   FlagRules* rules);

}  // namespace dragoman

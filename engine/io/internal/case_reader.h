#pragma once

#include "engine/backtest/case.h"
#include "engine/wire/value_readers.h"

namespace dragoman {

/// Reads one case of schema negotiation-backtest/1; everything wrong goes to the place's problems.
void ReadCase(const ReadPlace& root, BacktestCase* value);

}  // namespace dragoman

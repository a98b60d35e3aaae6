#pragma once

#include "engine/apps/cli/console.h"

namespace dragoman {

/// Sends spdlog's lines to `console.err` as "dragoman: warning: ...": warnings by default,
/// everything with --verbose, errors alone with --quiet.
void StartLog(const Console& console);

}  // namespace dragoman

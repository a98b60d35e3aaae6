#pragma once

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"

namespace dragoman {

/// `dragoman play`: shows where the game stands, reads lines from standard input and acts on them,
/// to the end of the run or of the input. The exit code; throws like a command.
int PlayGame(const Arguments& arguments, Console* console);

}  // namespace dragoman

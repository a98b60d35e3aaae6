#pragma once

#include <string>
#include <vector>

#include "engine/apps/cli/console.h"

namespace dragoman {

/// The whole program: `words` is the command line without the program's name. Returns the exit
/// code; throws nothing.
int RunProgram(const std::vector<std::string>& words, Console* console);

}  // namespace dragoman

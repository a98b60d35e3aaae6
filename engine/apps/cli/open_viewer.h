#pragma once

#include <string>

namespace dragoman {

/// Asks the desktop to show a file or an address (xdg-open), without waiting for it. Returns what
/// went wrong, or nothing.
std::string OpenViewer(const std::string& what);

}  // namespace dragoman

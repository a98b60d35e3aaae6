#include "engine/apps/cli/console.h"

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string_view>

#include <unistd.h>

namespace dragoman {
namespace {

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

/// The terminal shows UTF-8: the first of these variables that is set decides (POSIX).
bool Utf8Locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = Environment(name);
    if (value.empty()) continue;
    return value.find("UTF-8") != std::string_view::npos ||
           value.find("utf8") != std::string_view::npos ||
           value.find("utf-8") != std::string_view::npos;
  }
  return false;
}

}  // namespace

Console ProcessConsole() {
  const bool terminal = isatty(STDOUT_FILENO) == 1 && Environment("TERM") != "dumb";
  // https://no-color.org: any value but the empty one.
  const bool plain = !Environment("NO_COLOR").empty();
  TextStyle style;
  style.colour = terminal && !plain;
  style.unicode = terminal && !plain && Utf8Locale();
  return Console{std::cout, std::cerr, style, isatty(STDERR_FILENO) == 1};
}

}  // namespace dragoman

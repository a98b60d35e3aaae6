#include "engine/apps/cli/console.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "engine/wire/number_text.h"

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

/// The terminal says that it shows 24-bit colours: terminfo has no word for it that all of them
/// know, so COLORTERM is what most set; "-direct" is the ending of ncurses' names for such ones.
bool TrueColourTerminal() {
  const std::string_view colour = Environment("COLORTERM");
  return colour == "truecolor" || colour == "24bit" ||
         Environment("TERM").find("direct") != std::string_view::npos;
}

constexpr int kUsualWidth = 100;
constexpr int kLeastWidth = 40;
constexpr int kMostWidth = 400;

/// COLUMNS if it is a number one can write in; else what the terminal says, if it is narrower than
/// lines usually are.
int WidthOf(bool terminal) {
  const NumberText columns = ParseNumber(Environment("COLUMNS"));
  if (columns.kind == NumberText::Kind::kNumber && columns.value >= kLeastWidth &&
      columns.value <= kMostWidth) {
    return static_cast<int>(columns.value);
  }
  winsize size{};
  if (!terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < kLeastWidth) {
    return kUsualWidth;
  }
  return std::min<int>(size.ws_col, kUsualWidth);
}

}  // namespace

Console ProcessConsole() {
  const bool terminal = isatty(STDOUT_FILENO) == 1 && Environment("TERM") != "dumb";
  // https://no-color.org: any value but the empty one.
  const bool plain = !Environment("NO_COLOR").empty();
  TextStyle style;
  style.colour = terminal && !plain;
  style.true_colour = style.colour && TrueColourTerminal();
  style.unicode = terminal && !plain && Utf8Locale();
  style.width = WidthOf(terminal);
  Console console{std::cout, std::cerr, style, isatty(STDERR_FILENO) == 1};
  console.out_terminal = terminal;
  return console;
}

}  // namespace dragoman

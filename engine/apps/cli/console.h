#pragma once

#include <ostream>
#include <stdexcept>
#include <string>

#include "engine/report/text_layout.h"

namespace dragoman {

/// Where a command writes: results to `out`, everything else to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  TextStyle style;            ///< Of `out`.
  bool err_terminal = false;  ///< A progress line may be shown.
  bool out_terminal = false;  ///< Somebody looks at `out`.
  bool verbose = false;       ///< --verbose was given.
  bool quiet = false;         ///< --quiet was given: no progress, no warnings.
};

/// The console of this process: colours and block characters only on a terminal, none with
/// NO_COLOR; 24-bit colours where COLORTERM is truecolor or 24bit or TERM names a direct one. Lines
/// as wide as COLUMNS says, else as the terminal is, up to 100.
Console ProcessConsole();

/// Exit codes.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitBadInput = 2;
inline constexpr int kExitInterrupted = 130;

/// The command line itself is wrong; ends in exit code 2 and a pointer to --help.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a command was given is wrong; the text is complete lines. Exit code 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The command could not do its work. Exit code 1.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dragoman

#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace dragoman::testing_support {

/// What a program that has ended left behind.
struct ProcessResult {
  int exit_code = -1;  ///< 128 + signal if a signal ended it.
  std::string out;
  std::string err;
};

struct ProcessOptions {
  std::string folder;                    ///< Working folder; empty: the repository.
  std::vector<std::string> environment;  ///< "NAME=value", beside a fixed plain environment.
  std::string out_path;                  ///< Standard output goes to this file instead.
};

/// A running program, with its outputs in pipes. Ended at the latest when the object dies.
class Process {
 public:
  Process(const std::vector<std::string>& command, const ProcessOptions& options = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Waits until `text` has been written to standard error; false if the program ended without it.
  bool WaitForError(const std::string& text);
  void Signal(int number) const;
  ProcessResult Wait();

 private:
  bool ReadSome();

  pid_t child_ = -1;
  int out_ = -1;
  int err_ = -1;
  ProcessResult result_;
};

/// Runs build/.../dragoman with `arguments` to its end.
ProcessResult RunDragoman(const std::vector<std::string>& arguments,
                          const ProcessOptions& options = {});

/// The same with standard output on a terminal; what was written there is `out`.
ProcessResult RunDragomanOnTerminal(const std::vector<std::string>& arguments,
                                    const ProcessOptions& options = {});

}  // namespace dragoman::testing_support

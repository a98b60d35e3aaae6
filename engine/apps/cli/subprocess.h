#pragma once

#include <string>
#include <vector>

namespace dragoman {

/// What another program said.
struct SubprocessResult {
  bool found = true;   ///< False: there is no such program.
  int exit_code = -1;  ///< 128 + signal if a signal ended it.
  std::string out;
  std::string err;
};

/// Runs a program of the PATH with these words, without a shell, and waits for it. It reads
/// nothing.
SubprocessResult RunSubprocess(const std::vector<std::string>& words);

/// What it complained of, for an error message: its output without line feeds at the end, or its
/// exit code.
std::string ComplaintOf(const SubprocessResult& result);

}  // namespace dragoman

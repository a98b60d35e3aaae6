#pragma once

#include <string>

namespace dragoman {

/// `text` as one word of a POSIX shell.
std::string ShellWord(const std::string& text);

}  // namespace dragoman

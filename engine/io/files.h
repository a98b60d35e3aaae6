#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/wire/document.h"

namespace dragoman {

/// A file's bytes, or why they could not be read ("no such file", "is a directory").
struct FileText {
  std::string text;
  std::string error;

  bool ok() const { return error.empty(); }
};

/// Reads a whole file of at most `limit` bytes.
FileText ReadFile(const std::string& path, std::size_t limit = kMaxDocumentBytes);

/// Writes a file so that a reader sees the old text or the new one, never a part: a temporary file
/// in the same folder, then a rename. Keeps the permissions of a file that is replaced; follows a
/// symbolic link; writes in place what is not a regular file (a pipe, /dev/stdout).
/// Returns why it failed, or nothing.
std::optional<std::string> WriteFile(const std::string& path, std::string_view text);

}  // namespace dragoman

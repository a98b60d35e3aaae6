#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman {

/// A file written piece by piece that appears under its name only when it is whole: pieces go to a
/// temporary file beside it, which Commit() renames. Without Commit() nothing is left behind. What
/// exists and is no regular file (a pipe, /dev/stdout) is written directly.
class AtomicFile {
 public:
  AtomicFile() = default;
  ~AtomicFile() { Discard(); }
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Each returns why it failed, or nothing. After a failure only Discard() does anything.
  std::optional<std::string> Open(const std::string& path);
  std::optional<std::string> Write(std::string_view text);
  std::optional<std::string> Commit();

  /// Removes what was written so far.
  void Discard();

 private:
  std::optional<std::string> Fail(int error);

  std::FILE* file_ = nullptr;
  std::string path_;
  std::string temporary_;  ///< Empty: written directly.
};

}  // namespace dragoman

#include "engine/experiments/atomic_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <unistd.h>

namespace dragoman {
namespace {

std::string FileErrorText(int error) {
  if (error == ENOENT) return "no such folder";
  if (error == EISDIR) return "is a directory";
  return std::generic_category().message(error);
}

}  // namespace

std::optional<std::string> AtomicFile::Open(const std::string& path) {
  Discard();
  std::error_code ignored;
  const auto resolved = std::filesystem::canonical(path, ignored);  // follows a symbolic link
  path_ = resolved.empty() ? path : resolved.string();
  const auto kind = std::filesystem::status(path_, ignored).type();
  if (kind == std::filesystem::file_type::directory) return FileErrorText(EISDIR);
  const bool direct = kind != std::filesystem::file_type::regular &&
                      kind != std::filesystem::file_type::not_found &&
                      kind != std::filesystem::file_type::none;
  temporary_ = direct ? std::string() : path_ + ".tmp-" + std::to_string(getpid());
  file_ = std::fopen((direct ? path_ : temporary_).c_str(), "we");
  if (file_ != nullptr) return std::nullopt;
  temporary_.clear();
  return FileErrorText(errno);
}

std::optional<std::string> AtomicFile::Write(std::string_view text) {
  if (file_ == nullptr) return "is not open";
  if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) return std::nullopt;
  return Fail(errno);
}

std::optional<std::string> AtomicFile::Commit() {
  if (file_ == nullptr) return "is not open";
  if (std::fflush(file_) != 0) return Fail(errno);
  // A full disk may show only here.
  if (!temporary_.empty() && fsync(fileno(file_)) != 0) return Fail(errno);
  const int closed = std::fclose(file_);
  file_ = nullptr;
  if (closed != 0) return Fail(errno);
  if (temporary_.empty()) return std::nullopt;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return Fail(errno);
  temporary_.clear();
  return std::nullopt;
}

void AtomicFile::Discard() {
  if (file_ != nullptr) std::fclose(file_);
  file_ = nullptr;
  if (!temporary_.empty()) std::remove(temporary_.c_str());
  temporary_.clear();
}

std::optional<std::string> AtomicFile::Fail(int error) {
  Discard();
  return FileErrorText(error);
}

}  // namespace dragoman

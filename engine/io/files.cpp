#include "engine/io/files.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dragoman {
namespace {

std::string ErrorText(int error) {
  if (error == ENOENT) return "no such file";
  if (error == EISDIR) return "is a directory";
  return std::generic_category().message(error);
}

/// Closes a file descriptor at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return value_; }
  bool ok() const { return value_ >= 0; }
  /// 0, or errno: a full disk may show only here.
  int Close() {
    const int result = value_ >= 0 && close(value_) != 0 ? errno : 0;
    value_ = -1;
    return result;
  }

 private:
  int value_;
};

/// 0, or errno.
int WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::optional<std::string> WriteInPlace(const std::string& path, std::string_view text) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  int error = file.ok() ? WriteAll(file.get(), text) : errno;
  if (const int close_error = file.Close(); error == 0) error = close_error;
  if (error != 0) return ErrorText(error);
  return std::nullopt;
}

/// Opens a new file beside `path`; its name goes to `temporary`.
int OpenTemporary(const std::string& path, std::string* temporary) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    *temporary = path + ".tmp-" + std::to_string(getpid()) + "-" + std::to_string(attempt);
    const int file = open(temporary->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  errno = EEXIST;
  return -1;
}

}  // namespace

FileText ReadFile(const std::string& path, std::size_t limit) {
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.ok()) return {{}, ErrorText(errno)};
  FileText result;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {{}, ErrorText(errno)};
    if (count == 0) return result;
    result.text.append(buffer, static_cast<std::size_t>(count));
    if (result.text.size() > limit) {
      return {{}, "is larger than " + std::to_string(limit) + " bytes"};
    }
  }
}

std::optional<std::string> WriteFile(const std::string& path, std::string_view text) {
  std::error_code ignored;
  const std::filesystem::path real = std::filesystem::canonical(path, ignored);
  const std::string target = real.empty() ? path : real.string();
  struct stat existing{};
  const bool exists = stat(target.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) return ErrorText(EISDIR);
  if (exists && !S_ISREG(existing.st_mode)) return WriteInPlace(target, text);

  std::string temporary;
  Descriptor file(OpenTemporary(target, &temporary));
  if (!file.ok()) {
    return errno == ENOENT ? std::string("no such folder") : ErrorText(errno);
  }
  int error = WriteAll(file.get(), text);
  if (error == 0 && exists && fchmod(file.get(), existing.st_mode & 07777) != 0) error = errno;
  if (const int close_error = file.Close(); error == 0) error = close_error;
  if (error == 0 && rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return std::nullopt;
  unlink(temporary.c_str());
  return ErrorText(error);
}

}  // namespace dragoman

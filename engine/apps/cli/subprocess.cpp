#include "engine/apps/cli/subprocess.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace dragoman {
namespace {

/// Both ends of a pipe, closed with the object.
class SubprocessPipe {
 public:
  SubprocessPipe() { ok_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~SubprocessPipe() {
    for (const int end : ends_) {
      if (end >= 0) close(end);
    }
  }
  SubprocessPipe(const SubprocessPipe&) = delete;
  SubprocessPipe& operator=(const SubprocessPipe&) = delete;

  bool ok() const { return ok_; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void CloseWriter() {
    close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool ok_ = false;
};

/// False at the end of the stream.
bool ReadSome(int file, std::string* text) {
  std::array<char, 4096> bytes{};
  const ssize_t count = read(file, bytes.data(), bytes.size());
  if (count < 0) return errno == EINTR;
  text->append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

void ReadBoth(int out, int err, SubprocessResult* result) {
  std::array<pollfd, 2> files = {pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    if (poll(files.data(), files.size(), -1) < 0 && errno != EINTR) return;
    if (files[0].fd >= 0 && files[0].revents != 0 && !ReadSome(out, &result->out)) files[0].fd = -1;
    if (files[1].fd >= 0 && files[1].revents != 0 && !ReadSome(err, &result->err)) files[1].fd = -1;
  }
}

}  // namespace

SubprocessResult RunSubprocess(const std::vector<std::string>& words) {
  SubprocessResult result;
  SubprocessPipe out;
  SubprocessPipe err;
  if (!out.ok() || !err.ok()) {
    result.err = std::generic_category().message(errno);
    return result;
  }
  std::vector<std::string> copies = words;
  std::vector<char*> argv;
  for (std::string& word : copies) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writer(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writer(), STDERR_FILENO);
  pid_t child = -1;
  const int error = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    result.found = error != ENOENT;
    result.err = std::generic_category().message(error);
    return result;
  }
  out.CloseWriter();
  err.CloseWriter();
  ReadBoth(out.reader(), err.reader(), &result);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string ComplaintOf(const SubprocessResult& result) {
  std::string text = result.err.empty() ? result.out : result.err;
  while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
  return text.empty() ? "exit code " + std::to_string(result.exit_code) : text;
}

}  // namespace dragoman

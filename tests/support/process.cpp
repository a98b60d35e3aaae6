#include "tests/support/process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dragoman::testing_support {
namespace {

struct Pipe {
  int read = -1;
  int write = -1;
};

Pipe MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  return {ends[0], ends[1]};
}

std::vector<char*> Pointers(std::vector<std::string>* texts) {
  std::vector<char*> pointers;
  for (std::string& text : *texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> Environment(const ProcessOptions& options) {
  // Nothing of the tester's own settings but where programs are, and what a sanitizer was told.
  // Of two entries of a name the first counts: what a test asks for.
  std::vector<std::string> environment = options.environment;
  environment.insert(environment.end(), {"LANG=C.UTF-8", "TERM=xterm"});
  for (const char* name : {"PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  return environment;
}

/// Starts `command` with these descriptors as its outputs.
pid_t Spawn(std::vector<std::string> command, const ProcessOptions& options, int out, int err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string folder = options.folder.empty() ? DRAGOMAN_SOURCE_DIR : options.folder;
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (options.out_path.empty()) {
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, options.out_path.c_str(), O_WRONLY,
                                     0);
  }
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  std::vector<std::string> environment = Environment(options);
  pid_t child = -1;
  const int failed = posix_spawn(&child, command[0].c_str(), &actions, nullptr,
                                 Pointers(&command).data(), Pointers(&environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
  return child;
}

/// Reads what is there; closes `descriptor` and sets it to -1 at the end of the output.
void ReadFrom(int* descriptor, std::string* text) {
  char bytes[1 << 14];
  const ssize_t count = read(*descriptor, bytes, sizeof bytes);
  if (count > 0) {
    text->append(bytes, static_cast<std::size_t>(count));
  } else if (count == 0 || errno != EINTR) {  // a terminal's end is an error
    close(*descriptor);
    *descriptor = -1;
  }
}

int ExitCodeOf(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::vector<std::string> WithProgram(const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {DRAGOMAN_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const ProcessOptions& options) {
  const Pipe out = MakePipe();
  const Pipe err = MakePipe();
  child_ = Spawn(command, options, out.write, err.write);
  close(out.write);
  close(err.write);
  out_ = out.read;
  err_ = err.read;
}

Process::~Process() {
  if (child_ > 0) {
    kill(child_, SIGKILL);
    ExitCodeOf(child_);
  }
  if (out_ >= 0) close(out_);
  if (err_ >= 0) close(err_);
}

bool Process::ReadSome() {
  pollfd waiting[2] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  if (out_ < 0 && err_ < 0) return false;
  if (poll(waiting, 2, -1) < 0) return errno == EINTR;
  if (out_ >= 0 && waiting[0].revents != 0) ReadFrom(&out_, &result_.out);
  if (err_ >= 0 && waiting[1].revents != 0) ReadFrom(&err_, &result_.err);
  return true;
}

bool Process::WaitForError(const std::string& text) {
  while (result_.err.find(text) == std::string::npos) {
    if (!ReadSome()) return false;
  }
  return true;
}

void Process::Signal(int number) const { kill(child_, number); }

ProcessResult Process::Wait() {
  while (ReadSome()) {
  }
  result_.exit_code = ExitCodeOf(child_);
  child_ = -1;
  return result_;
}

ProcessResult RunDragoman(const std::vector<std::string>& arguments,
                          const ProcessOptions& options) {
  return Process(WithProgram(arguments), options).Wait();
}

ProcessResult RunDragomanOnTerminal(const std::vector<std::string>& arguments,
                                    const ProcessOptions& options) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
    throw std::runtime_error("no terminal to be had");
  }
  char name[128];
  if (ptsname_r(terminal, name, sizeof name) != 0) throw std::runtime_error("no terminal name");
  const int out = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  const Pipe err = MakePipe();
  const pid_t child = Spawn(WithProgram(arguments), options, out, err.write);
  close(out);
  close(err.write);
  ProcessResult result;
  int reading = terminal;
  while (reading >= 0) ReadFrom(&reading, &result.out);
  int errors = err.read;
  while (errors >= 0) ReadFrom(&errors, &result.err);
  result.exit_code = ExitCodeOf(child);
  return result;
}

}  // namespace dragoman::testing_support

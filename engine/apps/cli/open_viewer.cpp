#include "engine/apps/cli/open_viewer.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

namespace dragoman {

std::string OpenViewer(const std::string& what) {
  std::string program = "xdg-open";
  std::string argument = what;
  const std::array<char*, 3> argv = {program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  }
  // A session of its own: Ctrl-C here does not close the browser there.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t child = -1;
  const int error = posix_spawnp(&child, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error == 0) return {};
  if (error == ENOENT) return "there is no xdg-open here; open " + what + " in a browser";
  return "cannot start xdg-open: " + std::generic_category().message(error);
}

}  // namespace dragoman

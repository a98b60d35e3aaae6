#include <cstdio>
#include <string>
#include <vector>

#include "engine/apps/cli/program.h"
#include "engine/core/assert.h"

namespace {

void ReportAssertion(const char* expression, const char* file, int line) {
  std::fprintf(
      stderr,
      "dragoman: internal error: %s:%d: %s\n"
      "This is a mistake in dragoman, not in your input. Please report it with the command.\n",
      file, line, expression);
}

}  // namespace

int main(int argc, char** argv) {
  dragoman::SetAssertionHandler(ReportAssertion);
  dragoman::Console console = dragoman::ProcessConsole();
  return dragoman::RunProgram(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc),
                              &console);
}

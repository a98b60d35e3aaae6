#include "engine/core/assert.h"

namespace dragoman {
namespace {

// Set once at start-up by the program, before any thread; read only when something is already
// wrong.
AssertionHandler g_assertion_handler = nullptr;

}  // namespace

void SetAssertionHandler(AssertionHandler handler) { g_assertion_handler = handler; }

void AssertionFailed(const char* expression, const char* file, int line) {
  if (g_assertion_handler != nullptr) g_assertion_handler(expression, file, line);
  __builtin_trap();
}

}  // namespace dragoman

#pragma once

/// @file
/// Assertions for our own mistakes. A user's mistake is never an assertion: it is a Diagnostic.

namespace dragoman {

/// Called with the failed expression and its place just before the program traps.
using AssertionHandler = void (*)(const char* expression, const char* file, int line);

/// Installs the handler that reports a failed assertion; the model itself prints nothing.
/// A null handler (the default) traps silently, which is what WebAssembly wants.
void SetAssertionHandler(AssertionHandler handler);

/// Reports through the handler and traps.
[[noreturn]] void AssertionFailed(const char* expression, const char* file, int line);

}  // namespace dragoman

/// Always on: for checks that are cheap beside the work they guard.
#define DRAGOMAN_ASSERT(expression)                     \
  (static_cast<bool>(expression) ? static_cast<void>(0) \
                                 : ::dragoman::AssertionFailed(#expression, __FILE__, __LINE__))

/// On in debug builds only: for checks inside inner loops.
#ifdef NDEBUG
#define DRAGOMAN_DEBUG_ASSERT(expression) static_cast<void>(sizeof(static_cast<bool>(expression)))
#else
#define DRAGOMAN_DEBUG_ASSERT(expression) DRAGOMAN_ASSERT(expression)
#endif

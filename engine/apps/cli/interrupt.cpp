#include "engine/apps/cli/interrupt.h"

#include <atomic>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

// A signal handler reaches nothing but globals; the token's flag is lock-free.
std::atomic<CancelToken*> g_interrupted{nullptr};
static_assert(std::atomic<CancelToken*>::is_always_lock_free);
static_assert(std::atomic<bool>::is_always_lock_free);

void OnInterrupt(int /*signal*/) {
  if (CancelToken* token = g_interrupted.load()) token->Cancel();
}

}  // namespace

InterruptGuard::InterruptGuard() {
  DRAGOMAN_ASSERT(g_interrupted.load() == nullptr);
  g_interrupted.store(&token_);
  struct sigaction action{};
  action.sa_handler = OnInterrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, &before_);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &before_, nullptr);
  g_interrupted.store(nullptr);
}

}  // namespace dragoman

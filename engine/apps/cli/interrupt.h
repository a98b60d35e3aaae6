#pragma once

#include <csignal>

#include "engine/core/cancel.h"

namespace dragoman {

/// While it lives, the first Ctrl-C (SIGINT) sets token(); a second one ends the process as usual.
/// One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  const CancelToken& token() const { return token_; }
  bool interrupted() const { return token_.cancelled(); }

 private:
  CancelToken token_;
  struct sigaction before_{};
};

}  // namespace dragoman

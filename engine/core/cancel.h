#pragma once

#include <atomic>

namespace dragoman {

/// A flag that a caller sets to end a long computation early; checked at natural iteration points.
class CancelToken {
 public:
  void Cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
};

}  // namespace dragoman

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>

namespace dragoman {

/// "  34 %  340,000 of 1,000,000 runs" on one line of a terminal, rewritten in place.
///
/// Appears only after half a second, so short work shows nothing, and is rewritten ten times a
/// second at most. Threads may share it.
class ProgressMeter {
 public:
  /// @param terminal  null: shows nothing. `total` counts `what` ("runs").
  ProgressMeter(std::ostream* terminal, std::uint64_t total, std::string what);
  ~ProgressMeter() { Erase(); }
  ProgressMeter(const ProgressMeter&) = delete;
  ProgressMeter& operator=(const ProgressMeter&) = delete;

  void Advance(std::uint64_t count);
  std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }

  /// Takes the line away again, before anything else is printed.
  void Erase();

 private:
  using Time = std::chrono::steady_clock;

  std::ostream* terminal_;
  const std::uint64_t total_;
  const std::string what_;
  std::atomic<std::uint64_t> done_{0};
  std::mutex mutex_;
  Time::time_point next_;
  std::size_t shown_ = 0;  ///< Characters on the line.
};

/// "1,000,000".
std::string WithThousands(std::uint64_t number);

}  // namespace dragoman

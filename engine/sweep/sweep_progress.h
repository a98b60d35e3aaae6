#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>

namespace dragoman {

/// Tells how far a sweep is: on a terminal one line, rewritten ("  42 %  420,000 of 1,000,000 runs
/// 18,200 runs/s  32 s left  0.1 % failed"), elsewhere one JSON line per interval. Threads may
/// share it.
class SweepProgress {
 public:
  enum class Style : unsigned char { kNone, kTerminal, kJsonLines };

  SweepProgress(std::ostream* out, Style style, std::uint64_t total, std::uint64_t done);
  ~SweepProgress() { Erase(); }
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;

  void Advance(std::uint64_t runs, std::uint64_t failed);
  /// Takes the terminal's line away; prints the last JSON line.
  void Erase();

 private:
  using Clock = std::chrono::steady_clock;

  double RunsPerSecond(Clock::time_point now) const;
  void ShowLine(Clock::time_point now);
  void ShowJson(Clock::time_point now);

  std::ostream* out_;
  const Style style_;
  const std::uint64_t total_;
  const std::uint64_t before_;  ///< Runs done before this process began.
  std::uint64_t done_;
  std::uint64_t failed_ = 0;
  const Clock::time_point begun_;
  Clock::time_point next_;
  std::size_t shown_ = 0;
  bool ended_ = false;
  std::mutex mutex_;
};

}  // namespace dragoman

#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace dragoman {

/// The name of this machine; empty if it has none.
std::string HostName();

/// A log of what was computed when and how fast: JSON lines, appended. Nothing depends on it; a
/// line that cannot be written is left out.
class ActivityLog {
 public:
  explicit ActivityLog(const std::string& file);
  ~ActivityLog();
  ActivityLog(const ActivityLog&) = delete;
  ActivityLog& operator=(const ActivityLog&) = delete;

  /// One process begins: when, on what host, with how many threads.
  void Begin(int threads, std::uint64_t chunks_done, std::uint64_t chunks);
  void Chunk(std::uint64_t chunk, std::uint64_t runs, std::uint64_t failed, double seconds);
  void End(const std::string& how, std::uint64_t runs, double seconds);

 private:
  void Write(const std::string& line);

  std::FILE* file_ = nullptr;
};

/// Runs per second of the last process that wrote to such a log; 0 if it tells none. O(file).
double LastSpeed(const std::string& file);

}  // namespace dragoman

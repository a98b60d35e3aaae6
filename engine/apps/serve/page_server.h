#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace dragoman {

/// Shows one page to the browsers of this machine.
///
/// HTTP/1.1 on 127.0.0.1, one thread, GET and HEAD of "/" and nothing else. A request must name
/// this machine in its Host header: otherwise a page from elsewhere, whose name its owner lets
/// point to 127.0.0.1, could read what is served here. Requests are small, connections few and
/// short.
class PageServer {
 public:
  /// Takes the port; 0 takes any that is free. Throws std::system_error (with the system's reason)
  /// where the port cannot be had.
  PageServer(std::string html, std::uint16_t port);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  std::uint16_t port() const;

  /// Serves until Stop(), SIGINT or SIGTERM.
  void Run();
  /// May be called from another thread.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dragoman

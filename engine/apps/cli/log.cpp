#include "engine/apps/cli/log.h"

#include <memory>
#include <utility>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

namespace dragoman {

void StartLog(const Console& console) {
  auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(console.err, /*force_flush=*/true);
  auto logger = std::make_shared<spdlog::logger>("dragoman", std::move(sink));
  logger->set_pattern("%n: %l: %v");
  logger->set_level(console.verbose ? spdlog::level::debug
                    : console.quiet ? spdlog::level::err
                                    : spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace dragoman

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/shell_word.h"

namespace dragoman {

/// How a batch was asked for: what it takes to ask for it again.
struct RunSettings {
  std::string scenario;  ///< As written: a path or a name.
  std::uint64_t runs = 10000;
  std::uint64_t seed = 1;
  std::string tier;                   ///< Empty: the scenario's own.
  std::vector<std::string> settings;  ///< "path=value".
  std::vector<std::string> without;   ///< Mechanisms switched off.
  bool without_reported_outcomes = false;
  bool ablate = false;
};

/// The command that gives the same numbers, quoted for a POSIX shell.
std::string ReproducingCommand(const RunSettings& settings);

/// The command that tells one of its runs in words.
std::string ReplayingCommand(const RunSettings& settings, std::uint64_t run);

/// The command that goes on with a saved seat game.
std::string PlayingCommand(const RunSettings& settings, const std::string& moves_file);

}  // namespace dragoman

#pragma once

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/error_text.h"
#include "engine/sweep/sweep_file.h"
#include "tests/io/temporary_folder.h"

/// @file
/// Experiments over scenarios/two-towns.yaml that take a fraction of a second.

namespace dragoman::testing_support {

inline std::string FileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline SweepFile LoadSmallSweep(const std::string& path,
                                const std::vector<std::string>& settings = {}) {
  const auto find = [](const std::string& name) {
    return std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
  };
  return LoadSweep(path, settings, find);
}

/// 32 Sobol' points of two parameters, 20 runs each: 640 runs in 16 chunks.
inline std::string SmallSweepText() {
  return "scenario: two-towns\n"
         "parameters:\n"
         "  - {id: readiness, set: mechanisms.M9.pi, range: [0, 1]}\n"
         "  - {id: noise, set: mechanisms.M24.q, range: [0, 1]}\n"
         "design: {kind: sobol, points: 32}\n"
         "replicates: 20\n"
         "chunk_runs: 50\n"
         "outcomes: [some_ceasefire, headline, collapse, days]\n";
}

/// Throws, and so fails the test, if the experiment has problems.
inline std::unique_ptr<const Sweep> MakeSmallSweep(const std::vector<std::string>& settings = {},
                                                   const std::string& text = SmallSweepText()) {
  const TemporaryFolder folder;
  WriteBytes(folder.Path("small.yaml"), text);
  SweepFile file = LoadSmallSweep(folder.Path("small.yaml"), settings);
  if (!file.ok()) throw std::runtime_error(FormatProblems(file.problems));
  return std::move(file.sweep);
}

}  // namespace dragoman::testing_support

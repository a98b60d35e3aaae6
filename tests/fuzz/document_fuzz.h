#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/error_text.h"
#include "engine/io/load.h"
#include "engine/wire/json_writer.h"
#include "tests/wire/sample_struct.h"

namespace dragoman::testing_support {

/// The body of both document fuzz targets. Byte 1, which no valid text holds, parts the document
/// from the settings after it, one per part.
inline void ReadDocument(std::string_view data, TextFormat format) {
  std::vector<std::string> settings;
  std::size_t separator = data.find('\x01');
  const std::string_view text = data.substr(0, separator);
  while (separator != std::string_view::npos) {
    const std::size_t next = data.find('\x01', separator + 1);
    settings.emplace_back(data.substr(separator + 1, next - separator - 1));
    separator = next;
  }
  const auto loaded = LoadStructFromText<SampleScenario>(text, "f", format, settings);
  for (const Problem& problem : loaded.problems) {
    // Every problem says something, in one line.
    const std::string line = FormatProblem(problem);
    if (problem.message.empty() || line.find('\n') != std::string::npos) std::abort();
  }
  if (!loaded.ok()) return;
  // What was taken without complaint can be written, and reads back as the same.
  const std::string written = JsonText(JsonOf(loaded.value));
  const auto again = LoadStructFromText<SampleScenario>(written, "again", TextFormat::kJson);
  if (!again.ok() || JsonText(JsonOf(again.value)) != written) std::abort();
}

}  // namespace dragoman::testing_support

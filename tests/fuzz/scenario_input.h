#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/load.h"
#include "engine/io/scenario_file.h"
#include "engine/scenario/scenario.h"

namespace dragoman::testing_support {

/// What the scenario fuzz target reads: a text (JSON if it starts with '{', else YAML), then any
/// number of parts, each after a byte 1, which no valid text holds: "--tier NAME", "--without
/// NAME",
/// "--without-reported-outcomes", or a setting PATH=VALUE.
struct ScenarioInput {
  std::string_view text;
  TextFormat format = TextFormat::kYaml;
  std::vector<std::string> settings;
  ScenarioChoices choices;
};

inline void ReadPart(std::string_view part, ScenarioInput* input) {
  constexpr std::string_view kTier = "--tier ";
  constexpr std::string_view kWithout = "--without ";
  if (part.starts_with(kTier)) {
    input->choices.tier = part.substr(kTier.size());
  } else if (part.starts_with(kWithout)) {
    input->choices.without.emplace_back(part.substr(kWithout.size()));
  } else if (part == "--without-reported-outcomes") {
    input->choices.without_reported_outcomes = true;
  } else {
    input->settings.emplace_back(part);
  }
}

inline ScenarioInput SplitScenarioInput(std::string_view data) {
  ScenarioInput input;
  std::size_t separator = data.find('\x01');
  input.text = data.substr(0, separator);
  input.format = input.text.starts_with('{') ? TextFormat::kJson : TextFormat::kYaml;
  while (separator != std::string_view::npos) {
    const std::size_t next = data.find('\x01', separator + 1);
    ReadPart(data.substr(separator + 1, next - separator - 1), &input);
    separator = next;
  }
  return input;
}

inline ScenarioFile LoadScenarioInput(const ScenarioInput& input) {
  return LoadScenarioText(input.text, "f", input.format, input.settings, input.choices);
}

}  // namespace dragoman::testing_support

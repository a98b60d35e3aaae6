#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/function_ref.h"
#include "engine/io/load.h"
#include "engine/scenario/scenario.h"
#include "engine/wire/document.h"

namespace dragoman {

/// A scenario as loaded: ready to run, or everything that is wrong with it.
struct ScenarioFile {
  std::unique_ptr<const CompiledScenario> scenario;  ///< Null unless ok().
  Scenario source;    ///< As written, with the settings; incomplete unless ok().
  Document document;  ///< To place later diagnostics (PlaceProblems).
  std::vector<Problem> problems;

  bool ok() const { return problems.empty(); }
};

/// Reads a scenario (JSON if the name ends in ".json", else YAML), applies `settings`
/// ("path=value", engine/wire/overrides.h) and compiles it under `choices`.
///
/// Problems of reading and of compiling are reported together, ordered by place; a problem that
/// only follows from another one is left out. Those of a setting or a choice name it in place of
/// the file: "--set talks.meetings=0: error: ...", "--tier C: error: ...".
ScenarioFile LoadScenario(const std::string& path, std::span<const std::string> settings = {},
                          const ScenarioChoices& choices = {});

/// As LoadScenario; `edit` changes the scenario between reading and compiling.
ScenarioFile LoadScenario(const std::string& path, std::span<const std::string> settings,
                          const ScenarioChoices& choices, FunctionRef<void(Scenario*)> edit);

/// As LoadScenario, from a text; `file` is the name shown in problems.
ScenarioFile LoadScenarioText(std::string_view text, const std::string& file, TextFormat format,
                              std::span<const std::string> settings = {},
                              const ScenarioChoices& choices = {});

}  // namespace dragoman

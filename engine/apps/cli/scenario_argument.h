#pragma once

#include <string>
#include <vector>

#include "engine/apps/cli/arguments.h"
#include "engine/apps/cli/console.h"
#include "engine/io/scenario_file.h"

namespace dragoman {

/// Folders that a bare scenario name is looked up in: ./scenarios, then the one installed with the
/// program (../share/dragoman/scenarios), then the one of the source tree the program was built in.
std::vector<std::string> ScenarioFolders();

/// Files "*.yaml" of those folders, by name within each folder.
std::vector<std::string> ScenarioFiles();

/// The file a SCENARIO argument means: a path, or a bare name. Throws InputError.
std::string FindScenario(const std::string& argument);

/// The options --tier, --set, --without and --without-reported-outcomes.
std::vector<CliOption> ScenarioOptions();

/// Loads and compiles what the arguments name. Throws InputError with every problem; warns of
/// settings of mechanisms that are off.
ScenarioFile LoadScenarioArgument(const std::string& argument, const Arguments& arguments);

/// The mechanisms that --without switches off, each once, in the order given; lists as in M2,M11
/// are taken apart. Throws UsageError where a name is missing.
std::vector<std::string> MechanismsWithout(const Arguments& arguments);

/// How the arguments choose.
ScenarioChoices ChoicesOf(const Arguments& arguments);

}  // namespace dragoman

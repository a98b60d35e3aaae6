#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/function_ref.h"
#include "engine/sweep/sweep.h"
#include "engine/wire/document.h"

namespace dragoman {

/// An experiment file as loaded: ready to run, or everything that is wrong with it.
struct SweepFile {
  std::unique_ptr<const Sweep> sweep;  ///< Null unless ok().
  std::vector<Problem> problems;
  std::vector<std::string> warnings;  ///< Parameters that are set but do nothing.

  bool ok() const { return problems.empty(); }
};

/// Finds the file of a scenario that is named without a folder; may throw.
using ScenarioFinder = FunctionRef<std::string(const std::string&)>;

/// Reads an experiment file, applies `settings` ("replicates=20"), loads its scenario under each of
/// its what-ifs, and compiles the corners of the design: every parameter at its lowest and highest
/// value while the others stand in the middle. Problems are reported all at once, those of the
/// scenario at their own place.
///
/// A parameter is warned of if its mechanism is off, if the scenario's settings or what-ifs set the
/// same path, or if moving it from end to end changes nothing in a few hundred runs.
SweepFile LoadSweep(const std::string& path, const std::vector<std::string>& settings,
                    ScenarioFinder find);

}  // namespace dragoman

#pragma once

#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// What a look at the corners of a design finds.
struct IdleCheck {
  Diagnostics problems;  ///< Corners that make no valid scenario, with on_failure: abort.
  std::vector<std::string> warnings;  ///< Parameters that change nothing, and why.
};

/// Compiles every parameter at its lowest and highest value while the others stand in the middle of
/// their ranges, and runs a few hundred talks at both: a parameter whose runs are the same to the
/// bit does nothing there. `settings` are those of the experiment, which a parameter overrides.
IdleCheck CheckParametersAct(const Sweep& sweep, const std::vector<std::string>& settings);

}  // namespace dragoman

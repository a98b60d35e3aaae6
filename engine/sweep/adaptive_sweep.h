#pragma once

#include "engine/sensitivity/adaptive_map.h"
#include "engine/sweep/sweep_runner.h"

namespace dragoman {

/// Computes an adaptive map (sensitivity/adaptive_map.h): batch by batch, each decided by what came
/// before. A batch is one chunk; what the store has already is read, not computed, so a map that
/// was cut off goes on where it stood, and the result does not depend on threads or interruptions.
SweepRun RunAdaptive(const Sweep& sweep, ResultStore* store, const SweepRunOptions& options,
                     Executor* executor, const CancelToken* cancel, SweepProgress* progress,
                     const std::string& activity);

/// The map as far as it is computed. `complete` is false if batches are missing.
struct AdaptiveView {
  AdaptiveMapResult map;
  bool complete = false;
};
AdaptiveView ReadAdaptive(const Sweep& sweep, ResultStore* store);

}  // namespace dragoman

#pragma once

#include <memory>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// The design of an experiment.
struct MadeDesign {
  std::unique_ptr<const Design> design;  ///< Null for a list.
  std::uint64_t cells = 0;
  std::uint64_t cells_per_base = 1;  ///< Cells that one more point adds.
  bool growing = false;              ///< More points keep the old ones.
};

/// Lays out the design that the experiment names. Problems are placed in the experiment file.
/// @param listed points of a list.
Checked<MadeDesign> MakeDesignOf(const SweepConfig& config,
                                 const std::vector<SweptParameter>& parameters,
                                 std::uint64_t listed);

}  // namespace dragoman

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/scenario/runner.h"

namespace dragoman {

/// How often a side said no to the last package of a run, for one reason, and by how much the
/// package fell short of what it would have taken.
struct RefusalShare {
  int side = 0;  ///< Who refused.
  Refusal refusal = Refusal::kNone;
  double share = 0;         ///< Of the runs looked at.
  bool measured = false;    ///< False: refused on principle, at any price.
  double median_short = 0;  ///< Gain missing, in units of utility.
  double most_short = 0;    ///< In nine runs of ten it was less than this.
};

struct RefusalTally {
  std::uint64_t runs = 0;             ///< Looked at: runs 0 to runs - 1.
  std::array<double, kSides> none{};  ///< Share of runs in which no package reached the side.
  std::vector<RefusalShare> shares;   ///< Most frequent first.
};

/// The last package tabled to each side in runs 0 to runs - 1. Of a run in which it was accepted
/// nothing is counted.
RefusalTally TallyRefusals(const CompiledScenario& scenario, std::uint64_t seed,
                           std::uint64_t runs);

}  // namespace dragoman

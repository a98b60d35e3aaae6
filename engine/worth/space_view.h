#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/space_analysis.h"
#include "engine/core/executor.h"
#include "engine/scenario/scenario.h"

namespace dragoman {

/// What packages are worth to one party: additive utility in [0, 1] by the most likely reading of
/// the claims, as `dragoman analyze` counts it.
struct PartyWorth {
  std::size_t party = 0;  ///< Place in the scenario's list.
  std::string id;
  std::string name;
  bool principal = false;
  UtilityFunction utility;
  /// Worth of no deal: for a principal by the outlook of engine/talks/no_deal.h, before its cost;
  /// for others the worth of what is in force, as no deal leaves it.
  double floor = 0;
  double least = 0;  ///< Over all packages.
  double most = 0;
};

/// The packages as two parties see them.
struct PairSpace {
  std::size_t first = 0;  ///< Place in SpaceView::parties.
  std::size_t second = 0;
  SpaceAnalysis analysis;
};

/// Parties that have preferences, and the space of their packages two by two.
struct SpaceView {
  std::vector<PartyWorth> parties;    ///< Principals first.
  std::vector<PairSpace> pairs;       ///< The principals' first.
  std::vector<std::string> left_out;  ///< What plain utilities do not contain.
  Outcome status_quo;

  /// u of the package to parties[k].
  double Worth(std::size_t k, const Outcome& package) const {
    return parties[k].utility.Evaluate(package);
  }
};

/// Parties shown pair by pair: with four of them there are six pairs.
inline constexpr std::size_t kPairedParties = 4;

struct SpaceViewOptions {
  /// Whether PairSpace::analysis.zone is counted, which takes longer than all else together.
  bool count_zones = true;
};

/// Values every party that has a position on something, and analyses the pairs of the first four
/// of them (the principals alone if there are fewer than four).
SpaceView MakeSpaceView(const CompiledScenario& scenario, Executor* executor,
                        const SpaceViewOptions& options = {});

}  // namespace dragoman

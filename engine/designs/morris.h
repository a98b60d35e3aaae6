#pragma once

#include <vector>

#include "engine/designs/design.h"

namespace dragoman {

/// Largest number of levels of a Morris design; levels are even.
inline constexpr std::uint32_t kMaxMorrisLevels = 1000;
/// Candidate trajectories among which an optimised Morris design chooses.
inline constexpr std::uint64_t kMaxMorrisCandidates = 2000;

/// Trajectories for elementary effects (Morris, Technometrics 33, 1991).
///
/// A trajectory starts on the grid {0, 1/(p-1), ..., 1} of p levels and changes one parameter (one
/// group of parameters) a step by plus or minus delta = p / (2 (p - 1)), each exactly once, in
/// random order. Rows come trajectory by trajectory, num_groups() + 1 each. The members of a group
/// move together, each in its own direction.
///
/// Without candidates trajectory t depends on (seed, t) only, so a design begins with any shorter
/// one of the same seed. With candidates the set of `trajectories` among that many random ones is
/// chosen that spreads most: it maximises the sum of the squared distances of its pairs, where the
/// distance of two trajectories is the sum of the Euclidean distances of their points (Campolongo,
/// Cariboni & Saltelli, Environmental Modelling & Software 22, 2007). The search grows a set from
/// each candidate greedily (after Ruano et al., same journal 37, 2012), then exchanges members
/// while that helps, and keeps the best; a thousand candidates of 25 parameters take seconds.
class MorrisDesign final : public Design {
 public:
  /// @param levels even, 2 ... kMaxMorrisLevels; 4 is usual.
  /// @param candidates 0: no optimisation; else trajectories ... kMaxMorrisCandidates.
  /// @param groups group of each parameter, 0 ... G-1, each number in use; empty: one group each.
  /// @pre dimensions >= 1, trajectories >= 1, and the rows can be counted in 64 bits.
  MorrisDesign(std::size_t dimensions, std::uint64_t trajectories, std::uint32_t levels,
               std::uint64_t seed, std::uint64_t candidates = 0,
               std::vector<std::size_t> groups = {});

  std::size_t dimensions() const override { return groups_.size(); }
  std::uint64_t size() const override { return trajectories_ * rows_per_trajectory(); }
  void Point(std::uint64_t k, std::span<double> point) const override;

  /// Groups (parameters, without groups) + 1.
  std::uint64_t rows_per_trajectory() const { return std::uint64_t{num_groups_} + 1; }
  std::uint64_t trajectories() const { return trajectories_; }
  std::size_t num_groups() const { return num_groups_; }
  /// The step of a parameter, in units of its range: p / (2 (p - 1)).
  double delta() const;

  /// The candidates chosen, in the order of the trajectories; empty without optimisation.
  const std::vector<std::uint64_t>& chosen() const { return chosen_; }

 private:
  std::uint64_t trajectories_;
  std::uint32_t levels_;
  std::uint64_t seed_;
  std::size_t num_groups_;
  std::vector<std::size_t> groups_;    // group of each parameter
  std::vector<std::uint64_t> chosen_;  // candidate of each trajectory
};

}  // namespace dragoman

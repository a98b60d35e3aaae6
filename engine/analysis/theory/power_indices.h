#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/diagnostic.h"

/// @file
/// How often a member of a weighted voting body decides.

namespace dragoman {

/// A coalition wins if its weights sum to at least the quota.
struct VotingBody {
  std::vector<std::int64_t> weights;  ///< 0 or more.
  std::int64_t quota = 0;             ///< 1 .. sum of the weights.
};

/// Numbers of one member.
struct VotingPower {
  double shapley_shubik = 0;         ///< Share of orders of joining in which it is pivotal.
  double banzhaf_normalised = 0;     ///< Its swings over all swings.
  double banzhaf_absolute = 0;       ///< Its swings over 2^(n-1): the chance to decide.
  std::uint64_t banzhaf_swings = 0;  ///< Winning coalitions that lose without it.
  /// Numbers of swings by size of the coalition that is joined, 0 .. n - 1: the exact content of
  /// the indices (sum of s! (n-1-s)! / n! times these is Shapley-Shubik's).
  std::vector<std::uint64_t> swings_by_size;
};

struct PowerIndices {
  std::vector<VotingPower> members;
  std::uint64_t winning_coalitions = 0;
  std::uint64_t total_swings = 0;
};

inline constexpr std::size_t kMaxVoters = 60;
/// Cells of the table of coalitions by size and weight.
inline constexpr std::int64_t kMaxVotingCells = 8'000'000;

/// Both indices, exactly: coalitions are counted in whole numbers by size and weight (the
/// generating function of the weights, one member divided out at a time), and each index is rounded
/// once or twice at the end. Weights are divided by their greatest common divisor first.
///
/// Wrong are: no member or more than kMaxVoters, a negative weight, a quota outside 1 .. the sum of
/// the weights, members times quota above kMaxVotingCells. O(members^2 * quota); milliseconds for
/// 27 members.
/// Sources: Shapley & Shubik, APSR 48 (1954); Banzhaf, Rutgers Law Review 19 (1965); Mann &
/// Shapley, RAND RM-3158 (1962), the generating function; Felsenthal & Machover (1998).
Checked<PowerIndices> ComputePowerIndices(const VotingBody& body);

/// The same body in which, besides, every member of `vetoes` (indices) must agree.
/// @pre indices are valid and differ; weights do not overflow: (vetoes + 1) (sum + 1) < 2^63.
VotingBody WithVetoes(const VotingBody& body, std::span<const std::size_t> vetoes);

/// The same body whose members with equal `bloc` vote as one; blocs are numbered 0 .. in any order.
/// @pre one bloc number per member, all numbers up to the largest used.
VotingBody WithBlocs(const VotingBody& body, std::span<const std::size_t> bloc);

}  // namespace dragoman

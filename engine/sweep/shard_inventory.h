#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sweep/result_folder.h"

namespace dragoman {

/// Which shards of a result lie in its folder, by their names alone: a shard has its name only once
/// it is whole and on disk. Merging reads and checks them.
struct ShardInventory {
  std::uint64_t of = 0;  ///< N of shard-K-of-N; where files of several N lie there, the commonest.
  std::vector<std::uint64_t> there;    ///< Numbers K, ascending.
  std::vector<std::uint64_t> missing;  ///< The others of 1..N.
  std::uint64_t others = 0;            ///< Shard files of another N.
  std::uint64_t unfinished = 0;        ///< Files of tasks that compute now, or were killed.
  double shards_per_second = 0;  ///< Between the first and the last that appeared; 0: unknown.
};

/// @param of  the N that is asked for; 0: the commonest there.
ShardInventory FindShards(const ResultFolder& folder, std::uint64_t of);

/// "1-3,7,9-12": ascending numbers as Slurm's --array and people write them.
std::string RangesText(const std::vector<std::uint64_t>& numbers);

}  // namespace dragoman

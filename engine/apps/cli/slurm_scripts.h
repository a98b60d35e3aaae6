#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// What `dragoman sweep submit` writes and asks Slurm for. Texts and arithmetic only.

namespace dragoman {

/// A sweep to be computed in shards, elsewhere.
struct ShardedSweep {
  std::string program;  ///< Path of dragoman, absolute.
  std::string result;   ///< The result's folder, absolute.
  std::uint64_t shards = 1;
};

/// What sbatch is told beside the scripts.
struct SlurmWishes {
  std::string time;       ///< As sbatch's --time; empty: the partition's own limit.
  std::string partition;  ///< Empty: the default one.
};

/// How often a task that failed is put back into the queue, by itself.
inline constexpr int kMostRequeues = 3;

/// A shard takes about this long where nothing is said of their number.
inline constexpr double kSecondsPerShard = 600;

/// job.sh: one shard, number $1 + $SLURM_ARRAY_TASK_ID. A task that fails requeues itself.
std::string SlurmJobScript(const ShardedSweep& sweep);
/// merge.sh: puts the shards together.
std::string SlurmMergeScript(const ShardedSweep& sweep);

/// One array job: shard = offset + index.
struct SlurmArray {
  std::uint64_t offset = 0;
  std::uint64_t tasks = 0;
  std::string indices;  ///< "1-12".
};

/// Cuts shards into arrays whose indices lie below Slurm's MaxArraySize.
std::vector<SlurmArray> CutIntoArrays(const std::vector<std::uint64_t>& shards,
                                      std::uint64_t max_array_size);

/// MaxArraySize of what `scontrol show config` printed; Slurm's default, 1001, if it is not there.
std::uint64_t MaxArraySizeOf(const std::string& config);

/// The words that submit an array, and the merge that waits for all arrays.
std::vector<std::string> SubmitArrayWords(const ShardedSweep& sweep, const SlurmWishes& wishes,
                                          const SlurmArray& array);
std::vector<std::string> SubmitMergeWords(const ShardedSweep& sweep, const SlurmWishes& wishes,
                                          const std::vector<std::string>& array_ids);

/// "12345" or "12345;cluster" of sbatch --parsable; empty if it is neither.
std::string JobIdOf(const std::string& out);

/// The same shards by GNU parallel, or over ssh, for a POSIX shell and bash.
std::string ShardsByHandText(const ShardedSweep& sweep);

/// Shards of `runs` runs at `runs_per_second`, each of about kSecondsPerShard and at least a chunk.
std::uint64_t UsualShards(std::uint64_t runs, std::uint64_t chunks, double runs_per_second);

/// Words as a POSIX shell takes them.
std::string ShellLine(const std::vector<std::string>& words);

}  // namespace dragoman

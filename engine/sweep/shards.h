#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/cancel.h"
#include "engine/core/executor.h"
#include "engine/sweep/result_folder.h"
#include "engine/sweep/sweep_runner.h"

/// @file
/// A sweep computed in parts, anywhere, and put together. Shard k of n holds the chunks
/// [FirstChunkOf(k, n), FirstChunkOf(k + 1, n)) in a file of its own, shards/shard-K-of-N.sqlite,
/// with the tables of a result. A shard is computed again from nothing if its task dies; it appears
/// under its name only when it is whole and on disk, so tasks may be repeated, lost or run twice.

namespace dragoman {

/// Number k of n, counted from 1.
struct ShardNumber {
  std::uint64_t k = 1;
  std::uint64_t n = 1;
};
inline constexpr std::uint64_t kMostShards = 100'000;

/// "shard-003-of-012.sqlite".
std::string ShardName(const ShardNumber& shard);

/// What came of one shard.
struct ShardRun {
  SweepRun run;
  bool already_there = false;  ///< A whole shard of that number was found, and nothing was done.
};

/// Computes a shard of the result in `folder`, unless it is there and whole.
ShardRun ComputeShard(const ResultFolder& folder, const Sweep& sweep, const ShardNumber& shard,
                      Executor* executor, const CancelToken* cancel, SweepProgress* progress);

/// The shard files of a result, by name; unfinished ones left out.
std::vector<std::string> ShardFiles(const ResultFolder& folder);

/// What a merge found.
struct MergeReport {
  std::uint64_t shards = 0;                     ///< Files read.
  std::uint64_t added = 0;                      ///< Chunks taken over.
  std::uint64_t duplicates = 0;                 ///< Chunks found more than once, equal to the byte.
  std::uint64_t missing = 0;                    ///< Chunks nowhere.
  std::vector<std::uint64_t> missing_examples;  ///< The first few.
  std::vector<std::string> bad_files;  ///< Files left out, each with why: damaged, another spec.
};

/// Takes the chunks of all shard files into `store`, in order. Each is checked against its
/// checksum; what is in the store already, or in two files, must be equal. Throws SweepError if it
/// is not: then one of the two was not computed by this program on a sound machine. May be killed
/// and repeated at any moment.
MergeReport MergeShards(const ResultFolder& folder, const Sweep& sweep, ResultStore* store,
                        const CancelToken* cancel);

/// What a verification found.
struct VerifyReport {
  std::uint64_t chunks = 0;            ///< In the store.
  std::vector<std::uint64_t> damaged;  ///< Not what their checksum says.
  std::uint64_t recomputed = 0;
  std::vector<std::uint64_t> different;  ///< Computed again, and not the same.
  bool cancelled = false;
};

/// Reads every chunk of the store, and computes `recompute` of them again, drawn by `seed`.
VerifyReport VerifyStore(const Sweep& sweep, ResultStore* store, std::uint64_t recompute,
                         std::uint64_t seed, Executor* executor, const CancelToken* cancel);

}  // namespace dragoman

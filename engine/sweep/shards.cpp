#include "engine/sweep/shards.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "engine/core/random.h"
#include "engine/sweep/activity.h"
#include "engine/sweep/chunk_worker.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMissingExamples = 8;
constexpr std::string_view kShardSuffix = ".sqlite";

std::string Padded(std::uint64_t number, std::uint64_t most) {
  std::string text = std::to_string(number);
  const std::size_t width = std::max<std::size_t>(3, std::to_string(most).size());
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::uint64_t ShardBegin(const Sweep& sweep, const ShardNumber& shard) {
  return sweep.plan().FirstChunkOf(shard.k - 1, shard.n);
}

std::uint64_t ShardEnd(const Sweep& sweep, const ShardNumber& shard) {
  return sweep.plan().FirstChunkOf(shard.k, shard.n);
}

/// Whether a file holds all chunks of a shard, each as its checksum says.
bool IsWhole(const std::string& file, const Sweep& sweep, const ShardNumber& shard) {
  try {
    ResultStore store(file, sweep, DatabaseMode::kRead);
    for (std::uint64_t c = ShardBegin(sweep, shard); c < ShardEnd(sweep, shard); ++c) {
      if (!store.Read(c, BlocksOf(sweep.plan(), c))) return false;
    }
    return true;
  } catch (const DatabaseError&) {
    return false;
  } catch (const StoreMismatch&) {
    return false;
  }
}

void RemoveStore(const std::string& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal", ".tmp", ".tmp-journal"}) {
    fs::remove(file + suffix, ignored);
  }
}

/// One shard file while it is merged.
class ShardMerger {
 public:
  ShardMerger(const Sweep& sweep, ResultStore* target, MergeReport* report)
      : sweep_(sweep), target_(target), report_(report) {}

  void Take(const std::string& file, const CancelToken* cancel) {
    const std::string name = fs::path(file).filename().string();
    try {
      ResultStore shard(file, sweep_, DatabaseMode::kRead);
      ++report_->shards;
      for (std::uint64_t chunk = 0; chunk < sweep_.plan().chunks(); ++chunk) {
        if (cancel != nullptr && cancel->cancelled()) return;
        if (shard.Has(chunk)) TakeChunk(&shard, name, chunk);
      }
    } catch (const StoreMismatch&) {
      report_->bad_files.push_back(name + ": a shard of another sweep");
    } catch (const DatabaseError& error) {
      if (error.out_of_space()) throw;
      report_->bad_files.push_back(name + ": damaged: " + error.what());
    }
  }

 private:
  void TakeChunk(ResultStore* shard, const std::string& name, std::uint64_t chunk) {
    const std::vector<SweepBlock> blocks = BlocksOf(sweep_.plan(), chunk);
    const std::optional<ChunkResult> result = shard->Read(chunk, blocks);
    if (!result) {
      report_->bad_files.push_back(name + ": chunk " + std::to_string(chunk) +
                                   " is not what its checksum says; left out");
      return;
    }
    if (!target_->Has(chunk)) {
      target_->Append(*result);
      ++report_->added;
      return;
    }
    const std::optional<ChunkResult> before = target_->Read(chunk, blocks);
    if (!before || HashOf(*before) != HashOf(*result)) {
      throw SweepError(name + ": chunk " + std::to_string(chunk) +
                       " differs from the same chunk merged before; the same spec gives the same "
                       "bytes, so one of the two machines or files is at fault: compute it again "
                       "with `dragoman sweep verify`, and remove the wrong file");
    }
    ++report_->duplicates;
  }

  const Sweep& sweep_;
  ResultStore* target_;
  MergeReport* report_;
};

}  // namespace

std::string ShardName(const ShardNumber& shard) {
  return "shard-" + Padded(shard.k, shard.n) + "-of-" + Padded(shard.n, shard.n) +
         std::string(kShardSuffix);
}

ShardRun ComputeShard(const ResultFolder& folder, const Sweep& sweep, const ShardNumber& shard,
                      Executor* executor, const CancelToken* cancel, SweepProgress* progress) {
  ShardRun result;
  std::error_code ignored;
  fs::create_directories(folder.shards(), ignored);
  const std::string file = (fs::path(folder.shards()) / ShardName(shard)).string();
  if (fs::exists(file, ignored)) {
    if (IsWhole(file, sweep, shard)) {
      result.already_there = true;
      return result;
    }
    RemoveStore(file);
  }
  // Two tasks may compute the same shard at once (a node that was only thought lost): each writes
  // a file of its own, and the later rename replaces equal bytes.
  const std::string partial = file + ".part-" + HostName() + "-" + std::to_string(getpid());
  RemoveStore(partial);
  ResultStore::Create(partial, sweep);
  {
    ResultStore store(partial, sweep, DatabaseMode::kWrite);
    SweepRunOptions options;
    options.first_chunk = ShardBegin(sweep, shard);
    options.end_chunk = ShardEnd(sweep, shard);
    result.run = RunSweep(sweep, &store, options, executor, cancel, progress, {});
    if (result.run.end == SweepEnd::kComplete) {
      store.Finish();
      ReplaceFile(partial, file);
      return result;
    }
  }
  RemoveStore(partial);
  return result;
}

std::vector<std::string> ShardFiles(const ResultFolder& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder.shards(), error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("shard-") && name.ends_with(kShardSuffix)) {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

MergeReport MergeShards(const ResultFolder& folder, const Sweep& sweep, ResultStore* store,
                        const CancelToken* cancel) {
  MergeReport report;
  ShardMerger merger(sweep, store, &report);
  for (const std::string& file : ShardFiles(folder)) merger.Take(file, cancel);
  for (std::uint64_t chunk = 0; chunk < sweep.plan().chunks(); ++chunk) {
    if (store->Has(chunk)) continue;
    ++report.missing;
    if (report.missing_examples.size() < kMissingExamples) report.missing_examples.push_back(chunk);
  }
  return report;
}

VerifyReport VerifyStore(const Sweep& sweep, ResultStore* store, std::uint64_t recompute,
                         std::uint64_t seed, Executor* executor, const CancelToken* cancel) {
  VerifyReport report;
  std::vector<std::uint64_t> sound;
  for (std::uint64_t chunk = 0; chunk < sweep.plan().chunks(); ++chunk) {
    if (!store->Has(chunk)) continue;
    ++report.chunks;
    if (store->Read(chunk, BlocksOf(sweep.plan(), chunk))) {
      sound.push_back(chunk);
    } else {
      report.damaged.push_back(chunk);
    }
  }
  // The first few of a random order (Fisher-Yates).
  const Random random(seed, 0);
  const StreamKey stream = MakeStream("verify");
  const std::uint64_t drawn = std::min<std::uint64_t>(recompute, sound.size());
  for (std::uint64_t k = 0; k < drawn; ++k) {
    std::swap(sound[k], sound[k + random.Bits(stream, k) % (sound.size() - k)]);
  }
  std::vector<char> same(drawn, 0);
  std::vector<std::uint64_t> hashes(drawn);
  for (std::uint64_t k = 0; k < drawn; ++k) {
    hashes[k] = HashOf(*store->Read(sound[k], BlocksOf(sweep.plan(), sound[k])));
  }
  executor->ParallelFor(drawn, [&](std::size_t k) {
    ChunkWorker worker(sweep);
    const std::optional<ChunkResult> again = worker.Compute(sound[k], cancel);
    if (again) same[k] = HashOf(*again) == hashes[k] ? 1 : 2;
  });
  for (std::uint64_t k = 0; k < drawn; ++k) {
    if (same[k] == 0) report.cancelled = true;
    if (same[k] == 2) report.different.push_back(sound[k]);
    if (same[k] != 0) ++report.recomputed;
  }
  return report;
}

}  // namespace dragoman

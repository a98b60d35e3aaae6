#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/sweep/sweep_config.h"

namespace dragoman {

/// Runs of one cell that are computed and aggregated together.
struct SweepBlock {
  std::uint64_t cell = 0;
  std::uint64_t block = 0;  ///< Number within the cell.
  std::uint64_t first_replicate = 0;
  std::uint64_t runs = 0;
};

/// How the work of a sweep is cut, by arithmetic alone.
///
/// A cell (a point of the design) has `replicates` runs, in blocks; run number = cell x replicates
/// + replicate. A chunk is a number of blocks and is what a store commits at once; a shard is a
/// range of chunks. The order of blocks is `by_cell`, or `interleaved`: block 0 of all cells, then
/// block 1 of all, and within a round cells in golden-ratio steps, so that any prefix covers the
/// design evenly.
///
/// Where the design only grows at its end (`growing`), chunks never straddle a doubling of the base
/// points, so that the plan of 2N base points begins with the plan of N.
class SweepPlan {
 public:
  struct Size {
    std::uint64_t cells = 0;
    std::uint64_t replicates = 1;
    std::uint64_t block_runs = 1;      ///< At most this many runs per block.
    std::uint64_t chunk_runs = 10000;  ///< A chunk is as many blocks as fit; at least one.
    RunOrder order = RunOrder::kInterleaved;
    bool growing = false;
    std::uint64_t cells_per_base = 1;  ///< Cells that one base point adds.
  };

  SweepPlan() = default;
  explicit SweepPlan(const Size& size);

  const Size& size() const { return size_; }
  std::uint64_t runs() const { return size_.cells * size_.replicates; }
  std::uint64_t blocks_per_cell() const { return blocks_per_cell_; }
  std::uint64_t chunks() const { return chunks_; }

  /// Blocks of a chunk. @pre chunk < chunks()
  std::uint64_t BlocksIn(std::uint64_t chunk) const;
  /// The k-th block of a chunk. O(log of the number of doublings).
  SweepBlock BlockAt(std::uint64_t chunk, std::uint64_t k) const;
  std::uint64_t RunsIn(std::uint64_t chunk) const;

  /// First chunk of shard `k` of `n`; shard k is [FirstChunkOf(k, n), FirstChunkOf(k + 1, n)).
  std::uint64_t FirstChunkOf(std::uint64_t k, std::uint64_t n) const;

 private:
  /// Cells that are planned together.
  struct Generation {
    std::uint64_t first_cell = 0;
    std::uint64_t cells = 0;
    std::uint64_t first_chunk = 0;
    std::uint64_t stride = 1;
  };

  void AddGeneration(std::uint64_t first_cell, std::uint64_t cells);
  const Generation& GenerationOf(std::uint64_t chunk) const;
  SweepBlock BlockOf(std::uint64_t cell, std::uint64_t block) const;

  Size size_;
  std::uint64_t blocks_per_cell_ = 1;
  std::uint64_t blocks_per_chunk_ = 1;
  std::uint64_t chunks_ = 0;
  std::vector<Generation> generations_;
};

}  // namespace dragoman

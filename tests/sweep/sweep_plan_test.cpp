#include "engine/sweep/sweep_plan.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using Size = SweepPlan::Size;

std::string TextOf(const Size& s) {
  return std::to_string(s.cells) + " cells x " + std::to_string(s.replicates) + ", blocks of " +
         std::to_string(s.block_runs) + ", chunks of " + std::to_string(s.chunk_runs) +
         (s.order == RunOrder::kByCell ? ", by cell" : ", interleaved") +
         (s.growing ? ", growing by " + std::to_string(s.cells_per_base) : "");
}

/// Shapes of every kind: cells, replicates, blocks and chunks that do and do not divide each other.
std::vector<Size> ManyShapes() {
  std::vector<Size> shapes;
  for (const std::uint64_t bases : {1, 2, 7, 16, 17, 100}) {
    for (const std::uint64_t replicates : {1, 5, 40}) {
      for (const std::uint64_t block : {1, 3, 40}) {
        for (const std::uint64_t chunk : {1, 10, 1000}) {
          for (const RunOrder order : {RunOrder::kByCell, RunOrder::kInterleaved}) {
            shapes.push_back({bases, replicates, block, chunk, order, false, 1});
            shapes.push_back({bases, replicates, block, chunk, order, true, 1});
            shapes.push_back({bases * 3, replicates, block, chunk, order, true, 3});
          }
        }
      }
    }
  }
  return shapes;
}

TEST(SweepPlanTest, EveryRunIsPlannedExactlyOnce) {
  for (const Size& size : ManyShapes()) {
    const SweepPlan plan(size);
    std::vector<int> times(plan.runs(), 0);
    std::uint64_t counted = 0;
    for (std::uint64_t chunk = 0; chunk < plan.chunks(); ++chunk) {
      ASSERT_GT(plan.BlocksIn(chunk), 0U) << TextOf(size);
      for (std::uint64_t k = 0; k < plan.BlocksIn(chunk); ++k) {
        const SweepBlock block = plan.BlockAt(chunk, k);
        ASSERT_LT(block.cell, size.cells) << TextOf(size);
        ASSERT_EQ(block.first_replicate, block.block * size.block_runs) << TextOf(size);
        ASSERT_LE(block.first_replicate + block.runs, size.replicates) << TextOf(size);
        for (std::uint64_t r = 0; r < block.runs; ++r) {
          ++times[block.cell * size.replicates + block.first_replicate + r];
        }
      }
      counted += plan.RunsIn(chunk);
    }
    EXPECT_EQ(std::count(times.begin(), times.end(), 1), static_cast<std::ptrdiff_t>(times.size()))
        << TextOf(size);
    EXPECT_EQ(counted, plan.runs()) << TextOf(size);
  }
}

TEST(SweepPlanTest, AChunkHoldsAsManyBlocksAsFitAndAtLeastOne) {
  for (const Size& size : ManyShapes()) {
    const SweepPlan plan(size);
    for (std::uint64_t chunk = 0; chunk < plan.chunks(); ++chunk) {
      EXPECT_TRUE(plan.RunsIn(chunk) <= size.chunk_runs || plan.BlocksIn(chunk) == 1)
          << TextOf(size) << ", chunk " << chunk;
    }
  }
}

TEST(SweepPlanTest, APlanOfTwiceTheBasePointsBeginsWithThePlanOfHalf) {
  for (const RunOrder order : {RunOrder::kByCell, RunOrder::kInterleaved}) {
    for (const std::uint64_t per_base : {1, 4}) {
      for (const std::uint64_t bases : {16, 32, 64, 256}) {
        const Size half{bases * per_base, 40, 5, 30, order, true, per_base};
        Size all = half;
        all.cells *= 2;
        const SweepPlan small(half);
        const SweepPlan large(all);
        ASSERT_GT(large.chunks(), small.chunks());
        for (std::uint64_t chunk = 0; chunk < small.chunks(); ++chunk) {
          ASSERT_EQ(small.BlocksIn(chunk), large.BlocksIn(chunk)) << TextOf(half);
          for (std::uint64_t k = 0; k < small.BlocksIn(chunk); ++k) {
            const SweepBlock a = small.BlockAt(chunk, k);
            const SweepBlock b = large.BlockAt(chunk, k);
            ASSERT_TRUE(a.cell == b.cell && a.block == b.block && a.runs == b.runs)
                << TextOf(half) << ", chunk " << chunk << ", block " << k;
          }
        }
      }
    }
  }
}

TEST(SweepPlanTest, AnyPrefixOfAnInterleavedPlanGivesAllCellsTheSameBlocksButForOne) {
  const SweepPlan plan({100, 40, 5, 25, RunOrder::kInterleaved, false, 1});
  std::vector<int> blocks(100, 0);
  for (std::uint64_t chunk = 0; chunk < plan.chunks(); ++chunk) {
    for (std::uint64_t k = 0; k < plan.BlocksIn(chunk); ++k) {
      ++blocks[plan.BlockAt(chunk, k).cell];
      const auto [least, most] = std::minmax_element(blocks.begin(), blocks.end());
      ASSERT_LE(*most - *least, 1) << "chunk " << chunk << ", block " << k;
    }
  }
}

TEST(SweepPlanTest, WithinARoundTheCellsSoFarAreSpreadOverAllOfThem) {
  for (const std::uint64_t cells : {100, 121, 1000, 4096}) {
    const SweepPlan plan({cells, 1, 1, cells, RunOrder::kInterleaved, false, 1});
    std::vector<std::uint64_t> seen;
    for (std::uint64_t k = 0; k < cells; ++k) {
      seen.insert(std::upper_bound(seen.begin(), seen.end(), plan.BlockAt(0, k).cell),
                  plan.BlockAt(0, k).cell);
      std::uint64_t gap = seen.front() + cells - seen.back();
      for (std::size_t i = 1; i < seen.size(); ++i) gap = std::max(gap, seen[i] - seen[i - 1]);
      // Golden-ratio steps leave no gap beyond 2.62 times the mean one; but the step is a whole
      // number without a common factor with the cells, so it is a little off.
      ASSERT_LE(static_cast<double>(gap),
                4.0 * static_cast<double>(cells) / static_cast<double>(k + 1) + 2)
          << cells << " cells, " << k + 1 << " of them";
    }
  }
}

TEST(SweepPlanTest, ShardsTileTheChunksAndDifferByAtMostOne) {
  for (const std::uint64_t cells : {1, 9, 100, 1234}) {
    const SweepPlan plan({cells, 10, 5, 20, RunOrder::kInterleaved, false, 1});
    for (const std::uint64_t shards : {1, 2, 5, 12, 1000}) {
      EXPECT_EQ(plan.FirstChunkOf(0, shards), 0U);
      EXPECT_EQ(plan.FirstChunkOf(shards, shards), plan.chunks());
      const std::uint64_t least = plan.chunks() / shards;
      for (std::uint64_t k = 0; k < shards; ++k) {
        const std::uint64_t first = plan.FirstChunkOf(k, shards);
        const std::uint64_t end = plan.FirstChunkOf(k + 1, shards);
        ASSERT_TRUE(end - first == least || end - first == least + 1)
            << cells << " cells, shard " << k << " of " << shards;
      }
    }
  }
}

}  // namespace
}  // namespace dragoman

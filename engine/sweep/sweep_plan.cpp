#include "engine/sweep/sweep_plan.h"

#include <algorithm>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kFirstGeneration = 16;  // Base points.

/// The largest partial quotient of the continued fraction n / step: how far from even the multiples
/// of the step may lie around a circle of n (the golden section has 1 only). 0 if they meet before
/// they have been everywhere.
std::uint64_t UnevennessOf(std::uint64_t n, std::uint64_t step) {
  std::uint64_t most = 0;
  while (step != 0) {
    most = std::max(most, n / step);
    n = std::exchange(step, n % step);
  }
  return n == 1 ? std::max<std::uint64_t>(1, most) : 0;
}

/// The most even step near the golden section of `n` that visits all of 0..n-1.
std::uint64_t GoldenStride(std::uint64_t n) {
  constexpr std::uint64_t kWindow = 24;
  const auto golden = static_cast<std::uint64_t>(static_cast<double>(n) * 0.6180339887498949);
  std::uint64_t best = 1;
  std::uint64_t least = ~std::uint64_t{0};
  for (std::uint64_t step = golden < kWindow ? 1 : golden - kWindow; step <= golden + kWindow;
       ++step) {
    const std::uint64_t unevenness = step < n ? UnevennessOf(n, step) : 0;
    if (unevenness == 0 || unevenness >= least) continue;
    least = unevenness;
    best = step;
  }
  return best;
}

std::uint64_t CeilDivide(std::uint64_t a, std::uint64_t b) { return (a + b - 1) / b; }

}  // namespace

SweepPlan::SweepPlan(const Size& size) : size_(size) {
  DRAGOMAN_ASSERT(size.cells > 0 && size.replicates > 0 && size.block_runs > 0);
  blocks_per_cell_ = CeilDivide(size.replicates, size.block_runs);
  blocks_per_chunk_ = std::max<std::uint64_t>(1, size.chunk_runs / size.block_runs);
  if (!size.growing) {
    AddGeneration(0, size.cells);
    return;
  }
  std::uint64_t done = 0;
  for (std::uint64_t base = kFirstGeneration; done < size.cells; base *= 2) {
    const std::uint64_t end = std::min(size.cells, base * size.cells_per_base);
    AddGeneration(done, end - done);
    done = end;
  }
}

void SweepPlan::AddGeneration(std::uint64_t first_cell, std::uint64_t cells) {
  generations_.push_back({first_cell, cells, chunks_, GoldenStride(cells)});
  chunks_ += CeilDivide(cells * blocks_per_cell_, blocks_per_chunk_);
}

const SweepPlan::Generation& SweepPlan::GenerationOf(std::uint64_t chunk) const {
  DRAGOMAN_ASSERT(chunk < chunks_);
  const auto after = std::upper_bound(
      generations_.begin(), generations_.end(), chunk,
      [](std::uint64_t c, const Generation& generation) { return c < generation.first_chunk; });
  return *(after - 1);
}

std::uint64_t SweepPlan::BlocksIn(std::uint64_t chunk) const {
  const Generation& generation = GenerationOf(chunk);
  const std::uint64_t first = (chunk - generation.first_chunk) * blocks_per_chunk_;
  return std::min(blocks_per_chunk_, generation.cells * blocks_per_cell_ - first);
}

SweepBlock SweepPlan::BlockOf(std::uint64_t cell, std::uint64_t block) const {
  SweepBlock result;
  result.cell = cell;
  result.block = block;
  result.first_replicate = block * size_.block_runs;
  result.runs = std::min(size_.block_runs, size_.replicates - result.first_replicate);
  return result;
}

SweepBlock SweepPlan::BlockAt(std::uint64_t chunk, std::uint64_t k) const {
  const Generation& generation = GenerationOf(chunk);
  const std::uint64_t place = (chunk - generation.first_chunk) * blocks_per_chunk_ + k;
  if (size_.order == RunOrder::kByCell) {
    return BlockOf(generation.first_cell + place / blocks_per_cell_, place % blocks_per_cell_);
  }
  const std::uint64_t step = place % generation.cells;
  // cells <= 10^8, so the product stays below 2^64.
  const std::uint64_t cell = step * generation.stride % generation.cells;
  return BlockOf(generation.first_cell + cell, place / generation.cells);
}

std::uint64_t SweepPlan::RunsIn(std::uint64_t chunk) const {
  std::uint64_t runs = 0;
  for (std::uint64_t k = 0; k < BlocksIn(chunk); ++k) runs += BlockAt(chunk, k).runs;
  return runs;
}

std::uint64_t SweepPlan::FirstChunkOf(std::uint64_t k, std::uint64_t n) const {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(static_cast<Wide>(chunks_) * k / n);
}

}  // namespace dragoman

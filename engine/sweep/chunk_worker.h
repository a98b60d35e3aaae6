#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/core/cancel.h"
#include "engine/sweep/cell_compiler.h"
#include "engine/sweep/chunk_result.h"

namespace dragoman {

/// Computes chunks of a sweep. One object per thread.
class ChunkWorker {
 public:
  /// @pre CellCompiler::Make(sweep) has no problems.
  explicit ChunkWorker(const Sweep& sweep);

  /// Nothing if cancelled meanwhile.
  std::optional<ChunkResult> Compute(std::uint64_t chunk, const CancelToken* cancel = nullptr);

  /// Blocks of one's own choosing, as chunk number `chunk`.
  std::optional<ChunkResult> Compute(std::uint64_t chunk, const std::vector<SweepBlock>& blocks,
                                     const CancelToken* cancel = nullptr);

 private:
  bool ComputeBlock(const SweepBlock& block, const CancelToken* cancel, ChunkResult* result);
  void UseCell(std::uint64_t cell);

  const Sweep& sweep_;
  std::unique_ptr<CellCompiler> compiler_;
  std::uint64_t cell_ = ~std::uint64_t{0};
  CellScenario scenario_;
  std::unique_ptr<Runner> runner_;
  std::vector<double> values_;
};

/// Hash of the first runs of the sweep's base, for SweepInputs::fingerprint; empty if the base does
/// not compile.
std::string FingerprintOf(const SweepInputs& inputs);

}  // namespace dragoman

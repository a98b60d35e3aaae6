#include "engine/sweep/chunk_worker.h"

#include <limits>
#include <utility>

#include "engine/core/assert.h"
#include "engine/io/scenario_file.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kRunsBetweenLooks = 256;  // At the cancel token.
constexpr std::uint64_t kFingerprintRuns = 32;

}  // namespace

ChunkWorker::ChunkWorker(const Sweep& sweep) : sweep_(sweep) {
  auto compiler = CellCompiler::Make(sweep);
  DRAGOMAN_ASSERT(compiler.ok());
  compiler_ = std::move(*compiler);
}

void ChunkWorker::UseCell(std::uint64_t cell) {
  if (cell == cell_) return;
  runner_.reset();
  cell_ = cell;
  scenario_ = compiler_->Compile(sweep_.ValuesAt(cell));
  if (scenario_.scenario != nullptr) {
    runner_ = std::make_unique<Runner>(*scenario_.scenario, sweep_.SeedOf(cell));
  }
}

bool ChunkWorker::ComputeBlock(const SweepBlock& block, const CancelToken* cancel,
                               ChunkResult* result) {
  UseCell(block.cell);
  const std::vector<const RunOutcome*>& kept = sweep_.outcomes();
  CellPart& part = result->parts.emplace_back();
  part.cell = block.cell;
  part.first_replicate = block.first_replicate;
  part.outcomes.resize(kept.size());
  values_.resize(kept.size());
  if (runner_ == nullptr) {
    part.failed = block.runs;
    if (block.first_replicate == 0) result->failures.push_back({block.cell, scenario_.error});
    if (sweep_.keeps_rows()) {
      result->rows.insert(result->rows.end(), block.runs * kept.size(),
                          std::numeric_limits<double>::quiet_NaN());
    }
    return true;
  }
  for (std::uint64_t r = 0; r < block.runs; ++r) {
    if (cancel != nullptr && r % kRunsBetweenLooks == 0 && cancel->cancelled()) return false;
    const RunRecord& record = runner_->Run(block.first_replicate + r);
    // SQLite keeps no sign of zero, so none is made.
    for (std::size_t k = 0; k < kept.size(); ++k) values_[k] = (*kept[k])(record) + 0.0;
    part.Add(kept, values_);
    if (sweep_.keeps_rows()) {
      result->rows.insert(result->rows.end(), values_.begin(), values_.end());
    }
  }
  return true;
}

std::optional<ChunkResult> ChunkWorker::Compute(std::uint64_t chunk, const CancelToken* cancel) {
  const SweepPlan& plan = sweep_.plan();
  ChunkResult result;
  result.chunk = chunk;
  const std::uint64_t blocks = plan.BlocksIn(chunk);
  result.parts.reserve(blocks);
  for (std::uint64_t k = 0; k < blocks; ++k) {
    if (!ComputeBlock(plan.BlockAt(chunk, k), cancel, &result)) return std::nullopt;
  }
  return result;
}

std::optional<ChunkResult> ChunkWorker::Compute(std::uint64_t chunk,
                                                const std::vector<SweepBlock>& blocks,
                                                const CancelToken* cancel) {
  ChunkResult result;
  result.chunk = chunk;
  for (const SweepBlock& block : blocks) {
    if (!ComputeBlock(block, cancel, &result)) return std::nullopt;
  }
  return result;
}

std::string FingerprintOf(const SweepInputs& inputs) {
  const ScenarioFile base =
      LoadScenarioText(inputs.variants[0].scenario, "scenario.json", TextFormat::kJson, {},
                       CellCompiler::ChoicesOf(inputs.config));
  if (!base.ok()) return {};
  Runner runner(*base.scenario, static_cast<std::uint64_t>(inputs.config.seed));
  std::uint64_t hash = 0;
  for (std::uint64_t run = 0; run < kFingerprintRuns; ++run) hash += HashOf(runner.Run(run));
  return HexText(hash);
}

}  // namespace dragoman

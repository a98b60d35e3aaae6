#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/sweep/sweep.h"

namespace dragoman {

/// A cell's scenario, or why there is none.
struct CellScenario {
  std::unique_ptr<const CompiledScenario> scenario;  ///< Null: failed.
  std::string error;                                 ///< All problems on one line.
  /// Problems that lie where a parameter is set, under `parameters[k].set`.
  Diagnostics of_parameters;
};

/// Makes the scenarios of a sweep's cells. Reads and binds each variant once; for a cell the
/// parameters are written into its document, and only the blocks they lie in are bound again, over
/// a copy: about 0.25 ms a cell (bench_sweep). One object per thread.
class CellCompiler {
 public:
  /// The documents of the variants, with a place for every parameter; problems name parameters of
  /// the experiment file.
  static Checked<std::unique_ptr<CellCompiler>> Make(const Sweep& sweep);

  CellScenario Compile(const std::vector<CellValue>& values);

  /// What a compiled cell starts from.
  static ScenarioChoices ChoicesOf(const SweepConfig& config);

 private:
  /// Where a parameter's values go, and, of listed values, what they are.
  struct Slot {
    std::string path;
    std::size_t parameter = 0;
    std::string written_at;  ///< "parameters[2].set".
  };

  explicit CellCompiler(const Sweep& sweep) : sweep_(&sweep) {}
  void ReadVariants(Diagnostics* problems);
  void PrepareSlots(Diagnostics* problems);
  void BindVariants(Diagnostics* problems);
  CellScenario Failed(const std::vector<Problem>& problems) const;
  DocumentNode NodeOf(std::size_t parameter, const CellValue& value) const;

  const Sweep* sweep_;
  std::vector<Document> documents_;
  std::vector<std::string> blocks_;  ///< That parameters lie in.
  bool bind_blocks_ = false;         ///< They are objects; else all is bound again.
  std::vector<Scenario> bound_;      ///< By variant, with the first values of all parameters.
  std::vector<Slot> slots_;
};

}  // namespace dragoman

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/designs/design.h"
#include "engine/designs/parameter_range.h"
#include "engine/scenario/run_outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/sweep/sweep_config.h"
#include "engine/sweep/sweep_plan.h"
#include "engine/wire/document.h"

namespace dragoman {

/// The scenario as one what-if leaves it.
struct SweepVariant {
  std::string what_if;   ///< Empty: as the experiment file sets it up.
  std::string scenario;  ///< JSON; reads back as the same scenario.
};

/// Points of a `list` design as written, row by row, one text per parameter.
using ListedPoints = std::vector<std::vector<std::string>>;

/// Everything a sweep depends on; a result carries it as spec.json.
struct SweepInputs {
  SweepConfig config;
  std::vector<SweepVariant> variants;  ///< [0] is the base.
  ListedPoints points;
  int talks_per_coding = 1;  ///< Of the base.
  /// As the experiment file has them; the variants contain what they change, so that no hash
  /// depends on how it was written.
  std::vector<std::string> settings;
  std::vector<std::string> what_ifs;
  /// Hash of the first runs of the base: tells an engine that computes otherwise.
  std::string fingerprint;
};

/// A parameter ready to be set.
struct SweptParameter {
  std::string id;
  std::vector<std::string> paths;       ///< Aliases resolved; empty for what-ifs.
  std::optional<ParameterRange> range;  ///< None in a list.
  std::vector<std::string> labels;      ///< Of options, at and what-ifs, by index.
  bool what_if = false;
  bool numeric = true;    ///< Its values are numbers: `range` or `at`, or all numbers in a list.
  double listed_low = 0;  ///< In a list: extremes of its numbers.
  double listed_high = 0;
};

/// What a parameter is at a cell.
struct CellValue {
  std::string text;   ///< As after `=` in --set.
  double number = 0;  ///< The number; the index of the label of what is none.
};

/// An experiment, checked and ready to be computed. Immutable; threads may share it.
class Sweep {
 public:
  /// Checks everything that does not need a scenario to be compiled. Paths of problems are those of
  /// the experiment file.
  static Checked<std::unique_ptr<const Sweep>> Make(SweepInputs inputs);

  /// The same sweep with more points (base points, trajectories): what this one computed is part of
  /// it. A problem if the design has no such prefix, or there are not more of them.
  Checked<std::unique_ptr<const Sweep>> Extended(std::uint64_t points) const;

  const SweepInputs& inputs() const { return inputs_; }
  const SweepConfig& config() const { return inputs_.config; }
  const std::vector<SweptParameter>& parameters() const { return parameters_; }
  const std::vector<const RunOutcome*>& outcomes() const { return outcomes_; }
  /// Null for an adaptive map, whose points are not known beforehand.
  const Design* design() const { return design_.get(); }
  const SweepPlan& plan() const { return plan_; }
  bool keeps_rows() const { return keeps_rows_; }
  bool adaptive() const { return inputs_.config.design.kind == DesignKind::kAdaptiveMap; }
  /// Whether doubling the points keeps the old ones.
  bool growing() const { return plan_.size().growing; }

  std::uint64_t cells() const { return plan_.size().cells; }
  std::uint64_t replicates() const { return plan_.size().replicates; }

  /// The point of a cell, in the unit cube; of a list, scaled to its extremes.
  void UnitPoint(std::uint64_t cell, std::vector<double>* point) const;
  /// All parameters at a cell.
  std::vector<CellValue> ValuesAt(std::uint64_t cell) const;
  CellValue ValueOf(std::size_t parameter, double unit) const;
  /// The variant that a cell starts from.
  std::size_t VariantOf(const std::vector<CellValue>& values) const;
  /// Seed of the runs of a cell; replicate r is run r of that seed.
  std::uint64_t SeedOf(std::uint64_t cell) const;

  /// Everything as one JSON text, and its hash; equal specs give equal results.
  const std::string& spec_text() const { return spec_text_; }
  const std::string& spec_hash() const { return spec_hash_; }
  /// The hash but for the number of points: sweeps that one design extends to have it in common.
  const std::string& family_hash() const { return family_hash_; }

 private:
  friend class SweepMaker;
  Sweep() = default;

  SweepInputs inputs_;
  std::vector<SweptParameter> parameters_;
  std::vector<const RunOutcome*> outcomes_;
  std::unique_ptr<const Design> design_;
  SweepPlan plan_;
  bool keeps_rows_ = false;
  std::string spec_text_;
  std::string spec_hash_;
  std::string family_hash_;
};

/// spec.json of a sweep, and back; problems name keys of that file.
std::string SpecText(const SweepInputs& inputs);
Checked<SweepInputs> ReadSpec(const std::string& text);

}  // namespace dragoman

#pragma once

#include <memory>

#include "engine/sweep/sweep.h"

namespace dragoman {

/// Builds a Sweep step by step; every step adds to the problems.
class SweepMaker {
 public:
  explicit SweepMaker(SweepInputs inputs);

  Checked<std::unique_ptr<const Sweep>> Make();

 private:
  const SweepConfig& config() const { return sweep_->inputs_.config; }
  void Report(std::string path, std::string message, std::string expected = {});
  void CheckParameters();
  void CheckParameter(std::size_t k);
  void CheckRepeats(std::size_t k);
  void CheckListed(std::size_t k, SweptParameter* parameter);
  std::optional<ParameterRange> RangeOf(std::size_t k);
  void CheckOutcomes();
  void TakeDesign();
  void MakePlan();
  void MakeSpec();

  std::unique_ptr<Sweep> sweep_;
  Diagnostics diagnostics_;
  std::uint64_t cells_ = 0;
  std::uint64_t cells_per_base_ = 1;
  bool growing_ = false;
};

}  // namespace dragoman

#pragma once

#include "engine/report/sweep_text.h"
#include "engine/report/sweep_words.h"

namespace dragoman::internal {

/// What the parts of a sweep's text have in common.
struct SweepPage {
  const SweepReport& report;
  const OutcomeAnalysis& analysis;
  const TextStyle& style;

  const Sweep& sweep() const { return *report.sweep; }
  const OutcomeColumn& column() const { return report.table->outcomes[analysis.outcome]; }
  const RunOutcome& outcome() const { return *column().outcome; }
  std::string name() const { return std::string(outcome().name); }
  const std::string& Parameter(std::size_t k) const { return sweep().parameters()[k].id; }
};

/// "0.123 +-0.012"; without the second if there is none.
std::string WithHalfWidth(double value, const std::vector<double>& half_widths, std::size_t k,
                          const TextStyle& style);

/// The sections of each method; empty if it was not applied.
std::string IndexSections(const SweepPage& page);
std::string SampleSection(const SweepPage& page);
std::string EffectSection(const SweepPage& page);
std::string MapSection(const SweepPage& page);
std::string PrimSection(const SweepPage& page);

}  // namespace dragoman::internal

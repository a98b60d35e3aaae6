#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/parameter_facts.h"
#include "engine/report/sweep_text.h"
#include "engine/sweep/chunk_result.h"

namespace dragoman {

/// Points of a sweep that failed for one reason.
struct SweepFailure {
  std::string message;
  std::uint64_t points = 0;
};

/// Everything the report of a sweep shows: put together once, then only written.
struct SweepPageData {
  const SweepReport* report = nullptr;
  std::vector<ParameterFact> parameters;
  std::vector<SweepFailure> failures;  ///< Most frequent first.
  std::string scenario_title;
  std::size_t claims = 0;  ///< Of the scenario, all tiers.
  std::vector<std::string> mechanisms_off;
  std::string command;  ///< That writes this report again.

  const Sweep& sweep() const { return *report->sweep; }
  const SweepTable& table() const { return *report->table; }
  const OutcomeColumn& column(const OutcomeAnalysis& of) const {
    return table().outcomes[of.outcome];
  }
};

/// Reads the scenario that the result carries. Borrows `report`.
SweepPageData MakeSweepPageData(const SweepReport& report, const std::vector<CellFailure>& failures,
                                std::string command);

/// An outcome as words: "next round".
std::string OutcomePhrase(const RunOutcome& outcome);

/// A parameter at a number, as words: "rank 0.8".
std::string ParameterAt(const SweepPageData& data, std::size_t parameter, double number);

/// The map of an outcome, drawn from a grid or found by following contours; null: none.
const MapAnalysis* MapOf(const OutcomeAnalysis& of);

/// The value of a map at a place, straight between its points; NaN outside and at gaps.
double MapValueAt(const ResponseMap& map, double x, double y);

}  // namespace dragoman

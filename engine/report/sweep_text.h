#pragma once

#include <string>

#include "engine/report/text_layout.h"
#include "engine/sweep/sweep_analysis.h"

namespace dragoman {

/// Everything `dragoman sweep analyze` found.
struct SweepReport {
  const Sweep* sweep = nullptr;
  const SweepTable* table = nullptr;
  SweepAnalysis analysis;
  SweepAnalysisOptions options;
  std::string result;   ///< The folder, as written.
  std::string command;  ///< Line that prints the same again.
};

/// What a result is of, its outcomes over the points, then per outcome the tables and plots of each
/// method.
std::string SweepText(const SweepReport& report, const TextStyle& style);

/// A value of an outcome: "12.3%" of a flag, else a number with its unit.
std::string OutcomeText(const RunOutcome& outcome, double value);

/// "rank 0.8, belief 0.31": the parameters at a row of the table.
std::string PointText(const Sweep& sweep, const SweepTable& table, std::size_t row);

/// What to know before reading the numbers: gaps, noise, random numbers that are common, codings.
std::vector<std::string> SweepNotes(const SweepReport& report);

}  // namespace dragoman

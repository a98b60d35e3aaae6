#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sweep/result_store.h"
#include "engine/sweep/sweep.h"

namespace dragoman {

/// One outcome over the rows of a table. NaN at gaps.
struct OutcomeColumn {
  const RunOutcome* outcome = nullptr;
  std::vector<double> mean;            ///< Of a flag: the share of runs.
  std::vector<double> standard_error;  ///< Of the mean; NaN also for a single run.
  std::vector<double> min;
  std::vector<double> max;
  std::vector<double> q05;  ///< Quantiles; to the width of a sketch's bin where no rows are kept.
  std::vector<double> q50;
  std::vector<double> q95;

  bool flag() const { return outcome->kind == RunOutcome::Kind::kFlag; }
};

/// What an analysis reads from a result: a row per cell, in the order of the design. A cell without
/// results (not computed yet, or no valid scenario) is a gap. Of an adaptive map: the cells
/// visited.
struct SweepTable {
  std::vector<std::uint64_t> cells;
  std::vector<double> x;  ///< Row-major: the parameters as numbers; of labels, their index.
  std::vector<std::uint64_t> runs;
  std::vector<std::uint64_t> failed;
  std::vector<OutcomeColumn> outcomes;

  bool complete = false;           ///< All of the sweep is computed.
  std::uint64_t all_cells = 0;     ///< Cells of the design.
  std::uint64_t gaps = 0;          ///< Rows without results.
  std::uint64_t failed_cells = 0;  ///< Of them: because the point makes no valid scenario.
  std::uint64_t short_cells = 0;   ///< Rows with some runs, but not yet all.
  std::uint64_t total_runs = 0;
  std::uint64_t total_failed = 0;
  /// Standard errors allow for runs that share a coding; else they take all runs as independent.
  bool clustered = false;
  std::string hash;  ///< Of the store.

  std::size_t rows() const { return cells.size(); }
  double X(std::size_t row, std::size_t parameter) const { return x[row * parameters + parameter]; }
  std::size_t parameters = 0;
};

/// Reads a store, also one that is not complete. O(cells x (parameters + outcomes)) memory. Where
/// rows are kept, quantiles are exact, and standard errors allow for runs that share a coding:
/// codings are what is drawn independently. Throws DatabaseError, StoreMismatch.
SweepTable ReadSweepTable(const Sweep& sweep, const std::string& store);

/// A parameter's number at a unit coordinate; the index of a label. @pre sweep.design() != nullptr
double ParameterNumber(const Sweep& sweep, std::size_t parameter, double unit);

/// How a parameter's number reads: its label, or the number with at most `digits` digits.
std::string ParameterText(const Sweep& sweep, std::size_t parameter, double number, int digits = 4);

/// The points of a table in the unit cube, row-major.
std::vector<double> UnitPoints(const Sweep& sweep, const SweepTable& table);

}  // namespace dragoman

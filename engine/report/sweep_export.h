#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/function_ref.h"
#include "engine/sweep/sweep_table.h"

namespace dragoman {

/// Takes a text piece by piece.
using TextSink = FunctionRef<void(std::string_view)>;

/// One row per cell: cell, the parameters, runs, failed, and of every outcome NAME_mean, _se, _min,
/// _max, _q05, _q50, _q95; empty where not known.
void ExportCellsCsv(const Sweep& sweep, const SweepTable& table, TextSink sink);

/// One row per run: run, cell, replicate, the parameters, and every outcome; empty where the run
/// failed. Memory independent of the number of runs. @pre sweep.keeps_rows()
void ExportRunsCsv(const Sweep& sweep, const std::string& store, TextSink sink);

/// {spec, spec_hash, hash, complete, cells: [{cell, point: {NAME: value}, runs, failed, outcomes:
/// {NAME: {mean, se, min, max, q05, q50, q95}}}]}; null where not known. A line per cell.
void ExportCellsJson(const Sweep& sweep, const SweepTable& table, TextSink sink);

/// A file of an export that is a folder.
struct ExportFile {
  std::string name;
  std::function<void(TextSink)> write;
};

/// What SALib's analyses take, in the order of the design: problem.json (num_vars, names, bounds,
/// dists, and beside them labels, outcomes, calc_second_order and the like), X.csv (a point a line,
/// numbers; of labels the index) and Y.NAME.csv per outcome (its mean a line, nan for gaps). No
/// heads, so that numpy.loadtxt reads them. Borrows its arguments.
std::vector<ExportFile> SalibFiles(const Sweep& sweep, const SweepTable& table);

/// What load_results of the EMA workbench finds in its archive: experiments.csv (the parameters,
/// scenario = cell, policy, model), NAME.csv per outcome, metadata.json. Borrows its arguments.
std::vector<ExportFile> EmaFiles(const Sweep& sweep, const SweepTable& table);

}  // namespace dragoman

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/batch.h"
#include "engine/scenario/runner.h"

/// @file
/// One row per run. Columns: run, coding; headline_first and FLAG_first after the first meeting;
/// headline and FLAG at the horizon; the scores; ended_in, deal_in, days; standing_ISSUE, the
/// option in force at the end. Flags are 0 or 1, numbers as short as they read back.

namespace dragoman {

/// Names of the columns.
std::vector<std::string> CsvColumns(const CompiledScenario& scenario);

/// The cells of one run, in the order of CsvColumns; none needs quotes.
std::vector<std::string> CsvCells(const CompiledScenario& scenario, const RunRecord& record);

/// The line of one run, with its line feed.
void AppendCsvRow(const CompiledScenario& scenario, const RunRecord& record, std::string* text);

/// What came of a batch written to a file.
struct CsvBatch {
  BatchSummary summary;
  std::optional<std::string> error;  ///< Why the file could not be written.
};

/// RunBatch that also writes every run to `path`, in the order of the runs. The file appears when
/// the batch is complete, or not at all. Memory does not depend on the number of runs.
CsvBatch RunBatchToCsv(const CompiledScenario& scenario, const BatchOptions& options,
                       const std::string& path, Executor* executor,
                       const CancelToken* cancel = nullptr,
                       const FunctionRef<void(std::uint64_t)>* progress = nullptr);

}  // namespace dragoman

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/comparison_text.h"
#include "engine/report/html/refusal_tally.h"
#include "engine/report/run_settings.h"
#include "engine/report/shown_run.h"
#include "engine/scenario/batch.h"
#include "engine/worth/space_view.h"

namespace dragoman {

/// Everything a report shows: computed once, then only written.
struct ReportData {
  const CompiledScenario* scenario = nullptr;
  BatchSummary summary;
  RunSettings settings;
  SpaceView space;
  ShownRun shown;
  RefusalTally refusals;
  std::optional<ComparisonReport> what_ifs;  ///< With --what-ifs.
  std::string command;                       ///< That writes this report again.
};

}  // namespace dragoman

#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "engine/experiments/thread_executor.h"
#include "engine/report/html/report_page.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {

/// A report of a scenario, with all that it borrows.
struct MadeReport {
  CompiledPointer scenario;
  ReportData data;
  ReportPage page;
};

inline std::unique_ptr<MadeReport> MakeReport(CompiledPointer scenario, std::uint64_t runs = 400) {
  auto made = std::make_unique<MadeReport>();
  made->scenario = std::move(scenario);
  ThreadExecutor executor(1);
  ReportData& data = made->data;
  data.scenario = made->scenario.get();
  data.settings.scenario = "some-scenario";
  data.settings.runs = runs;
  BatchOptions options;
  options.runs = runs;
  data.summary = RunBatch(*made->scenario, options, &executor);
  data.refusals = TallyRefusals(*made->scenario, 1, std::min<std::uint64_t>(runs, 100));
  data.shown = MakeShownRun(*made->scenario, 1, TypicalRun(*made->scenario, data.summary));
  data.space = MakeSpaceView(*made->scenario, &executor);
  data.command = "dragoman report some-scenario -o report.html";
  made->page = MakeReportPage(data);
  return made;
}

/// The report of a file of scenarios/, made once for all tests.
inline const MadeReport& ReportOf(const std::string& name) {
  static std::map<std::string, std::unique_ptr<MadeReport>> reports;
  std::unique_ptr<MadeReport>& report = reports[name];
  if (report == nullptr) report = MakeReport(CompileScenario(ReadScenario(name)));
  return *report;
}

}  // namespace dragoman::testing_support

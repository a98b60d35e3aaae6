#include "engine/experiments/run_csv.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/experiments/thread_executor.h"
#include "tests/io/temporary_folder.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing_support::CompileScenario;
using testing_support::ReadScenario;
using testing_support::TemporaryFolder;

std::string CsvText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string RowsOf(const CompiledScenario& scenario, const BatchOptions& options, int threads,
                   BatchSummary* summary) {
  const TemporaryFolder folder;
  ThreadExecutor executor(threads);
  CsvBatch batch = RunBatchToCsv(scenario, options, folder.Path("runs.csv"), &executor);
  EXPECT_EQ(batch.error, std::nullopt);
  *summary = std::move(batch.summary);
  return CsvText(folder.Path("runs.csv"));
}

TEST(RunBatchToCsv, CountsWhatRunBatchCounts) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  BatchOptions options;
  options.runs = 730;
  options.seed = 4;
  SerialExecutor serial;
  const BatchSummary expected = RunBatch(*scenario, options, &serial);
  std::string rows;
  for (const int threads : {1, 2, 3}) {
    BatchSummary summary;
    const std::string text = RowsOf(*scenario, options, threads, &summary);
    if (rows.empty()) rows = text;
    EXPECT_EQ(text, rows) << threads;
    EXPECT_EQ(summary.result_hash, expected.result_hash);
    EXPECT_EQ(summary.runs, 730U);
    EXPECT_EQ(summary.codings, expected.codings);
    EXPECT_EQ(summary.zone, expected.zone);
    ASSERT_EQ(summary.blockers.size(), expected.blockers.size());
    for (std::size_t h = 0; h < kNumHeadlines; ++h) {
      EXPECT_EQ(summary.at_horizon.headline[h].p, expected.at_horizon.headline[h].p);
      EXPECT_EQ(summary.at_horizon.headline[h].low, expected.at_horizon.headline[h].low);
    }
  }
}

TEST(RunBatchToCsv, ARowIsTheRecordOfItsRun) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  BatchOptions options;
  options.runs = 120;
  BatchSummary summary;
  std::istringstream rows(RowsOf(*scenario, options, 2, &summary));
  std::string line;
  std::getline(rows, line);  // the names
  Runner runner(*scenario, options.seed);
  for (std::uint64_t run = 0; run < options.runs; ++run) {
    ASSERT_TRUE(std::getline(rows, line));
    std::string expected;
    AppendCsvRow(*scenario, runner.Run(run), &expected);
    EXPECT_EQ(line + "\n", expected);
  }
}

TEST(RunBatchToCsv, CancelledItLeavesNoFile) {
  const auto scenario = CompileScenario(ReadScenario("two-towns"));
  const TemporaryFolder folder;
  BatchOptions options;
  options.runs = 1000;
  CancelToken cancel;
  cancel.Cancel();
  SerialExecutor serial;
  const CsvBatch batch =
      RunBatchToCsv(*scenario, options, folder.Path("runs.csv"), &serial, &cancel);
  EXPECT_EQ(batch.error, std::nullopt);
  EXPECT_FALSE(batch.summary.complete);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(CsvColumns, AreAsManyAsCellsAndDistinct) {
  for (const std::string& name : testing_support::ScenarioNames()) {
    const auto scenario = CompileScenario(ReadScenario(name));
    std::vector<std::string> columns = CsvColumns(*scenario);
    Runner runner(*scenario, 1);
    EXPECT_EQ(CsvCells(*scenario, runner.Run(0)).size(), columns.size());
    std::sort(columns.begin(), columns.end());
    EXPECT_EQ(std::unique(columns.begin(), columns.end()), columns.end()) << name;
  }
}

}  // namespace
}  // namespace dragoman

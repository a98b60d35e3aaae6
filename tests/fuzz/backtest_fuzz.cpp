#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/backtest/baselines.h"
#include "engine/backtest/convert.h"
#include "engine/backtest/forecast.h"
#include "engine/io/backtest_file.h"
#include "tests/fuzz/genius_fuzz.h"

/// Hostile cases of the past never crash the reader or hang it; what it takes converts to a
/// scenario that compiles and, if it is small, runs; and every baseline is a forecast.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;  // NOLINT(google-build-using-namespace): a program of one function.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const BacktestFile file = ReadBacktest(text, "f.yaml");
  testing_support::DemandPlaced(file.problems);
  if (!file.ok()) return 0;
  const auto scenario = Compile(ScenarioOf(file.value.inputs, {}), {});
  testing_support::Demand(scenario.ok(), "a case that does not convert");
  std::size_t options = 1;
  for (const BacktestIssue& issue : file.value.inputs.issues) options += issue.options.size();
  if (options > 30) return 0;
  const VerdictCounts counts = CountRuns(**scenario, 1, 0, 2);
  testing_support::Demand(counts.runs == 2, "runs are missing");
  for (const HeadlineForecast& forecast : MakeBaselines(file.value.inputs, 3)) {
    double sum = 0;
    for (const double p : forecast) sum += p;
    testing_support::Demand(sum > 0.999 && sum < 1.001, "a baseline is no forecast");
  }
  return 0;
}

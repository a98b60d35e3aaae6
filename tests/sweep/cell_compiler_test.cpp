#include "engine/sweep/cell_compiler.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/scenario_file.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/sweep_file.h"

namespace dragoman {
namespace {

const std::string kCellScenarioFolder = std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/";
const std::string kCellConfigFolder = std::string(DRAGOMAN_SOURCE_DIR) + "/configs/";

std::uint64_t HashOfRuns(const CompiledScenario& scenario, std::uint64_t seed) {
  Runner runner(scenario, seed);
  std::uint64_t hash = 0;
  for (std::uint64_t run = 0; run < 40; ++run) hash += HashOf(runner.Run(run));
  return hash;
}

/// The scenario of a cell the way `dragoman run --set ...` loads it.
std::uint64_t HashByCommandLine(const Sweep& sweep, std::uint64_t cell,
                                std::vector<std::string> settings) {
  const std::vector<CellValue> values = sweep.ValuesAt(cell);
  for (std::size_t k = 0; k < values.size(); ++k) {
    for (const std::string& path : sweep.parameters()[k].paths) {
      settings.push_back(path + "=" + values[k].text);
    }
  }
  const ScenarioFile file = LoadScenario(kCellScenarioFolder + sweep.config().scenario + ".yaml",
                                         settings, CellCompiler::ChoicesOf(sweep.config()));
  EXPECT_TRUE(file.ok());
  return file.ok() ? HashOfRuns(*file.scenario, sweep.SeedOf(cell)) : 0;
}

class ReadyExperiment : public testing::TestWithParam<const char*> {};

// A cell is compiled by binding a few blocks again; the long way round must give the same talks.
TEST_P(ReadyExperiment, MakesTheScenariosThatSettingsOnTheCommandLineMake) {
  const auto find = [](const std::string& name) { return kCellScenarioFolder + name + ".yaml"; };
  const std::string path = kCellConfigFolder + GetParam() + ".yaml";
  const SweepFile file = LoadSweep(path, {}, find);
  ASSERT_TRUE(file.ok()) << file.problems.front().message;
  const Loaded<SweepConfig> written = LoadStruct<SweepConfig>(path);
  auto compiler = CellCompiler::Make(*file.sweep);
  ASSERT_TRUE(compiler.ok());
  const std::uint64_t cells = file.sweep->cells();
  // Out of order, so that nothing of one cell stays for the next.
  for (const std::uint64_t cell : {cells - 1, cells / 2, cells / 3, std::uint64_t{0}}) {
    const CellScenario compiled = (*compiler)->Compile(file.sweep->ValuesAt(cell));
    ASSERT_NE(compiled.scenario, nullptr) << compiled.error;
    EXPECT_EQ(HashOfRuns(*compiled.scenario, file.sweep->SeedOf(cell)),
              HashByCommandLine(*file.sweep, cell, written.value.set))
        << "cell " << cell;
  }
}

INSTANTIATE_TEST_SUITE_P(Configs, ReadyExperiment,
                         testing::Values("istanbul-pressure", "istanbul-summit",
                                         "istanbul-optimism", "istanbul-text", "istanbul-sobol",
                                         "istanbul-map"),
                         [](const testing::TestParamInfo<const char*>& config) {
                           std::string name = config.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace dragoman

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/load.h"
#include "engine/sweep/chunk_result.h"
#include "engine/sweep/points_csv.h"
#include "engine/sweep/sweep.h"
#include "tests/fuzz/genius_fuzz.h"

namespace {

/// Designs beyond this size are legal, and slow to lay out.
bool IsSmall(const dragoman::SweepConfig& config) {
  return config.design.points <= 64 && config.design.trajectories <= 8 &&
         config.design.candidates <= 16 && config.parameters.size() <= 8;
}

/// A plan that tiles: its chunks hold every run once.
void DemandPlan(const dragoman::SweepInputs& inputs) {
  if (!IsSmall(inputs.config)) return;
  const auto sweep = dragoman::Sweep::Make(inputs);
  if (!sweep.ok()) return;
  const dragoman::SweepPlan& plan = (*sweep)->plan();
  if (plan.chunks() > 200 || plan.runs() > 100'000) return;
  std::uint64_t runs = 0;
  for (std::uint64_t chunk = 0; chunk < plan.chunks(); ++chunk) runs += plan.RunsIn(chunk);
  dragoman::testing_support::Demand(runs == plan.runs(), "runs are lost");
  for (const std::uint64_t cell : {std::uint64_t{0}, (*sweep)->cells() - 1}) {
    dragoman::testing_support::Demand(
        (*sweep)->ValuesAt(cell).size() == (*sweep)->parameters().size(), "a value is missing");
  }
  const auto again = dragoman::ReadSpec((*sweep)->spec_text());
  dragoman::testing_support::Demand(again.ok(), "a spec that does not read back");
}

}  // namespace

/// Hostile experiment files, specs, lists of points and sketches never crash or hang the readers;
/// what they take makes a plan that holds every run, and a spec that reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;  // NOLINT(google-build-using-namespace): a program of one function.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::uint64_t> sketch;
  if (UnpackSketch(text, &sketch) && !sketch.empty()) {
    testing_support::Demand(sketch.size() == kSketchBins, "a sketch of another size");
  }
  const std::vector<std::string> ids = {"a", "b"};
  testing_support::DemandPlaced(ReadPointsCsv(text, "p.csv", ids).problems);
  if (auto inputs = ReadSpec(std::string(text)); inputs.ok()) DemandPlan(*inputs);
  const auto config = LoadStructFromText<SweepConfig>(text, "e.yaml", TextFormat::kYaml);
  testing_support::DemandPlaced(config.problems);
  if (!config.ok()) return 0;
  SweepInputs inputs;
  inputs.config = config.value;
  inputs.variants.push_back({{}, "{}"});
  if (config.value.design.kind == DesignKind::kList) {
    inputs.points = {std::vector<std::string>(config.value.parameters.size(), "1")};
  }
  DemandPlan(inputs);
  return 0;
}

// What the engine says natively, for comparison with WebAssembly (same_deal.mjs, speed.mjs):
//
//   wasm_reference SCENARIO.yaml RUNS OUT.json
//
// writes the scenario, resolved, to OUT.json, and prints {"runs", "result_hash", "cpu_ms"} of the
// runs 0 .. RUNS - 1 of seed 1, without the search for blockers. One thread.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/scenario_file.h"
#include "engine/scenario/runner.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: wasm_reference SCENARIO.yaml RUNS OUT.json\n", stderr);
    return 2;
  }
  const dragoman::ScenarioFile file = dragoman::LoadScenario(argv[1]);
  if (!file.ok()) {
    std::fputs(dragoman::FormatProblems(file.problems).c_str(), stderr);
    return 1;
  }
  const std::string json = dragoman::JsonText(dragoman::JsonOf(file.source));
  if (const auto error = dragoman::WriteFile(argv[3], json)) {
    std::fprintf(stderr, "%s: %s\n", argv[3], error->c_str());
    return 1;
  }
  const std::uint64_t runs = std::strtoull(argv[2], nullptr, 10);
  dragoman::Runner runner(*file.scenario, 1);
  const std::clock_t begin = std::clock();
  std::uint64_t hash = 0;
  for (std::uint64_t run = 0; run < runs; ++run) hash += HashOf(runner.Run(run));
  const double cpu_ms = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("{\"runs\": %llu, \"result_hash\": \"%s\", \"cpu_ms\": %.1f}\n",
              static_cast<unsigned long long>(runs), dragoman::HexText(hash).c_str(), cpu_ms);
  return 0;
}

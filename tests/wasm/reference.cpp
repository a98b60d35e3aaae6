// What the engine says natively, for comparison with WebAssembly (same_deal.mjs, speed.mjs):
//
//   wasm_reference SCENARIO.yaml RUNS DIR
//
// writes the scenario, resolved, to DIR/scenario.json, and the answers of dragoman_audit and
// dragoman_space to DIR/audit.json and DIR/space.json; prints {"runs", "result_hash", "cpu_ms"} of
// the runs 0 .. RUNS - 1 of seed 1, without the search for blockers. One thread.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/scenario_file.h"
#include "engine/scenario/runner.h"
#include "engine/wire/boundary.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"

namespace {

bool WriteTo(const std::string& file, const std::string& text) {
  const auto error = dragoman::WriteFile(file, text);
  if (error) std::fprintf(stderr, "%s: %s\n", file.c_str(), error->c_str());
  return !error;
}

/// The answers of a session to questions without arguments.
bool WriteAnswers(const std::string& json, const std::string& folder) {
  DragomanSession* const session = dragoman_open(json.data(), json.size());
  const auto write = [&](int (*ask)(DragomanSession*), const char* name) {
    ask(session);
    return WriteTo(folder + "/" + name,
                   std::string(dragoman_text(session), dragoman_text_size(session)));
  };
  const bool written = write(dragoman_audit, "audit.json") && write(dragoman_space, "space.json");
  dragoman_close(session);
  return written;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: wasm_reference SCENARIO.yaml RUNS DIR\n", stderr);
    return 2;
  }
  const dragoman::ScenarioFile file = dragoman::LoadScenario(argv[1]);
  if (!file.ok()) {
    std::fputs(dragoman::FormatProblems(file.problems).c_str(), stderr);
    return 1;
  }
  const std::string json = dragoman::JsonText(dragoman::JsonOf(file.source));
  const std::string folder = argv[3];
  if (!WriteTo(folder + "/scenario.json", json) || !WriteAnswers(json, folder)) return 1;
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

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/experiments/run_csv.h"
#include "engine/report/transcript.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kMostRun = 1'000'000'000'000;
constexpr std::uint64_t kMostReplaySeed = ~std::uint64_t{0};

/// The run's row of `run --csv`, as {column: cell}.
Json RecordJson(const CompiledScenario& scenario, const RunRecord& record) {
  const std::vector<std::string> columns = CsvColumns(scenario);
  const std::vector<std::string> cells = CsvCells(scenario, record);
  Json json = Json::object();
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const NumberText number = ParseNumber(cells[k]);
    const bool is_number = number.kind == NumberText::Kind::kNumber;
    json[columns[k]] = is_number ? JsonNumber(number.value) : Json(cells[k]);
  }
  return json;
}

int Replay(const Arguments& arguments, Console* console) {
  const std::uint64_t run = arguments.Number("run", 0, 0, kMostRun);
  const std::uint64_t seed = arguments.Number("seed", 1, 0, kMostReplaySeed);
  const ScenarioFile file = LoadScenarioArgument(arguments.positional()[0], arguments);
  if (arguments.Has("json")) {
    Runner runner(*file.scenario, seed);
    console->out << JsonText(RecordJson(*file.scenario, runner.Run(run))) << "\n";
  } else {
    console->out << RenderTranscript(*file.scenario, seed, run, console->style.width);
  }
  return kExitDone;
}

}  // namespace

Command ReplayCommand() {
  Command command;
  command.name = "replay";
  command.arguments = "SCENARIO [options]";
  command.summary = "play one run of a batch again and tell it meeting by meeting";
  command.details =
      "Who proposed what, who answered how, and why: which aspiration, red line, precondition or "
      "mandate bound. The run is the same as in `dragoman run` with the same scenario, choices and "
      "seed, however many runs that had.";
  command.examples =
      "  dragoman replay istanbul-2025-05-16 --seed 1 --run 42\n"
      "  dragoman replay istanbul-2025-05-16 --run 42 --json\n";
  command.least_arguments = 1;
  command.most_arguments = 1;
  command.options = {
      {"seed", "S", "seed of the batch; default 1"},
      {"run", "I", "number of the run, from 0; default 0"},
  };
  for (CliOption& option : ScenarioOptions()) command.options.push_back(std::move(option));
  command.options.push_back({"json", "", "print the run's row of `run --csv` as JSON instead"});
  command.run = Replay;
  return command;
}

}  // namespace dragoman

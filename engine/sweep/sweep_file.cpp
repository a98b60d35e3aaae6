#include "engine/sweep/sweep_file.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/load.h"
#include "engine/io/what_if_file.h"
#include "engine/sweep/cell_compiler.h"
#include "engine/sweep/chunk_worker.h"
#include "engine/sweep/idle_parameters.h"
#include "engine/sweep/points_csv.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

constexpr std::string_view kNoWhatIf = "none";

class SweepLoader {
 public:
  SweepLoader(const std::string& path, const std::vector<std::string>& settings,
              ScenarioFinder find)
      : path_(path), find_(find) {
    auto loaded = LoadStruct<SweepConfig>(path, settings);
    inputs_.config = std::move(loaded.value);
    document_ = std::move(loaded.document);
    file_.problems = std::move(loaded.problems);
  }

  SweepFile Load() {
    if (!file_.ok()) return std::move(file_);
    LoadVariants();
    LoadPoints();
    if (!file_.ok()) return std::move(file_);
    Forget();
    auto sweep = Sweep::Make(inputs_);
    if (!sweep.ok()) {
      AddAll(PlaceProblems(document_, sweep.problems()));
      return std::move(file_);
    }
    file_.sweep = std::move(*sweep);
    CheckCells();
    return std::move(file_);
  }

 private:
  const SweepConfig& config() const { return inputs_.config; }

  void AddAll(const std::vector<Problem>& problems) {
    file_.problems.insert(file_.problems.end(), problems.begin(), problems.end());
  }

  void Report(std::string path, std::string message, std::string expected = {}) {
    AddAll(PlaceProblems(document_, {{std::move(path), std::move(message), std::move(expected)}}));
  }

  std::string Beside(const std::string& name) const {
    namespace fs = std::filesystem;
    const fs::path file(name);
    if (file.is_absolute()) return name;
    return (fs::path(path_).parent_path() / file).lexically_normal().string();
  }

  void LoadVariants() {
    const std::string& named = config().scenario;
    const bool bare = named.find('/') == std::string::npos && !named.ends_with(".yaml") &&
                      !named.ends_with(".json");
    const std::string scenario = bare ? find_(named) : Beside(named);
    const ScenarioChoices choices = CellCompiler::ChoicesOf(config());
    const ScenarioFile base = LoadScenario(scenario, config().set, choices);
    AddAll(base.problems);
    if (!base.ok()) return;
    scenario_id_ = base.source.id;
    AddVariant(scenario, base, choices, {});
    for (const SweepParameter& parameter : config().parameters) {
      for (const std::string& what_if : parameter.what_ifs) {
        AddVariant(scenario, base, choices, what_if);
      }
    }
    if (!file_.ok()) return;
    inputs_.talks_per_coding = base.scenario->talks->talks_per_coding;
    inputs_.fingerprint = FingerprintOf(inputs_);
  }

  /// The scenario with the experiment's what-ifs and one more.
  void AddVariant(const std::string& scenario, const ScenarioFile& base,
                  const ScenarioChoices& choices, const std::string& what_if) {
    std::vector<std::string> ids = config().what_ifs;
    if (!what_if.empty() && what_if != kNoWhatIf) ids.push_back(what_if);
    ScenarioFile variant = LoadWhatIf(scenario, base, config().set, choices, ids);
    AddAll(variant.problems);
    if (!variant.ok()) return;
    // As compiled: with the mechanisms that were switched off, and nothing left to choose.
    Scenario resolved = variant.scenario->source;
    resolved.what_ifs.clear();
    inputs_.variants.push_back({what_if, JsonText(JsonOf(resolved), -1)});
  }

  void LoadPoints() {
    if (config().design.kind != DesignKind::kList) return;
    const std::string file = Beside(config().design.file);
    const FileText text = ReadFile(file);
    if (config().design.file.empty() || !text.ok()) {
      Report("design.file", config().design.file.empty() ? "a list needs its file" : text.error,
             "a CSV file");
      return;
    }
    std::vector<std::string> ids;
    for (const SweepParameter& parameter : config().parameters) ids.push_back(parameter.id);
    PointsCsv csv = ReadPointsCsv(text.text, file, ids);
    AddAll(csv.problems);
    inputs_.points = std::move(csv.points);
  }

  /// Where things lay when they were read is no part of the experiment.
  void Forget() {
    inputs_.config.scenario = scenario_id_;
    inputs_.config.design.file =
        std::filesystem::path(inputs_.config.design.file).filename().string();
    SweepConfig& config = inputs_.config;
    inputs_.settings = std::exchange(config.set, {});
    inputs_.what_ifs = std::exchange(config.what_ifs, {});
  }

  void CheckCells() {
    IdleCheck check = CheckParametersAct(*file_.sweep, inputs_.settings);
    AddAll(PlaceProblems(document_, check.problems));
    file_.warnings = std::move(check.warnings);
    if (!file_.ok()) file_.sweep.reset();
  }

  const std::string path_;
  ScenarioFinder find_;
  Document document_;
  SweepInputs inputs_;
  SweepFile file_;
  std::string scenario_id_;
};

}  // namespace

SweepFile LoadSweep(const std::string& path, const std::vector<std::string>& settings,
                    ScenarioFinder find) {
  return SweepLoader(path, settings, find).Load();
}

}  // namespace dragoman

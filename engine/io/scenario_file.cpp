#include "engine/io/scenario_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/core/text.h"
#include "engine/io/error_text.h"

namespace dragoman {
namespace {

/// The names and days that the rest of a scenario refers to, as paths without indices. Where one of
/// them could not be read, what the compiler says about references may be wrong.
constexpr std::string_view kReferredTo[] = {"asof",
                                            "tiers",
                                            "tiers[]",
                                            "tiers[].id",
                                            "tiers[].claims",
                                            "tiers[].claims[]",
                                            "parties",
                                            "parties[]",
                                            "parties[].id",
                                            "parties[].role",
                                            "issues",
                                            "issues[]",
                                            "issues[].id",
                                            "issues[].options",
                                            "issues[].options[]",
                                            "issues[].options[].id",
                                            "goldstein",
                                            "claims",
                                            "claims[]",
                                            "claims[].id"};
constexpr std::string_view kWeightsOfCodes = "goldstein.";
constexpr std::string_view kOption = "--";  // Starts the path of a choice.

std::string WithoutIndices(std::string_view path) {
  std::string shape;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) shape += c;
    if (c == '[') inside = true;
  }
  return shape;
}

bool IsReferredTo(std::string_view path) {
  const std::string shape = WithoutIndices(path);
  return path.starts_with(kWeightsOfCodes) ||
         std::find(std::begin(kReferredTo), std::end(kReferredTo), shape) != std::end(kReferredTo);
}

/// What is checked together with the value at `path`: if that names the issue of a struct's
/// options, the whole struct; else the value itself.
std::string_view CheckedWith(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return path;
  const std::string_view name = Slice(path, dot + 1);
  return name == "issue" || name == "monitoring_issue" ? Slice(path, 0, dot) : path;
}

bool IsInside(std::string_view path, std::string_view outer) {
  if (!path.starts_with(outer)) return false;
  const std::string_view rest = Slice(path, outer.size());
  return rest.empty() || rest.starts_with('.') || rest.starts_with('[');
}

/// Diagnostics that do not merely follow from a value that could not be read.
Diagnostics Independent(const Diagnostics& found, const std::vector<Problem>& reading) {
  std::vector<std::string_view> lost;
  for (const Problem& problem : reading) {
    if (problem.value_taken || problem.path.empty()) continue;
    if (IsReferredTo(problem.path)) return {};
    lost.push_back(CheckedWith(problem.path));
  }
  Diagnostics independent;
  for (const Diagnostic& diagnostic : found) {
    const bool follows = std::any_of(lost.begin(), lost.end(), [&](std::string_view path) {
      return IsInside(diagnostic.path, path) || IsInside(path, diagnostic.path);
    });
    if (!follows) independent.push_back(diagnostic);
  }
  return independent;
}

/// Problems in the document, and in the options of the command line.
std::vector<Problem> PlaceAll(const Document& document, const Diagnostics& diagnostics) {
  std::vector<Problem> problems = Locate(document, diagnostics);
  for (Problem& problem : problems) {
    if (!problem.path.starts_with(kOption)) continue;
    problem.file = std::exchange(problem.path, {});
    problem.line = 0;
    problem.column = 0;
  }
  return problems;
}

ScenarioFile CompileLoaded(ScenarioFile file, const ScenarioChoices& choices) {
  auto compiled = Compile(file.source, choices);
  std::vector<Problem> found =
      PlaceAll(file.document, Independent(compiled.problems(), file.problems));
  file.problems.insert(file.problems.end(), std::make_move_iterator(found.begin()),
                       std::make_move_iterator(found.end()));
  SortProblems(file.document.sources[0], &file.problems);
  if (file.ok()) file.scenario = std::move(*compiled);
  return file;
}

const std::vector<FieldEntry>& ScenarioFields() {
  static const std::vector<FieldEntry> fields = ListFields<Scenario>();
  return fields;
}

ScenarioFile Finish(LoadedDocument loaded, Scenario source, const ScenarioChoices& choices) {
  ScenarioFile file{nullptr, std::move(source), std::move(loaded.document),
                    std::move(loaded.problems)};
  const bool cut_short = file.problems.size() > ProblemCollector::kMaxProblems;
  if (!loaded.bound || cut_short) return file;
  return CompileLoaded(std::move(file), choices);
}

}  // namespace

ScenarioFile LoadScenario(const std::string& path, std::span<const std::string> settings,
                          const ScenarioChoices& choices) {
  return LoadScenario(path, settings, choices, [](Scenario*) {});
}

ScenarioFile LoadScenario(const std::string& path, std::span<const std::string> settings,
                          const ScenarioChoices& choices, FunctionRef<void(Scenario*)> edit) {
  Scenario source;
  LoadedDocument loaded = LoadFile(path, settings, ScenarioFields(), FieldVisitor::RefTo(&source));
  edit(&source);
  return Finish(std::move(loaded), std::move(source), choices);
}

ScenarioFile LoadScenarioText(std::string_view text, const std::string& file, TextFormat format,
                              std::span<const std::string> settings,
                              const ScenarioChoices& choices) {
  Scenario source;
  LoadedDocument loaded =
      LoadText(text, file, format, settings, ScenarioFields(), FieldVisitor::RefTo(&source));
  return Finish(std::move(loaded), std::move(source), choices);
}

}  // namespace dragoman

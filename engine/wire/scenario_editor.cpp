#include "engine/wire/scenario_editor.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/block_binder.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/overrides.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

DocumentNode NumberNode(double value) {
  DocumentNode node;
  node.kind = DocumentNode::Kind::kNumber;
  node.number = value;
  node.text = FormatNumber(value);
  return node;
}

void AppendProblems(std::vector<Problem> more, std::vector<Problem>* problems) {
  problems->insert(problems->end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
}

/// Mistakes of the page that asks, not of the scenario: they lie in no text.
Problem AxisProblem(const std::string& path, std::string message) {
  return {"axes", 0, 0, path, std::move(message), {}};
}

}  // namespace

ScenarioEditor::ScenarioEditor(std::string_view json) : fields_(ListFields<Scenario>()) {
  ReadResult read = ReadJson(json, "scenario");
  original_ = std::move(read.document);
  problems_ = std::move(read.problems);
}

std::vector<Problem> ScenarioEditor::BindAll(const Document& document, Scenario* scenario) const {
  ProblemCollector collector(&document.sources);
  ReadArchive(&collector).Read(document.root, FieldVisitor::RefTo(scenario));
  return collector.Take();
}

EditedScenario ScenarioEditor::Finish(const Document& document, Scenario scenario,
                                      const ScenarioChoices& choices) {
  EditedScenario edited;
  auto compiled = Compile(std::move(scenario), choices);
  if (compiled.ok()) {
    edited.scenario = std::move(*compiled);
  } else {
    edited.problems = Locate(document, compiled.problems());
  }
  return edited;
}

EditedScenario ScenarioEditor::Change(std::span<const ScenarioChange> changes,
                                      const ScenarioChoices& choices) {
  Document document = original_;
  std::vector<Problem> problems;
  for (const ScenarioChange& change : changes) {
    AppendProblems(
        ApplyOverride("set " + change.path, change.path, change.value, fields_, &document),
        &problems);
  }
  Scenario scenario;
  AppendProblems(BindAll(document, &scenario), &problems);
  if (!problems.empty()) return {nullptr, std::move(problems)};
  EditedScenario edited = Finish(document, std::move(scenario), choices);
  if (edited.scenario == nullptr) return edited;
  changed_ = std::move(document);
  choices_ = choices;
  axes_.clear();
  return edited;
}

std::vector<Problem> ScenarioEditor::SetAxes(const std::vector<std::string>& paths) {
  Document cell = changed_;
  std::vector<std::string> axes;
  std::vector<std::string> blocks;
  std::vector<Problem> problems;
  for (const std::string& path : paths) {
    const std::string full = ResolveAlias(fields_, path);
    if (std::find(axes.begin(), axes.end(), full) != axes.end()) {
      problems.push_back(AxisProblem(path, Concat({"'", full, "' is set twice"})));
    }
    // Makes the keys that lead there; At() gives the value.
    AppendProblems(ApplyOverride("axis " + path, full, NumberNode(0), fields_, &cell), &problems);
    axes.push_back(full);
    const std::string block = BlockOf(full);
    if (std::find(blocks.begin(), blocks.end(), block) == blocks.end()) blocks.push_back(block);
  }
  if (!problems.empty()) return problems;
  // Not what the last cell left: it has the values of other axes.
  BindAll(changed_, &bound_.emplace());
  BlockBinder binder(blocks, cell);
  bound_->Serialize(&binder);
  bind_blocks_ = binder.all_found();
  cell_ = std::move(cell);
  axes_ = std::move(axes);
  blocks_ = std::move(blocks);
  return problems;
}

EditedScenario ScenarioEditor::At(std::span<const double> values) {
  EditedScenario edited;
  for (std::size_t k = 0; k < axes_.size(); ++k) {
    if (!std::isfinite(values[k])) {
      edited.problems.push_back(AxisProblem(axes_[k], "not a finite number"));
      continue;
    }
    // The tree is ours: FindNode only looks at it.
    auto* node = const_cast<DocumentNode*>(FindNode(cell_.root, axes_[k]));
    const Mark mark = node->mark;
    *node = NumberNode(values[k]);
    node->mark = mark;
  }
  if (!edited.problems.empty()) return edited;
  if (bind_blocks_ && bound_) {
    BlockBinder binder(blocks_, cell_);
    bound_->Serialize(&binder);
    edited.problems = binder.Take();
  } else {
    edited.problems = BindAll(cell_, &bound_.emplace());
  }
  if (!edited.problems.empty()) return edited;
  edited = Finish(cell_, std::move(*bound_), choices_);
  bound_.reset();
  return edited;
}

void ScenarioEditor::GiveBack(std::unique_ptr<const CompiledScenario> cell) {
  bound_ = TakeSource(std::move(cell));
}

}  // namespace dragoman

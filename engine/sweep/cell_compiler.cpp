#include "engine/sweep/cell_compiler.h"

#include <algorithm>
#include <utility>

#include "engine/io/error_text.h"
#include "engine/io/yaml_reader.h"
#include "engine/wire/block_binder.h"
#include "engine/wire/field_table.h"
#include "engine/wire/json_reader.h"
#include "engine/wire/overrides.h"
#include "engine/wire/read_archive.h"

namespace dragoman {
namespace {

const std::vector<FieldEntry>& SweptFields() {
  static const std::vector<FieldEntry> fields = ListFields<Scenario>();
  return fields;
}

std::string ProblemsOnOneLine(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += "; ";
    if (!problem.path.empty()) text += problem.path + ": ";
    text += problem.message;
    if (!problem.expected.empty()) text += "; expected " + problem.expected;
  }
  return text;
}

/// Whether a parameter's path leads into `block` ("talks", "mechanisms.M9").
bool LeadsInto(const std::string& path, const std::string& block) {
  return path == block || path.starts_with(block + ".") || path.starts_with(block + "[");
}

}  // namespace

ScenarioChoices CellCompiler::ChoicesOf(const SweepConfig& config) {
  ScenarioChoices choices;
  choices.tier = config.tier;
  choices.without = config.without;
  return choices;
}

Checked<std::unique_ptr<CellCompiler>> CellCompiler::Make(const Sweep& sweep) {
  std::unique_ptr<CellCompiler> compiler(new CellCompiler(sweep));
  Diagnostics problems;
  compiler->ReadVariants(&problems);
  if (problems.empty()) compiler->PrepareSlots(&problems);
  if (problems.empty()) compiler->BindVariants(&problems);
  if (!problems.empty()) return problems;
  return compiler;
}

void CellCompiler::ReadVariants(Diagnostics* problems) {
  for (const SweepVariant& variant : sweep_->inputs().variants) {
    ReadResult read = ReadJson(variant.scenario, "scenario");
    if (!read.problems.empty()) {
      problems->push_back({"scenario", ProblemsOnOneLine(read.problems), {}});
      return;
    }
    documents_.push_back(std::move(read.document));
  }
}

// The first value of each parameter is set the way --set does it, which makes keys that are not
// there yet; later values replace it in place.
void CellCompiler::PrepareSlots(Diagnostics* problems) {
  const std::vector<SweptParameter>& parameters = sweep_->parameters();
  const std::vector<CellValue> values = sweep_->ValuesAt(0);
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    for (std::size_t p = 0; p < parameters[k].paths.size(); ++p) {
      const std::string path = ResolveAlias(SweptFields(), parameters[k].paths[p]);
      const std::string place = "parameters[" + std::to_string(k) + "]." +
                                (p == 0 ? "set" : "also_set[" + std::to_string(p - 1) + "]");
      for (const Slot& slot : slots_) {
        if (slot.path == path) problems->push_back({place, "'" + path + "' is set twice", {}});
      }
      slots_.push_back({path, k, place});
      for (Document& document : documents_) {
        const std::vector<std::string> setting = {path + "=" + values[k].text};
        const std::vector<Problem> found =
            ApplyOverrides(setting, SweptFields(), ParseYamlValue, &document);
        document.sources.resize(1);
        if (found.empty()) continue;
        problems->push_back({place, found.front().message, found.front().expected});
        break;
      }
    }
  }
}

void CellCompiler::BindVariants(Diagnostics* problems) {
  for (const Slot& slot : slots_) {
    const std::string block = BlockOf(slot.path);
    if (std::find(blocks_.begin(), blocks_.end(), block) == blocks_.end()) {
      blocks_.push_back(block);
    }
  }
  for (Document& document : documents_) {
    Scenario& scenario = bound_.emplace_back();
    ProblemCollector collector(&document.sources);
    ReadArchive(&collector).Read(document.root, FieldVisitor::RefTo(&scenario));
    // What is wrong with the first values alone is a matter of the cells that have them.
    for (const Problem& problem : collector.Take()) {
      const bool of_parameter = std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        return LeadsInto(problem.path, slot.path) || LeadsInto(slot.path, problem.path);
      });
      if (!of_parameter) problems->push_back({"scenario", ProblemsOnOneLine({problem}), {}});
    }
    BlockBinder binder(blocks_, document);
    scenario.Serialize(&binder);
    bind_blocks_ = binder.all_found();
  }
}

DocumentNode CellCompiler::NodeOf(std::size_t parameter, const CellValue& value) const {
  DocumentNode node;
  if (sweep_->parameters()[parameter].numeric) {
    node.kind = DocumentNode::Kind::kNumber;
    node.number = value.number;
    node.text = value.text;
  } else {
    ParseYamlValue(value.text, &node);
  }
  return node;
}

CellScenario CellCompiler::Failed(const std::vector<Problem>& problems) const {
  CellScenario cell;
  cell.error = ProblemsOnOneLine(problems);
  for (const Problem& problem : problems) {
    for (const Slot& slot : slots_) {
      if (!LeadsInto(problem.path, slot.path) && !LeadsInto(slot.path, problem.path)) continue;
      cell.of_parameters.push_back({slot.written_at, problem.message, problem.expected});
      break;
    }
  }
  return cell;
}

CellScenario CellCompiler::Compile(const std::vector<CellValue>& values) {
  const std::size_t variant = sweep_->VariantOf(values);
  Document& document = documents_[variant];
  for (const Slot& slot : slots_) {
    // The tree is ours: FindNode only looks at it.
    auto* node = const_cast<DocumentNode*>(FindNode(document.root, slot.path));
    *node = NodeOf(slot.parameter, values[slot.parameter]);
  }
  CellScenario cell;
  Scenario scenario = bound_[variant];
  std::vector<Problem> problems;
  if (bind_blocks_) {
    BlockBinder binder(blocks_, document);
    scenario.Serialize(&binder);
    problems = binder.Take();
  } else {
    ProblemCollector collector(&document.sources);
    ReadArchive(&collector).Read(document.root, FieldVisitor::RefTo(&scenario));
    problems = collector.Take();
  }
  if (!problems.empty()) return Failed(problems);
  auto compiled = dragoman::Compile(scenario, ChoicesOf(sweep_->config()));
  if (compiled.ok()) {
    cell.scenario = std::move(*compiled);
  } else {
    return Failed(Locate(document, compiled.problems()));
  }
  return cell;
}

}  // namespace dragoman

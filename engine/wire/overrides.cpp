#include "engine/wire/overrides.h"

#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

using NodeKind = DocumentNode::Kind;

constexpr std::size_t kMaxOverrideSteps = 16;
constexpr const char* kNotAPath = "not a path";
constexpr const char* kPathForms = "KEY.KEY, LIST[INDEX].KEY or LIST[ID].KEY";

void SetMarks(const Mark& mark, DocumentNode* node) {
  node->mark = mark;
  for (DocumentNode& element : node->list) SetMarks(mark, &element);
  for (DocumentEntry& entry : node->map) {
    entry.key_mark = mark;
    SetMarks(mark, &entry.value);
  }
}

std::vector<std::string> IdsOf(const DocumentNode& list) {
  std::vector<std::string> ids;
  for (const DocumentNode& element : list.list) {
    const DocumentNode* id = FindEntry(element, "id");
    if (id != nullptr && id->kind == NodeKind::kText) ids.push_back(id->text);
  }
  return ids;
}

/// Takes the next key or element name off the front of `path`: "a" of "a.b", "3" of "[3].b".
std::string_view TakeName(std::string_view* path) {
  if (path->starts_with('.')) path->remove_prefix(1);
  if (path->starts_with('[')) {
    const std::size_t end = path->find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view name = Slice(*path, 1, end - 1);
    path->remove_prefix(end + 1);
    const bool ends = path->empty() || path->front() == '.' || path->front() == '[';
    return ends ? name : std::string_view();
  }
  const std::string_view name = Slice(*path, 0, path->find_first_of(".["));
  path->remove_prefix(name.size());
  return name;
}

class OverrideWriter {
 public:
  OverrideWriter(const Mark& mark, std::string path, ProblemCollector* problems)
      : mark_(mark), path_(std::move(path)), problems_(problems) {}

  void Write(DocumentNode value, DocumentNode* root) {
    SetMarks(mark_, &value);
    DocumentNode* node = root;
    std::string_view rest = path_;
    for (std::size_t steps = 0; node != nullptr && !rest.empty(); ++steps) {
      if (steps == kMaxOverrideSteps) return Report("the path has too many parts");
      node = Enter(node, &rest);
    }
    if (node != nullptr) *node = std::move(value);
  }

 private:
  void Report(std::string message, std::string expected = {}) {
    problems_->Add(mark_, path_, std::move(message), std::move(expected));
  }

  DocumentNode* Enter(DocumentNode* node, std::string_view* rest) {
    if (const PathStep step = StepInto(*node, *rest); step.child != nullptr) {
      rest->remove_prefix(step.length);
      // The tree is ours to change: StepInto only looks at it.
      return const_cast<DocumentNode*>(step.child);
    }
    const std::string done = path_.substr(0, path_.size() - rest->size());
    const std::string name(TakeName(rest));
    if (name.empty()) {
      Report(kNotAPath, kPathForms);
      return nullptr;
    }
    if (node->kind == NodeKind::kList) {
      Report(Concat({"no element '", name, "' in the list '", done, "', which has ",
                     node->list.size()}),
             ExpectedOneOf(name, IdsOf(*node)));
      return nullptr;
    }
    if (node->kind != NodeKind::kMap && node->kind != NodeKind::kNull) {
      Report(Concat({"'", done, "' is a single value and has no '", name, "' inside"}));
      return nullptr;
    }
    node->kind = NodeKind::kMap;
    DocumentNode created;
    created.mark = mark_;
    node->map.push_back({name, mark_, std::move(created)});
    return &node->map.back().value;
  }

  Mark mark_;
  std::string path_;
  ProblemCollector* problems_;
};

/// A new pseudo source, and the mark of all that comes from it.
Mark AddSource(const std::string& name, Document* document) {
  document->sources.push_back(name);
  return {0, 0, static_cast<int>(document->sources.size()) - 1};
}

/// The full path of a setting; empty, and reported, if it is none.
std::string CheckedPath(std::string_view written, const std::vector<FieldEntry>& fields,
                        const Mark& mark, ProblemCollector* problems) {
  std::string path = ResolveAlias(fields, written);
  if (!path.empty() && !path.ends_with('.') && path.find("..") == std::string::npos) return path;
  problems->Add(mark, path, kNotAPath, kPathForms);
  return {};
}

}  // namespace

std::vector<Problem> ApplyOverride(const std::string& source, std::string_view path,
                                   DocumentNode value, const std::vector<FieldEntry>& fields,
                                   Document* document) {
  ProblemCollector problems(&document->sources);
  const Mark mark = AddSource(source, document);
  const std::string full = CheckedPath(path, fields, mark, &problems);
  if (!full.empty()) OverrideWriter(mark, full, &problems).Write(std::move(value), &document->root);
  return problems.Take();
}

std::vector<Problem> ApplyOverrides(std::span<const std::string> settings,
                                    const std::vector<FieldEntry>& fields, ValueParser parse,
                                    Document* document) {
  ProblemCollector problems(&document->sources);
  for (const std::string& setting : settings) {
    const Mark mark = AddSource("--set " + setting, document);
    const std::size_t equals = setting.find('=');
    const std::string_view written = Trim(Slice(setting, 0, equals));
    if (equals == std::string::npos || written.empty()) {
      problems.Add(mark, {}, "not a setting", "PATH=VALUE");
      continue;
    }
    const std::string path = CheckedPath(written, fields, mark, &problems);
    if (path.empty()) continue;
    DocumentNode value;
    if (std::string wrong = parse(Slice(setting, equals + 1), &value); !wrong.empty()) {
      problems.Add(mark, path, std::move(wrong));
      continue;
    }
    OverrideWriter(mark, path, &problems).Write(std::move(value), &document->root);
  }
  return problems.Take();
}

}  // namespace dragoman

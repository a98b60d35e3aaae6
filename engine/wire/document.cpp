#include "engine/wire/document.h"

#include <charconv>
#include <optional>

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::string_view kIdKey = "id";

bool EndsStep(std::string_view path, std::size_t at) {
  return at == path.size() || path[at] == '.' || path[at] == '[';
}

bool NamesStep(std::string_view path, std::string_view name) {
  return !name.empty() && path.starts_with(name) && EndsStep(path, name.size());
}

std::optional<std::size_t> ParseIndex(std::string_view text) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

std::string_view IdOf(const DocumentNode& node) {
  const DocumentNode* id = FindEntry(node, kIdKey);
  return id != nullptr && id->kind == DocumentNode::Kind::kText ? std::string_view(id->text)
                                                                : std::string_view();
}

const DocumentNode* ElementNamed(const DocumentNode& list, std::string_view name) {
  for (const DocumentNode& element : list.list) {
    if (!name.empty() && IdOf(element) == name) return &element;
  }
  const std::optional<std::size_t> index = ParseIndex(name);
  return index && *index < list.list.size() ? &list.list[*index] : nullptr;
}

/// `[name]` at the start of `path`, if the step ends there.
std::optional<std::string_view> Bracketed(std::string_view path) {
  const std::size_t end = path.starts_with('[') ? path.find(']') : std::string_view::npos;
  if (end == std::string_view::npos || !EndsStep(path, end + 1)) return std::nullopt;
  return Slice(path, 1, end - 1);
}

PathStep StepIntoMap(const DocumentNode& node, std::string_view path) {
  const std::optional<std::string_view> bracketed = Bracketed(path);
  PathStep step;
  for (const DocumentEntry& entry : node.map) {
    std::size_t length = 0;
    if (bracketed && *bracketed == entry.key) length = entry.key.size() + 2;
    if (!bracketed && NamesStep(path, entry.key)) length = entry.key.size();
    if (length > step.length) step = {&entry.value, &entry, length};
  }
  return step;
}

PathStep StepIntoList(const DocumentNode& node, std::string_view path) {
  if (const std::optional<std::string_view> name = Bracketed(path)) {
    return {ElementNamed(node, *name), nullptr, name->size() + 2};
  }
  PathStep step;
  for (const DocumentNode& element : node.list) {
    const std::string_view id = IdOf(element);
    if (NamesStep(path, id) && id.size() > step.length) step = {&element, nullptr, id.size()};
  }
  if (step.child != nullptr) return step;
  const std::string_view name = Slice(path, 0, path.find_first_of(".["));
  return {ElementNamed(node, name), nullptr, name.size()};
}

struct DeepestPlace {
  const DocumentNode* node;
  const DocumentEntry* entry;  ///< Of the last step, if it went through a map.
  bool exact;
};

DeepestPlace FollowPath(const DocumentNode& root, std::string_view path) {
  DeepestPlace place{&root, nullptr, false};
  while (!path.empty()) {
    const PathStep step = StepInto(*place.node, path);
    if (step.child == nullptr) return place;
    place = {step.child, step.entry, false};
    path.remove_prefix(step.length);
  }
  place.exact = true;
  return place;
}

Mark MarkOf(const DeepestPlace& place) {
  const Mark& mark = place.node->mark;
  // A value from an option of the command line has no line, but a source of its own.
  return mark == Mark{} && place.entry != nullptr ? place.entry->key_mark : mark;
}

}  // namespace

const DocumentNode* FindEntry(const DocumentNode& map, std::string_view key) {
  for (const DocumentEntry& entry : map.map) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

PathStep StepInto(const DocumentNode& node, std::string_view path) {
  const std::size_t dot = path.starts_with('.') ? 1 : 0;
  const std::string_view rest = Slice(path, dot);
  if (rest.empty()) return {};
  PathStep step;
  if (node.kind == DocumentNode::Kind::kMap) step = StepIntoMap(node, rest);
  if (node.kind == DocumentNode::Kind::kList) step = StepIntoList(node, rest);
  step.length += dot;
  return step;
}

const DocumentNode* FindNode(const DocumentNode& root, std::string_view path) {
  const DeepestPlace place = FollowPath(root, path);
  return place.exact ? place.node : nullptr;
}

Mark FindMark(const DocumentNode& root, std::string_view path) {
  return MarkOf(FollowPath(root, path));
}

Mark FindKeyMark(const DocumentNode& root, std::string_view path) {
  const DeepestPlace place = FollowPath(root, path);
  return place.exact && place.entry != nullptr ? place.entry->key_mark : MarkOf(place);
}

std::vector<Problem> Locate(const Document& document, const Diagnostics& diagnostics) {
  ProblemCollector problems(&document.sources);
  for (const Diagnostic& diagnostic : diagnostics) {
    problems.Add(FindMark(document.root, diagnostic.path), diagnostic.path, diagnostic.message,
                 diagnostic.expected);
  }
  return problems.Take();
}

void ProblemCollector::Add(const Mark& mark, std::string path, std::string message,
                           std::string expected) {
  if (full()) return;
  const auto source = static_cast<std::size_t>(mark.source);
  std::string file = source < sources_->size() ? (*sources_)[source] : std::string();
  if (problems_.size() == kMaxProblems) {
    problems_.push_back({std::move(file), mark.line, mark.column, {}, "too many problems", {}});
    problems_.back().message += "; the rest is not shown";
    return;
  }
  problems_.push_back({std::move(file), mark.line, mark.column, std::move(path), std::move(message),
                       std::move(expected)});
}

void ProblemCollector::AddBeside(const Mark& mark, std::string path, std::string message,
                                 std::string expected) {
  if (full()) return;
  Add(mark, std::move(path), std::move(message), std::move(expected));
  problems_.back().value_taken = !full();
}

}  // namespace dragoman

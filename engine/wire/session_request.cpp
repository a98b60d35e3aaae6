#include "engine/wire/session_request.h"

#include <optional>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/json_reader.h"

namespace dragoman {
namespace {

using NodeKind = DocumentNode::Kind;

constexpr std::size_t kMostAxes = 4;

Diagnostic RequestProblem(std::string message) { return {{}, std::move(message), {}}; }

/// The texts of a list; nothing if it is anything else.
std::optional<std::vector<std::string>> TextsOf(const DocumentNode& node) {
  if (node.kind != NodeKind::kList) return {};
  std::vector<std::string> texts;
  for (const DocumentNode& element : node.list) {
    if (element.kind != NodeKind::kText) return {};
    texts.push_back(element.text);
  }
  return texts;
}

/// Empty, or what is wrong with one key of the request.
std::string ReadRequestEntry(DocumentEntry entry, ChangeRequest* request) {
  if (entry.key == "set") {
    if (entry.value.kind != NodeKind::kMap) return "set: expected an object of paths and values";
    for (DocumentEntry& change : entry.value.map) {
      request->changes.push_back({std::move(change.key), std::move(change.value)});
    }
  } else if (entry.key == "tier") {
    if (entry.value.kind != NodeKind::kText) return "tier: expected a text";
    request->choices.tier = std::move(entry.value.text);
  } else if (entry.key == "without") {
    auto texts = TextsOf(entry.value);
    if (!texts) return "without: expected a list of mechanisms";
    request->choices.without = std::move(*texts);
  } else if (entry.key == "without_reported_outcomes") {
    if (entry.value.kind != NodeKind::kBoolean) {
      return "without_reported_outcomes: expected true or false";
    }
    request->choices.without_reported_outcomes = entry.value.boolean;
  } else {
    return Concat({"unknown key '", entry.key,
                   "'; expected set, tier, without or without_reported_outcomes"});
  }
  return {};
}

}  // namespace

Checked<ChangeRequest> ReadChangeRequest(std::string_view json) {
  ReadResult read = ReadJson(json, "request");
  if (!read.problems.empty()) return RequestProblem(read.problems[0].message);
  if (read.document.root.kind != NodeKind::kMap) return RequestProblem("expected an object");
  ChangeRequest request;
  for (DocumentEntry& entry : read.document.root.map) {
    std::string wrong = ReadRequestEntry(std::move(entry), &request);
    if (!wrong.empty()) return RequestProblem(std::move(wrong));
  }
  return request;
}

Checked<std::vector<std::string>> ReadAxesRequest(std::string_view json) {
  const ReadResult read = ReadJson(json, "request");
  if (!read.problems.empty()) return RequestProblem(read.problems[0].message);
  auto paths = TextsOf(read.document.root);
  if (!paths || paths->empty() || paths->size() > kMostAxes) {
    return RequestProblem("expected a list of one to four paths");
  }
  return std::move(*paths);
}

}  // namespace dragoman

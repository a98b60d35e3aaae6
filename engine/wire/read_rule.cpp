#include <string>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/value_readers.h"

/// @file
/// Conditions: `land >= L3`, `{all: [...]}`, `{any: [...]}`.

namespace dragoman {
namespace {

constexpr int kMaxRuleDepth = 16;
constexpr const char* kExpectedRule =
    "a condition such as \"ISSUE >= OPTION\", {all: [...]} or {any: [...]}";

std::optional<Rule> ReadRuleAt(const ReadPlace& place, int depth);

std::optional<Rule> ReadRuleParts(const ReadPlace& place, Rule::Kind kind, int depth) {
  if (place.node.kind != DocumentNode::Kind::kList) {
    place.ReportKind("a list of conditions");
    return std::nullopt;
  }
  if (place.node.list.empty()) {
    place.Report("the list is empty", "at least one condition");
    return std::nullopt;
  }
  Rule rule{kind, {}, {}};
  bool ok = true;
  for (std::size_t k = 0; k < place.node.list.size(); ++k) {
    const std::string path = Concat({place.path, "[", k, "]"});
    std::optional<Rule> part = ReadRuleAt(place.At(place.node.list[k], path), depth + 1);
    ok = ok && part.has_value();
    if (part) rule.parts.push_back(std::move(*part));
  }
  if (!ok) return std::nullopt;
  return rule;
}

std::optional<Rule> ReadRuleAt(const ReadPlace& place, int depth) {
  if (depth > kMaxRuleDepth) {
    place.Report("conditions nested too deeply", Concat({"at most ", kMaxRuleDepth, " levels"}));
    return std::nullopt;
  }
  const DocumentNode& node = place.node;
  if (node.kind == DocumentNode::Kind::kText && !Trim(node.text).empty()) {
    return Rule::Text(node.text);
  }
  if (node.kind == DocumentNode::Kind::kText) {
    place.Report("the condition is empty", kExpectedRule);
    return std::nullopt;
  }
  if (node.kind != DocumentNode::Kind::kMap) {
    place.ReportKind(kExpectedRule);
    return std::nullopt;
  }
  if (node.map.size() != 1) {
    place.Report(Concat({"has ", node.map.size(), " keys"}), "exactly one of: all, any");
    return std::nullopt;
  }
  const DocumentEntry& entry = node.map[0];
  if (entry.key != "all" && entry.key != "any") {
    place.problems->Add(entry.key_mark, place.path,
                        Concat({"unknown key '", Slice(entry.key, 0, 40), "'"}),
                        ExpectedOneOf(Slice(entry.key, 0, 40), {"all", "any"}));
    return std::nullopt;
  }
  return ReadRuleParts(place.At(entry.value, Concat({place.path, ".", entry.key})),
                       entry.key == "all" ? Rule::Kind::kAll : Rule::Kind::kAny, depth);
}

}  // namespace

std::optional<Rule> ReadRule(const ReadPlace& place) { return ReadRuleAt(place, 1); }

}  // namespace dragoman

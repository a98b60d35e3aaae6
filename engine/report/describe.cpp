#include "engine/report/describe.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/report/text_layout.h"
#include "engine/scenario/scenario.h"
#include "engine/wire/field_table.h"

namespace dragoman {
namespace {

constexpr std::size_t kLabelWidth = 14;
constexpr std::string_view kMechanismPrefix = "mechanisms.";

const std::vector<FieldEntry>& DescribedFields() {
  static const std::vector<FieldEntry> fields = ListFields<Scenario>();
  return fields;
}

/// "  formula       ...", wrapped; nothing without a text.
std::string Labelled(std::string_view label, std::string_view text, int width,
                     std::string_view indent = "  ") {
  if (text.empty()) return {};
  return Wrap(text, std::string(indent) + PadRight(label, kLabelWidth), width);
}

/// "claims[].q" as one types it: "claims.q".
std::string TypedPath(const std::string& path) {
  std::string text;
  for (std::size_t k = 0; k < path.size(); ++k) {
    if (path.compare(k, 2, "[]") == 0) {
      ++k;
    } else {
      text += path[k];
    }
  }
  return text;
}

/// The mechanism a path belongs to, or null.
const MechanismEntry* MechanismOfPath(const std::string& path) {
  if (!path.starts_with(kMechanismPrefix)) return nullptr;
  const std::string_view rest = Slice(path, kMechanismPrefix.size());
  return FindMechanism(Slice(rest, 0, rest.find('.')));
}

std::string DefaultText(const FieldEntry& field) {
  if (field.required) return "none: must be given";
  return field.default_value;
}

std::string ShortName(const FieldEntry& field) {
  return field.by_name && !field.alias.empty() ? field.alias + ".NAME" : field.alias;
}

std::string FieldBody(const FieldEntry& field, int width, std::string_view indent) {
  std::string text;
  text += Labelled("what", field.doc, width, indent);
  text += Labelled("type", field.type, width, indent);
  text += Labelled("unit", field.unit, width, indent);
  text += Labelled("range", field.range, width, indent);
  text += Labelled("default", DefaultText(field), width, indent);
  text += Labelled("short name", ShortName(field), width, indent);
  text += Labelled("source", field.source, width, indent);
  return text;
}

const FieldEntry* FindPath(const std::string& path) {
  for (const FieldEntry& field : DescribedFields()) {
    if (field.path == path || TypedPath(field.path) == path) return &field;
  }
  // A value inside a map of names, "mechanisms.M26.rank.NORTH".
  for (const FieldEntry& field : DescribedFields()) {
    if (field.by_name && path.starts_with(field.path + ".")) return &field;
  }
  return nullptr;
}

const FieldEntry* FindField(const std::string& name) {
  const std::string path = ResolveAlias(DescribedFields(), name);
  if (const FieldEntry* field = FindPath(path)) return field;
  const std::size_t dot = path.find('.');
  const MechanismEntry* mechanism = FindMechanism(Slice(path, 0, dot));
  if (mechanism == nullptr || dot == std::string::npos) return nullptr;
  return FindPath(std::string(kMechanismPrefix) + std::string(mechanism->info.id) +
                  path.substr(dot));
}

}  // namespace

std::string MechanismText(const MechanismEntry& mechanism, int width) {
  const MechanismInfo& info = mechanism.info;
  std::string text =
      std::string(info.id) + " " + std::string(info.name) + ": " + std::string(info.title) + "\n";
  text += Labelled("formula", info.formula, width);
  text += Labelled("sign", info.sign, width);
  text += Labelled("when off", info.when_off, width);
  text += Labelled("source", info.source, width);
  text += "\nParameters (in a file under mechanisms." + std::string(info.id) +
          ", or --set mechanisms." + std::string(info.id) + ".NAME=VALUE):\n";
  const std::string block = std::string(kMechanismPrefix) + std::string(info.id) + ".";
  for (const FieldEntry& field : DescribedFields()) {
    if (!field.path.starts_with(block)) continue;
    text += "  " + field.path.substr(block.size()) + "\n" + FieldBody(field, width, "    ");
  }
  return text;
}

std::string TacticText(const TacticInfo& tactic, std::string_view kind, ObjectRef object,
                       int width) {
  std::string text = std::string(tactic.name) + ": " + std::string(tactic.summary) + "\n";
  text += Labelled("formula", tactic.formula, width);
  text += Labelled("source", tactic.source, width);
  if (kind != "acceptance") {
    text += Labelled("in a file", "talks." + std::string(kind) + ": " + std::string(tactic.name),
                     width);
  }
  const std::vector<FieldEntry> fields = ListFields(object);
  if (fields.empty()) return text + "\nNo parameters.\n";
  std::string usage = std::string(tactic.name) + "(" + fields[0].path + "=";
  usage += fields[0].default_value.empty() ? "..." : fields[0].default_value;
  text += "\nParameters (" + usage + ", ...)";
  text += kind == "acceptance" ? ", after a strategy and '+':\n" : ":\n";
  for (const FieldEntry& field : fields) {
    text += "  " + field.path + "\n" + FieldBody(field, width, "    ");
  }
  return text;
}

std::string ParameterText(const std::string& name, int width) {
  const FieldEntry* field = FindField(name);
  if (field == nullptr) return {};
  std::string text = TypedPath(field->path) + "\n" + FieldBody(*field, width, "  ");
  if (const MechanismEntry* mechanism = MechanismOfPath(field->path)) {
    const MechanismInfo& info = mechanism->info;
    text += Labelled(
        "mechanism",
        std::string(info.id) + " " + std::string(info.name) + ": " + std::string(info.title),
        width);
    text += Labelled("formula", info.formula, width);
    text += Labelled("sign", info.sign, width);
    text += Labelled("when off", info.when_off, width);
  }
  return text;
}

std::string ParameterList(int width) {
  std::string text;
  for (const FieldEntry& field : DescribedFields()) {
    std::string head = TypedPath(field.path);
    if (const std::string alias = ShortName(field); !alias.empty()) head += " (" + alias + ")";
    constexpr std::size_t kColumn = 44;
    if (head.size() + 2 > kColumn) {
      text += head + "\n";
      head.clear();
    }
    text += Wrap(field.doc, PadRight(head, kColumn), width);
  }
  return text;
}

std::vector<std::string> ParameterNames() {
  std::vector<std::string> names;
  for (const FieldEntry& field : DescribedFields()) {
    names.push_back(TypedPath(field.path));
    if (!field.alias.empty()) names.push_back(field.alias);
  }
  return names;
}

}  // namespace dragoman

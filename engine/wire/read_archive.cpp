#include "engine/wire/read_archive.h"

#include <utility>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"
#include "engine/wire/tree_builder.h"

namespace dragoman {
namespace {

constexpr const char* kIdField = "id";
constexpr const char* kMapOfNames = "a map from names";

ReadPlace ElementOf(const ReadPlace& list, std::size_t k) {
  return list.At(list.node.list[k], Concat({list.path, "[", k, "]"}));
}

ReadPlace EntryOf(const ReadPlace& map, const DocumentEntry& entry) {
  return map.At(entry.value, JoinPath(map.path, entry.key));
}

bool IsList(const ReadPlace& place, const char* expected) {
  if (place.node.kind == DocumentNode::Kind::kList) return true;
  place.ReportKind(expected);
  return false;
}

bool IsMap(const ReadPlace& place, const char* expected) {
  if (place.node.kind == DocumentNode::Kind::kMap) return true;
  place.ReportKind(expected);
  return false;
}

std::vector<std::string> ReadTextList(const ReadPlace& place, const Field& field) {
  std::vector<std::string> texts;
  if (!IsList(place, "a list of texts")) return texts;
  for (std::size_t k = 0; k < place.node.list.size(); ++k) {
    if (auto text = ReadTextValue(ElementOf(place, k), field)) texts.push_back(std::move(*text));
  }
  return texts;
}

}  // namespace

void ReadArchive::Read(const DocumentNode& root, ObjectRef object) {
  if (root.kind == DocumentNode::Kind::kMap) {
    ReadObject({root, {}, problems_}, object);
  } else if (root.kind != DocumentNode::Kind::kInvalid) {
    problems_->Add(root.mark, {}, "the document " + DescribeNode(root), "a map of keys");
  }
}

std::optional<ReadPlace> ReadArchive::Find(const Field& field, std::string_view expected) {
  Level& level = levels_.back();
  std::string name(field.name);
  std::string path = JoinPath(level.path, name);
  const DocumentNode* node = FindEntry(*level.map, field.name);
  level.names.push_back(std::move(name));
  if (node != nullptr) return ReadPlace{*node, std::move(path), problems_};
  if (field.required) {
    problems_->Add(level.map->mark, std::move(path), "required key is missing",
                   std::string(expected));
  }
  return std::nullopt;
}

void ReadArchive::VisitNumber(const Field& field, double* value) {
  const auto place = Find(field, DescribeNumber(field));
  if (!place) return;
  *value = ReadNumber(*place, field).value_or(*value);
}

void ReadArchive::VisitOptionalNumber(const Field& field, std::optional<double>* value) {
  const auto place = Find(field, DescribeNumber(field));
  if (!place) return;
  if (place->node.kind == DocumentNode::Kind::kNull) {
    value->reset();
  } else if (const std::optional<double> number = ReadNumber(*place, field)) {
    *value = number;
  }
}

void ReadArchive::VisitInteger(const Field& field, int* value) {
  const auto place = Find(field, DescribeNumber(field, "an integer"));
  if (!place) return;
  *value = ReadInteger(*place, field).value_or(*value);
}

void ReadArchive::VisitFlag(const Field& field, bool* value) {
  const auto place = Find(field, "true or false");
  if (!place) return;
  *value = ReadFlag(*place).value_or(*value);
}

void ReadArchive::VisitText(const Field& field, std::string* value) {
  const auto place = Find(field, DescribeText(field));
  if (!place) return;
  if (std::optional<std::string> text = ReadTextValue(*place, field)) *value = std::move(*text);
}

void ReadArchive::VisitChoice(const Field& field, std::span<const std::string_view> names,
                              int* value) {
  const auto place = Find(field, "one of: " + Join({names.begin(), names.end()}));
  if (!place) return;
  *value = ReadChoice(*place, names).value_or(*value);
}

void ReadArchive::VisitDistribution(const Field& field, Distribution* value) {
  const auto place = Find(field, DescribeNumber(field) + " or a distribution");
  if (!place) return;
  *value = ReadDistribution(*place, field).value_or(*value);
}

void ReadArchive::VisitRule(const Field& field, Rule* value) {
  const auto place = Find(field, "a condition");
  if (!place) return;
  if (std::optional<Rule> rule = ReadRule(*place)) *value = std::move(*rule);
}

void ReadArchive::VisitTexts(const Field& field, std::vector<std::string>* values) {
  const auto place = Find(field, "a list of texts");
  if (!place || !IsList(*place, "a list of texts")) return;
  *values = ReadTextList(*place, field);
}

void ReadArchive::VisitNumbers(const Field& field, std::vector<double>* values) {
  const auto place = Find(field, "a list of numbers");
  if (!place || !IsList(*place, "a list of numbers")) return;
  values->clear();
  for (std::size_t k = 0; k < place->node.list.size(); ++k) {
    if (const auto number = ReadNumber(ElementOf(*place, k), field)) values->push_back(*number);
  }
}

void ReadArchive::VisitNamedNumbers(const Field& field, Named<double>* values) {
  const std::string expected = Concat({kMapOfNames, " to numbers"});
  const auto place = Find(field, expected);
  if (!place || !IsMap(*place, expected.c_str())) return;
  values->clear();
  for (const DocumentEntry& entry : place->node.map) {
    const auto number = ReadNumber(EntryOf(*place, entry), field);
    if (number) values->emplace_back(entry.key, *number);
  }
}

void ReadArchive::VisitNamedDistributions(const Field& field, Named<Distribution>* values) {
  const std::string expected = Concat({kMapOfNames, " to numbers or distributions"});
  const auto place = Find(field, expected);
  if (!place || !IsMap(*place, expected.c_str())) return;
  values->clear();
  for (const DocumentEntry& entry : place->node.map) {
    const auto distribution = ReadDistribution(EntryOf(*place, entry), field);
    if (distribution) values->emplace_back(entry.key, *distribution);
  }
}

void ReadArchive::VisitNamedTexts(const Field& field, Named<std::vector<std::string>>* values) {
  const std::string expected = Concat({kMapOfNames, " to lists of texts"});
  const auto place = Find(field, expected);
  if (!place || !IsMap(*place, expected.c_str())) return;
  values->clear();
  for (const DocumentEntry& entry : place->node.map) {
    values->emplace_back(entry.key, ReadTextList(EntryOf(*place, entry), field));
  }
}

void ReadArchive::VisitObject(const Field& field, ObjectRef object) {
  if (const auto place = Find(field, "a map")) ReadObject(*place, object);
}

void ReadArchive::VisitList(const Field& field, ListRef list) {
  const auto place = Find(field, "a list");
  if (!place || !IsList(*place, "a list")) return;
  list.reset(list.list, place->node.list.size());
  bool has_ids = false;
  for (std::size_t k = 0; k < place->node.list.size(); ++k) {
    has_ids = ReadObject(ElementOf(*place, k), list.at(list.list, k)) || has_ids;
  }
  if (has_ids) ReportRepeatedIds(*place);
}

bool ReadArchive::ReadObject(const ReadPlace& place, ObjectRef object) {
  if (!IsMap(place, "a map")) return false;
  levels_.push_back({&place.node, place.path});
  object.visit(object.object, this);
  const Level level = std::move(levels_.back());
  levels_.pop_back();
  ReportUnknownKeys(level);
  for (const std::string& name : level.names) {
    if (name == kIdField) return true;
  }
  return false;
}

void ReadArchive::ReportUnknownKeys(const Level& level) {
  for (const DocumentEntry& entry : level.map->map) {
    bool known = false;
    for (const std::string& name : level.names) known = known || name == entry.key;
    if (known || problems_->full()) continue;
    const std::string_view shown = Slice(entry.key, 0, 60);
    problems_->AddBeside(entry.key_mark, level.path, Concat({"unknown key '", shown, "'"}),
                         ExpectedOneOf(shown, level.names));
  }
}

void ReadArchive::ReportRepeatedIds(const ReadPlace& list) {
  NameIndex lines;
  for (std::size_t k = 0; k < list.node.list.size(); ++k) {
    const DocumentNode* id = FindEntry(list.node.list[k], kIdField);
    if (id == nullptr || id->kind != DocumentNode::Kind::kText) continue;
    const std::size_t first = lines.Add(id->text, static_cast<std::size_t>(id->mark.line));
    if (first == NameIndex::kNone) continue;
    std::string message = Concat({"id '", Slice(id->text, 0, 60), "' is used twice"});
    if (first > 0) message += Concat({", first on line ", first});
    problems_->Add(id->mark, Concat({ElementOf(list, k).path, ".", kIdField}), std::move(message),
                   "another id");
  }
}

}  // namespace dragoman

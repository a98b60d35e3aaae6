#include "engine/io/internal/map_keys.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"
#include "engine/wire/tree_builder.h"

namespace dragoman {

MapKeys::MapKeys(const ReadPlace& place, std::string expected) : place_(place) {
  ok_ = place.node.kind == DocumentNode::Kind::kMap;
  if (!ok_) place.ReportKind(std::move(expected));
}

const DocumentNode* MapKeys::Find(std::string_view key) {
  if (std::find(names_.begin(), names_.end(), key) == names_.end()) names_.emplace_back(key);
  return ok_ ? FindEntry(place_.node, key) : nullptr;
}

std::string MapKeys::PathOf(std::string_view key) const {
  return JoinPath(place_.path, std::string(key));
}

std::optional<ReadPlace> MapKeys::Required(std::string_view key, std::string_view expected) {
  const DocumentNode* node = Find(key);
  if (node != nullptr) return place_.At(*node, PathOf(key));
  if (ok_) {
    place_.problems->Add(place_.node.mark, PathOf(key), "required key is missing",
                         std::string(expected));
  }
  return std::nullopt;
}

std::optional<ReadPlace> MapKeys::Optional(std::string_view key) {
  const DocumentNode* node = Find(key);
  if (node == nullptr || node->kind == DocumentNode::Kind::kNull) return std::nullopt;
  return place_.At(*node, PathOf(key));
}

void MapKeys::Ignore(std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) names_.emplace_back(key);
}

void MapKeys::RequireNumber(const Field& field, double* value) {
  const auto found = Required(field.name, DescribeNumber(field));
  if (found) *value = ReadNumber(*found, field).value_or(*value);
}

void MapKeys::RequireFlag(std::string_view key, bool* value) {
  const auto found = Required(key, "true or false");
  if (found) *value = ReadFlag(*found).value_or(*value);
}

void MapKeys::OptionalNumber(const Field& field) {
  if (const auto found = Optional(field.name)) ReadNumber(*found, field);
}

void MapKeys::OptionalFlag(std::string_view key) {
  if (const auto found = Optional(key)) ReadFlag(*found);
}

void MapKeys::RequireText(const Field& field, std::string* value) {
  const auto found = Required(field.name, DescribeText(field));
  if (!found) return;
  if (auto text = ReadTextValue(*found, field)) *value = std::move(*text);
}

void MapKeys::OptionalText(const Field& field, std::string* value) {
  const auto found = Optional(field.name);
  if (!found) return;
  if (auto text = ReadTextValue(*found, field)) *value = std::move(*text);
}

void MapKeys::Close() {
  if (!ok_) return;
  for (const DocumentEntry& entry : place_.node.map) {
    bool known = false;
    for (const std::string& name : names_) known = known || name == entry.key;
    if (known || place_.problems->full()) continue;
    const std::string_view shown = Slice(entry.key, 0, 60);
    place_.problems->AddBeside(entry.key_mark, place_.path,
                               "unknown key '" + std::string(shown) + "'",
                               ExpectedOneOf(shown, names_));
  }
}

ReadPlace ElementAt(const ReadPlace& list, std::size_t k) {
  return list.At(list.node.list[k], list.path + "[" + std::to_string(k) + "]");
}

}  // namespace dragoman

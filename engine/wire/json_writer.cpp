#include "engine/wire/json_writer.h"

#include <cmath>
#include <utility>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

/// Writes the fields of one struct into one JSON object.
class WriteArchive final : public FieldVisitor {
 public:
  explicit WriteArchive(Json* object) : object_(object) {}

  void VisitNumber(const Field& field, double* value) override { Put(field, JsonNumber(*value)); }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    if (value->has_value()) Put(field, JsonNumber(**value));
  }
  void VisitInteger(const Field& field, int* value) override { Put(field, *value); }
  void VisitFlag(const Field& field, bool* value) override { Put(field, *value); }
  void VisitText(const Field& field, std::string* value) override {
    // An empty name means "none" in a struct, but is not a name when read back.
    if (!value->empty() || field.text == TextKind::kFree) Put(field, *value);
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    DRAGOMAN_ASSERT(*value >= 0 && static_cast<std::size_t>(*value) < names.size());
    Put(field, std::string(names[static_cast<std::size_t>(*value)]));
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    Put(field, JsonDistribution(*value));
  }
  void VisitRule(const Field& field, Rule* value) override {
    if (value->kind != Rule::Kind::kNone) Put(field, JsonRule(*value));
  }
  void VisitTexts(const Field& field, std::vector<std::string>* values) override {
    Put(field, Json(*values));
  }
  void VisitNumbers(const Field& field, std::vector<double>* values) override {
    Json list = Json::array();
    for (const double value : *values) list.push_back(JsonNumber(value));
    Put(field, std::move(list));
  }
  void VisitNamedNumbers(const Field& field, Named<double>* values) override {
    Json map = Json::object();
    for (const auto& [name, value] : *values) map[name] = JsonNumber(value);
    Put(field, std::move(map));
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>* values) override {
    Json map = Json::object();
    for (const auto& [name, value] : *values) map[name] = JsonDistribution(value);
    Put(field, std::move(map));
  }
  void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>* values) override {
    Json map = Json::object();
    for (const auto& [name, value] : *values) map[name] = Json(value);
    Put(field, std::move(map));
  }
  void VisitObject(const Field& field, ObjectRef object) override {
    Put(field, JsonObject(object));
  }
  void VisitList(const Field& field, ListRef list) override {
    Json items = Json::array();
    for (std::size_t k = 0; k < list.size(list.list); ++k) {
      items.push_back(JsonObject(list.at(list.list, k)));
    }
    Put(field, std::move(items));
  }

 private:
  void Put(const Field& field, Json value) {
    (*object_)[std::string(field.name)] = std::move(value);
  }

  Json* object_;
};

}  // namespace

void PutJson(Json* json, const char* key, Json&& value) { (*json)[key] = std::move(value); }
void PutNumber(Json* json, const char* key, double value) { PutJson(json, key, JsonNumber(value)); }
void PutWhole(Json* json, const char* key, std::int64_t value) { PutJson(json, key, value); }
void PutFlag(Json* json, const char* key, bool value) { PutJson(json, key, value); }
void PutText(Json* json, const char* key, std::string_view value) {
  PutJson(json, key, std::string(value));
}

Json JsonNumber(double value) {
  DRAGOMAN_ASSERT(std::isfinite(value));
  return value;
}

Json JsonDistribution(const Distribution& distribution) {
  const char* name = nullptr;
  switch (distribution.kind) {
    case Distribution::Kind::kPoint:
      return JsonNumber(distribution.a);
    case Distribution::Kind::kUniform:
      name = "uniform";
      break;
    case Distribution::Kind::kBeta:
      name = "beta";
      break;
    case Distribution::Kind::kNormal:
      name = "normal";
      break;
  }
  DRAGOMAN_ASSERT(name != nullptr);
  Json parameters = Json::array();
  parameters.push_back(JsonNumber(distribution.a));
  parameters.push_back(JsonNumber(distribution.b));
  Json map = Json::object();
  map[name] = std::move(parameters);
  return map;
}

Json JsonRule(const Rule& rule) {
  if (rule.kind == Rule::Kind::kNone) return nullptr;
  if (rule.kind == Rule::Kind::kText) return rule.text;
  Json parts = Json::array();
  for (const Rule& part : rule.parts) parts.push_back(JsonRule(part));
  Json map = Json::object();
  map[rule.kind == Rule::Kind::kAll ? "all" : "any"] = std::move(parts);
  return map;
}

Json JsonObject(ObjectRef object) {
  Json json = Json::object();
  WriteArchive archive(&json);
  object.visit(object.object, &archive);
  return json;
}

std::string JsonText(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dragoman

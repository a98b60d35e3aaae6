#include "engine/wire/schema.h"

#include <limits>
#include <string>
#include <utility>

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr const char* kIdentifierPattern = "^[A-Za-z][A-Za-z0-9_.+-]*$";
constexpr const char* kDatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Json TypeSchema(const char* type) {
  Json schema = Json::object();
  schema["type"] = type;
  return schema;
}

Json ListSchema(Json items) {
  Json schema = TypeSchema("array");
  schema["items"] = std::move(items);
  return schema;
}

Json NamedSchema(Json values) {
  Json schema = TypeSchema("object");
  schema["additionalProperties"] = std::move(values);
  return schema;
}

Json NumberSchema(const Field& field, const char* type = "number") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const Range& range = field.range;
  Json schema = TypeSchema(type);
  if (range.min > -kInfinity) schema[range.min_open ? "exclusiveMinimum" : "minimum"] = range.min;
  if (range.max < kInfinity) schema[range.max_open ? "exclusiveMaximum" : "maximum"] = range.max;
  return schema;
}

Json TextSchema(const Field& field) {
  Json schema = TypeSchema("string");
  if (field.text == TextKind::kIdentifier) schema["pattern"] = kIdentifierPattern;
  if (field.text == TextKind::kDate) {
    schema["format"] = "date";
    schema["pattern"] = kDatePattern;
  }
  if (field.text == TextKind::kFree && field.required) schema["minLength"] = 1;
  return schema;
}

Json Reference(const std::string& name) {
  Json schema = Json::object();
  schema["$ref"] = "#/$defs/" + name;
  return schema;
}

Json DistributionSchema(const Field& field) {
  Json choices = Json::array();
  choices.push_back(NumberSchema(field));
  choices.push_back(Reference("uniform"));
  choices.push_back(Reference("beta"));
  choices.push_back(Reference("normal"));
  Json schema = Json::object();
  schema["oneOf"] = std::move(choices);
  return schema;
}

/// {NAME: value} and nothing else.
Json OneKeySchema(const char* name, Json value, const char* description) {
  Json schema = TypeSchema("object");
  schema["description"] = description;
  schema["properties"][name] = std::move(value);
  schema["required"] = Json::array({name});
  schema["additionalProperties"] = false;
  return schema;
}

Json PairSchema() {
  Json schema = ListSchema(TypeSchema("number"));
  schema["minItems"] = 2;
  schema["maxItems"] = 2;
  return schema;
}

Json RuleListSchema() {
  Json schema = ListSchema(Reference("condition"));
  schema["minItems"] = 1;
  return schema;
}

Json RuleSchema() {
  Json text = TypeSchema("string");
  text["minLength"] = 1;
  text["description"] = "ISSUE >= OPTION (also <=, ==, !=), or ISSUE signed";
  Json choices = Json::array();
  choices.push_back(std::move(text));
  choices.push_back(OneKeySchema("all", RuleListSchema(), "every part holds"));
  choices.push_back(OneKeySchema("any", RuleListSchema(), "at least one part holds"));
  Json schema = Json::object();
  schema["oneOf"] = std::move(choices);
  return schema;
}

Json SharedDefinitions() {
  Json defs = Json::object();
  defs["uniform"] = OneKeySchema("uniform", PairSchema(), "uniform between low and high");
  defs["beta"] = OneKeySchema("beta", PairSchema(), "beta with alpha and beta");
  defs["normal"] = OneKeySchema("normal", PairSchema(), "normal with mean and standard deviation");
  defs["condition"] = RuleSchema();
  return defs;
}

/// "What it is. Unit: meetings. Default: 3. Source: ..."
std::string DescriptionOf(const Field& field, const Json& default_value) {
  std::string text(field.doc);
  const auto append = [&text](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    if (!text.empty() && text.back() != '.') text += '.';
    if (!text.empty()) text += ' ';
    text += label;
    text += value;
  };
  append("Unit: ", field.unit);
  if (!default_value.is_null()) append("Default: ", default_value.dump());
  append("Source: ", field.source);
  return text;
}

class SchemaArchive final : public FieldVisitor {
 public:
  /// `schema` becomes the schema of the struct visited.
  explicit SchemaArchive(Json* schema) : schema_(schema) {
    (*schema_)["type"] = "object";
    (*schema_)["properties"] = Json::object();
    (*schema_)["required"] = Json::array();
    (*schema_)["additionalProperties"] = false;
  }

  void VisitNumber(const Field& field, double* value) override {
    Put(field, NumberSchema(field), JsonNumber(*value));
  }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    Json schema = NumberSchema(field);
    schema["type"] = Json::array({"number", "null"});
    Put(field, std::move(schema), value->has_value() ? JsonNumber(**value) : Json());
  }
  void VisitInteger(const Field& field, int* value) override {
    Put(field, NumberSchema(field, "integer"), *value);
  }
  void VisitFlag(const Field& field, bool* value) override {
    Put(field, TypeSchema("boolean"), *value);
  }
  void VisitText(const Field& field, std::string* value) override {
    Put(field, TextSchema(field), value->empty() ? Json() : Json(*value));
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    Json schema = Json::object();
    schema["enum"] = Json::array();
    for (const std::string_view name : names) schema["enum"].push_back(std::string(name));
    Json chosen = schema["enum"][static_cast<std::size_t>(*value)];
    Put(field, std::move(schema), std::move(chosen));
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    Put(field, DistributionSchema(field), JsonDistribution(*value));
  }
  void VisitRule(const Field& field, Rule* value) override {
    Put(field, Reference("condition"), JsonRule(*value));
  }
  void VisitTexts(const Field& field, std::vector<std::string>* values) override {
    Put(field, ListSchema(TextSchema(field)), values->empty() ? Json() : Json(*values));
  }
  void VisitNumbers(const Field& field, std::vector<double>* values) override {
    Put(field, ListSchema(NumberSchema(field)), values->empty() ? Json() : Json(*values));
  }
  void VisitNamedNumbers(const Field& field, Named<double>*) override {
    Put(field, NamedSchema(NumberSchema(field)), {});
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>*) override {
    Put(field, NamedSchema(DistributionSchema(field)), {});
  }
  void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>*) override {
    Put(field, NamedSchema(ListSchema(TextSchema(field))), {});
  }
  void VisitObject(const Field& field, ObjectRef object) override {
    Json schema = Json::object();
    SchemaArchive inside(&schema);
    object.visit(object.object, &inside);
    Put(field, std::move(schema), {});
  }
  void VisitList(const Field& field, ListRef list) override {
    Json items = Json::object();
    SchemaArchive inside(&items);
    list.VisitNew(&inside);
    Put(field, ListSchema(std::move(items)), {});
  }

 private:
  void Put(const Field& field, Json schema, Json default_value) {
    const std::string name(field.name);
    if (field.required) {
      (*schema_)["required"].push_back(name);
      default_value = nullptr;
    }
    if (std::string text = DescriptionOf(field, default_value); !text.empty()) {
      schema["description"] = std::move(text);
    }
    if (!default_value.is_null()) schema["default"] = std::move(default_value);
    (*schema_)["properties"][name] = std::move(schema);
  }

  Json* schema_;
};

}  // namespace

Json SchemaOf(ObjectRef object, std::string_view title) {
  Json schema = Json::object();
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = std::string(title);
  SchemaArchive archive(&schema);
  object.visit(object.object, &archive);
  schema["$defs"] = SharedDefinitions();
  return schema;
}

}  // namespace dragoman

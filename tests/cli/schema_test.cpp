#include <regex>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/files.h"
#include "engine/io/yaml_reader.h"
#include "engine/wire/json_writer.h"
#include "tests/support/process.h"
#include "tests/support/scenarios.h"
#include "tests/support/test_names.h"

namespace dragoman {
namespace {

using testing_support::RunDragoman;

Json ToJson(const DocumentNode& node) {
  Json json;
  switch (node.kind) {
    case DocumentNode::Kind::kBoolean:
      return node.boolean;
    case DocumentNode::Kind::kNumber:
      return node.number;
    case DocumentNode::Kind::kText:
      return node.text;
    case DocumentNode::Kind::kList:
      json = Json::array();
      for (const DocumentNode& element : node.list) json.push_back(ToJson(element));
      return json;
    case DocumentNode::Kind::kMap:
      json = Json::object();
      for (const DocumentEntry& entry : node.map) json[entry.key] = ToJson(entry.value);
      return json;
    case DocumentNode::Kind::kNull:
    case DocumentNode::Kind::kInvalid:
      return nullptr;
  }
  return nullptr;
}

Json ScenarioJson(const std::string& name) {
  const std::string path = std::string(DRAGOMAN_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
  const FileText file = ReadFile(path);
  EXPECT_TRUE(file.ok()) << path;
  const ReadResult read = ReadYaml(file.text, path);
  EXPECT_TRUE(read.problems.empty());
  return ToJson(read.document.root);
}

/// The keywords of JSON Schema that our schema uses; anything else fails the test.
class SchemaChecker {
 public:
  explicit SchemaChecker(const Json& schema) : root_(schema) {}

  /// The first place where `value` breaks the schema; empty if nowhere.
  std::string Check(const Json& value) const { return Check(value, root_, "$"); }

 private:
  static bool HasType(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "number") return value.is_number();
    if (type == "integer") {
      return value.is_number() &&
             value.get<double>() == static_cast<double>(static_cast<long>(value.get<double>()));
    }
    ADD_FAILURE() << "unknown type " << type;
    return false;
  }

  std::string CheckType(const Json& value, const Json& types, const std::string& at) const {
    if (types.is_string()) return HasType(value, types) ? "" : at + ": not of type " + types.dump();
    for (const Json& type : types) {
      if (HasType(value, type)) return "";
    }
    return at + ": none of the types " + types.dump();
  }

  std::string CheckObject(const Json& value, const Json& schema, const std::string& at) const {
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) return at + ": lacks " + name.dump();
    }
    const Json properties = schema.value("properties", Json::object());
    const Json others = schema.value("additionalProperties", Json(true));
    for (const auto& [key, child] : value.items()) {
      const std::string place = at + "." + key;
      std::string wrong;
      if (properties.contains(key)) {
        wrong = Check(child, properties[key], place);
      } else if (others.is_object()) {
        wrong = Check(child, others, place);
      } else if (others == Json(false)) {
        wrong = place + ": unknown key";
      }
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  std::string CheckArray(const Json& value, const Json& schema, const std::string& at) const {
    if (value.size() < schema.value("minItems", std::size_t{0})) return at + ": too short";
    if (value.size() > schema.value("maxItems", ~std::size_t{0})) return at + ": too long";
    if (!schema.contains("items")) return "";
    for (std::size_t k = 0; k < value.size(); ++k) {
      std::string wrong = Check(value[k], schema["items"], at + "[" + std::to_string(k) + "]");
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  std::string CheckNumber(const Json& value, const Json& schema, const std::string& at) const {
    const auto x = value.get<double>();
    const bool inside =
        (!schema.contains("minimum") || x >= schema["minimum"].get<double>()) &&
        (!schema.contains("maximum") || x <= schema["maximum"].get<double>()) &&
        (!schema.contains("exclusiveMinimum") || x > schema["exclusiveMinimum"].get<double>()) &&
        (!schema.contains("exclusiveMaximum") || x < schema["exclusiveMaximum"].get<double>());
    return inside ? "" : at + ": out of range";
  }

  std::string CheckText(const Json& value, const Json& schema, const std::string& at) const {
    const auto text = value.get<std::string>();
    if (text.size() < schema.value("minLength", std::size_t{0})) return at + ": empty";
    if (schema.contains("pattern") &&
        !std::regex_search(text, std::regex(schema["pattern"].get<std::string>()))) {
      return at + ": breaks the pattern";
    }
    return "";
  }

  std::string CheckOneOf(const Json& value, const Json& choices, const std::string& at) const {
    int fitting = 0;
    for (const Json& choice : choices) fitting += Check(value, choice, at).empty() ? 1 : 0;
    return fitting == 1 ? "" : at + ": fits " + std::to_string(fitting) + " of oneOf";
  }

  std::string Check(const Json& value, const Json& schema, const std::string& at) const {
    if (schema.contains("$ref")) {
      const auto reference = schema["$ref"].get<std::string>();
      return Check(value, root_.at(Json::json_pointer(reference.substr(1))), at);
    }
    std::string wrong;
    if (schema.contains("type")) wrong = CheckType(value, schema["type"], at);
    if (wrong.empty() && schema.contains("oneOf")) wrong = CheckOneOf(value, schema["oneOf"], at);
    if (wrong.empty() && schema.contains("enum")) {
      const Json& names = schema["enum"];
      if (std::find(names.begin(), names.end(), value) == names.end()) wrong = at + ": not in enum";
    }
    if (!wrong.empty()) return wrong;
    if (value.is_object()) return CheckObject(value, schema, at);
    if (value.is_array()) return CheckArray(value, schema, at);
    if (value.is_number()) return CheckNumber(value, schema, at);
    if (value.is_string()) return CheckText(value, schema, at);
    return "";
  }

  const Json& root_;
};

Json PrintedSchema() {
  const testing_support::ProcessResult result = RunDragoman({"schema"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "");
  return Json::parse(result.out);
}

class SchemaOfScenarios : public testing::TestWithParam<std::string> {};

TEST_P(SchemaOfScenarios, TakesTheShippedFileAndNotOneWithAnUnknownKey) {
  const Json schema = PrintedSchema();
  const SchemaChecker checker(schema);
  Json scenario = ScenarioJson(GetParam());
  EXPECT_EQ(checker.Check(scenario), "");

  Json unknown = scenario;
  unknown["talks"]["meeting"] = 3;
  EXPECT_EQ(checker.Check(unknown), "$.talks.meeting: unknown key");
  Json missing = scenario;
  missing.erase("claims");
  EXPECT_EQ(checker.Check(missing), "$: lacks \"claims\"");
  Json outside = scenario;
  outside["claims"][0]["q"] = 1.5;
  EXPECT_EQ(checker.Check(outside), "$.claims[0].q: out of range");
  Json wrong_act = scenario;
  wrong_act["claims"][0]["act"] = "shout";
  EXPECT_EQ(checker.Check(wrong_act), "$.claims[0].act: not in enum");
}

INSTANTIATE_TEST_SUITE_P(Shipped, SchemaOfScenarios,
                         testing::ValuesIn(testing_support::ScenarioNames()),
                         testing_support::NameOfText);

}  // namespace
}  // namespace dragoman

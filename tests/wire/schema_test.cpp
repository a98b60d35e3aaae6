#include "engine/wire/schema.h"

#include <gtest/gtest.h>

#include "tests/wire/sample_struct.h"

namespace dragoman {
namespace {

using testing_support::SampleScenario;

class SchemaTest : public testing::Test {
 protected:
  std::string At(const char* pointer) const {
    return schema_.at(Json::json_pointer(pointer)).dump();
  }

  const Json schema_ = SchemaOf<SampleScenario>("Sample");
};

TEST_F(SchemaTest, NamesItsDialectAndRequiresWhatIsRequired) {
  EXPECT_EQ(At("/$schema"), R"("https://json-schema.org/draft/2020-12/schema")");
  EXPECT_EQ(At("/title"), R"("Sample")");
  EXPECT_EQ(At("/required"), R"(["name"])");
  EXPECT_EQ(At("/properties/claims/items/required"), R"(["id"])");
}

TEST_F(SchemaTest, NoObjectTakesUnknownKeys) {
  EXPECT_EQ(At("/additionalProperties"), "false");
  EXPECT_EQ(At("/properties/talks/additionalProperties"), "false");
  EXPECT_EQ(At("/properties/claims/items/additionalProperties"), "false");
  EXPECT_EQ(At("/$defs/uniform/additionalProperties"), "false");
}

TEST_F(SchemaTest, FieldsHaveTypeRangeUnitDefaultAndSource) {
  EXPECT_EQ(At("/properties/talks/properties/wait"),
            R"({"type":"number","minimum":0.0,"exclusiveMaximum":1.0,)"
            R"("description":"share never conceded. Unit: share. Default: 0.5. Source: brief",)"
            R"("default":0.5})");
  EXPECT_EQ(At("/properties/talks/properties/meetings"),
            R"({"type":"integer","minimum":1.0,"maximum":100.0,)"
            R"("description":"number of meetings. Unit: meetings. Default: 3","default":3})");
  EXPECT_EQ(At("/properties/tier"),
            R"({"enum":["narrow","wide"],)"
            R"("description":"which claims count. Default: \"narrow\"","default":"narrow"})");
  EXPECT_EQ(At("/properties/name"),
            R"({"type":"string","minLength":1,"description":"shown in reports"})");
  EXPECT_EQ(At("/properties/cap"), R"({"type":["number","null"],"exclusiveMinimum":0.0})");
  EXPECT_EQ(At("/properties/claims/items/properties/known_by"),
            R"({"type":"string","format":"date","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",)"
            R"("description":"first public"})");
}

TEST_F(SchemaTest, DistributionsAreANumberOrAMapWithOneKey) {
  EXPECT_EQ(At("/properties/om/oneOf"),
            R"([{"type":"number","minimum":0.0,"maximum":1.0},{"$ref":"#/$defs/uniform"},)"
            R"({"$ref":"#/$defs/beta"},{"$ref":"#/$defs/normal"}])");
  EXPECT_EQ(At("/properties/om/default"), R"({"uniform":[0.2,0.6]})");
  EXPECT_EQ(At("/$defs/beta/properties/beta"),
            R"({"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2})");
}

TEST_F(SchemaTest, ConditionsNest) {
  EXPECT_EQ(At("/properties/settled/$ref"), R"("#/$defs/condition")");
  EXPECT_EQ(At("/$defs/condition/oneOf/1/properties/all/items/$ref"), R"("#/$defs/condition")");
}

TEST_F(SchemaTest, MapsOfNamesHaveTheirValuesSchema) {
  EXPECT_EQ(At("/properties/talks/properties/ranks/additionalProperties"),
            R"({"type":"number","minimum":0.0,"maximum":1.0})");
  EXPECT_EQ(At("/properties/owners/additionalProperties/items/pattern"),
            R"("^[A-Za-z][A-Za-z0-9_.+-]*$")");
}

}  // namespace
}  // namespace dragoman

#include "engine/wire/field_table.h"

#include <gtest/gtest.h>

#include "tests/wire/sample_struct.h"

namespace dragoman {
namespace {

using testing_support::SampleScenario;

const FieldEntry* Find(const std::vector<FieldEntry>& fields, std::string_view path) {
  for (const FieldEntry& field : fields) {
    if (field.path == path) return &field;
  }
  return nullptr;
}

TEST(FieldTableTest, ListsFieldsWithAllThatIsKnown) {
  const std::vector<FieldEntry> fields = ListFields<SampleScenario>();
  const FieldEntry* wait = Find(fields, "talks.wait");
  ASSERT_NE(wait, nullptr);
  EXPECT_EQ(wait->type, "number");
  EXPECT_EQ(wait->doc, "share never conceded");
  EXPECT_EQ(wait->unit, "share");
  EXPECT_EQ(wait->alias, "wait.q");
  EXPECT_EQ(wait->source, "brief");
  EXPECT_EQ(wait->range, "[0, 1)");
  EXPECT_EQ(wait->default_value, "0.5");
  EXPECT_EQ(Find(fields, "tier")->type, "one of: narrow, wide");
  EXPECT_EQ(Find(fields, "cap")->range, "> 0");
  EXPECT_EQ(Find(fields, "shift")->range, "");
  EXPECT_EQ(Find(fields, "om")->default_value, R"({"uniform":[0.2,0.6]})");
  EXPECT_TRUE(Find(fields, "name")->required);
  EXPECT_TRUE(Find(fields, "claims[].id")->required);
  EXPECT_EQ(Find(fields, "claims[].known_by")->type, "date");
}

TEST(FieldTableTest, AliasesStandForPaths) {
  const std::vector<FieldEntry> fields = ListFields<SampleScenario>();
  EXPECT_EQ(ResolveAlias(fields, "wait.q"), "talks.wait");
  EXPECT_EQ(ResolveAlias(fields, "rank.A"), "talks.ranks.A");
  EXPECT_EQ(ResolveAlias(fields, "rank"), "talks.ranks");
  EXPECT_EQ(ResolveAlias(fields, "wait.q.x"), "wait.q.x");
  EXPECT_EQ(ResolveAlias(fields, "ranks.A"), "ranks.A");
  EXPECT_EQ(ResolveAlias(fields, "claims[0].q"), "claims[0].q");
}

}  // namespace
}  // namespace dragoman

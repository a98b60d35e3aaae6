#include "engine/wire/document.h"

#include <gtest/gtest.h>

#include "engine/wire/json_reader.h"

namespace dragoman {
namespace {

// Columns below are counted in this text.
constexpr const char* kText =
    R"({"claims": [{"id": "A01", "q": 1}, {"id": "A.07", "q": 2}], "m": {"a.b": {"c": 3}, "a": 4}})";

class DocumentPathTest : public testing::Test {
 protected:
  DocumentPathTest() : document_(ReadJson(kText, "f").document) {}

  double NumberAt(const char* path) const {
    const DocumentNode* node = FindNode(document_.root, path);
    return node == nullptr ? -1 : node->number;
  }

  Document document_;
};

TEST_F(DocumentPathTest, ElementsAreNamedByIndexOrById) {
  EXPECT_EQ(NumberAt("claims[1].q"), 2);
  EXPECT_EQ(NumberAt("claims[A.07].q"), 2);
  EXPECT_EQ(NumberAt("claims.A.07.q"), 2);
  EXPECT_EQ(NumberAt("claims.A01.q"), 1);
  EXPECT_EQ(NumberAt("claims.0.q"), 1);
}

TEST_F(DocumentPathTest, TheLongestKeyThatFitsIsTaken) {
  EXPECT_EQ(NumberAt("m.a.b.c"), 3);
  EXPECT_EQ(NumberAt("m[a.b].c"), 3);
  EXPECT_EQ(NumberAt("m.a"), 4);
}

TEST_F(DocumentPathTest, PathsThatLeadNowhereHaveNoNode) {
  for (const char* path :
       {"claims[2].q", "claims[A09].q", "claims.A", "m.a.b.d", "m.a.x", "x", "claims[", "claims[1",
        "claims[]", ".", "m..a", "claims[1]q", "claims[99999999999999999999]"}) {
    EXPECT_EQ(FindNode(document_.root, path), nullptr) << path;
  }
}

TEST_F(DocumentPathTest, AMissingPlaceHasTheMarkOfItsDeepestAncestor) {
  EXPECT_EQ(FindMark(document_.root, ""), (Mark{1, 1}));
  EXPECT_EQ(FindMark(document_.root, "claims[1].q"), (Mark{1, 56}));
  EXPECT_EQ(FindMark(document_.root, "claims[1].x.y"), (Mark{1, 36}));
  EXPECT_EQ(FindMark(document_.root, "claims[5].q"), (Mark{1, 12}));
  EXPECT_EQ(FindMark(document_.root, "x"), (Mark{1, 1}));
}

TEST_F(DocumentPathTest, KeysHaveMarksOfTheirOwn) {
  EXPECT_EQ(FindKeyMark(document_.root, "claims[1].q"), (Mark{1, 51}));
  EXPECT_EQ(FindKeyMark(document_.root, "claims[1]"), (Mark{1, 36}));
  EXPECT_EQ(FindKeyMark(document_.root, "claims[1].x"), (Mark{1, 36}));
}

TEST_F(DocumentPathTest, DiagnosticsArePlaced) {
  EXPECT_EQ(Locate(document_, {{"claims[A.07].q", "wrong", "right"}}),
            (std::vector<Problem>{{"f", 1, 56, "claims[A.07].q", "wrong", "right"}}));
}

}  // namespace
}  // namespace dragoman

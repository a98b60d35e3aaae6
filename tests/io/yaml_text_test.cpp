#include "engine/io/yaml_text.h"

#include <gtest/gtest.h>

#include "engine/io/yaml_reader.h"

namespace dragoman {
namespace {

TEST(YamlTextTest, PlainNamesAndDatesNeedNoQuotes) {
  EXPECT_EQ(YamlText(Json{{"id", "north-1"}, {"asof", "2001-02-03"}}),
            "id: north-1\nasof: 2001-02-03\n");
}

TEST(YamlTextTest, WhatCouldBeSomethingElseIsQuoted) {
  for (const char* text : {"yes", "null", "12", "a: b", "", "1e3", "- x", "True"}) {
    const std::string written = YamlText(Json{{"key", text}});
    const ReadResult read = ReadYaml(written, "f");
    ASSERT_TRUE(read.problems.empty()) << written;
    const DocumentNode* value = FindEntry(read.document.root, "key");
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(value->kind, DocumentNode::Kind::kText) << written;
    EXPECT_EQ(value->text, text);
  }
}

TEST(YamlTextTest, LongPartsGoBelowAndShortOnesStayOnTheLine) {
  Json json;
  json["short"] = {1, 2.5, true, nullptr};
  json["empty"] = Json::object();
  const std::string word(60, 'x');
  json["list"] = Json::array({{{"a", word}, {"b", word}}, Json::array({word, word})});
  EXPECT_EQ(YamlText(json), "short: [1, 2.5, true, null]\nempty: {}\nlist:\n  - a: " + word +
                                "\n    b: " + word + "\n  -\n    - " + word + "\n    - " + word +
                                "\n");
}

TEST(YamlTextTest, ReadsBackAsTheSameTree) {
  Json json;
  json["n"] = {{"deep", {{"deeper", Json::array({Json::array({1, 2}), Json::object()})}}}};
  json["text"] = "a \"quoted\" line\nand another";
  const ReadResult read = ReadYaml(YamlText(json), "f");
  ASSERT_TRUE(read.problems.empty());
  EXPECT_EQ(FindNode(read.document.root, "n.deep.deeper[0][1]")->number, 2);
  EXPECT_EQ(FindNode(read.document.root, "text")->text, "a \"quoted\" line\nand another");
}

}  // namespace
}  // namespace dragoman

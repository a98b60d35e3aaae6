#include "engine/wire/json_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace dragoman {
namespace {

using NodeKind = DocumentNode::Kind;

/// "line:column path: message; expected" of each problem.
std::string ErrorsOf(const std::string& text) {
  std::string all;
  for (const Problem& p : ReadJson(text, "f.json").problems) {
    all += std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.path + ": " +
           p.message + "|" + p.expected + "\n";
  }
  return all;
}

TEST(JsonReaderTest, EveryKindOfValueIsRead) {
  const ReadResult result = ReadJson(
      R"({"a": null, "b": true, "c": -1.5e2, "d": "x\u00e9", "e": [], "f": {"g": 0}})", "f");
  ASSERT_TRUE(result.problems.empty());
  ASSERT_TRUE(result.complete);
  const auto& map = result.document.root.map;
  ASSERT_EQ(map.size(), 6U);
  EXPECT_EQ(map[0].value.kind, NodeKind::kNull);
  EXPECT_TRUE(map[1].value.boolean);
  EXPECT_EQ(map[2].value.number, -150);
  EXPECT_EQ(map[2].value.text, "-1.5e2");
  EXPECT_EQ(map[3].value.text, "x\xC3\xA9");
  EXPECT_TRUE(map[3].value.quoted);
  EXPECT_EQ(map[4].value.kind, NodeKind::kList);
  EXPECT_EQ(map[5].value.map[0].value.number, 0);
}

TEST(JsonReaderTest, EveryValueAndKeyHasItsMark) {
  const DocumentNode root =
      ReadJson("{\n  \"a\": [1, 22 ,333,\n\"x\\n\\\"y\", true],\n  \"b\" : {\"c\":null}}", "f")
          .document.root;
  EXPECT_EQ(root.mark, (Mark{1, 1}));
  EXPECT_EQ(FindKeyMark(root, "a"), (Mark{2, 3}));
  EXPECT_EQ(FindMark(root, "a"), (Mark{2, 8}));
  EXPECT_EQ(FindMark(root, "a[0]"), (Mark{2, 9}));
  EXPECT_EQ(FindMark(root, "a[1]"), (Mark{2, 12}));
  EXPECT_EQ(FindMark(root, "a[2]"), (Mark{2, 16}));
  EXPECT_EQ(FindMark(root, "a[3]"), (Mark{3, 1}));
  EXPECT_EQ(FindMark(root, "a[4]"), (Mark{3, 11}));
  EXPECT_EQ(FindKeyMark(root, "b"), (Mark{4, 3}));
  EXPECT_EQ(FindMark(root, "b"), (Mark{4, 9}));
  EXPECT_EQ(FindMark(root, "b.c"), (Mark{4, 14}));
}

TEST(JsonReaderTest, NumbersKeepTheirTextAtTheEndOfTheDocumentToo) {
  EXPECT_EQ(ReadJson("12", "f").document.root.text, "12");
  EXPECT_EQ(ReadJson("12 ", "f").document.root.text, "12");
  EXPECT_EQ(ReadJson("[12]", "f").document.root.list[0].text, "12");
  EXPECT_EQ(ReadJson("18446744073709551616", "f").document.root.number, 18446744073709551616.0);
}

TEST(JsonReaderTest, DuplicateKeysAreErrorsAndTheFirstIsKept) {
  const ReadResult result = ReadJson("{\"a\": {\"b\": 1,\n\"b\": 2}, \"\\u0061\": 3}", "f.json");
  EXPECT_EQ(ErrorsOf("{\"a\": {\"b\": 1,\n\"b\": 2}, \"\\u0061\": 3}"),
            "2:1 a: duplicate key 'b', first on line 1|\n"
            "2:10 : duplicate key 'a', first on line 1|\n");
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(FindNode(result.document.root, "a.b")->number, 1);
}

TEST(JsonReaderTest, NaNAndInfinityAreRefused) {
  EXPECT_EQ(ErrorsOf("{\"a\": NaN}"),
            "1:7 a: NaN and Infinity are not numbers in JSON|a finite number\n");
  EXPECT_EQ(ErrorsOf("[-Infinity]"),
            "1:2 [0]: NaN and Infinity are not numbers in JSON|a finite number\n");
  EXPECT_EQ(ErrorsOf("[1, 1e999]"), "1:5 [1]: the number is too large or too small|\n");
}

TEST(JsonReaderTest, SyntaxErrorsHaveAPlace) {
  EXPECT_EQ(ErrorsOf("[1, 2"), "1:6 : not valid JSON: unexpected end of input; expected ']'|\n");
  EXPECT_EQ(ErrorsOf("[1,, 2]").substr(0, 4), "1:4 ");
  EXPECT_EQ(ErrorsOf("{\"a\" 1}"),
            "1:6 : not valid JSON: unexpected number literal; expected ':'|\n");
  EXPECT_EQ(ErrorsOf("{\"a\": 1,\n}"),
            "2:1 : not valid JSON: unexpected '}'; expected string literal|\n");
  EXPECT_EQ(ErrorsOf("{} x").substr(0, 4), "1:4 ");
  EXPECT_EQ(ErrorsOf("{a: 1}").substr(0, 4), "1:2 ");
  EXPECT_EQ(ErrorsOf("{\"a\": 1} // no comments").substr(0, 23), "1:10 : not valid JSON: ");
  EXPECT_EQ(ErrorsOf("{\"a\": 'x'}").substr(0, 4), "1:7 ");
  EXPECT_EQ(ErrorsOf("[\"a\nb\"]").substr(0, 4), "1:4 ");
  EXPECT_EQ(ErrorsOf("[\"\xFF\"]").substr(0, 4), "1:3 ");
  EXPECT_FALSE(ReadJson("[1", "f").complete);
}

TEST(JsonReaderTest, AnEmptyDocumentIsAnError) {
  EXPECT_EQ(ErrorsOf(" \n"), "1:1 : the document is empty|a JSON object\n");
  EXPECT_EQ(ErrorsOf(""), "1:1 : the document is empty|a JSON object\n");
}

TEST(JsonReaderTest, AByteOrderMarkIsSkipped) {
  EXPECT_EQ(ReadJson("\xEF\xBB\xBF[1]", "f").document.root.list[0].mark, (Mark{1, 2}));
}

TEST(JsonReaderTest, ControlCharactersInTextsAreRefused) {
  EXPECT_EQ(ErrorsOf(R"({"a": "\u0000", "\u001b": 1})"),
            "1:7 a: the text has a control character in it|\n"
            "1:17 : the key has a control character in it|\n");
}

TEST(JsonReaderTest, DepthSizeAndNumberOfValuesAreLimited) {
  EXPECT_EQ(ErrorsOf(std::string(100000, '[')), "1:65 : nested too deeply|at most 64 levels\n");
  EXPECT_EQ(ErrorsOf(std::string(kMaxDocumentBytes + 1, ' ')),
            "1:1 : the document is larger than 16 MiB|\n");
  std::string many = "[0";
  for (std::size_t k = 0; k < kMaxDocumentNodes; ++k) many += ",0";
  const std::vector<Problem> problems = ReadJson(many + "]", "f").problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].message, "too many values");
}

}  // namespace
}  // namespace dragoman

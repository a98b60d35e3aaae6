#include "engine/io/yaml_reader.h"

#include <string>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"

namespace dragoman {
namespace {

using Kind = DocumentNode::Kind;

std::string YamlErrorsOf(const std::string& text) {
  return FormatProblems(ReadYaml(text, "f.yaml").problems);
}

DocumentNode RootOf(const std::string& text) {
  ReadResult result = ReadYaml(text, "f.yaml");
  EXPECT_EQ(FormatProblems(result.problems), "");
  EXPECT_TRUE(result.complete);
  return result.document.root;
}

/// The value of `a: text`.
DocumentNode ValueOf(const std::string& text) { return RootOf("a: " + text + "\n").map[0].value; }

TEST(YamlReaderTest, MarksCountFromOne) {
  const DocumentNode root = RootOf("a: 1\nbb:\n  - x\n  -  {c: y}\n");
  EXPECT_EQ(FindMark(root, "a"), (Mark{1, 4}));
  EXPECT_EQ(FindKeyMark(root, "a"), (Mark{1, 1}));
  EXPECT_EQ(FindMark(root, "bb[0]"), (Mark{3, 5}));
  EXPECT_EQ(FindMark(root, "bb[1].c"), (Mark{4, 10}));
  EXPECT_EQ(FindKeyMark(root, "bb[1].c"), (Mark{4, 7}));
}

TEST(YamlReaderTest, ColumnsCountBytesAlsoAfterAByteOrderMarkAndWithCarriageReturns) {
  const DocumentNode root = RootOf(
      "\xEF\xBB\xBF"
      "a: {\xC3\xA9: 1, b: 2}\r\nc: 3\r\n");
  EXPECT_EQ(FindMark(root, "a.b"), (Mark{1, 15}));
  EXPECT_EQ(FindMark(root, "c"), (Mark{2, 4}));
  EXPECT_EQ(FindNode(root, "c")->text, "3");
}

TEST(YamlReaderTest, AMissingValueIsPlacedAtItsKey) {
  const DocumentNode root = RootOf("a:\nb: ~\nc: null\nd:\nnull_like: 1\n");
  EXPECT_EQ(FindMark(root, "a"), (Mark{1, 1}));
  EXPECT_EQ(FindMark(root, "b"), (Mark{2, 4}));
  EXPECT_EQ(FindMark(root, "c"), (Mark{3, 4}));
  EXPECT_EQ(FindMark(root, "d"), (Mark{4, 1}));
  EXPECT_EQ(FindNode(root, "a")->kind, Kind::kNull);
  EXPECT_EQ(FindNode(root, "c")->kind, Kind::kNull);
}

TEST(YamlReaderTest, DecimalNumbersAreNumbers) {
  const struct {
    const char* text;
    double value;
  } kCases[] = {{"10", 10},    {"-5", -5},    {"+3", 3},         {".5", 0.5}, {"5.", 5},
                {"0.25", .25}, {"1e3", 1000}, {"1.5E-2", 0.015}, {"0", 0}};
  for (const auto& c : kCases) {
    const DocumentNode node = ValueOf(c.text);
    EXPECT_EQ(node.kind, Kind::kNumber) << c.text;
    EXPECT_EQ(node.number, c.value) << c.text;
    EXPECT_EQ(node.text, c.text);
  }
}

TEST(YamlReaderTest, OtherNumberNotationsAreTexts) {
  for (const char* text : {"0x10", "0o17", "0b1", "1_000", ".nan", ".NaN", ".inf", "-.inf", "1:30",
                           "1e", "e1", ".", "1.2.3", "nan", "inf", "Infinity", "1f"}) {
    const DocumentNode node = ValueOf(text);
    EXPECT_EQ(node.kind, Kind::kText) << text;
    EXPECT_FALSE(node.quoted) << text;
  }
}

TEST(YamlReaderTest, ALeadingZeroIsAnErrorNotOctal) {
  EXPECT_EQ(
      YamlErrorsOf("a: 010\nb: [-007, 00]\n"),
      "f.yaml:1:4: error: a: '010' has a leading zero; expected a number without it, or a "
      "text in quotes\n"
      "f.yaml:2:5: error: b[0]: '-007' has a leading zero; expected a number without it, or a "
      "text in quotes\n"
      "f.yaml:2:11: error: b[1]: '00' has a leading zero; expected a number without it, or a "
      "text in quotes\n");
  EXPECT_EQ(ValueOf("\"010\"").text, "010");
}

TEST(YamlReaderTest, ANumberNoDoubleIsNearIsAnError) {
  EXPECT_EQ(YamlErrorsOf("a: 1e999\n"),
            "f.yaml:1:4: error: a: the number is too large or too small\n");
}

TEST(YamlReaderTest, OnlyTrueAndFalseAreBooleans) {
  EXPECT_TRUE(ValueOf("true").boolean);
  EXPECT_EQ(ValueOf("false").kind, Kind::kBoolean);
  EXPECT_FALSE(ValueOf("false").boolean);
  for (const char* text : {"yes", "no", "on", "off", "True", "TRUE", "False", "y", "n"}) {
    EXPECT_EQ(ValueOf(text).kind, Kind::kText) << text;
  }
}

TEST(YamlReaderTest, QuotedScalarsAndBlockScalarsAreTexts) {
  for (const char* text : {"\"1\"", "'1'", "|\n  1", ">-\n  1"}) {
    const DocumentNode node = ValueOf(text);
    EXPECT_EQ(node.kind, Kind::kText) << text;
    EXPECT_TRUE(node.quoted) << text;
  }
  EXPECT_EQ(ValueOf("\"true\"").kind, Kind::kText);
  EXPECT_EQ(ValueOf("\"\"").kind, Kind::kText);
  EXPECT_EQ(ValueOf("''''").text, "'");
  EXPECT_EQ(ValueOf("\"a\\\"b\"").text, "a\"b");
}

TEST(YamlReaderTest, AQuoteThatIsNotClosedIsFoundWhereItOpens) {
  // yaml-cpp takes the end of the text after a line feed for the closing quote.
  EXPECT_EQ(YamlErrorsOf("a: 1\nb: \"x\nc: 2\n"),
            "f.yaml:2:4: error: b: the quote is not closed\n");
  EXPECT_EQ(YamlErrorsOf("b: 'it''s\n"), "f.yaml:1:4: error: b: the quote is not closed\n");
  EXPECT_EQ(YamlErrorsOf("\"b\n"), "f.yaml:1:1: error: the quote is not closed\n");
}

TEST(YamlReaderTest, DuplicateKeysAreErrorsAndTheFirstIsKept) {
  const ReadResult result = ReadYaml("a: 1\nb: {c: 1, c: 2}\n\"a\": 3\n", "f.yaml");
  EXPECT_EQ(FormatProblems(result.problems),
            "f.yaml:2:11: error: b: duplicate key 'c', first on line 2\n"
            "f.yaml:3:1: error: duplicate key 'a', first on line 1\n");
  EXPECT_TRUE(result.complete);
  ASSERT_EQ(result.document.root.map.size(), 2U);
  EXPECT_EQ(result.document.root.map[0].value.number, 1);
}

TEST(YamlReaderTest, MergeKeysAreRefusedButAQuotedOneIsAName) {
  EXPECT_EQ(YamlErrorsOf("a:\n  <<: {b: 1}\n  c: 2\n"),
            "f.yaml:2:3: error: a: merge keys ('<<') are not supported; expected the keys written "
            "out\n");
  EXPECT_EQ(RootOf("\"<<\": 1\n").map[0].key, "<<");
}

TEST(YamlReaderTest, AnchorsAndAliasesAreRefused) {
  EXPECT_EQ(YamlErrorsOf("a: &x [1]\nb: *x\n"),
            "f.yaml:1:4: error: a: anchors are not supported: '&x'; expected the value without it\n"
            "f.yaml:2:4: error: b: aliases ('*name') are not supported; expected the value written "
            "out\n");
  EXPECT_EQ(YamlErrorsOf("&k a: 1\n*k : 2\n"),
            "f.yaml:1:1: error: anchors are not supported: '&k'; expected the value without it\n"
            "f.yaml:2:1: error: aliases ('*name') are not supported; expected the key written "
            "out\n");
  EXPECT_EQ(YamlErrorsOf("a: *nowhere\n"),
            "f.yaml:1:4: error: not valid YAML: the referenced anchor is not defined; expected the "
            "value written out; aliases are not supported\n");
}

TEST(YamlReaderTest, AnAliasBombIsNotExpanded) {
  std::string bomb = "a0: &a0 [x]\n";
  for (int k = 1; k < 40; ++k) {
    const std::string before = "*a" + std::to_string(k - 1);
    bomb += "a" + std::to_string(k) + ": &a" + std::to_string(k) + " [" + before;
    for (int j = 0; j < 8; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  // 40 anchors and 39 * 9 aliases, each reported once: 9^39 would not end.
  EXPECT_EQ(ReadYaml(bomb, "f.yaml").problems.size(), 40U + 39U * 9U);
}

TEST(YamlReaderTest, TagsAreRefused) {
  EXPECT_EQ(
      YamlErrorsOf("a: !!int \"1\"\nb: !!binary aGk=\nc: !foo {d: 1}\ne: !!str 1\nf: ! x\n"),
      "f.yaml:1:4: error: a: tags are not supported: 'tag:yaml.org,2002:int'; expected the "
      "value without it\n"
      "f.yaml:2:4: error: b: tags are not supported: 'tag:yaml.org,2002:binary'; expected the "
      "value without it\n"
      "f.yaml:3:4: error: c: tags are not supported: '!foo'; expected the value without it\n"
      "f.yaml:4:4: error: e: tags are not supported: 'tag:yaml.org,2002:str'; expected the "
      "value without it\n"
      "f.yaml:5:4: error: f: tags are not supported: '!'; expected the value without it\n");
}

TEST(YamlReaderTest, KeysThatAreNotScalarsAreRefused) {
  EXPECT_EQ(YamlErrorsOf("? [a, {b: c}]\n: 1\n{d: 1}: 2\n"),
            "f.yaml:1:3: error: a list or a map cannot be a key; expected a name; texts that start "
            "with '{' or '[' need quotes\n"
            "f.yaml:3:1: error: a list or a map cannot be a key; expected a name; texts that start "
            "with '{' or '[' need quotes\n");
  EXPECT_EQ(YamlErrorsOf("~: 1\n"), "f.yaml:1:1: error: a key without a name; expected a name\n");
}

TEST(YamlReaderTest, ABracketThatIsNotClosedIsOneError) {
  EXPECT_EQ(YamlErrorsOf("[1, 2"),
            "f.yaml:1:1: error: not valid YAML: end of sequence flow not found; expected a ']' for "
            "every '['\n");
}

TEST(YamlReaderTest, KeysKeepTheirText) {
  const DocumentNode root = RootOf("010: a\ntrue: b\n0x1: c\n1.50: d\n");
  EXPECT_EQ(root.map[0].key, "010");
  EXPECT_EQ(root.map[1].key, "true");
  EXPECT_EQ(root.map[2].key, "0x1");
  EXPECT_EQ(root.map[3].key, "1.50");
}

TEST(YamlReaderTest, ASecondDocumentIsRefused) {
  constexpr const char* kText =
      "text after the end of the document; expected one YAML document (look for a '---' or wrong "
      "indentation)\n";
  EXPECT_EQ(YamlErrorsOf("a: 1\n---\nb: 2\n"), std::string("f.yaml:2:1: error: ") + kText);
  EXPECT_EQ(YamlErrorsOf("a: 1\n...\nb: 2\n"), std::string("f.yaml:3:1: error: ") + kText);
  EXPECT_EQ(YamlErrorsOf("a: 1\n---\n"), std::string("f.yaml:2:1: error: ") + kText);
  EXPECT_EQ(YamlErrorsOf("\"a\" \"b\"\n"), std::string("f.yaml:1:5: error: ") + kText);
  EXPECT_EQ(YamlErrorsOf("%YAML 1.2\n---\na: 1\n...\n# end\n"), "");
}

TEST(YamlReaderTest, AnEmptyDocumentIsAnError) {
  for (const char* text : {"", "\n\n", "# only a comment\n", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(YamlErrorsOf(text),
              "f.yaml:1:1: error: the document is empty; expected a map of keys\n");
  }
}

TEST(YamlReaderTest, TabsInTheIndentationAreRefusedAndTabsElsewhereAreNot) {
  EXPECT_EQ(YamlErrorsOf("a:\n\tb: 1\n"),
            "f.yaml:2:1: error: a tab in the indentation; expected spaces\n");
  EXPECT_EQ(YamlErrorsOf("a:\n  \t- b\n"),
            "f.yaml:2:3: error: a tab in the indentation; expected spaces\n");
  EXPECT_EQ(YamlErrorsOf("a:\tb\t# c\n\t\nd: 1\n"), "");
}

TEST(YamlReaderTest, NestingIsLimited) {
  std::string deep = "a: ";
  for (int k = 0; k < kMaxDocumentDepth - 1; ++k) deep += "[";
  std::string closing(static_cast<std::size_t>(kMaxDocumentDepth) - 1, ']');
  EXPECT_EQ(YamlErrorsOf(deep + closing + "\n"), "");
  EXPECT_EQ(YamlErrorsOf(deep + "[]" + closing + "\n"),
            "f.yaml:1:67: error: nested too deeply; expected at most 64 levels\n");
  // Deeper than yaml-cpp's own limit, and deeper than any stack.
  for (const char* part : {"[", "{a: ", "- ", "? ", "a:\n "}) {
    std::string text;
    for (int k = 0; k < 100000; ++k) text += part;
    EXPECT_FALSE(ReadYaml(text, "f.yaml").problems.empty()) << part;
  }
}

TEST(YamlReaderTest, BytesThatAreNotTextAreRefused) {
  EXPECT_EQ(YamlErrorsOf("a: \xFF\n"),
            "f.yaml:1:4: error: not valid UTF-8; expected a file saved as UTF-8\n");
  EXPECT_EQ(YamlErrorsOf("a: \xC0\x80\n"),  // An overlong NUL.
            "f.yaml:1:4: error: not valid UTF-8; expected a file saved as UTF-8\n");
  EXPECT_EQ(YamlErrorsOf("a: \xED\xA0\x80\n"),  // A surrogate.
            "f.yaml:1:4: error: not valid UTF-8; expected a file saved as UTF-8\n");
  EXPECT_EQ(YamlErrorsOf("a: \xF4\x90\x80\x80\n"),  // U+110000.
            "f.yaml:1:4: error: not valid UTF-8; expected a file saved as UTF-8\n");
  EXPECT_EQ(YamlErrorsOf(std::string("a: \0\n", 5)),
            "f.yaml:1:4: error: a control character; expected text without it\n");
  // yaml-cpp takes byte 4 for the end of the text and drops the rest.
  EXPECT_EQ(YamlErrorsOf("a: 1\n\x04"
                         "b: 2\n"),
            "f.yaml:2:1: error: a control character; expected text without it\n");
  EXPECT_EQ(YamlErrorsOf("a: 1\rb: 2\n"),
            "f.yaml:1:5: error: a carriage return without a line feed; expected line feeds at the "
            "ends of lines\n");
  EXPECT_EQ(YamlErrorsOf("a: \"\\x1b[2J\"\n"),
            "f.yaml:1:4: error: a: the text has a control character in it\n");
  EXPECT_EQ(YamlErrorsOf("\"\\0\": 1\n"),
            "f.yaml:1:1: error: the key has a control character in it\n");
  EXPECT_EQ(ValueOf("\xF0\x9F\x8C\x8A").text, "\xF0\x9F\x8C\x8A");
}

TEST(YamlReaderTest, LargeDocumentsAreRefused) {
  EXPECT_EQ(YamlErrorsOf(std::string(kMaxDocumentBytes + 1, ' ')),
            "f.yaml:1:1: error: the document is larger than 16 MiB\n");
}

TEST(YamlReaderTest, DocumentsOfTooManyValuesAreRefused) {
  std::string list = "- 1\n";
  for (std::size_t k = 0; k < kMaxDocumentNodes; ++k) list += "- 1\n";
  EXPECT_EQ(YamlErrorsOf(list),
            "f.yaml:250000:3: error: too many values; expected at most 250000\n");
  // yaml-cpp would take gigabytes for these before its first event.
  EXPECT_EQ(YamlErrorsOf(std::string(std::size_t{10} << 20, '[')),
            "f.yaml:1:1: error: too many values; expected at most 250000\n");
}

TEST(YamlReaderTest, SyntaxErrorsHaveAPlace) {
  EXPECT_EQ(YamlErrorsOf("a: b: c\n"),
            "f.yaml:1:5: error: not valid YAML: illegal map value; expected quotes around a text "
            "that has ': ' in it\n");
  EXPECT_EQ(YamlErrorsOf("a: @b\n"),
            "f.yaml:1:4: error: not valid YAML: unknown token; expected quotes around a text that "
            "starts with such a character\n");
  EXPECT_EQ(
      YamlErrorsOf("a: 1\n]\n"),
      "f.yaml:2:1: error: not valid YAML: illegal flow end; expected a '[' or '{' before it\n");
  EXPECT_FALSE(ReadYaml("a: [", "f.yaml").complete);
}

TEST(YamlReaderTest, SeveralProblemsAreReportedTogether) {
  EXPECT_EQ(ReadYaml("a: 01\nb: !x 1\nc: &y 2\na: 3\n", "f.yaml").problems.size(), 4U);
}

TEST(YamlValueTest, ReadsScalarsAndFlowStyle) {
  DocumentNode value;
  EXPECT_EQ(ParseYamlValue("0.5", &value), "");
  EXPECT_EQ(value.number, 0.5);
  EXPECT_EQ(ParseYamlValue("{uniform: [0, 1]}", &value), "");
  EXPECT_EQ(value.map[0].value.list[1].number, 1);
  EXPECT_EQ(ParseYamlValue(" ", &value), "");
  EXPECT_EQ(value.kind, Kind::kNull);
  EXPECT_EQ(ParseYamlValue("010", &value), "'010' has a leading zero");
  EXPECT_EQ(ParseYamlValue("[1", &value), "not valid YAML: end of sequence flow not found");
}

}  // namespace
}  // namespace dragoman

#include "engine/io/load.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/wire/json_writer.h"
#include "tests/io/temporary_folder.h"
#include "tests/wire/sample_struct.h"

namespace dragoman {
namespace {

using testing_support::SampleScenario;
using testing_support::SampleTier;
using testing_support::TemporaryFolder;

Loaded<SampleScenario> Load(const std::string& text, const std::vector<std::string>& settings = {},
                            TextFormat format = TextFormat::kYaml) {
  return LoadStructFromText<SampleScenario>(text, "f.yaml", format, settings);
}

std::string Errors(const std::string& text, const std::vector<std::string>& settings = {}) {
  return FormatProblems(Load(text, settings).problems);
}

/// The errors of a document that is right but for `text`.
std::string ErrorsIn(const std::string& text) { return Errors(text + "\nname: x\n"); }

constexpr const char* kFullDocument = R"(
name: a river
tier: wide
verbose: true
cap: 2.5
om: {uniform: [0.1, 0.2]}
shift: {normal: [0.5, 2]}
settled: {all: [water >= W2, {any: [land signed, aid == A3]}]}
tags: [dry, wet]
positions: [0, 5, 100]
firmness: {A: 0.5, B: {beta: [6, 4]}}
owners: {water: [A, B]}
talks: {wait: .25, meetings: 4, ranks: {A: .7}}
claims:
  - {id: A01, q: .8, option: W2, known_by: 2024-02-29}
  - {id: A02}
)";

TEST(LoadTest, EveryKindOfFieldIsRead) {
  const auto loaded = Load(kFullDocument);
  ASSERT_EQ(FormatProblems(loaded.problems), "");
  const SampleScenario& s = loaded.value;
  EXPECT_EQ(s.name, "a river");
  EXPECT_EQ(s.tier, SampleTier::kWide);
  EXPECT_TRUE(s.verbose);
  EXPECT_EQ(s.cap, 2.5);
  EXPECT_EQ(s.om, Distribution::Uniform(0.1, 0.2));
  EXPECT_EQ(s.shift, Distribution::Normal(0.5, 2));
  const Rule any{Rule::Kind::kAny, {}, {Rule::Text("land signed"), Rule::Text("aid == A3")}};
  EXPECT_EQ(s.settled, (Rule{Rule::Kind::kAll, {}, {Rule::Text("water >= W2"), any}}));
  EXPECT_EQ(s.tags, (std::vector<std::string>{"dry", "wet"}));
  EXPECT_EQ(s.positions, (std::vector<double>{0, 5, 100}));
  EXPECT_EQ(s.firmness, (Named<Distribution>{{"A", Distribution::Point(0.5)},
                                             {"B", Distribution::Beta(6, 4)}}));
  EXPECT_EQ(s.owners, (Named<std::vector<std::string>>{{"water", {"A", "B"}}}));
  EXPECT_EQ(s.talks.wait, 0.25);
  EXPECT_EQ(s.talks.meetings, 4);
  EXPECT_EQ(s.talks.ranks, (Named<double>{{"A", 0.7}}));
  ASSERT_EQ(s.claims.size(), 2U);
  EXPECT_EQ(s.claims[0].known_by, "2024-02-29");
  EXPECT_EQ(s.claims[1].q, 1);
}

TEST(LoadTest, AResolvedStructReadsBackAsTheSame) {
  const auto first = Load(kFullDocument);
  const std::string written = JsonText(JsonOf(first.value));
  const auto second = Load(written, {}, TextFormat::kJson);
  ASSERT_EQ(FormatProblems(second.problems), "");
  EXPECT_EQ(JsonText(JsonOf(second.value)), written);
  // JSON is YAML, nearly; it is here.
  EXPECT_EQ(JsonText(JsonOf(Load(written).value)), written);
}

TEST(LoadTest, UnknownKeysNameTheNearestOne) {
  EXPECT_EQ(ErrorsIn("talks: {wiat: 0.5}"),
            "f.yaml:1:9: error: talks: unknown key 'wiat'; did you mean 'wait'? expected one of: "
            "wait, meetings, ranks\n");
  EXPECT_EQ(ErrorsIn("claims: [{id: A, xyzzy: 1}]"),
            "f.yaml:1:18: error: claims[0]: unknown key 'xyzzy'; expected one of: id, q, option, "
            "known_by\n");
}

TEST(LoadTest, MissingKeysArePlacedAtTheirMap) {
  EXPECT_EQ(Errors("verbose: true\n"),
            "f.yaml:1:1: error: name: required key is missing; expected a text\n");
  EXPECT_EQ(ErrorsIn("claims:\n  - q: 1"),
            "f.yaml:2:5: error: claims[0].id: required key is missing; expected a name (a letter, "
            "then letters, digits, '_', '-', '.', '+')\n");
}

TEST(LoadTest, TheDocumentMustBeAMap) {
  EXPECT_EQ(Errors("- a\n"), "f.yaml:1:1: error: the document is a list; expected a map of keys\n");
  EXPECT_EQ(Errors("---\n"),
            "f.yaml:2:1: error: the document has no value; expected a map of keys\n");
}

TEST(LoadTest, WrongTypesSayWhatIsThereAndWhatIsExpected) {
  EXPECT_EQ(ErrorsIn("cap: high"),
            "f.yaml:1:6: error: cap: 'high' is a text; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("cap: \"1\""),
            "f.yaml:1:6: error: cap: \"1\" is a text in quotes; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("cap: 0x10"),
            "f.yaml:1:6: error: cap: '0x10' is a text; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("cap: .nan"),
            "f.yaml:1:6: error: cap: '.nan' is a text; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("cap: .inf"),
            "f.yaml:1:6: error: cap: '.inf' is a text; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("cap: true"),
            "f.yaml:1:6: error: cap: 'true' is a boolean; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("verbose: yes"),
            "f.yaml:1:10: error: verbose: 'yes' is a text; expected true or false\n");
  EXPECT_EQ(ErrorsIn("verbose: 1"),
            "f.yaml:1:10: error: verbose: '1' is a number; expected true or false\n");
  EXPECT_EQ(ErrorsIn("talks: [1]"), "f.yaml:1:8: error: talks: is a list; expected a map\n");
  EXPECT_EQ(ErrorsIn("talks:"), "f.yaml:1:1: error: talks: has no value; expected a map\n");
  EXPECT_EQ(ErrorsIn("claims: {A: 1}"), "f.yaml:1:9: error: claims: is a map; expected a list\n");
  EXPECT_EQ(ErrorsIn("claims: [1]"),
            "f.yaml:1:10: error: claims[0]: '1' is a number; expected a map\n");
  EXPECT_EQ(ErrorsIn("tags: dry"),
            "f.yaml:1:7: error: tags: 'dry' is a text; expected a list of texts\n");
  EXPECT_EQ(ErrorsIn("positions: 1"),
            "f.yaml:1:12: error: positions: '1' is a number; expected a list of numbers\n");
  EXPECT_EQ(
      ErrorsIn("firmness: 1"),
      "f.yaml:1:11: error: firmness: '1' is a number; expected a map from names to numbers or "
      "distributions\n");
  EXPECT_EQ(ErrorsIn("owners: []"),
            "f.yaml:1:9: error: owners: is a list; expected a map from names to lists of texts\n");
  EXPECT_EQ(ErrorsIn("talks: {ranks: 1}"),
            "f.yaml:1:16: error: talks.ranks: '1' is a number; expected a map from names to "
            "numbers\n");
  EXPECT_EQ(Errors("name: 12\n"),
            "f.yaml:1:7: error: name: '12' is a number; expected a text; put it in quotes: "
            "\"12\"\n");
  EXPECT_EQ(Errors("name: \" \"\n"),
            "f.yaml:1:7: error: name: the text is empty; expected a text\n");
}

TEST(LoadTest, LongTextsAreCutInErrors) {
  EXPECT_EQ(ErrorsIn("cap: " + std::string(100, 'x')),
            "f.yaml:1:6: error: cap: '" + std::string(40, 'x') +
                "...' is a text; expected a number > 0\n");
}

TEST(LoadTest, NumbersAreHeldToTheirRange) {
  EXPECT_EQ(ErrorsIn("cap: 0"),
            "f.yaml:1:6: error: cap: 0 is out of range; expected a number > 0\n");
  EXPECT_EQ(ErrorsIn("talks: {wait: 1}"),
            "f.yaml:1:15: error: talks.wait: 1 is out of range; expected a number in [0, 1) "
            "(share)\n");
  EXPECT_EQ(ErrorsIn("positions: [50, 100.5]"),
            "f.yaml:1:17: error: positions[1]: 100.5 is out of range; expected a number in "
            "[0, 100]\n");
  EXPECT_EQ(ErrorsIn("talks: {ranks: {A: -0.1}}"),
            "f.yaml:1:20: error: talks.ranks.A: -0.1 is out of range; expected a number in "
            "[0, 1]\n");
}

TEST(LoadTest, ARangeNeverHoldsNaN) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(Range{}.Contains(nan));
  EXPECT_FALSE(kUnitInterval.Contains(nan));
}

TEST(LoadTest, IntegersHaveNoFraction) {
  EXPECT_EQ(ErrorsIn("talks: {meetings: 2.5}"),
            "f.yaml:1:19: error: talks.meetings: 2.5 is not an integer; expected an integer in "
            "[1, 100] (meetings)\n");
  EXPECT_EQ(ErrorsIn("talks: {meetings: 1e10}"),
            "f.yaml:1:19: error: talks.meetings: 1e10 is out of range; expected an integer in "
            "[1, 100] (meetings)\n");
  EXPECT_EQ(ErrorsIn("talks: {meetings: many}"),
            "f.yaml:1:19: error: talks.meetings: 'many' is a text; expected an integer in "
            "[1, 100] (meetings)\n");
  EXPECT_EQ(Load("name: x\ntalks: {meetings: 7.0}\n").value.talks.meetings, 7);
}

TEST(LoadTest, ChoicesAreNamed) {
  EXPECT_EQ(ErrorsIn("tier: wode"),
            "f.yaml:1:7: error: tier: unknown value 'wode'; did you mean 'wide'? expected one of: "
            "narrow, wide\n");
  EXPECT_EQ(ErrorsIn("tier: 1"),
            "f.yaml:1:7: error: tier: '1' is a number; expected one of: narrow, wide\n");
}

TEST(LoadTest, NamesAndDatesHaveAForm) {
  EXPECT_EQ(ErrorsIn("tags: [a b]"),
            "f.yaml:1:8: error: tags[0]: 'a b' is not a name; expected a name (a letter, then "
            "letters, digits, '_', '-', '.', '+')\n");
  EXPECT_EQ(ErrorsIn("claims: [{id: A+B, option: w.2-x_3}]"), "");
  for (const char* date : {"2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10",
                           "2024-01-00", "2024-1-1", "0000-01-01", "2024/01/01"}) {
    EXPECT_EQ(ErrorsIn(std::string("claims: [{id: A, known_by: ") + date + "}]"),
              std::string("f.yaml:1:28: error: claims[0].known_by: '") + date +
                  "' is not a date; expected a date as YYYY-MM-DD\n");
  }
  EXPECT_EQ(ErrorsIn("claims: [{id: A, known_by: 2000-02-29}]"), "");
  EXPECT_EQ(ErrorsIn("claims: [{id: A, known_by: 2024}]"),
            "f.yaml:1:28: error: claims[0].known_by: '2024' is a number; expected a date as "
            "YYYY-MM-DD\n");
}

TEST(LoadTest, DistributionsAreChecked) {
  EXPECT_EQ(ErrorsIn("om: {unifrom: [0, 1]}"),
            "f.yaml:1:6: error: om: unknown distribution 'unifrom'; did you mean 'uniform'? "
            "expected one of: uniform, beta, normal\n");
  EXPECT_EQ(ErrorsIn("om: {uniform: [0.1]}"),
            "f.yaml:1:15: error: om.uniform: has 1 number; expected {uniform: [low, high]}\n");
  EXPECT_EQ(ErrorsIn("om: {beta: [1, 2, 3]}"),
            "f.yaml:1:12: error: om.beta: has 3 numbers; expected {beta: [alpha, beta]}\n");
  EXPECT_EQ(ErrorsIn("shift: {normal: 1}"),
            "f.yaml:1:17: error: shift.normal: '1' is a number; expected {normal: [mean, sd]}\n");
  EXPECT_EQ(ErrorsIn("om: {uniform: [low, 1]}"),
            "f.yaml:1:16: error: om.uniform[0]: 'low' is a text; expected a number\n");
  EXPECT_EQ(ErrorsIn("om: {}"),
            "f.yaml:1:5: error: om: has 0 keys; expected a number in [0, 1], {uniform: [low, "
            "high]}, {beta: [alpha, beta]} or {normal: [mean, sd]}\n");
  EXPECT_EQ(ErrorsIn("om: high"),
            "f.yaml:1:5: error: om: 'high' is a text; expected a number in [0, 1], {uniform: [low, "
            "high]}, {beta: [alpha, beta]} or {normal: [mean, sd]}\n");
  EXPECT_EQ(ErrorsIn("firmness: {A: 2}"),
            "f.yaml:1:15: error: firmness.A: 2 is out of range; expected a number in [0, 1]\n");
}

TEST(LoadTest, ParametersTheModelRefusesArePlacedAtTheirDistribution) {
  const struct {
    const char* text;
    const char* path;
  } kCases[] = {{"om: {uniform: [0.6, 0.2]}", "om.uniform"},
                {"om: {beta: [0, 4]}", "om.beta"},
                {"shift: {normal: [0, -1]}", "shift.normal"}};
  for (const auto& c : kCases) {
    const auto loaded = Load(std::string(c.text) + "\nname: x\n");
    ASSERT_EQ(loaded.problems.size(), 1U) << c.text;
    EXPECT_TRUE(loaded.problems[0].path.starts_with(c.path)) << loaded.problems[0].path;
    EXPECT_EQ(loaded.problems[0].line, 1);
  }
}

TEST(LoadTest, DrawsOfADistributionStayInRange) {
  EXPECT_EQ(ErrorsIn("om: {uniform: [0.5, 1.5]}"),
            "f.yaml:1:15: error: om.uniform: the interval [0.5, 1.5] goes out of range; expected "
            "values in [0, 1]\n");
  EXPECT_EQ(
      ErrorsIn("om: {normal: [0.5, 0.1]}"),
      "f.yaml:1:14: error: om.normal: a normal distribution, which has no bounds, goes out of "
      "range; expected values in [0, 1]\n");
  EXPECT_EQ(ErrorsIn("om: {uniform: [0, 1]}"), "");
}

TEST(LoadTest, ConditionsAreChecked) {
  EXPECT_EQ(ErrorsIn("settled: {not: [a]}"),
            "f.yaml:1:11: error: settled: unknown key 'not'; expected one of: all, any\n");
  EXPECT_EQ(ErrorsIn("settled: {all: []}"),
            "f.yaml:1:16: error: settled.all: the list is empty; expected at least one "
            "condition\n");
  EXPECT_EQ(ErrorsIn("settled: {any: water signed}"),
            "f.yaml:1:16: error: settled.any: 'water signed' is a text; expected a list of "
            "conditions\n");
  EXPECT_EQ(ErrorsIn("settled: {all: [a, b], any: [c]}"),
            "f.yaml:1:10: error: settled: has 2 keys; expected exactly one of: all, any\n");
  EXPECT_EQ(ErrorsIn("settled: {all: [1, \" \"]}"),
            "f.yaml:1:17: error: settled.all[0]: '1' is a number; expected a condition such as "
            "\"ISSUE >= OPTION\", {all: [...]} or {any: [...]}\n"
            "f.yaml:1:20: error: settled.all[1]: the condition is empty; expected a condition such "
            "as \"ISSUE >= OPTION\", {all: [...]} or {any: [...]}\n");
  std::string deep = "settled: ";
  for (int k = 0; k < 16; ++k) deep += "{all: [";
  deep += "a";
  for (int k = 0; k < 16; ++k) deep += "]}";
  const auto loaded = Load(deep + "\nname: x\n");
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].message, "conditions nested too deeply");
}

TEST(LoadTest, AnIdUsedTwiceInAListIsAnError) {
  EXPECT_EQ(ErrorsIn("claims:\n- id: A\n- id: B\n- id: A"),
            "f.yaml:4:7: error: claims[2].id: id 'A' is used twice, first on line 2; expected "
            "another id\n");
}

TEST(LoadTest, AllProblemsAreReportedInOrderOfTheirPlace) {
  EXPECT_EQ(Errors("cap: -1\nverbose: on\ntier: x\ncap: 2\nclaims: [{q: 01}]\n"),
            "f.yaml:1:1: error: name: required key is missing; expected a text\n"
            "f.yaml:1:6: error: cap: -1 is out of range; expected a number > 0\n"
            "f.yaml:2:10: error: verbose: 'on' is a text; expected true or false\n"
            "f.yaml:3:7: error: tier: unknown value 'x'; expected one of: narrow, wide\n"
            "f.yaml:4:1: error: duplicate key 'cap', first on line 1\n"
            "f.yaml:5:10: error: claims[0].id: required key is missing; expected a name (a letter, "
            "then letters, digits, '_', '-', '.', '+')\n"
            "f.yaml:5:14: error: claims[0].q: '01' has a leading zero; expected a number without "
            "it, or a text in quotes\n");
}

TEST(LoadTest, ReadingIntoAUsedStructReplacesItsLists) {
  SampleScenario scenario;
  const auto read = [&scenario](const std::string& text) {
    return LoadText(text, "f.yaml", TextFormat::kYaml, {}, ListFields<SampleScenario>(),
                    FieldVisitor::RefTo(&scenario))
        .ok();
  };
  EXPECT_TRUE(read("name: x\nclaims: [{id: A, q: 0.5}, {id: B}]\ntags: [a]\n"));
  EXPECT_TRUE(read("name: y\nclaims: [{id: C}]\n"));
  EXPECT_EQ(scenario.name, "y");
  ASSERT_EQ(scenario.claims.size(), 1U);
  EXPECT_EQ(scenario.claims[0].id, "C");
  EXPECT_EQ(scenario.claims[0].q, 1);
  // What the second text does not mention stays.
  EXPECT_EQ(scenario.tags, (std::vector<std::string>{"a"}));
}

TEST(LoadTest, AFieldWithAProblemKeepsItsDefault) {
  const auto loaded = Load("name: x\nom: {beta: [0, 0]}\ntalks: {wait: 7}\n");
  EXPECT_EQ(loaded.value.om, Distribution::Uniform(0.2, 0.6));
  EXPECT_EQ(loaded.value.talks.wait, 0.5);
}

TEST(LoadTest, AnAbsentNumberMayBeWrittenAsNull) {
  const auto loaded = Load("name: x\ncap: null\n");
  EXPECT_TRUE(loaded.ok());
  EXPECT_FALSE(loaded.value.cap.has_value());
}

TEST(LoadTest, ErrorsStopAtALimit) {
  std::string text = "name: x\npositions: [";
  for (int k = 0; k < 2000; ++k) text += "-1, ";
  const auto loaded = Load(text + "]\n");
  EXPECT_EQ(loaded.problems.size(), ProblemCollector::kMaxProblems + 1);
  EXPECT_EQ(loaded.problems.back().message, "too many problems; the rest is not shown");
}

TEST(LoadTest, SettingsChangeTheDocumentAndTheirProblemsNameThem) {
  const std::string text = "name: x\nclaims: [{id: A}, {id: B.1}]\n";
  const auto loaded = Load(text, {"wait.q=0.25", "rank.A=.7", "claims.B.1.q=.5", "claims[0].q=.1",
                                  "claims[A].option=W2", "om={beta: [2, 3]}", "tags=[a, b]"});
  ASSERT_EQ(FormatProblems(loaded.problems), "");
  EXPECT_EQ(loaded.value.talks.wait, 0.25);
  EXPECT_EQ(loaded.value.talks.ranks, (Named<double>{{"A", 0.7}}));
  EXPECT_EQ(loaded.value.claims[1].q, 0.5);
  EXPECT_EQ(loaded.value.claims[0].q, 0.1);
  EXPECT_EQ(loaded.value.claims[0].option, "W2");
  EXPECT_EQ(loaded.value.om, Distribution::Beta(2, 3));
  EXPECT_EQ(loaded.value.tags.size(), 2U);

  EXPECT_EQ(
      Errors(text, {"wait.q=2", "claims.C.q=1", "talk.wait=1", "claims[7].q=1", "name.x=1", "x",
                    "=1", "cap=1e999", "claims[=1", "claims[0]q=1", "a.=1", "om={unifrm: [0, 1]}"}),
      "--set claims.C.q=1: error: claims.C.q: no element 'C' in the list 'claims', which has "
      "2; expected one of: A, B.1\n"
      "--set claims[7].q=1: error: claims[7].q: no element '7' in the list 'claims', which "
      "has 2; expected one of: A, B.1\n"
      "--set name.x=1: error: name.x: 'name' is a single value and has no 'x' inside\n"
      "--set x: error: not a setting; expected PATH=VALUE\n"
      "--set =1: error: not a setting; expected PATH=VALUE\n"
      "--set cap=1e999: error: cap: the number is too large or too small\n"
      "--set claims[=1: error: claims[: not a path; expected KEY.KEY, LIST[INDEX].KEY or "
      "LIST[ID].KEY\n"
      "--set claims[0]q=1: error: claims[0]q: not a path; expected KEY.KEY, LIST[INDEX].KEY or "
      "LIST[ID].KEY\n"
      "--set a.=1: error: a.: not a path; expected KEY.KEY, LIST[INDEX].KEY or LIST[ID].KEY\n"
      "--set om={unifrm: [0, 1]}: error: om: unknown distribution 'unifrm'; did you mean "
      "'uniform'? expected one of: uniform, beta, normal\n"
      "--set wait.q=2: error: talks.wait: 2 is out of range; expected a number in [0, 1) "
      "(share)\n"
      "--set talk.wait=1: error: unknown key 'talk'; did you mean 'talks'? expected one of: "
      "name, tier, verbose, cap, om, shift, settled, tags, positions, firmness, owners, "
      "talks, ...\n");
}

TEST(LoadTest, ASettingReplacesAWrongValue) {
  EXPECT_EQ(Errors("name: x\ncap: -1\n", {"cap=1"}), "");
}

TEST(LoadTest, WhatTheModelFindsIsPlacedInTheDocument) {
  const auto loaded = Load("name: x\nclaims:\n  - {id: A, option: W9}\n", {"talks.ranks.Q=1"});
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(FormatProblems(PlaceProblems(
                loaded.document, {{"talks.ranks.Q", "unknown party 'Q'", "A"},
                                  {"claims[A].option", "unknown option 'W9'", "one of: W1, W2"},
                                  {"claims[0].known_by", "missing", ""}})),
            "f.yaml:3:5: error: claims[0].known_by: missing\n"
            "f.yaml:3:21: error: claims[A].option: unknown option 'W9'; expected one of: W1, W2\n"
            "--set talks.ranks.Q=1: error: talks.ranks.Q: unknown party 'Q'; expected A\n");
}

TEST(LoadTest, TheFormatFollowsTheName) {
  const TemporaryFolder folder;
  ASSERT_EQ(WriteFile(folder.Path("a.json"), R"({"name": "x", "cap": 010})"), std::nullopt);
  ASSERT_EQ(WriteFile(folder.Path("a.yaml"), "name: x\n"), std::nullopt);
  EXPECT_TRUE(LoadStruct<SampleScenario>(folder.Path("a.yaml")).ok());
  const auto json = LoadStruct<SampleScenario>(folder.Path("a.json"));
  ASSERT_EQ(json.problems.size(), 1U);
  EXPECT_EQ(json.problems[0].message, "not valid JSON: unexpected number literal; expected '}'");
  EXPECT_EQ(json.problems[0].column, 23);
}

TEST(LoadTest, AFileThatCannotBeReadIsAProblem) {
  const TemporaryFolder folder;
  const std::string missing = folder.Path("missing.yaml");
  EXPECT_EQ(FormatProblems(LoadStruct<SampleScenario>(missing).problems),
            missing + ": error: no such file\n");
}

}  // namespace
}  // namespace dragoman

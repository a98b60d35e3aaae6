#include "engine/wire/tactic_text.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A tactic with a field of each kind a text can hold.
struct SampleTactic {
  double beta = 0.2;
  int rounds = 3;
  bool open = true;
  std::string note;
  std::vector<std::string> parts;
  std::vector<double> weights;
  std::optional<double> kept;
  Named<double> ranks;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "beta", .range = {.min = 0, .max = 1, .min_open = true}}, &beta);
    v->Visit({.name = "rounds", .range = {.min = 1, .max = 9}}, &rounds);
    v->Visit({.name = "open"}, &open);
    v->Visit({.name = "note"}, &note);
    v->Visit({.name = "parts"}, &parts);
    v->Visit({.name = "weights"}, &weights);
    v->Visit({.name = "kept", .range = kUnitInterval}, &kept);
    v->Visit({.name = "ranks"}, &ranks);
  }
};

/// The tactic that a text describes, or what is wrong with it.
Checked<SampleTactic> Bound(const std::string& text) {
  const Checked<TacticCall> call = ParseTactic(text);
  if (!call.ok()) return call.problems();
  SampleTactic tactic;
  Diagnostics problems = BindTactic(*call, "strategy", FieldVisitor::RefTo(&tactic));
  if (!problems.empty()) return problems;
  return tactic;
}

/// "path: message; expected".
template <class T>
std::string FirstProblem(const Checked<T>& checked) {
  if (checked.ok()) return "ok";
  const Diagnostic& problem = checked.problems()[0];
  return (problem.path.empty() ? "" : problem.path + ": ") + problem.message +
         (problem.expected.empty() ? "" : "; " + problem.expected);
}

TEST(ParseTacticTest, ANameAloneKeepsEveryDefault) {
  for (const char* text : {"sample", " sample ", "sample()", "sample( )"}) {
    const Checked<SampleTactic> tactic = Bound(text);
    ASSERT_TRUE(tactic.ok()) << text;
    EXPECT_EQ(tactic->beta, 0.2);
  }
}

TEST(ParseTacticTest, EveryKindOfValueIsRead) {
  const Checked<SampleTactic> tactic = Bound(
      "sample( beta = 0.5, rounds=7,open=false, note=\"a, \\\"b\\\"\", kept=.25,"
      " parts=[x, any(of=[a,b]), \"1\"], weights=[1, 2.5], ranks={a=1, b=0.5})");
  ASSERT_TRUE(tactic.ok()) << FirstProblem(tactic);
  EXPECT_EQ(tactic->beta, 0.5);
  EXPECT_EQ(tactic->rounds, 7);
  EXPECT_FALSE(tactic->open);
  EXPECT_EQ(tactic->note, "a, \"b\"");
  EXPECT_EQ(tactic->kept, 0.25);
  EXPECT_THAT(tactic->parts, ElementsAre("x", "any(of=[a,b])", "1"));
  EXPECT_THAT(tactic->weights, ElementsAre(1, 2.5));
  EXPECT_THAT(tactic->ranks, ElementsAre(std::pair<std::string, double>{"a", 1},
                                         std::pair<std::string, double>{"b", 0.5}));
}

TEST(ParseTacticTest, APlainTextMayBeATacticAgain) {
  const Checked<SampleTactic> tactic = Bound("sample(note=other(beta=0.5, k=[1,2]), rounds=2)");
  ASSERT_TRUE(tactic.ok()) << FirstProblem(tactic);
  EXPECT_EQ(tactic->note, "other(beta=0.5, k=[1,2])");
  EXPECT_EQ(tactic->rounds, 2);
}

TEST(ParseTacticTest, MistakesNameTheCharacter) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "the text ends too early; NAME or NAME(KEY=VALUE, ...)"},
      {"(a=1)", "unexpected '(' at character 1; NAME or NAME(KEY=VALUE, ...)"},
      {"sample(beta", "the text ends too early; '=' after 'beta'"},
      {"sample(beta 1)", "unexpected '1' at character 13; '=' after 'beta'"},
      {"sample(beta=)", "unexpected ')' at character 13; a value"},
      {"sample(beta=1", "the text ends too early; ',' or ')'"},
      {"sample(beta=1 rounds=2)", "unexpected '=' at character 21; ',' or ')'"},
      {"sample(weights=[1, 2)", "unexpected ')' at character 21; ',' or ']'"},
      {"sample(note=f(x)", "the text ends too early; ',' or ')'"},
      {"sample(note=f(x", "the text ends too early; ')'"},
      {"sample(note=\"f)", "the text ends too early; '\"' at the end of the quotation"},
      {"sample) x", "unexpected ')' at character 7; nothing more"},
      {"sample(beta=1, beta=2)", "'beta' is given twice; each key once"},
      {"sample(beta=1,)", "unexpected ')' at character 15; KEY=VALUE"},
  };
  for (const auto& [text, problem] : cases) EXPECT_EQ(FirstProblem(Bound(text)), problem) << text;
}

TEST(ParseTacticTest, DeepAndLongTextsAreRefused) {
  const std::string deep = "sample(weights=" + std::string(40, '[') + std::string(40, ']') + ")";
  EXPECT_EQ(FirstProblem(Bound(deep)), "nested too deeply; at most 16 levels");
  EXPECT_EQ(FirstProblem(Bound("sample" + std::string(kMaxTacticText, ' '))),
            "the text is longer than 10000 characters");
}

TEST(BindTacticTest, MistakesNameTheParameterAndWhatIsAllowed) {
  EXPECT_EQ(FirstProblem(Bound("sample(beta=3)")), "beta: 3 is out of range; a number in (0, 1]");
  EXPECT_EQ(FirstProblem(Bound("sample(beta=late)")), "beta: 'late' is a text; a number in (0, 1]");
  EXPECT_EQ(FirstProblem(Bound("sample(rounds=2.5)")),
            "rounds: 2.5 is not an integer; an integer in [1, 9]");
  EXPECT_EQ(FirstProblem(Bound("sample(bta=0.3)")),
            "unknown key 'bta'; did you mean 'beta'? one of: beta, rounds, open, note, parts, "
            "weights, kept, ranks");
}

TEST(BindTacticTest, ATacticWithoutParametersSaysSo) {
  struct Plain {
    void Serialize(FieldVisitor*) {}
  } plain;
  const Checked<TacticCall> call = ParseTactic("plain(beta=1)");
  const Diagnostics problems = BindTactic(*call, "strategy", FieldVisitor::RefTo(&plain));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].expected, "no parameters: strategy 'plain' has none");
}

TEST(WriteTacticTest, WritesWhatReadsBack) {
  SampleTactic tactic;
  tactic.beta = 0.75;
  tactic.note = "a, \"b\" \\ c";
  tactic.parts = {"x(y=1)", "z"};
  tactic.weights = {0.1, 3};
  tactic.ranks = {{"a", 0.5}};
  const std::string text = WriteTactic("sample", FieldVisitor::RefTo(&tactic));
  EXPECT_EQ(text,
            "sample(beta=0.75,rounds=3,open=true,note=\"a, \\\"b\\\" \\\\ c\","
            "parts=[\"x(y=1)\",\"z\"],weights=[0.1,3.0],ranks={a=0.5})");
  const Checked<SampleTactic> again = Bound(text);
  ASSERT_TRUE(again.ok()) << FirstProblem(again);
  SampleTactic copy = *again;
  EXPECT_EQ(WriteTactic("sample", FieldVisitor::RefTo(&copy)), text);
}

TEST(SplitTacticsTest, SplitsAtCommasOutsideBracketsAndQuotes) {
  EXPECT_THAT(SplitTactics("a, b(c=1, d=[2,3]) + e(f=\"x,y\"),g"),
              ElementsAre("a", "b(c=1, d=[2,3]) + e(f=\"x,y\")", "g"));
  EXPECT_THAT(SplitTactics("a,"), ElementsAre("a", ""));
  EXPECT_THAT(SplitTactics(""), ElementsAre(""));
}

TEST(ParseStrategyTest, APlusSeparatesWhenItAccepts) {
  const Checked<StrategyText> text = ParseStrategy("boulware(beta=0.2)+ac_next(a=1.05)");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->strategy.name, "boulware");
  ASSERT_TRUE(text->acceptance.has_value());
  EXPECT_EQ(text->acceptance->name, "ac_next");
  EXPECT_FALSE(ParseStrategy("boulware")->acceptance.has_value());
  EXPECT_EQ(FirstProblem(ParseStrategy("boulware ac_next")),
            "unexpected 'a' at character 10; '+' and when it accepts, or nothing");
  EXPECT_EQ(FirstProblem(ParseStrategy("boulware + ac_next + ac_time")),
            "unexpected '+' at character 20; nothing more");
}

TEST(MakeStrategyTest, EveryRegisteredStrategyIsMadeFromItsOwnText) {
  for (const StrategyEntry& entry : RegisteredStrategies()) {
    const auto strategy = entry.make();
    const std::string text = WriteTactic(entry.info.name, FieldVisitor::RefTo(strategy.get()));
    const auto made = MakeStrategy(text);
    ASSERT_TRUE(made.ok()) << text << ": " << FirstProblem(made);
    EXPECT_EQ(WriteTactic(entry.info.name, FieldVisitor::RefTo(made->get())), text);
  }
}

TEST(MakeStrategyTest, EveryRegisteredAcceptanceIsMadeFromItsOwnText) {
  for (const AcceptanceEntry& entry : RegisteredAcceptances()) {
    const auto acceptance = entry.make();
    const std::string text = WriteTactic(entry.info.name, FieldVisitor::RefTo(acceptance.get()));
    const auto made = MakeStrategy("boulware + " + text);
    EXPECT_TRUE(made.ok()) << text << ": " << FirstProblem(made);
  }
}

TEST(MakeStrategyTest, UnknownNamesComeWithTheNearest) {
  EXPECT_THAT(FirstProblem(MakeStrategy("boulwar")),
              HasSubstr("no strategy 'boulwar'; did you mean 'boulware'? one of: "));
  EXPECT_THAT(FirstProblem(MakeStrategy("boulware + ac_nxt")),
              HasSubstr("no acceptance 'ac_nxt'; did you mean 'ac_next'? one of: "));
  EXPECT_THAT(FirstProblem(MakeStrategy("boulware(beta=7)")),
              HasSubstr("beta: 7 is out of range; a number in (0, 1]"));
}

TEST(MakeProtocolTest, EveryRegisteredProtocolIsMadeFromItsOwnText) {
  for (const ProtocolEntry& entry : RegisteredProtocols()) {
    const auto protocol = entry.make();
    const std::string text = WriteTactic(entry.info.name, FieldVisitor::RefTo(protocol.get()));
    const auto made = MakeProtocol(text);
    ASSERT_TRUE(made.ok()) << text << ": " << FirstProblem(made);
    EXPECT_EQ(WriteTactic(entry.info.name, FieldVisitor::RefTo(made->get())), text);
  }
}

TEST(MakeProtocolTest, AProtocolTakesNoAcceptance) {
  EXPECT_THAT(FirstProblem(MakeProtocol("alternating_offers + ac_next")),
              HasSubstr("unexpected '+' at character 20; nothing more"));
  EXPECT_THAT(FirstProblem(MakeProtocol("alternating_offer")),
              HasSubstr("did you mean 'alternating_offers'?"));
}

}  // namespace
}  // namespace dragoman

#include "engine/core/condition.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

Rule AllOf(std::vector<Rule> parts) { return {Rule::Kind::kAll, "", std::move(parts)}; }
Rule AnyOf(std::vector<Rule> parts) { return {Rule::Kind::kAny, "", std::move(parts)}; }

Issue MakeIssue(std::string id, std::vector<std::pair<std::string, double>> options,
                OptionIndex status_quo = 0) {
  Issue issue{std::move(id), "", {}, status_quo};
  for (auto& [option, position] : options) issue.options.push_back({option, "", position});
  return issue;
}

/// water ascends, fees descends (its first option is the highest), ports has its status quo last.
class ConditionTest : public testing::Test {
 protected:
  Condition Compile(const Rule& rule) const {
    Checked<Condition> condition = Condition::Compile(rule, issues_, "when");
    EXPECT_TRUE(condition.ok()) << (condition.ok() ? "" : condition.problems()[0].message);
    return condition.ok() ? *condition : Condition();
  }
  Condition Compile(const std::string& text) const { return Compile(Rule::Text(text)); }

  Diagnostics Problems(const Rule& rule) const {
    return Condition::Compile(rule, issues_, "when").problems();
  }
  Diagnostics Problems(const std::string& text) const { return Problems(Rule::Text(text)); }

  static Outcome Of(OptionIndex water, OptionIndex fees, OptionIndex ports) {
    Outcome outcome;
    for (const OptionIndex option : {water, fees, ports}) outcome.options.push_back(option);
    return outcome;
  }

  /// Which options of water satisfy the condition, the other issues at their first option.
  static std::string Water(const Condition& condition) {
    std::string holds;
    for (OptionIndex k = 0; k < 4; ++k) holds += condition.Holds(Of(k, 0, 0)) ? '1' : '0';
    return holds;
  }
  static std::string Fees(const Condition& condition) {
    std::string holds;
    for (OptionIndex k = 0; k < 3; ++k) holds += condition.Holds(Of(0, k, 0)) ? '1' : '0';
    return holds;
  }

  const std::vector<Issue> issues_ = {
      MakeIssue("water", {{"W0", 0}, {"W1", 30}, {"W2", 60}, {"W3", 100}}),
      MakeIssue("fees", {{"F0", 100}, {"F1", 50}, {"F2", 0}}),
      MakeIssue("ports", {{"P0", 0}, {"P1", 100}}, 1),
  };
  static constexpr IssueIndex kWater{0};
  static constexpr IssueIndex kFees{1};
  static constexpr IssueIndex kPorts{2};
};

TEST_F(ConditionTest, RelationsCompareWithTheNamedOption) {
  EXPECT_EQ(Water(Compile("water >= W2")), "0011");
  EXPECT_EQ(Water(Compile("water <= W1")), "1100");
  EXPECT_EQ(Water(Compile("water == W1")), "0100");
  EXPECT_EQ(Water(Compile("water != W1")), "1011");
}

TEST_F(ConditionTest, OptionsCompareByPositionNotByTheOrderTheyAreListedIn) {
  EXPECT_EQ(Fees(Compile("fees >= F1")), "110");  // F0 at 100, F1 at 50
  EXPECT_EQ(Fees(Compile("fees <= F1")), "011");
}

TEST_F(ConditionTest, SignedMeansOtherThanTheStatusQuo) {
  EXPECT_EQ(Water(Compile("water signed")), "0111");
  const Condition ports = Compile("ports signed");
  EXPECT_TRUE(ports.Holds(Of(0, 0, 0)));
  EXPECT_FALSE(ports.Holds(Of(0, 0, 1)));
}

TEST_F(ConditionTest, AllNeedsEveryPartAndAnyNeedsOne) {
  const Condition all = Compile(AllOf({Rule::Text("water >= W2"), Rule::Text("fees == F1")}));
  EXPECT_TRUE(all.Holds(Of(2, 1, 0)));
  EXPECT_FALSE(all.Holds(Of(2, 0, 0)));
  EXPECT_FALSE(all.Holds(Of(1, 1, 0)));
  const Condition any = Compile(AnyOf({Rule::Text("water >= W2"), Rule::Text("fees == F1")}));
  EXPECT_TRUE(any.Holds(Of(2, 0, 0)));
  EXPECT_TRUE(any.Holds(Of(0, 1, 0)));
  EXPECT_FALSE(any.Holds(Of(0, 0, 0)));
}

TEST_F(ConditionTest, ListsNest) {
  const Condition nested =
      Compile(AllOf({AnyOf({Rule::Text("water == W0"),
                            AllOf({Rule::Text("water == W3"), Rule::Text("ports == P1")})}),
                     Rule::Text("fees != F0")}));
  for (OptionIndex water = 0; water < 4; ++water) {
    for (OptionIndex fees = 0; fees < 3; ++fees) {
      for (OptionIndex ports = 0; ports < 2; ++ports) {
        const bool expected = (water == 0 || (water == 3 && ports == 1)) && fees != 0;
        EXPECT_EQ(nested.Holds(Of(water, fees, ports)), expected) << water << fees << ports;
      }
    }
  }
  EXPECT_EQ(nested.text(), "(water == W0 or (water == W3 and ports == P1)) and fees != F0");
}

TEST_F(ConditionTest, AnAbsentRuleNeverHolds) {
  const Condition none = Compile(Rule{});
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.Holds(Of(0, 0, 0)));
  EXPECT_EQ(none.PossibleWith(kWater), OptionSet{0});
  EXPECT_TRUE(none.issues().empty());
  EXPECT_EQ(none.text(), "");
}

TEST_F(ConditionTest, TextIsNormalized) {
  EXPECT_EQ(Compile("  water\t>=   W2 ").text(), "water >= W2");
}

TEST_F(ConditionTest, IssuesAreListedOnceInOrder) {
  const Condition condition = Compile(
      AnyOf({Rule::Text("ports signed"), Rule::Text("water signed"), Rule::Text("ports == P1")}));
  EXPECT_EQ(condition.issues(), (std::vector<IssueIndex>{kWater, kPorts}));
}

TEST_F(ConditionTest, PossibleWithLooksThroughTheOtherIssues) {
  const Condition both = Compile(AllOf({Rule::Text("water >= W2"), Rule::Text("fees == F1")}));
  EXPECT_EQ(both.PossibleWith(kWater), 0b1100U);
  EXPECT_EQ(both.PossibleWith(kFees), 0b010U);
  EXPECT_EQ(both.PossibleWith(kPorts), ~OptionSet{0});
  const Condition either = Compile(AnyOf({Rule::Text("water >= W2"), Rule::Text("fees == F1")}));
  EXPECT_EQ(either.PossibleWith(kWater), ~OptionSet{0});
}

TEST_F(ConditionTest, PossibleWithSeesContradictionsBetweenParts) {
  const Condition never = Compile(AllOf({Rule::Text("water == W0"), Rule::Text("water == W1")}));
  EXPECT_EQ(never.PossibleWith(kWater), OptionSet{0});
  EXPECT_EQ(never.PossibleWith(kFees), OptionSet{0});
  // F1 goes with W0 only, which the other part excludes.
  const Condition tied =
      Compile(AllOf({AnyOf({AllOf({Rule::Text("water == W0"), Rule::Text("fees == F1")}),
                            AllOf({Rule::Text("water == W1"), Rule::Text("fees == F2")})}),
                     Rule::Text("water == W1")}));
  EXPECT_EQ(tied.PossibleWith(kFees), 0b100U);
}

TEST_F(ConditionTest, PossibleWithPutsWhatIsCertainBeforeChoices) {
  // 2^30 ways to choose, all of them excluded by the last two parts.
  std::vector<Rule> parts(30, AnyOf({Rule::Text("fees != F0"), Rule::Text("ports != P0")}));
  parts.push_back(Rule::Text("water == W0"));
  parts.push_back(Rule::Text("water == W1"));
  EXPECT_EQ(Compile(AllOf(parts)).PossibleWith(kFees), OptionSet{0});
}

TEST_F(ConditionTest, PossibleWithGivesUpOnTheSafeSide) {
  // The last two parts exclude each other, but only after 2^30 choices: no option is ruled out.
  std::vector<Rule> parts(32, AnyOf({Rule::Text("fees != F0"), Rule::Text("ports != P0")}));
  parts[30] = AnyOf({Rule::Text("water == W0"), Rule::Text("water == W1")});
  parts[31] = AnyOf({Rule::Text("water == W2"), Rule::Text("water == W3")});
  EXPECT_EQ(Compile(AllOf(parts)).PossibleWith(kWater), ~OptionSet{0});
}

TEST_F(ConditionTest, UnknownNamesComeWithTheNearestOnes) {
  EXPECT_EQ(Problems("watr >= W2"),
            (Diagnostics{{"when", "unknown issue 'watr'",
                          "did you mean 'water'? one of: water, fees, ports"}}));
  EXPECT_EQ(Problems("water >= W9"), (Diagnostics{{"when", "unknown option 'W9' of issue 'water'",
                                                   "did you mean 'W0'? one of: W0, W1, W2, W3"}}));
}

TEST_F(ConditionTest, OtherFormsAreRefused) {
  const std::string forms =
      "ISSUE >= OPTION, ISSUE <= OPTION, ISSUE == OPTION, ISSUE != OPTION or ISSUE signed";
  EXPECT_EQ(Problems("  "), (Diagnostics{{"when", "empty condition", forms}}));
  EXPECT_EQ(Problems("water"), (Diagnostics{{"when", "cannot read condition 'water'", forms}}));
  EXPECT_EQ(Problems("water sgned"),
            (Diagnostics{{"when", "cannot read condition 'water sgned'", forms}}));
  EXPECT_EQ(Problems("water >= W1 W2"),
            (Diagnostics{{"when", "cannot read condition 'water >= W1 W2'", forms}}));
  EXPECT_EQ(Problems("water > W1"),
            (Diagnostics{{"when", "unknown operator '>'", "one of: >=, <=, ==, !="}}));
  EXPECT_EQ(Problems("water>=W1"), (Diagnostics{{"when", "unknown issue 'water>=W1'",
                                                 "spaces around the operator, as in 'a >= b'"}}));
}

TEST_F(ConditionTest, EveryMistakeIsReportedAtItsOwnPlace) {
  const Diagnostics problems = Problems(
      AllOf({Rule::Text("water >= W1"), AnyOf({Rule::Text("fees >= X"), Rule{}, AllOf({})})}));
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].path, "when.all[1].any[0]");
  EXPECT_EQ(problems[1].path, "when.all[1].any[1]");
  EXPECT_EQ(problems[1].message, "empty condition");
  EXPECT_EQ(problems[2],
            (Diagnostic{"when.all[1].any[2].all", "empty list", "at least one condition"}));
}

TEST_F(ConditionTest, EndlessNestingAndEndlessListsAreRefused) {
  Rule deep = Rule::Text("water signed");
  for (int k = 0; k < Condition::kMaxDepth; ++k) deep = AnyOf({deep});
  EXPECT_TRUE(Problems(deep).empty());
  const Diagnostics too_deep = Problems(AnyOf({deep}));
  ASSERT_EQ(too_deep.size(), 1U);
  EXPECT_EQ(too_deep[0].message, "conditions nested too deeply");

  std::vector<Rule> many(Condition::kMaxNodes - 1, Rule::Text("water signed"));
  EXPECT_TRUE(Problems(AnyOf(many)).empty());
  many.push_back(Rule::Text("water signed"));
  EXPECT_EQ(Problems(AnyOf(many)),
            (Diagnostics{{"when", "condition too long", "at most 1000 parts"}}));
}

TEST(ConditionLimitsTest, AnIssueHasAtMostSixtyFourOptionsInACondition) {
  Issue issue{"depth", "", {}, 0};
  for (int k = 0; k < 64; ++k) issue.options.push_back({"D" + std::to_string(k), "", k * 1.5});
  const Checked<Condition> last =
      Condition::Compile(Rule::Text("depth >= D63"), std::vector<Issue>{issue}, "p");
  ASSERT_TRUE(last.ok());
  EXPECT_EQ(last->PossibleWith(IssueIndex{0}), OptionSet{1} << 63);

  issue.options.push_back({"D64", "", 100});
  const Checked<Condition> wide =
      Condition::Compile(Rule::Text("depth >= D1"), std::vector<Issue>{issue}, "p");
  EXPECT_EQ(wide.problems(), (Diagnostics{{"p", "too many options for a condition on issue 'depth'",
                                           "at most 64 options"}}));
}

TEST(ConditionLimitsTest, AnIssuePastTheThirtySecondIsRefused) {
  std::vector<Issue> issues;
  for (int k = 0; k < 33; ++k) {
    issues.push_back({"i" + std::to_string(k), "", {{"A", "", 0}, {"B", "", 100}}, 0});
  }
  EXPECT_TRUE(Condition::Compile(Rule::Text("i31 signed"), issues, "p").ok());
  EXPECT_FALSE(Condition::Compile(Rule::Text("i32 signed"), issues, "p").ok());
}

}  // namespace
}  // namespace dragoman

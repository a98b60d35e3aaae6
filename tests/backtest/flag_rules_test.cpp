#include "engine/backtest/flag_rules.h"

#include <gtest/gtest.h>

namespace dragoman {
namespace {

FlagWhen List(FlagWhen::Kind kind, std::vector<FlagWhen> parts) {
  return {kind, 0, 0, 100, std::move(parts)};
}

TEST(FlagRuleTest, ATestNeedsASignedIssue) {
  const FlagWhen at_any_option = FlagWhen::Test(1, 0, 100);
  EXPECT_FALSE(Holds(at_any_option, {50.0, std::nullopt}));
  EXPECT_TRUE(Holds(at_any_option, {std::nullopt, 0.0}));
}

TEST(FlagRuleTest, LimitsAreInclusive) {
  const FlagWhen between = FlagWhen::Test(0, 35, 60);
  EXPECT_FALSE(Holds(between, {34.0}));
  EXPECT_TRUE(Holds(between, {35.0}));
  EXPECT_TRUE(Holds(between, {60.0}));
  EXPECT_FALSE(Holds(between, {61.0}));
}

TEST(FlagRuleTest, ListsNest) {
  // water >= 65 and (land signed or water >= 100).
  const FlagWhen rule =
      List(FlagWhen::Kind::kAll,
           {FlagWhen::Test(0, 65, 100),
            List(FlagWhen::Kind::kAny, {FlagWhen::Test(1, 0, 100), FlagWhen::Test(0, 100, 100)})});
  EXPECT_FALSE(Holds(rule, {65.0, std::nullopt}));
  EXPECT_TRUE(Holds(rule, {65.0, 10.0}));
  EXPECT_TRUE(Holds(rule, {100.0, std::nullopt}));
  EXPECT_FALSE(Holds(rule, {std::nullopt, 10.0}));
  EXPECT_EQ(IssuesOf(rule), (std::vector<std::size_t>{0, 1}));
}

TEST(FlagRulesTest, TheHighestFlagIsTheHeadlineAndAPauseIsNoFlag) {
  FlagRules rules;
  rules.flags[static_cast<std::size_t>(Flag::kNextRound)] = FlagWhen::Test(0, 25, 100);
  rules.local_pause = FlagWhen::Test(1, 5, 5);
  EXPECT_EQ(VerdictOf(rules, {std::nullopt, std::nullopt}).headline, 2);
  EXPECT_EQ(VerdictOf(rules, {25.0, std::nullopt}).headline, 3);
  const Verdict pause = VerdictOf(rules, {25.0, 5.0});
  EXPECT_EQ(pause.headline, 4);
  EXPECT_EQ(pause.flags, 1U << static_cast<int>(Flag::kNextRound));
}

TEST(FlagRulesTest, WhatIsNotNamedDoesNotApply) {
  FlagRules rules;
  rules.flags[static_cast<std::size_t>(Flag::kSettlement)] = FlagWhen::Test(0, 0, 100);
  rules.walkout = true;
  EXPECT_TRUE(rules.Applies(Flag::kSettlement));
  EXPECT_TRUE(rules.Applies(Flag::kWalkout));
  EXPECT_FALSE(rules.Applies(Flag::kEscalation30d));
  EXPECT_FALSE(rules.Applies(Flag::kNextRound));
}

}  // namespace
}  // namespace dragoman

#include "engine/evaluation/taxonomy.h"

#include <gtest/gtest.h>

#include "tests/support/runs.h"
#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

std::uint16_t Bits(std::initializer_list<Flag> flags) {
  unsigned bits = 0;
  for (const Flag flag : flags) bits |= 1U << static_cast<int>(flag);
  return static_cast<std::uint16_t>(bits);
}

// The brief's table, e.1, in words: the highest satisfied headline; a collapse or an escalation
// counts only if nothing of 3 or above stands.
int HeadlineByTable(std::uint16_t flags, bool local_pause) {
  const auto has = [flags](Flag flag) { return ((flags >> static_cast<int>(flag)) & 1U) != 0; };
  const bool rungs[] = {has(Flag::kEscalation30d),
                        has(Flag::kWalkout),
                        true,
                        has(Flag::kNextRound) || has(Flag::kWrittenTerms),
                        has(Flag::kPrisonerExchange) || local_pause,
                        has(Flag::kCeasefirePartial),
                        has(Flag::kCeasefireFull),
                        has(Flag::kSettlement)};
  for (int headline = 7; headline >= 3; --headline) {
    if (rungs[headline]) return headline;
  }
  for (int headline = 0; headline < 2; ++headline) {
    if (rungs[headline]) return headline;
  }
  return 2;
}

TEST(HeadlineTest, EveryCombinationOfFlagsHasTheTablesHeadline) {
  std::array<int, kNumHeadlines> counts{};
  for (unsigned flags = 0; flags < (1U << kNumFlags); ++flags) {
    for (const bool local_pause : {false, true}) {
      const auto bits = static_cast<std::uint16_t>(flags);
      const int headline = HeadlineOf(bits, local_pause);
      ASSERT_EQ(headline, HeadlineByTable(bits, local_pause)) << flags;
      ++counts[static_cast<std::size_t>(headline)];
    }
  }
  for (const int count : counts) EXPECT_GT(count, 0);
}

TEST(HeadlineTest, ExamplesOfEveryHeadline) {
  EXPECT_EQ(HeadlineOf(Bits({Flag::kWalkout, Flag::kEscalation30d}), false), 0);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kWalkout}), false), 1);
  EXPECT_EQ(HeadlineOf(0, false), 2);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kNextRound}), false), 3);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kNextRound, Flag::kPrisonerExchange}), false), 4);
  EXPECT_EQ(HeadlineOf(0, true), 4);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kCeasefirePartial, Flag::kWalkout}), false), 5);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kCeasefireFull}), false), 6);
  EXPECT_EQ(HeadlineOf(Bits({Flag::kCeasefireFull, Flag::kSettlement}), false), 7);
  // A summit is a flag, not a rung.
  EXPECT_EQ(HeadlineOf(Bits({Flag::kSummitAgreed}), false), 2);
}

/// Results of the small scenario, made by hand.
class JudgeTest : public testing::Test {
 protected:
  JudgeTest() : scenario_(CompileScenario(SmallScenario())), table_(*scenario_) {}

  /// `after` by meeting, then what stands at the end.
  TalkResult Result(std::initializer_list<std::string_view> after,
                    std::string_view final_standing) {
    TalkResult result;
    for (const std::string_view standing : after) {
      result.after[static_cast<std::size_t>(result.meetings++)] = table_.offer(standing);
    }
    result.final_standing = table_.offer(final_standing);
    return result;
  }
  Verdict At(const TalkResult& result, int meetings) const {
    return Judge(scenario_->outcomes, result, meetings);
  }

  CompiledPointer scenario_;
  Table table_;
};

TEST_F(JudgeTest, NothingSignedIsAStalemateThatGoesOn) {
  const Verdict verdict = At(Result({"", "", ""}, ""), 3);
  EXPECT_EQ(verdict.flags, 0);
  EXPECT_EQ(verdict.headline, 2);
}

// Visits lapse at the next meeting, and count all the same; the next meeting counts where it stands
// after the last one held.
TEST_F(JudgeTest, SubstanceCountsOnceReachedProcedureWhereItStands) {
  const TalkResult result = Result({"visits=V1 next=X2", "next=X1", ""}, "");
  EXPECT_EQ(At(result, 1).flags,
            Bits({Flag::kPrisonerExchange, Flag::kNextRound, Flag::kWrittenTerms}));
  EXPECT_EQ(At(result, 2).flags, Bits({Flag::kPrisonerExchange, Flag::kNextRound}));
  EXPECT_EQ(At(result, 3).flags, Bits({Flag::kPrisonerExchange}));
  for (int meetings = 1; meetings <= 3; ++meetings) EXPECT_EQ(At(result, meetings).headline, 4);
}

// A deal left to the capitals is none after the meeting that reached it, even if it was the only
// one.
TEST_F(JudgeTest, WhatTheCapitalsSignAtTheEndCountsAtTheEndOnly) {
  TalkResult result = Result({"next=X1", "next=X1"}, "next=X1 dam=D2");
  result.deal_in = 2;
  EXPECT_EQ(At(result, 1).headline, 3);
  EXPECT_EQ(At(result, 2).headline, 3);
  EXPECT_EQ(At(result, kAtTheEnd).headline, 6);
  EXPECT_TRUE(At(result, kAtTheEnd).has(Flag::kCeasefireFull));
  const TalkResult only_one = Result({"next=X1"}, "next=X1 dam=D2");
  EXPECT_EQ(At(only_one, 1).headline, 3);
  EXPECT_EQ(At(only_one, kAtTheEnd).headline, 6);
}

// A deal the capitals sign before the meeting that was agreed on makes that meeting needless.
TEST_F(JudgeTest, AsAWholeProcedureCountsAsItStandsAfterTheCapitalsLastAnswer) {
  const TalkResult result = Result({"visits=V1 next=X2"}, "dam=D2");
  EXPECT_EQ(At(result, kAtTheEnd).flags, Bits({Flag::kPrisonerExchange, Flag::kNextRound,
                                               Flag::kWrittenTerms, Flag::kCeasefireFull}));
  EXPECT_EQ(At(result, kAsAWhole).flags, Bits({Flag::kPrisonerExchange, Flag::kCeasefireFull}));
  EXPECT_EQ(At(result, kAsAWhole).headline, 6);
  TalkResult left = Result({"next=X1", ""}, "");
  left.ended_in = 2;
  left.escalated = true;
  EXPECT_EQ(At(left, kAsAWhole), At(left, kAtTheEnd));
}

TEST_F(JudgeTest, MeetingsThatWereNotHeldAddNothing) {
  const TalkResult result = Result({"visits=V1 next=X2", "next=X1"}, "next=X1");
  EXPECT_EQ(At(result, 2), At(result, kMaxMeetings));
  EXPECT_EQ(At(result, 2), At(result, kAtTheEnd));
}

TEST_F(JudgeTest, ASettlementIsMoreThanAnEnd) {
  EXPECT_EQ(At(Result({"dam=D2"}, "dam=D2"), 1).headline, 6);
  const Verdict verdict = At(Result({"dam=D2 water=W2"}, "dam=D2 water=W2"), 1);
  EXPECT_EQ(verdict.headline, 7);
  EXPECT_EQ(verdict.flags, Bits({Flag::kSettlement, Flag::kCeasefireFull}));
}

TEST_F(JudgeTest, APartialAgreementIsHeadlineFive) {
  EXPECT_EQ(At(Result({"dam=D1"}, "dam=D1"), 1).headline, 5);
}

TEST_F(JudgeTest, AWalkOutIsAFlagAtAnyHeadline) {
  TalkResult result = Result({"visits=V1 next=X2", "visits=V1"}, "visits=V1");
  result.ended_in = 2;
  EXPECT_FALSE(At(result, 1).has(Flag::kWalkout));
  EXPECT_EQ(At(result, 2).flags, Bits({Flag::kPrisonerExchange, Flag::kWalkout}));
  EXPECT_EQ(At(result, 2).headline, 4);
  TalkResult empty = Result({""}, "");
  empty.ended_in = 1;
  EXPECT_EQ(At(empty, 1).headline, 1);
}

TEST_F(JudgeTest, AnEscalationBelongsToTheEndOfTheProcess) {
  TalkResult result = Result({"next=X1", ""}, "");
  result.ended_in = 2;
  result.escalated = true;
  EXPECT_EQ(At(result, 1).headline, 3);
  EXPECT_FALSE(At(result, 1).has(Flag::kEscalation30d));
  EXPECT_EQ(At(result, 2).headline, 0);
  EXPECT_EQ(At(result, 2).flags, Bits({Flag::kWalkout, Flag::kEscalation30d}));
  // With something signed it is a flag beside the headline.
  TalkResult signed_result = Result({"visits=V1"}, "visits=V1");
  signed_result.ended_in = 1;
  signed_result.escalated = true;
  EXPECT_EQ(At(signed_result, 1).headline, 4);
  EXPECT_TRUE(At(signed_result, 1).has(Flag::kEscalation30d));
}

TEST_F(JudgeTest, AFlagWithoutAConditionNeverComesUp) {
  EXPECT_TRUE(scenario_->outcomes.flags[static_cast<std::size_t>(Flag::kSummitAgreed)].empty());
  EXPECT_FALSE(At(Result({"dam=D2 water=W0 visits=V1 next=X2"}, ""), 1).has(Flag::kSummitAgreed));
}

TEST_F(JudgeTest, ALocalPauseIsHeadlineFourWithoutAFlag) {
  const CompiledPointer pausing = CompileScenario(
      SmallScenario({"outcomes.local_pause=dam == D1", "outcomes.ceasefire_partial=water == W0"}));
  const Verdict verdict = Judge(pausing->outcomes, Result({"dam=D1"}, "dam=D1"), 1);
  EXPECT_EQ(verdict.headline, 4);
  EXPECT_EQ(verdict.flags, 0);
}

TEST(OutcomeRulesTest, EveryFlagButConductHasARuleOfItsOwn) {
  OutcomeSpec spec;
  spec.settlement = Rule::Text("0");
  spec.ceasefire_full = Rule::Text("1");
  spec.ceasefire_partial = Rule::Text("2");
  spec.summit_agreed = Rule::Text("3");
  spec.prisoner_exchange = Rule::Text("4");
  spec.next_round = Rule::Text("5");
  spec.written_terms = Rule::Text("6");
  for (int k = 0; k < 7; ++k) {
    const Rule* rule = RuleOf(spec, static_cast<Flag>(k));
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(rule->text, std::to_string(k));
  }
  EXPECT_EQ(RuleOf(spec, Flag::kWalkout), nullptr);
  EXPECT_EQ(RuleOf(spec, Flag::kEscalation30d), nullptr);
}

TEST(OutcomeRulesTest, MistakesInConditionsNameTheirFlag) {
  OutcomeSpec spec;
  spec.ceasefire_full = Rule::Text("dam >= D9");
  spec.local_pause = Rule::Text("dams signed");
  const CompiledPointer scenario = CompileScenario(SmallScenario());
  const Checked<OutcomeRules> rules = OutcomeRules::Compile(spec, scenario->space.issues());
  ASSERT_EQ(rules.problems().size(), 2U);
  EXPECT_EQ(rules.problems()[0].path, "outcomes.ceasefire_full");
  EXPECT_EQ(rules.problems()[1].path, "outcomes.local_pause");
}

}  // namespace
}  // namespace dragoman::testing_support

#include "engine/seat/known_event.h"

#include <gtest/gtest.h>

#include "engine/talks/model.h"

namespace dragoman {
namespace {

TalkEvent OfferEvent(int side, Refusal refusal) {
  return {.kind = TalkEventKind::kOffer,
          .side = static_cast<std::int16_t>(side),
          .rule = refusal == Refusal::kPrecondition ? std::int16_t{1} : std::int16_t{-1},
          .refusal = refusal,
          .issue = IssueIndex{2},
          .a = 0.1,
          .b = 0.2,
          .c = 0.3,
          .d = 0.4,
          .e = 0.5};
}

TEST(KnownEventTest, OfItsOwnOfferASeatKnowsItsOwnGainAndAspiration) {
  EventFilter filter(0);
  const auto known = filter.Pass(OfferEvent(0, Refusal::kAspiration));
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->knows(0));
  EXPECT_TRUE(known->knows(4));
  EXPECT_FALSE(known->knows(1) || known->knows(2) || known->knows(3));
  EXPECT_EQ(known->event.a, 0.1);
  EXPECT_EQ(known->event.b, 0);
  EXPECT_EQ(known->event.e, 0.5);
}

TEST(KnownEventTest, OfTheOthersOfferASeatKnowsWhatItIsWorthToItself) {
  EventFilter filter(1);
  const auto known = filter.Pass(OfferEvent(0, Refusal::kBelowNoDeal));
  ASSERT_TRUE(known);
  EXPECT_FALSE(known->knows(0) || known->knows(4));
  EXPECT_EQ(known->event.b, 0.2);
  EXPECT_EQ(known->said, Said::kNo);
}

TEST(KnownEventTest, ThirdPartiesKnowNoNumbers) {
  EventFilter filter(kNobody);
  const auto known = filter.Pass(OfferEvent(0, Refusal::kNone));
  ASSERT_TRUE(known);
  EXPECT_EQ(known->numbers, 0U);
  EXPECT_EQ(known->said, Said::kYes);
}

// Hope, a delegate's doubt, a loss and a pretext sound alike, and name no issue.
TEST(KnownEventTest, NotEnoughIsAllThatASumSays) {
  for (const Refusal refusal :
       {Refusal::kAspiration, Refusal::kDelegate, Refusal::kBelowNoDeal, Refusal::kInsincere}) {
    EventFilter filter(0);
    const auto known = filter.Pass(OfferEvent(0, refusal));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->said, Said::kNotEnough);
    EXPECT_EQ(known->event.issue, kNoIssue);
    EXPECT_EQ(known->event.refusal, Refusal::kNone);
    EXPECT_EQ(known->event.rule, -1);
  }
}

TEST(KnownEventTest, AnUnacceptableOptionAndAPreconditionAreSaidWithTheirIssueAndRule) {
  EventFilter filter(0);
  const auto red = filter.Pass(OfferEvent(0, Refusal::kRedLine));
  EXPECT_EQ(red->said, Said::kUnacceptable);
  EXPECT_EQ(red->event.issue, IssueIndex{2});
  const auto first = filter.Pass(OfferEvent(0, Refusal::kPrecondition));
  EXPECT_EQ(first->said, Said::kPrecondition);
  EXPECT_EQ(first->event.rule, 1);
}

TEST(KnownEventTest, InASittingOnOneIssueThatIssueIsNoSecret) {
  EventFilter filter(0);
  filter.Pass({.kind = TalkEventKind::kSitting, .issue = IssueIndex{2}});
  EXPECT_EQ(filter.Pass(OfferEvent(0, Refusal::kInsincere))->event.issue, IssueIndex{2});
}

TEST(KnownEventTest, WhatIsDrawnIsHeardByTheSideItIsAboutAlone) {
  for (const TalkEventKind kind :
       {TalkEventKind::kSincerity, TalkEventKind::kRedLine, TalkEventKind::kBinding,
        TalkEventKind::kDrawn, TalkEventKind::kSeat, TalkEventKind::kTrust, TalkEventKind::kConduct,
        TalkEventKind::kBelief, TalkEventKind::kBattle, TalkEventKind::kReadiness}) {
    EXPECT_TRUE(EventFilter(0).Pass({.kind = kind, .side = 0}));
    EXPECT_FALSE(EventFilter(0).Pass({.kind = kind, .side = 1}));
    EXPECT_FALSE(EventFilter(kNobody).Pass({.kind = kind, .side = 0}));
  }
}

TEST(KnownEventTest, ChancesOfWalkingOutAreToldToNobody) {
  for (const int seat : {0, 1, kNobody}) {
    EXPECT_FALSE(EventFilter(seat).Pass({.kind = TalkEventKind::kHazard, .side = 0, .a = 0.5}));
  }
}

TEST(KnownEventTest, JointReadinessWouldTellTheOthers) {
  const auto known =
      EventFilter(0).Pass({.kind = TalkEventKind::kReadiness, .side = 0, .a = 1, .b = 2, .c = 3});
  ASSERT_TRUE(known);
  EXPECT_FALSE(known->knows(1));
  EXPECT_EQ(known->event.b, 0);
}

TEST(KnownEventTest, ItsOwnCapitalTellsASeatWhy) {
  const TalkEvent event{
      .kind = TalkEventKind::kCapitals, .side = 0, .refusal = Refusal::kBelowNoDeal, .a = -0.1};
  EXPECT_EQ(EventFilter(0).Pass(event)->event.refusal, Refusal::kBelowNoDeal);
  EXPECT_EQ(EventFilter(0).Pass(event)->event.a, -0.1);
  EXPECT_EQ(EventFilter(1).Pass(event)->event.refusal, Refusal::kNone);
  EXPECT_EQ(EventFilter(1).Pass(event)->said, Said::kNotEnough);
  EXPECT_EQ(EventFilter(1).Pass(event)->event.a, 0);
}

TEST(KnownEventTest, OfAMediatorsPackageASideKnowsItsOwnGain) {
  const TalkEvent event{.kind = TalkEventKind::kMediation, .side = 1, .a = 0.1, .b = 0.2, .c = 0.3};
  EXPECT_EQ(EventFilter(0).Pass(event)->numbers, 1U);
  // Side 1 refused: what it needed is its own.
  EXPECT_EQ(EventFilter(1).Pass(event)->numbers, 2U + 4U + 8U);
  EXPECT_EQ(EventFilter(kNobody).Pass(event)->numbers, 0U);
}

}  // namespace
}  // namespace dragoman

// What the events say about a target, from events written by hand.

#include "engine/analysis/binding.h"

#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace dragoman::testing_support {
namespace {

class BindingStoryTest : public testing::Test {
 protected:
  BindingStoryTest() : scenario_(CompileScenario(SmallScenario())) {}

  Outcome Dam(OptionIndex option) const {
    Outcome offer = scenario_->space.StatusQuo();
    offer[IssueIndex{0}] = option;
    return offer;
  }
  /// `tabled` is answered on the ground `refusal`.
  static TalkEvent Offered(int meeting, int tick, int side, const Outcome& offer, Refusal refusal,
                           double worth = 0, double needed = 0) {
    TalkEvent event;
    event.kind = TalkEventKind::kOffer;
    event.meeting = static_cast<std::uint8_t>(meeting);
    event.tick = static_cast<std::uint8_t>(tick);
    event.side = static_cast<std::int16_t>(side);
    event.offer = offer;
    event.refusal = refusal;
    event.issue = IssueIndex{0};
    event.b = worth;
    event.c = needed;
    return event;
  }
  static TalkEvent Happened(TalkEventKind kind, int meeting, int side = kNobody) {
    TalkEvent event;
    event.kind = kind;
    event.meeting = static_cast<std::uint8_t>(meeting);
    event.side = static_cast<std::int16_t>(side);
    return event;
  }
  static TalkEvent Agreed(int meeting, int tick, int side, const Outcome& offer) {
    TalkEvent event = Offered(meeting, tick, side, offer, Refusal::kNone);
    event.kind = TalkEventKind::kAgreed;
    return event;
  }
  static TalkEvent Signed(int meeting, OptionIndex option) {
    TalkEvent event = Happened(TalkEventKind::kSigned, meeting);
    event.issue = IssueIndex{0};
    event.options = OptionBit(option);
    return event;
  }
  static TalkEvent PackageSitting(int meeting) {
    return Happened(TalkEventKind::kSitting, meeting);
  }
  BindingStory Read(const std::vector<TalkEvent>& events) const {
    return ReadBindingStory(events, *scenario_->talks, scenario_->talks->ends_conflict);
  }

  CompiledPointer scenario_;
};

TEST_F(BindingStoryTest, CountsRefusalsByWhoAndWhyInTheOrderOfTheirFirst) {
  const BindingStory story = Read({
      PackageSitting(1),
      Offered(1, 1, 0, Dam(1), Refusal::kRedLine),  // Not what is asked about.
      Offered(1, 2, 0, Dam(2), Refusal::kAspiration, 0.1, 0.3),
      Offered(1, 3, 0, Dam(2), Refusal::kRedLine),
      Offered(2, 1, 0, Dam(2), Refusal::kAspiration, 0.2, 0.25),
  });
  ASSERT_EQ(story.refusals.size(), 2U);
  EXPECT_EQ(story.refusals[0].ground, Refusal::kAspiration);
  EXPECT_EQ(story.refusals[0].side, 1);
  EXPECT_EQ(story.refusals[0].times, 2);
  EXPECT_EQ(story.refusals[0].first, (Moment{1, 2}));
  EXPECT_EQ(story.refusals[0].best_worth, 0.2);
  EXPECT_EQ(story.refusals[0].best_needed, 0.25);
  EXPECT_EQ(story.refusals[0].last_needed, 0.25);
  EXPECT_EQ(story.refusals[1].ground, Refusal::kRedLine);
  EXPECT_EQ(story.tabled[0], 3);
  EXPECT_EQ(story.taken_up[0], 2);
  EXPECT_EQ(story.tabled[1], 0);
  EXPECT_EQ(story.ending, RunEnding::kHorizon);
}

TEST_F(BindingStoryTest, TellsTheConcessionThatMadeIt) {
  Outcome asked = Dam(2);
  asked[IssueIndex{1}] = 0;
  const BindingStory story = Read({
      PackageSitting(1),
      Offered(1, 1, 0, asked, Refusal::kBelowNoDeal, -0.1, 0.2),
      Offered(1, 2, 0, Dam(2), Refusal::kAspiration, 0.15, 0.2),
      Offered(1, 3, 0, Dam(2), Refusal::kNone, 0.15, 0.14),
      Agreed(1, 3, 0, Dam(2)),
      Signed(1, 2),
  });
  EXPECT_EQ(story.ending, RunEnding::kTargetReached);
  ASSERT_TRUE(story.reached.has_value());
  EXPECT_EQ(story.reached->when, (Moment{1, 3}));
  EXPECT_EQ(story.reached->proposer, 0);
  EXPECT_EQ(story.reached->needed, 0.14);
  EXPECT_EQ(story.reached->agreement, Dam(2));
  EXPECT_EQ(story.reached->had_needed, 0.2);
  ASSERT_TRUE(story.reached->before.has_value());
  EXPECT_EQ(story.reached->before->offer, asked);
  EXPECT_FALSE(story.reached->by_capitals);
}

TEST_F(BindingStoryTest, AnAgreementBeyondTheMandateIsLostWithTheRun) {
  TalkEvent pending = Happened(TalkEventKind::kPending, 1, 1);
  pending.issue = IssueIndex{0};
  pending.options = OptionBit(2);
  pending.a = 0.3;
  pending.b = 0.6;
  TalkEvent hazard = Happened(TalkEventKind::kHazard, 1, 0);
  hazard.a = 0.1;
  hazard.c = 0.05;
  const BindingStory story = Read({
      PackageSitting(1),
      Offered(1, 4, 0, Dam(2), Refusal::kNone, 0.2, 0.1),
      Agreed(1, 4, 0, Dam(2)),
      pending,
      hazard,
      Happened(TalkEventKind::kWalkOut, 1, 0),
  });
  EXPECT_EQ(story.agreed, (Moment{1, 4}));
  ASSERT_EQ(story.beyond.size(), 1U);
  EXPECT_EQ(story.beyond[0].side, 1);
  EXPECT_EQ(story.beyond[0].least, 0.6);
  EXPECT_EQ(story.ending, RunEnding::kWalkOut);
  EXPECT_EQ(story.leaver, 0);
  EXPECT_EQ(story.leaving_chance, 0.1);
  EXPECT_EQ(story.leaving_drawn, 0.05);
  EXPECT_FALSE(story.reached.has_value());
}

TEST_F(BindingStoryTest, CapitalsAndVotesAreHeard) {
  TalkEvent refused = Happened(TalkEventKind::kCapitals, 2, 1);
  refused.offer = Dam(2);
  refused.refusal = Refusal::kBelowNoDeal;
  refused.a = -0.02;
  const BindingStory no = Read({refused});
  ASSERT_TRUE(no.capital_refusal.has_value());
  EXPECT_EQ(no.capital_refusal->side, 1);
  EXPECT_EQ(no.capital_refusal->worth, -0.02);

  TalkEvent asked = refused;
  asked.refusal = Refusal::kNone;
  asked.side = kNobody;
  TalkEvent vote = Happened(TalkEventKind::kRatified, 2, 0);
  vote.refusal = Refusal::kBelowNoDeal;
  vote.a = 0.4;
  vote.b = 0.7;
  const BindingStory lost = Read({asked, vote});
  ASSERT_TRUE(lost.lost_vote.has_value());
  EXPECT_EQ(lost.lost_vote->side, 0);
  EXPECT_EQ(lost.lost_vote->chance, 0.4);
}

TEST_F(BindingStoryTest, KnowsWhenTheIssueCameOnTheTable) {
  TalkEvent without = Happened(TalkEventKind::kMeeting, 1);
  without.options = 0b0010;
  TalkEvent with = Happened(TalkEventKind::kMeeting, 2);
  with.options = 0b0011;
  EXPECT_FALSE(Read({without}).on_table.has_value());
  EXPECT_EQ(Read({without, with}).on_table, (Moment{2, 0}));
}

TEST_F(BindingStoryTest, OtherEndsAreTold) {
  TalkEvent deadline = Happened(TalkEventKind::kDeadline, 2);
  deadline.a = 1;
  deadline.b = 0.9;
  EXPECT_EQ(Read({deadline}).ending, RunEnding::kDeadline);
  TalkEvent lapse = Happened(TalkEventKind::kLapse, 1);
  lapse.b = 0.5;
  EXPECT_EQ(Read({lapse}).ending, RunEnding::kLapse);
  lapse.a = 1;
  EXPECT_EQ(Read({lapse}).ending, RunEnding::kHorizon);
}

}  // namespace
}  // namespace dragoman::testing_support

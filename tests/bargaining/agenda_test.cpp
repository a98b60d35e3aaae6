#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

using testing::ElementsAre;

/// Seats scripted parties for each stage: party p tables its own wish on the open issues.
class StageSeats final : public SeatMaker {
 public:
  StageSeats(std::vector<ScriptedParty>* parties, std::vector<std::string> wishes)
      : parties_(*parties), wishes_(std::move(wishes)) {}

  void Focus(std::uint32_t open, const Outcome& settled) override {
    calls.push_back(std::to_string(open) + "/" + DigitsOf(settled));
    for (std::size_t p = 0; p < parties_.size(); ++p) {
      std::string text = DigitsOf(settled);
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (((open >> i) & 1U) != 0) text[i] = wishes_[p][i];
      }
      parties_[p].tables = {text};
    }
  }
  std::vector<std::string> calls;

 private:
  std::vector<ScriptedParty>& parties_;
  std::vector<std::string> wishes_;
};

class AgendaTest : public SittingStage {
 protected:
  AgendaTest() {
    SetSpace({4, 2, 3});
    SetStatusQuo("000");
    parties_.resize(2);
    table_.seat_maker = &seats_;
  }
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("agenda", std::move(values)), ticks);
  }

  StageSeats seats_{&parties_, {"111", "212"}};
};

// Issue 0 is agreed at once (party 1 accepts 100), issue 1 too (110: both want it, party 1
// accepts), issue 2 never: the ticks saved serve it.
TEST_F(AgendaTest, WhatIsAgreedIsSettledAndTheRestStaysAtTheStatusQuo) {
  parties_[1].accepts_from = {{"100", 1}, {"110", 1}};
  const SittingResult result = Play(6);
  EXPECT_THAT(seats_.calls, ElementsAre("1/000", "2/100", "4/110"));
  EXPECT_EQ(script_.text,
            "1: 0>100 1+ 2: 0>110 1+ 3: 0>111 1- 1>112 4: 0- 0>111 1- 1>112 5: 0- 0>111 1- "
            "1>112 6: 0- 0>111 1- 1>112");
  EXPECT_EQ(result.end, SittingEnd::kAgreement);
  EXPECT_EQ(result.agreement, OfferOfDigits("110"));
  EXPECT_EQ(result.settled, 3U);
  EXPECT_EQ(result.tick, 6);
}

TEST_F(AgendaTest, AFailedIssueDoesNotStopTheNextOne) {
  parties_[1].accepts_from = {{"010", 1}};
  const SittingResult result = Play(3);
  EXPECT_THAT(seats_.calls, ElementsAre("1/000", "2/000", "4/010"));
  EXPECT_EQ(result.agreement, OfferOfDigits("010"));
  EXPECT_EQ(result.settled, 2U);
}

TEST_F(AgendaTest, AllIssuesMayBeAgreed) {
  parties_[1].accepts_from = {{"*", 1}};
  const SittingResult result = Play(9);
  EXPECT_EQ(result.agreement, OfferOfDigits("111"));
  EXPECT_EQ(result.settled, 7U);
  EXPECT_EQ(result.tick, 3);
}

TEST_F(AgendaTest, NothingAgreedIsNoAgreement) {
  const SittingResult result = Play(3);
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
  EXPECT_EQ(result.settled, 0U);
  EXPECT_EQ(result.proposer, -1);
}

TEST_F(AgendaTest, TheOrderMayBeBySizeOrGiven) {
  Play(3, {{"order", std::string("fewest_first")}});
  EXPECT_THAT(seats_.calls, ElementsAre("2/000", "4/000", "1/000"));
  seats_.calls.clear();
  Play(3, {{"order", std::string("most_first")}});
  EXPECT_THAT(seats_.calls, ElementsAre("1/000", "4/000", "2/000"));
  seats_.calls.clear();
  Play(3, {{"order", std::string("given")}, {"issues", std::vector<double>{3, 1, 3}}});
  EXPECT_THAT(seats_.calls, ElementsAre("4/000", "1/000"));
}

TEST_F(AgendaTest, SeveralIssuesMayShareAStage) {
  Play(2, {{"per_stage", 2.0}});
  EXPECT_THAT(seats_.calls, ElementsAre("3/000", "4/000"));
}

TEST_F(AgendaTest, WithFewerTicksThanIssuesTheLastIssuesDoNotComeUp) {
  Play(2);
  EXPECT_THAT(seats_.calls, ElementsAre("1/000", "2/000"));
}

// Four ticks, two stages of two: each runs over the whole clock (times .5 and 1), or in turn.
TEST_F(AgendaTest, EveryStageHasTheWholeClockUnlessTheTermsSayOtherwise) {
  const FieldValues two = {{"order", std::string("given")}, {"issues", std::vector<double>{1, 2}}};
  Play(4, two);
  EXPECT_THAT(parties_[0].times, ElementsAre(0.5, 1, 1, 0.5, 1, 1));
  parties_[0].times.clear();
  FieldValues ticks = two;
  ticks.push_back({"pace", std::string("ticks")});
  Play(4, ticks);
  EXPECT_THAT(parties_[0].times, ElementsAre(0.25, 0.5, 0.5, 0.75, 1, 1));
}

TEST_F(AgendaTest, WhoLeavesEndsTheSittingButNotWhatWasSettled) {
  parties_[1].accepts_from = {{"100", 1}};
  parties_[1].leaves_from = {{"110", 1}};
  const SittingResult result = Play(6);
  EXPECT_EQ(script_.text, "1: 0>100 1+ 2: 0>110 1! 1x");
  EXPECT_EQ(result.end, SittingEnd::kAgreement);
  EXPECT_EQ(result.agreement, OfferOfDigits("100"));
  EXPECT_EQ(result.settled, 1U);
  EXPECT_EQ(result.leaver, 1);
}

TEST_F(AgendaTest, WhoLeavesBeforeAnythingIsSettledBreaksTheSitting) {
  parties_[1].leaves_from = {{"100", 1}};
  EXPECT_EQ(Play(6).end, SittingEnd::kBroken);
}

TEST_F(AgendaTest, WithoutAStatusQuoItIsAllOrNothing) {
  table_.status_quo = nullptr;
  parties_[1].accepts_from = {{"100", 1}, {"110", 1}};
  EXPECT_FALSE(Play(6).agreed());
  parties_[1].accepts_from = {{"*", 1}};
  EXPECT_EQ(Play(6).agreement, OfferOfDigits("111"));
}

TEST_F(AgendaTest, ChanceMayEndItBetweenStages) {
  EXPECT_EQ(Play(3, {{"breakdown", 1.0}}).end, SittingEnd::kBroken);
  EXPECT_EQ(script_.text, "1: 0>100 1- 1>200 *x");
}

}  // namespace
}  // namespace dragoman::testing_support

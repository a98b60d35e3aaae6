#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

using testing::ElementsAre;

class TakeItOrLeaveItTest : public SittingStage {
 protected:
  TakeItOrLeaveItTest() {
    parties_.resize(3);
    for (std::size_t p = 0; p < 3; ++p) parties_[p].tables = {std::to_string(p)};
  }
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("take_it_or_leave_it", std::move(values)), ticks);
  }
};

TEST_F(TakeItOrLeaveItTest, OneRefusalEndsAnUltimatum) {
  parties_[1].accepts_from = {{"0", 1}};
  const SittingResult result = Play(4);
  EXPECT_EQ(script_.text, "1: 0>0 1+ 2-");
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
  EXPECT_EQ(result.tick, 1);
}

TEST_F(TakeItOrLeaveItTest, AnAcceptedUltimatumIsTheAgreement) {
  parties_[1].accepts_from = parties_[2].accepts_from = {{"0", 1}};
  const SittingResult result = Play(4);
  EXPECT_EQ(script_.text, "1: 0>0 1+ 2+");
  EXPECT_EQ(result.agreement, OfferOfDigits("0"));
  EXPECT_EQ(result.proposer, 0);
}

// A single round is at the end of the clock, or at its first tick.
TEST_F(TakeItOrLeaveItTest, ASingleRoundIsAtTheEndOfTheClockUnlessTheTermsSayOtherwise) {
  Play(4);
  EXPECT_THAT(parties_[0].times, ElementsAre(1));
  EXPECT_THAT(parties_[1].times, ElementsAre(1));
  Play(4, {{"pace", std::string("ticks")}});
  EXPECT_THAT(parties_[1].times, ElementsAre(1, 0.25));
}

TEST_F(TakeItOrLeaveItTest, TheSameProposerMayTrySeveralRounds) {
  parties_[0].tables = {"0", "1", "2", "3"};
  parties_[1].accepts_from = parties_[2].accepts_from = {{"1", 1}, {"3", 1}};
  EXPECT_EQ(Play(4, {{"rounds", 3.0}}).agreement, OfferOfDigits("1"));
  EXPECT_EQ(script_.text, "1: 0>0 1- 2- 2: 0>1 1+ 2+");
  parties_[1].accepts_from.erase("1");
  EXPECT_FALSE(Play(4, {{"rounds", 3.0}}).agreed());
  EXPECT_EQ(Play(4, {{"rounds", 0.0}}).tick, 4);  // every tick of the clock
}

TEST_F(TakeItOrLeaveItTest, TheProposerMayRotate) {
  Play(3, {{"rounds", 0.0}, {"opener", std::string("rotating")}});
  EXPECT_EQ(script_.text, "1: 0>0 1- 2- 2: 1>1 2- 0- 3: 2>2 0- 1-");
}

TEST_F(TakeItOrLeaveItTest, AMajorityCarriesThoughOneRefuses) {
  parties_[2].accepts_from = {{"0", 1}};
  EXPECT_TRUE(Play(1, {{"assent", std::string("majority")}}).agreed());
  EXPECT_EQ(script_.text, "1: 0>0 1- 2+");
}

TEST_F(TakeItOrLeaveItTest, SecretBallotsAreHeardWhenAllHaveVoted) {
  Play(1);
  EXPECT_THAT(parties_[2].heard, ElementsAre("0>0", "1-", "?0"));
  for (ScriptedParty& party : parties_) party.heard.clear();
  Play(1, {{"ballot", std::string("secret")}});
  EXPECT_THAT(parties_[2].heard, ElementsAre("0>0", "?0", "1-"));
  EXPECT_THAT(parties_[0].heard, ElementsAre("1-", "2-"));
}

TEST_F(TakeItOrLeaveItTest, ASilentProposerPassesOrBreaks) {
  parties_[0].tables = {"", "0"};
  Play(2, {{"rounds", 0.0}});
  EXPECT_EQ(script_.text, "1: 0. 2: 0>0 1- 2-");
  const SittingResult result = Play(2, {{"silence", std::string("breaks")}});
  EXPECT_EQ(script_.text, "1: 0. 0x");
  EXPECT_EQ(result.leaver, 0);
}

TEST_F(TakeItOrLeaveItTest, ARespondentMayLeave) {
  parties_[1].leaves_from = {{"0", 1}};
  const SittingResult result = Play(2, {{"rounds", 0.0}});
  EXPECT_EQ(script_.text, "1: 0>0 1! 1x");
  EXPECT_EQ(result.end, SittingEnd::kBroken);
}

TEST_F(TakeItOrLeaveItTest, ChanceMayEndItBetweenRounds) {
  EXPECT_EQ(Play(3, {{"rounds", 2.0}, {"breakdown", 1.0}}).end, SittingEnd::kBroken);
  EXPECT_EQ(script_.text, "1: 0>0 1- 2- *x");
  EXPECT_EQ(Play(3, {{"rounds", 1.0}, {"breakdown", 1.0}}).end, SittingEnd::kTimedOut);
}

}  // namespace
}  // namespace dragoman::testing_support

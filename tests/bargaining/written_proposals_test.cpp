#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

using testing::ElementsAre;

/// Notes how the parties were seated anew.
class NotedSeats final : public SeatMaker {
 public:
  void Focus(std::uint32_t open, const Outcome& settled) override {
    calls.push_back(std::to_string(open) + "/" + DigitsOf(settled));
  }
  std::vector<std::string> calls;
};

class WrittenProposalsTest : public SittingStage {
 protected:
  void Parties(std::vector<std::string> texts) {
    parties_.assign(texts.size(), {});
    for (std::size_t p = 0; p < texts.size(); ++p) parties_[p].tables = {texts[p]};
  }
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("written_proposals", std::move(values)), ticks);
  }
};

TEST_F(WrittenProposalsTest, AllTableBeforeAnybodyAnswersAndTheOverlapIsAnnounced) {
  Parties({"110", "120", "130"});
  const SittingResult result = Play(1);
  EXPECT_EQ(script_.text, "1: 0>110 1>120 2>130 1- 2- 2- 0- 0- 1- =5");
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
  EXPECT_THAT(parties_[2].heard,
              ElementsAre("0>110", "1>120", "1-", "?110", "?120", "0-", "0-", "1-"));
}

TEST_F(WrittenProposalsTest, EqualTextsAreAgreedWithoutAsking) {
  Parties({"11", "11"});
  const SittingResult result = Play(3);
  EXPECT_EQ(script_.text, "1: 0>11 1>11");
  EXPECT_EQ(result.agreement, OfferOfDigits("11"));
  EXPECT_EQ(result.tick, 1);
}

TEST_F(WrittenProposalsTest, WhoTabledTheSameTextHasAcceptedIt) {
  Parties({"11", "22", "11"});
  parties_[1].accepts_from = {{"11", 1}};
  EXPECT_TRUE(Play(1).agreed());
  EXPECT_EQ(script_.text, "1: 0>11 1>22 2>11 1+ 2- 0- 1+");
}

// Both accept the other's. Products: 0's text .4 x .5 = .2; 1's .3 x .8 = .24. Least: .4 and .3.
TEST_F(WrittenProposalsTest, OfSeveralAcceptedTextsTheTieRuleChooses) {
  Parties({"1", "2"});
  parties_[0].worth = {{"1", 0.4}, {"2", 0.8}};
  parties_[1].worth = {{"1", 0.5}, {"2", 0.3}};
  parties_[0].accepts_from = parties_[1].accepts_from = {{"*", 1}};
  EXPECT_EQ(Play(1).agreement, OfferOfDigits("2"));
  EXPECT_EQ(Play(1, {{"tie", std::string("least")}}).agreement, OfferOfDigits("1"));
  EXPECT_EQ(Play(1, {{"tie", std::string("seat")}}).proposer, 0);
  int first = 0;
  for (int k = 0; k < 1000; ++k) {
    table_.random = Random(5, static_cast<std::uint64_t>(k));
    first += Play(1, {{"tie", std::string("lot")}}).proposer == 0 ? 1 : 0;
  }
  EXPECT_NEAR(first, 500, 64);  // 4 standard deviations
}

// Status quo 000. All texts have 1 on issue 0: 100 is put to all, and stays agreed.
TEST_F(WrittenProposalsTest, WhatAllTextsShareIsPutToAllAndSettled) {
  SetStatusQuo("000");
  Parties({"112", "120"});
  parties_[0].accepts_from = parties_[1].accepts_from = {{"100", 1}};
  const SittingResult result = Play(2);
  EXPECT_EQ(script_.text, "1: 0>112 1>120 1- 0- =1 M>100 0+ 1+ 2: 0>112 1>120 1- 0- =1");
  EXPECT_EQ(result.end, SittingEnd::kAgreement);
  EXPECT_EQ(result.agreement, OfferOfDigits("100"));
  EXPECT_EQ(result.settled, 1U);
  EXPECT_EQ(result.proposer, -1);
}

TEST_F(WrittenProposalsTest, AWholeTextReplacesWhatWasSettled) {
  SetStatusQuo("00");
  Parties({"11", "12"});
  parties_[0].accepts_from = {{"10", 1}, {"12", 2}};
  parties_[1].accepts_from = {{"10", 1}};
  const SittingResult result = Play(3);
  EXPECT_EQ(result.agreement, OfferOfDigits("12"));
  EXPECT_EQ(result.proposer, 1);
  EXPECT_EQ(result.tick, 2);
  EXPECT_EQ(result.settled & 3U, 3U);
}

TEST_F(WrittenProposalsTest, ARefusedOverlapSettlesNothing) {
  SetStatusQuo("00");
  Parties({"11", "12"});
  parties_[0].accepts_from = {{"10", 1}};
  EXPECT_EQ(Play(1).end, SittingEnd::kTimedOut);
  EXPECT_EQ(script_.text, "1: 0>11 1>12 1- 0- =1 M>10 0+ 1-");
}

TEST_F(WrittenProposalsTest, AnOverlapThatLeavesEverythingAsItStandsIsOnlyAnnounced) {
  SetStatusQuo("10");
  Parties({"11", "12"});
  Play(1);
  EXPECT_EQ(script_.text, "1: 0>11 1>12 1- 0- =1");
}

TEST_F(WrittenProposalsTest, WithoutHarvestOrAStatusQuoTheOverlapIsOnlyAnnounced) {
  Parties({"11", "12"});
  parties_[0].accepts_from = parties_[1].accepts_from = {{"10", 1}};
  EXPECT_FALSE(Play(1).agreed());
  SetStatusQuo("00");
  EXPECT_FALSE(Play(1, {{"harvest", false}}).agreed());
  EXPECT_TRUE(Play(1).agreed());
}

TEST_F(WrittenProposalsTest, TheRestGoesOnAmongPartiesSeatedAnew) {
  NotedSeats seats;
  table_.seat_maker = &seats;
  SetStatusQuo("000");
  Parties({"110", "120"});
  parties_[0].tables = {"110", "121"};
  parties_[1].tables = {"120", "122"};
  parties_[0].accepts_from = parties_[1].accepts_from = {{"100", 1}, {"120", 1}};
  parties_[0].accepts_from.erase("120");
  parties_[0].accepts_from["120"] = 2;
  const SittingResult result = Play(2);
  EXPECT_EQ(script_.text,
            "1: 0>110 1>120 1- 0- =5 M>100 0+ 1+ 2: 0>121 1>122 1- 0- =3 M>120 0+ 1+");
  EXPECT_THAT(seats.calls, ElementsAre("6/100", "4/120"));
  EXPECT_EQ(result.agreement, OfferOfDigits("120"));
  EXPECT_EQ(result.settled, 3U);
}

TEST_F(WrittenProposalsTest, WhatWasSettledOutlivesAPartyThatLeaves) {
  SetStatusQuo("00");
  Parties({"11", "12"});
  parties_[0].accepts_from = parties_[1].accepts_from = {{"10", 1}};
  parties_[1].leaves_from = {{"11", 2}};
  const SittingResult result = Play(3);
  EXPECT_EQ(result.end, SittingEnd::kAgreement);
  EXPECT_EQ(result.agreement, OfferOfDigits("10"));
  EXPECT_EQ(result.leaver, 1);
  EXPECT_EQ(result.tick, 2);
}

TEST_F(WrittenProposalsTest, ASilentPartyLeavesNoOverlap) {
  SetStatusQuo("0");
  Parties({"1", ""});
  Play(1);
  EXPECT_EQ(script_.text, "1: 1. 0>1 1-");
}

TEST_F(WrittenProposalsTest, AMajorityOfTextsCarries) {
  Parties({"1", "2", "3"});
  parties_[2].accepts_from = {{"1", 1}};
  EXPECT_EQ(Play(1, {{"assent", std::string("majority")}}).agreement, OfferOfDigits("1"));
}

// The tie rule reads worths; with two parties and no harvest it is simultaneous_proposals.
TEST_F(WrittenProposalsTest, AmongTwoWithoutHarvestItIsSimultaneousProposals) {
  const auto written = MakeProtocol("written_proposals", {{"harvest", false}});
  const auto simultaneous = MakeProtocol("simultaneous_proposals");
  for (int seed = 0; seed < 200; ++seed) {
    const Random random(6, static_cast<std::uint64_t>(seed));
    const StreamKey key = MakeStream("test");
    std::uint64_t draw = 0;
    const auto drawn = [&](int count) {
      return static_cast<int>(random.Uniform(key, draw++) * count);
    };
    parties_.assign(2, {});
    for (ScriptedParty& party : parties_) {
      for (int tick = 0; tick < 4; ++tick) {
        // Different options for the two, so that texts are never equal.
        party.tables.push_back(std::to_string(drawn(4) + (&party == &parties_[0] ? 0 : 4)));
      }
      for (int option = 0; option < 8; ++option) {
        party.worth[std::to_string(option)] = (1 + drawn(5)) / 4.0;
        party.accepts_from[std::to_string(option)] = 1 + drawn(6);
      }
    }
    const SittingResult a = Run(*written, 4);
    const SittingResult b = Run(*simultaneous, 4);
    EXPECT_EQ(a.end, b.end);
    EXPECT_EQ(a.agreement, b.agreement);
    EXPECT_EQ(a.proposer, b.proposer);
    EXPECT_EQ(a.tick, b.tick);
    EXPECT_EQ(a.best_offered[0], b.best_offered[0]);
    EXPECT_EQ(a.best_offered[1], b.best_offered[1]);
  }
}

}  // namespace
}  // namespace dragoman::testing_support

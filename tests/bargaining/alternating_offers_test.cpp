#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

using testing::ElementsAre;

class AlternatingOffersTest : public SittingStage {
 protected:
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("alternating_offers", std::move(values)), ticks);
  }
  /// `count` parties that never accept; party k tables option k.
  void Stubborn(std::size_t count) {
    parties_.assign(count, {});
    for (std::size_t p = 0; p < count; ++p) parties_[p].tables = {std::to_string(p)};
  }
};

// Each acts once per tick, party 0 first: it opens, and from the second tick on it answers first.
TEST_F(AlternatingOffersTest, EachPartyActsOncePerTickAndTheLastOfferIsNotAnswered) {
  Stubborn(2);
  const SittingResult result = Play(3);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0- 0>0 1- 1>1 3: 0- 0>0 1- 1>1");
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
  EXPECT_EQ(result.tick, 3);
  EXPECT_EQ(result.proposer, -1);
}

TEST_F(AlternatingOffersTest, AnAcceptedOfferEndsTheSittingWithinTheTick) {
  Stubborn(2);
  parties_[0].accepts_from = {{"1", 3}};
  const SittingResult result = Play(5);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0- 0>0 1- 1>1 3: 0+");
  EXPECT_EQ(result.end, SittingEnd::kAgreement);
  EXPECT_EQ(result.agreement, OfferOfDigits("1"));
  EXPECT_EQ(result.proposer, 1);
  EXPECT_EQ(result.tick, 3);
  EXPECT_EQ(result.leaver, -1);
}

// Party 1 accepts 0's offer, party 2 counters: the counter-offer has one acceptance, its maker's,
// and needs those of 0 and 1, which come first in the next tick.
TEST_F(AlternatingOffersTest, ThreePartiesMustAllAcceptTheSameOffer) {
  Stubborn(3);
  parties_[1].accepts_from = {{"0", 1}, {"2", 2}};
  parties_[0].accepts_from = {{"2", 1}};
  const SittingResult result = Play(4);
  EXPECT_EQ(script_.text, "1: 0>0 1+ 2- 2>2 2: 0+ 1+");
  EXPECT_EQ(result.proposer, 2);
  EXPECT_EQ(result.tick, 2);
}

TEST_F(AlternatingOffersTest, AcceptancesDoNotSurviveACounterOffer) {
  Stubborn(3);
  parties_[1].accepts_from = {{"0", 1}};
  parties_[2].accepts_from = {{"0", 2}};
  // Tick 1: 1 accepts, 2 counters. Tick 2: 0 counters with the same option: 1 is asked again.
  const SittingResult result = Play(2);
  EXPECT_EQ(script_.text, "1: 0>0 1+ 2- 2>2 2: 0- 0>0 1+ 2+");
  EXPECT_EQ(result.proposer, 0);
}

TEST_F(AlternatingOffersTest, TheLastOfferIsAnsweredIfTheTermsSaySo) {
  Stubborn(3);
  parties_[0].accepts_from = {{"2", 1}};
  parties_[1].accepts_from = {{"2", 1}};
  EXPECT_FALSE(Play(1).agreed());
  const SittingResult result = Play(1, {{"last_offer_answered", true}});
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2- 2>2 0+ 1+");
  EXPECT_TRUE(result.agreed());
  EXPECT_EQ(result.tick, 1);
  parties_[0].accepts_from.clear();
  EXPECT_FALSE(Play(1, {{"last_offer_answered", true}}).agreed());
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2- 2>2 0-");
}

TEST_F(AlternatingOffersTest, ASilentPartyPassesAndItsRefusalTakesTheOfferOffTheTable) {
  Stubborn(2);
  parties_[1].tables = {"", "1"};
  parties_[0].accepts_from = {{"1", 1}};
  const SittingResult result = Play(3);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1. 2: 0>0 1- 1>1 3: 0+");
  EXPECT_TRUE(result.agreed());
}

TEST_F(AlternatingOffersTest, SilenceBreaksTheSittingIfTheTermsSaySo) {
  Stubborn(2);
  parties_[1].tables = {"1", ""};
  const SittingResult result = Play(5, {{"silence", std::string("breaks")}});
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0- 0>0 1- 1. 1x");
  EXPECT_EQ(result.end, SittingEnd::kBroken);
  EXPECT_EQ(result.leaver, 1);
  EXPECT_EQ(result.tick, 2);
}

TEST_F(AlternatingOffersTest, AllSilentPartiesAgreeOnNothing) {
  parties_.resize(2);
  EXPECT_EQ(Play(2).end, SittingEnd::kTimedOut);
  EXPECT_EQ(script_.text, "1: 0. 1. 2: 0. 1.");
}

TEST_F(AlternatingOffersTest, APartyMayLeaveForItsOutsideOption) {
  Stubborn(2);
  parties_[0].leaves_from = {{"1", 2}};
  const SittingResult result = Play(5);
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0! 0x");
  EXPECT_EQ(result.end, SittingEnd::kBroken);
  EXPECT_EQ(result.leaver, 0);
}

TEST_F(AlternatingOffersTest, WhereLeavingIsNotAllowedItIsARefusal) {
  Stubborn(2);
  parties_[0].leaves_from = {{"1", 2}};
  const SittingResult result = Play(2, {{"leaving", false}});
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0! 0>0 1- 1>1");
  EXPECT_EQ(result.end, SittingEnd::kTimedOut);
}

// Two of three are a majority: the opener and the first to answer.
TEST_F(AlternatingOffersTest, AMajorityIsMoreThanHalf) {
  Stubborn(3);
  parties_[1].accepts_from = {{"0", 1}};
  EXPECT_EQ(Play(2, {{"assent", std::string("majority")}}).agreement, OfferOfDigits("0"));
  EXPECT_EQ(script_.text, "1: 0>0 1+");
  // Two of four are not.
  Stubborn(4);
  parties_[1].accepts_from = {{"0", 1}};
  EXPECT_FALSE(Play(1, {{"assent", std::string("majority")}}).agreed());
}

// Weights 4, 4, 2, 1 and quota 8, as [8; 4, 4, 2, 1]: seats 0 and 1 are enough, 0 and 2 are not.
TEST_F(AlternatingOffersTest, AQuotaCountsWeights) {
  const FieldValues quota = {{"assent", std::string("quota")},
                             {"quota", 8.0},
                             {"weights", std::vector<double>{4, 4, 2, 1}}};
  Stubborn(4);
  parties_[1].accepts_from = {{"0", 1}};
  EXPECT_TRUE(Play(1, quota).agreed());
  EXPECT_EQ(script_.text, "1: 0>0 1+");
  Stubborn(4);
  parties_[2].accepts_from = {{"1", 1}};
  parties_[3].accepts_from = {{"1", 1}};
  parties_[0].accepts_from = {{"1", 1}};
  EXPECT_TRUE(Play(2, quota).agreed());
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2+ 3+ 2: 0+");  // 4 + 2 + 1 < 8
}

TEST_F(AlternatingOffersTest, WhoHoldsTheQuotaAloneDictates) {
  Stubborn(2);
  const SittingResult result = Play(3, {{"assent", std::string("quota")}, {"quota", 1.0}});
  EXPECT_EQ(script_.text, "1: 0>0");
  EXPECT_EQ(result.agreement, OfferOfDigits("0"));
}

TEST_F(AlternatingOffersTest, AQuotaAboveAllWeightAsksForEverybody) {
  Stubborn(2);
  parties_[1].accepts_from = {{"0", 1}};
  EXPECT_TRUE(Play(1, {{"assent", std::string("quota")}, {"quota", 99.0}}).agreed());
}

TEST_F(AlternatingOffersTest, TheLastSeatOpensIfTheTermsSaySo) {
  Stubborn(3);
  Play(1, {{"opener", std::string("last")}});
  EXPECT_EQ(script_.text, "1: 2>2 0- 0>0 1- 1>1");
}

// When the opener moves on, a party whose own offer stands is not asked about it.
TEST_F(AlternatingOffersTest, ARotatingOpenerWaitsForTheAnswersToItsOwnOffer) {
  Stubborn(2);
  Play(3, {{"opener", std::string("rotating")}});
  EXPECT_EQ(script_.text, "1: 0>0 1- 1>1 2: 0- 0>0 3: 1- 1>1");
}

TEST_F(AlternatingOffersTest, TheOpenerByLotIsDrawnOncePerSittingAndEachIsEquallyLikely) {
  const auto protocol = MakeProtocol("alternating_offers", {{"opener", std::string("lot")}});
  Stubborn(3);
  int opened[3] = {};
  constexpr int kSittings = 3000;
  for (int k = 0; k < kSittings; ++k) {
    table_.random = Random(1, static_cast<std::uint64_t>(k));
    Run(*protocol, 2);
    const int opener = script_.text[3] - '0';
    ASSERT_EQ(script_.text.substr(0, 4), "1: " + std::to_string(opener));
    ++opened[opener];
    // The same one opens tick 2: it answers what stands from the end of tick 1.
    const auto second = script_.text.find("2: ");
    EXPECT_EQ(script_.text[second + 3] - '0', opener);
  }
  // 1000 +- 4 sqrt(3000 x 1/3 x 2/3) = 103.
  for (const int count : opened) EXPECT_NEAR(count, 1000, 104);
}

TEST_F(AlternatingOffersTest, ARedrawnOpenerChangesFromTickToTick) {
  Stubborn(2);
  parties_[0].tables = parties_[1].tables = {""};
  const auto protocol = MakeProtocol("alternating_offers", {{"opener", std::string("redrawn")}});
  Run(*protocol, 64);
  EXPECT_NE(script_.text.find(": 0."), std::string::npos);
  EXPECT_NE(script_.text.find(": 1."), std::string::npos);
}

// Risk .25 after every tick but the last: mean number of ticks of at most 4 is
// 1 + .75 + .75^2 + .75^3 = 2.734; a sitting runs all four with probability .75^3 = .421875.
TEST_F(AlternatingOffersTest, BreakdownMayEndTheSittingAfterEveryTickButTheLast) {
  const auto protocol = MakeProtocol("alternating_offers", {{"breakdown", 0.25}});
  Stubborn(2);
  constexpr int kSittings = 4000;
  int timed_out = 0;
  double ticks = 0;
  for (int k = 0; k < kSittings; ++k) {
    table_.random = Random(2, static_cast<std::uint64_t>(k));
    const SittingResult result = Run(*protocol, 4);
    if (result.end == SittingEnd::kTimedOut) {
      ++timed_out;
      EXPECT_EQ(result.tick, 4);
    } else {
      EXPECT_EQ(result.end, SittingEnd::kBroken);
      EXPECT_EQ(result.leaver, -1);
      EXPECT_LT(result.tick, 4);
      EXPECT_EQ(script_.text.substr(script_.text.size() - 2), "*x");
    }
    ticks += result.tick;
  }
  EXPECT_NEAR(timed_out / static_cast<double>(kSittings), 0.421875, 0.032);
  EXPECT_NEAR(ticks / kSittings, 2.734, 0.08);
}

// A certain breakdown after a refusal: only the first offer is ever answered.
TEST_F(AlternatingOffersTest, BreakdownAfterARefusalComesBeforeTheCounterOffer) {
  Stubborn(2);
  const SittingResult result =
      Play(4, {{"breakdown", 1.0}, {"breakdown_at", std::string("refusal")}});
  EXPECT_EQ(script_.text, "1: 0>0 1- *x");
  EXPECT_EQ(result.end, SittingEnd::kBroken);
}

TEST_F(AlternatingOffersTest, EverybodyHearsOffersBeforeAnswersAndAllAnswersOfOthers) {
  Stubborn(3);
  parties_[1].accepts_from = {{"0", 1}};
  Play(1);
  EXPECT_THAT(parties_[0].heard, ElementsAre("1+", "2-", "2>2"));
  EXPECT_THAT(parties_[1].heard, ElementsAre("0>0", "?0", "2-", "2>2"));
  EXPECT_THAT(parties_[2].heard, ElementsAre("0>0", "1+", "?0"));
}

TEST_F(AlternatingOffersTest, AllActsOfATickHappenAtItsTime) {
  Stubborn(2);
  Play(2);
  EXPECT_THAT(parties_[0].times, ElementsAre(0.5, 1, 1));
  EXPECT_THAT(parties_[1].times, ElementsAre(0.5, 0.5, 1, 1));
}

TEST_F(AlternatingOffersTest, RemembersTheBestOfferMadeToEachAndWhatEachHoldsOutFor) {
  Stubborn(2);
  parties_[0].worth = {{"1", 0.3}};
  parties_[1].worth = {{"0", -0.2}};
  parties_[0].aspiration = 0.7;
  const SittingResult result = Play(2);
  EXPECT_EQ(result.best_offered[0], 0.3);
  EXPECT_EQ(result.best_offered[1], 0);
  EXPECT_EQ(result.aspiration[0], 0.7);
  EXPECT_EQ(result.aspiration[1], 0.5);
}

TEST_F(AlternatingOffersTest, SixteenPartiesCanAgree) {
  Stubborn(9);
  parties_.resize(16);
  for (ScriptedParty& party : parties_) party.accepts_from = {{"0", 1}};
  EXPECT_TRUE(Play(1).agreed());
}

TEST_F(AlternatingOffersTest, NobodyNeedsToWatch) {
  Stubborn(2);
  parties_[1].accepts_from = {{"0", 1}};
  Strategy* const seats[] = {&parties_[0], &parties_[1]};
  const double times[] = {1.0};
  SittingTable table;
  table.seats = seats;
  table.times = times;
  EXPECT_TRUE(MakeProtocol("alternating_offers")->Run(table).agreed());
}

}  // namespace
}  // namespace dragoman::testing_support

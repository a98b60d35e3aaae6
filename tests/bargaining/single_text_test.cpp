#include "engine/bargaining/protocols/single_text.h"

#include "tests/bargaining/protocol_fixture.h"

namespace dragoman::testing_support {
namespace {

using testing::HasSubstr;
using testing::Not;

class SingleTextTest : public SittingStage {
 protected:
  SingleTextTest() {
    SetSpace({3, 3, 3});
    SetStatusQuo("000");
    parties_.resize(2);
    parties_[0].tables = {"100"};
    parties_[1].tables = {"012"};
  }
  SittingResult Play(int ticks, FieldValues values = {}) {
    return Run(*MakeProtocol("single_text", std::move(values)), ticks);
  }
};

TEST_F(SingleTextTest, TheMediatorPutsWishesAndDraftsToAll) {
  Play(1, {{"drafts", 1.0}});
  // Both wishes, the text as it stands, one draft.
  EXPECT_THAT(script_.text, testing::StartsWith("1: 0>100 1>012 M>100 0- 1- M>012 0- 1- M>000 0- "
                                                "1- M>"));
}

TEST_F(SingleTextTest, ConfidentialWordsReachTheMediatorAlone) {
  Play(2);
  for (const ScriptedParty& party : parties_) {
    for (const std::string& heard : party.heard) EXPECT_EQ(heard[0], '?') << heard;
  }
}

TEST_F(SingleTextTest, OpenVotesAndWishesAreHeardByAll) {
  Play(1, {{"votes", std::string("open")}});
  EXPECT_EQ(parties_[1].heard[0], "0>100");
  EXPECT_THAT(parties_[1].heard, testing::Contains("0-"));
}

TEST_F(SingleTextTest, AnAcceptedTextIsAgreedAndItIsTheMediators) {
  parties_[0].accepts_from = parties_[1].accepts_from = {{"112", 1}};
  const SittingResult result = Play(20);
  EXPECT_TRUE(result.agreed());
  EXPECT_EQ(result.agreement, OfferOfDigits("112"));
  EXPECT_EQ(result.proposer, -1);
  EXPECT_EQ(result.best_offered[0], 0);
}

// 212 holds an option that nobody tabled.
TEST_F(SingleTextTest, TheMediatorWritesWhatWasTabledUnlessItMayWriteAnything) {
  parties_[0].accepts_from = parties_[1].accepts_from = {{"212", 1}};
  EXPECT_FALSE(Play(20).agreed());
  EXPECT_THAT(script_.text, Not(HasSubstr("M>2")));
  EXPECT_TRUE(Play(40, {{"vocabulary", std::string("any")}, {"temperature", 1.0}}).agreed());
}

TEST_F(SingleTextTest, APackageIsAskedAboutAgainWhenViewsMayHaveSoftened) {
  parties_[0].accepts_from = {{"012", 3}};
  parties_[1].accepts_from = {{"012", 1}};
  const SittingResult result = Play(5);
  EXPECT_EQ(result.agreement, OfferOfDigits("012"));
  EXPECT_EQ(result.tick, 3);
}

TEST_F(SingleTextTest, WhatStandsAnyhowIsNoAgreement) {
  parties_[0].accepts_from = parties_[1].accepts_from = {{"000", 1}};
  EXPECT_FALSE(Play(5).agreed());
}

// Both accept 100 and 112; 112 is worth more to both.
TEST_F(SingleTextTest, ClosingAtTheLastTickLooksForABetterText) {
  for (ScriptedParty& party : parties_) {
    party.accepts_from = {{"100", 1}, {"112", 1}};
    party.worth = {{"100", 0.5}, {"112", 0.9}, {"110", 0.6}, {"102", 0.6}, {"012", 0.1}};
  }
  EXPECT_EQ(Play(10).agreement, OfferOfDigits("100"));
  const SittingResult result = Play(10, {{"closing", std::string("last")}});
  EXPECT_EQ(result.agreement, OfferOfDigits("112"));
  EXPECT_EQ(result.tick, 10);
}

TEST_F(SingleTextTest, AMajorityMayBeEnough) {
  parties_.resize(3);
  parties_[0].accepts_from = parties_[2].accepts_from = {{"012", 1}};
  EXPECT_FALSE(Play(2).agreed());
  EXPECT_TRUE(Play(2, {{"assent", std::string("majority")}}).agreed());
}

TEST_F(SingleTextTest, WithNothingTabledAndNothingStandingThereIsNoTextButAnInventedOne) {
  table_.status_quo = nullptr;
  parties_[0].tables = parties_[1].tables = {""};
  Play(1);
  EXPECT_EQ(script_.text, "1: 0. 1.");
  Play(1, {{"vocabulary", std::string("any")}});
  EXPECT_THAT(script_.text, HasSubstr("M>"));
}

TEST_F(SingleTextTest, APartyMayLeave) {
  parties_[1].leaves_from = {{"100", 2}};
  const SittingResult result = Play(4);
  EXPECT_EQ(result.end, SittingEnd::kBroken);
  EXPECT_EQ(result.leaver, 1);
  EXPECT_EQ(result.tick, 2);
}

// What all others accept counts as offered: 100 is worth .4 to party 1, and party 0 accepts it.
TEST_F(SingleTextTest, ATextThatTheOtherWouldSignCountsAsOffered) {
  parties_[0].accepts_from = {{"100", 1}};
  parties_[1].worth = {{"100", 0.4}, {"012", 0.9}};
  const SittingResult result = Play(1, {{"drafts", 1.0}});
  EXPECT_EQ(result.best_offered[1], 0.4);
  EXPECT_EQ(result.best_offered[0], 0);
}

// Eight issues of four options; party 0 likes high options, more on late issues, party 1 low ones,
// more on early issues: the best split gives each its own half. Each accepts from .7 of its best.
TEST(SingleTextSearchTest, FindsMutualGainsWithoutSeeingPreferences) {
  class Linear final : public Strategy {
   public:
    explicit Linear(int self) : self_(self) {}
    double Worth(const Offer& offer) const {
      double sum = 0;
      for (std::size_t i = 0; i < 8; ++i) {
        const double weight = self_ == 0 ? static_cast<double>(i + 1) : static_cast<double>(8 - i);
        const double level = offer.options[i] / 3.0;
        sum += weight * (self_ == 0 ? level : 1 - level);
      }
      return sum / 36;
    }
    void Begin(const Seat&) override {}
    const PoolOffer* Propose(const Clock&) override {
      offer_.offer.options.assign(8, self_ == 0 ? OptionIndex{3} : OptionIndex{0});
      offer_.worth = Worth(offer_.offer);
      return &offer_;
    }
    Judgement Judge(const Offer& offer, const Clock&) override {
      Judgement judgement;
      judgement.appraisal.worth = Worth(offer);
      judgement.refusal = judgement.appraisal.worth >= 0.7 ? Refusal::kNone : Refusal::kAspiration;
      return judgement;
    }
    double Aspiration(const Clock&) override { return 0.7; }

   private:
    int self_;
    PoolOffer offer_;
  };
  const std::vector<std::size_t> sizes(8, 4);
  const OutcomeSpace space(sizes);
  std::vector<double> times;
  FillTickTimes(TickTime::kEnd, 100, &times);
  Linear first(0);
  Linear second(1);
  Strategy* const seats[] = {&first, &second};
  const auto protocol = MakeProtocol("single_text", {{"vocabulary", std::string("any")}});
  int agreed = 0;
  for (std::uint64_t run = 0; run < 50; ++run) {
    SittingTable table;
    table.seats = seats;
    table.times = times;
    table.space = &space;
    table.random = Random(9, run);
    const SittingResult result = protocol->Run(table);
    if (!result.agreed()) continue;
    ++agreed;
    EXPECT_GE(first.Worth(result.agreement), 0.7);
    EXPECT_GE(second.Worth(result.agreement), 0.7);
  }
  EXPECT_GE(agreed, 45);
}

ScoredPackage Package(std::string_view digits, std::uint32_t accepted, double first,
                      double second) {
  ScoredPackage package;
  package.offer = OfferOfDigits(digits);
  package.accepted = accepted;
  package.worth[0] = first;
  package.worth[1] = second;
  return package;
}

class MediatorsPoolTest : public testing::Test {
 protected:
  MediatorsPoolTest() { options_.pool = 2; }
  SingleTextOptions options_;
  AssentRule assent_{ProtocolTerms{}, 2};
};

// Party 0 confided 2 .. 6, party 1 confided 0 .. 1: a worth of 3 is a quarter of the way, .5 half.
// V = .5 x .25 + .5 x .375 = .3125.
TEST_F(MediatorsPoolTest, ConfidedWorthsCountByWhereTheyLieAmongAPartysOwnAnswers) {
  MediatorsPool pool(options_, assent_, 2);
  pool.Note(Package("0", 0, 2, 1));
  pool.Note(Package("1", 0, 6, 0));
  const ScoredPackage middle = Package("2", 0, 3, 0.5);
  EXPECT_EQ(pool.Satisfaction(middle, 0), 0.25);
  EXPECT_EQ(pool.Satisfaction(middle, 1), 0.5);
  EXPECT_EQ(pool.Score(middle), 0.3125);
  std::uint32_t ties = 0;
  EXPECT_EQ(pool.LeastSatisfied(middle, &ties), 0.25);
  EXPECT_EQ(ties, 1U);
  ScoredPackage refused = middle;
  refused.refused = 2;
  EXPECT_EQ(pool.Satisfaction(refused, 1), 0);
}

TEST_F(MediatorsPoolTest, ScalesOfTheirOwnMeanNothing) {
  MediatorsPool plain(options_, assent_, 2);
  MediatorsPool scaled(options_, assent_, 2);
  for (const double worth : {0.25, 1.0, 0.5}) {
    plain.Note(Package("0", 0, worth, 1 - worth));
    scaled.Note(Package("0", 0, 8 * worth - 64, 1 - worth));
  }
  EXPECT_EQ(plain.Score(Package("0", 0, 0.5, 0.5)), scaled.Score(Package("0", 0, -60, 0.5)));
}

TEST_F(MediatorsPoolTest, OpenVotesAreYesOrNo) {
  options_.votes = Votes::kOpen;
  const MediatorsPool pool(options_, assent_, 2);
  EXPECT_EQ(pool.Satisfaction(Package("0", 1, 0, 9), 0), 1);
  EXPECT_EQ(pool.Satisfaction(Package("0", 1, 0, 9), 1), 0);
  EXPECT_EQ(pool.Score(Package("0", 1, 0, 9)), 0.25);  // .5 x 0 + .5 x 1/2
}

TEST_F(MediatorsPoolTest, KeepsTheBestAndAnyAcceptedOneBeforeAnyOther) {
  MediatorsPool pool(options_, assent_, 2);
  pool.Note(Package("0", 0, 0, 0));
  pool.Note(Package("0", 0, 1, 1));
  pool.Keep(Package("1", 0, 0.2, 0.2));
  pool.Keep(Package("2", 0, 0.9, 0.9));
  pool.Keep(Package("3", 0, 0.1, 0.1));  // worse than both
  EXPECT_TRUE(pool.Holds(OfferOfDigits("1")));
  EXPECT_FALSE(pool.Holds(OfferOfDigits("3")));
  EXPECT_EQ(pool.BestAccepted(), nullptr);
  pool.Keep(Package("4", 3, 0.1, 0.1));  // worse, but accepted
  EXPECT_FALSE(pool.Holds(OfferOfDigits("1")));
  ASSERT_NE(pool.BestAccepted(), nullptr);
  EXPECT_EQ(pool.BestAccepted()->offer, OfferOfDigits("4"));
}

TEST_F(MediatorsPoolTest, ThePackageAPartyLikesBestIsTheOneToStartFrom) {
  options_.pool = 4;
  MediatorsPool pool(options_, assent_, 2);
  EXPECT_EQ(pool.BestFor(0), nullptr);
  for (const ScoredPackage& package :
       {Package("1", 0, 0.9, 0), Package("2", 0, 0.9, 0.5), Package("3", 0, 0.1, 1)}) {
    pool.Note(package);
    pool.Keep(package);
  }
  EXPECT_EQ(pool.BestFor(0)->offer, OfferOfDigits("2"));  // as good for 0, better for both
  EXPECT_EQ(pool.BestFor(1)->offer, OfferOfDigits("3"));
}

}  // namespace
}  // namespace dragoman::testing_support

// Resource-dependent, blended, scripted and random strategies, by hand.

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

std::vector<double> Rising(int values) {
  std::vector<double> worth;
  for (int v = 0; v < values; ++v) worth.push_back(v / (values - 1.0));
  return worth;
}

class OtherStrategiesTest : public testing::Test {
 protected:
  void Begin(const std::string& name, TestSettings settings = {}) {
    strategy_ = MakeTestStrategy(name, std::move(settings));
    strategy_->Begin(party_.SeatFor(0));
  }
  TestParty party_{TestSpace({11}), Rising(11)};
  std::unique_ptr<Strategy> strategy_;
};

using ResourceDependentTest = OtherStrategiesTest;
using BlendTest = OtherStrategiesTest;
using ScriptedOffersTest = OtherStrategiesTest;
using RandomOffersTest = OtherStrategiesTest;

// alpha = e^(-5 (1 - t)): e^-5 = .006737947 at first, e^-1 = .367879441 at t = .8, 1 in the end.
// Faratin, Sierra & Jennings (1998), section 4.2.
TEST_F(ResourceDependentTest, ConcedesAsTimeRunsOut) {
  Begin("resource_dependent");
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0)), 1 - 0.006737946999085467, 1e-15);
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.8)), 1 - 0.36787944117144233, 1e-14);
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(1)), 0, 1e-15);
}

// One other party, scale 5: after five offers the resource is 1/5, alpha = e^-1; after ten e^-.5.
TEST_F(ResourceDependentTest, ConcedesAsTheThreadGrows) {
  Begin("resource_dependent", TestSettings().Choice("resource", "threads"));
  EXPECT_EQ(strategy_->Aspiration(ClockAt(0)), 1);
  for (int k = 0; k < 3; ++k) strategy_->Hear(1, OfferFrom({k}), ClockAt(0));
  strategy_->Propose(ClockAt(0));
  strategy_->Propose(ClockAt(0.01));
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.02)), 1 - 0.36787944117144233, 1e-15);
  for (int k = 0; k < 5; ++k) strategy_->Hear(1, OfferFrom({k}), ClockAt(0.02));
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.03)), 1 - 0.6065306597126334, 1e-15);
}

// Half boulware (.96875 at t = .5), half linear (.5): .734375, so .8.
TEST_F(BlendTest, HoldsOutForTheWeightedMean) {
  Begin("blend", TestSettings().Weights("of", {{"boulware", 1}, {"linear", 1}}));
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.5)), 0.734375, 1e-15);
  EXPECT_EQ(TextOfOffer(strategy_->Propose(ClockAt(0.5))), "8");
  Begin("blend", TestSettings().Weights("of", {{"boulware", 1}, {"linear", 3}}));
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.5)), 0.6171875, 1e-15);
}

// Relative tit-for-tat alone: demands 1, then .8.
TEST_F(BlendTest, LetsItsPartsHear) {
  Begin("blend", TestSettings().Weights("of", {{"tit_for_tat_relative", 2}}));
  strategy_->Hear(1, OfferFrom({0}), ClockAt(0));
  EXPECT_EQ(strategy_->Aspiration(ClockAt(0.1)), 1);
  strategy_->Hear(1, OfferFrom({2}), ClockAt(0.1));
  EXPECT_NEAR(strategy_->Aspiration(ClockAt(0.2)), 0.8, 1e-15);
}

TEST_F(BlendTest, SaysWhichPartsItCannotUse) {
  const auto problems = [](Named<double> of) {
    return MakeTestStrategy("blend", TestSettings().Weights("of", std::move(of)))
        ->Check(TestSpace({2}), "x")
        .size();
  };
  EXPECT_EQ(problems({{"linear", 1}}), 0U);
  EXPECT_EQ(problems({{"linear", 1}, {"liner", 1}}), 1U);
  EXPECT_EQ(problems({{"blend", 1}}), 1U);
  EXPECT_EQ(problems({}), 1U);
}

TEST_F(ScriptedOffersTest, ReadsItsOffersOneATurn) {
  const auto run = [&](const char* at_end) {
    Begin("scripted", TestSettings().Texts("offers", {"9", " 7 ", "8"}).Choice("at_end", at_end));
    std::string text;
    for (int tick = 1; tick <= 5; ++tick) {
      text += TextOfOffer(strategy_->Propose({tick, 5, tick / 5.0})) + " ";
    }
    return text;
  };
  EXPECT_EQ(run("repeat"), "9 7 8 8 8 ");
  EXPECT_EQ(run("silent"), "9 7 8 - - ");
  EXPECT_EQ(run("cycle"), "9 7 8 9 7 ");
}

TEST_F(ScriptedOffersTest, PassesOverWhatItCannotOffer) {
  TestParty party(TestSpace({11}), Rising(11), /*reservation=*/0.5);
  strategy_ =
      MakeTestStrategy("scripted", TestSettings().Texts("offers", {"4", "11", "1,2", "x", "6"}));
  strategy_->Begin(party.SeatFor(0));
  EXPECT_EQ(TextOfOffer(strategy_->Propose({1, 5, 0.2})), "6");
  EXPECT_EQ(strategy_->Check(TestSpace({11}), "p").size(), 3U);  // "4" is an outcome
  EXPECT_EQ(strategy_->Check(TestSpace({11}), "p")[0].message,
            "offer '11' is no outcome of the domain");
}

TEST_F(ScriptedOffersTest, AcceptsWhatItWouldOfferNext) {
  Begin("scripted", TestSettings().Texts("offers", {"9", "7"}));
  strategy_->Propose({1, 5, 0.2});
  EXPECT_TRUE(strategy_->Judge(OfferFrom({7}), {2, 5, 0.4}).accepts());
  EXPECT_FALSE(strategy_->Judge(OfferFrom({6}), {2, 5, 0.4}).accepts());
}

// Reservation .5: values 5 .. 10, each a sixth of 6000 draws (standard deviation 29).
TEST_F(RandomOffersTest, DrawsEachOfferWorthHavingEquallyOften) {
  TestParty party(TestSpace({11}), Rising(11), /*reservation=*/0.5);
  strategy_ = MakeTestStrategy("random");
  strategy_->Begin(party.SeatFor(0));
  std::map<std::string, int> counts;
  for (int tick = 1; tick <= 6000; ++tick) {
    ++counts[TextOfOffer(strategy_->Propose({tick, 6000, tick / 6000.0}))];
  }
  EXPECT_EQ(counts.size(), 6U);
  for (const auto& [offer, count] : counts) EXPECT_NEAR(count, 1000, 130) << offer;
}

}  // namespace
}  // namespace dragoman::testing_support

// Strategies that aim at the Nash point, by hand: preferences are known, own worth is v and the
// other's 100 - v over 101 values, so the Nash offer is 50, a share of 1/2.

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

class NashAimTest : public testing::Test {
 protected:
  static std::vector<double> Line(bool rising) {
    std::vector<double> worth;
    for (int v = 0; v <= 100; ++v) worth.push_back(rising ? v : 100 - v);
    return worth;
  }
  void Begin(const std::string& name, TestSettings settings = {}) {
    strategy_ = MakeTestStrategy(name, std::move(settings));
    Seat seat = own_.SeatFor(0);
    seat.others = known_;
    strategy_->Begin(seat);
  }
  void Hear(int value, double time) { strategy_->Hear(1, OfferFrom({value}), ClockAt(time)); }
  double AspirationAt(double time) { return strategy_->Aspiration(ClockAt(time)); }
  std::string OfferAt(double time) { return TextOfOffer(strategy_->Propose(ClockAt(time))); }

  TestParty own_{TestSpace({101}), Line(true)};
  TestParty other_{TestSpace({101}), Line(false)};
  KnownParty known_[2] = {{}, other_.Known()};
  std::unique_ptr<Strategy> strategy_;
};

using NashSeekingTest = NashAimTest;
using NiceTitForTatTest = NashAimTest;
using HardHeadedTest = NashAimTest;

// A(t) = 100 - 50 t.
TEST_F(NashSeekingTest, ConcedesToTheNashPointAndNoFurther) {
  Begin("nash_seeking");
  EXPECT_EQ(OfferAt(0), "100");
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 75);
  EXPECT_EQ(OfferAt(0.5), "75");
  EXPECT_EQ(OfferAt(1), "50");
}

TEST_F(NashSeekingTest, ConcedesNothingBeforeItHeardAnythingToLearnFrom) {
  strategy_ = MakeTestStrategy("nash_seeking");
  strategy_->Begin(own_.SeatFor(0));
  EXPECT_EQ(OfferAt(0.9), "100");
}

// Own worths 0, 3 | 0, 1. The other side tabled (0, 0) ten times: counts 11, 1 in both issues of
// weight .5. Products: (1,1) 4/11, (1,0) 3 (.5/11 + .5) = 1.64, (0,1) 1 * .545, (0,0) 0. So it
// comes down to (1,0), worth 3.
TEST(NashSeekingModelTest, LearnsFromWhatItHears) {
  TestParty party(TestSpace({2, 2}), {0, 3, 0, 1});
  const auto strategy = MakeTestStrategy("nash_seeking");
  strategy->Begin(party.SeatFor(0));
  for (int k = 0; k < 10; ++k) strategy->Hear(1, OfferFrom({0, 0}), ClockAt(0.1 * k));
  EXPECT_DOUBLE_EQ(strategy->Aspiration(ClockAt(0.5)), 3.5);
  EXPECT_EQ(TextOfOffer(strategy->Propose(ClockAt(1))), "1,0");
}

// The Bayesian model takes values in their order: of 11 values, 0, 1, 2, 3 were demanded, so value
// 4 seems better for the other side than 9.
TEST_F(NashSeekingTest, MayLearnByBayes) {
  strategy_ = MakeTestStrategy("nash_seeking", TestSettings().Choice("model", "bayesian"));
  strategy_->Begin(own_.SeatFor(0));
  for (int k = 0; k < 20; ++k) Hear(k, 0.01 * k);
  const double aspiration = AspirationAt(1);
  EXPECT_LT(aspiration, 90);
  EXPECT_GT(aspiration, 10);
}

// Nothing heard: N = clamp(.7 * 1.4, .5, 1) = .98, A = 1 - .1 (1 - .98) = .998.
TEST_F(NiceTitForTatTest, StartsWithItsBestOffer) {
  Begin("nice_tit_for_tat");
  EXPECT_NEAR(AspirationAt(0), 99.8, 1e-9);
  EXPECT_EQ(OfferAt(0), "100");
}

// Heard 10 first: f1 = .1, N = .5 (1.4 - .6 * .9) = .43, at least .5. Nothing conceded: A = 1 less
// a tenth of .5 = .95. Then 30: c = (.3 - .1)/(.5 - .1) = .5, 1 - .5 * .5 = .75, less a tenth of
// .25: .725.
TEST_F(NiceTitForTatTest, GoesAsMuchOfTheWayAsTheOtherDid) {
  Begin("nice_tit_for_tat");
  Hear(10, 0.1);
  EXPECT_NEAR(AspirationAt(0.2), 95, 1e-9);
  Hear(30, 0.2);
  EXPECT_NEAR(AspirationAt(0.3), 72.5, 1e-9);
  EXPECT_EQ(OfferAt(0.3), "73");
}

// As above; at t = .935 the bonus is 20 * .025 = .5 of what is above N: .75 - .5 * .25 = .625.
TEST_F(NiceTitForTatTest, HurriesNearTheDeadline) {
  Begin("nice_tit_for_tat");
  Hear(10, 0.1);
  Hear(30, 0.2);
  EXPECT_NEAR(strategy_->Aspiration({7, 10, 0.935}), 62.5, 1e-9);
}

TEST_F(NiceTitForTatTest, GivesTheOtherItsOwnBestOfferWhereThatIsGoodEnough) {
  Begin("nice_tit_for_tat");
  Hear(10, 0.1);
  Hear(80, 0.2);  // c = 1: A = .5
  EXPECT_EQ(OfferAt(0.3), "80");
}

// At t = .99 the window is [.98, .99]; heard there: 20. It would offer more than 40 itself.
TEST_F(NiceTitForTatTest, TakesTheBestOfLateWhenItIsLate) {
  Begin("nice_tit_for_tat");
  Hear(40, 0.5);
  Hear(20, 0.98);
  EXPECT_TRUE(strategy_->Judge(OfferFrom({20}), ClockAt(0.99)).accepts());
  EXPECT_FALSE(strategy_->Judge(OfferFrom({19}), ClockAt(0.99)).accepts());
}

// A(0) = 1 - .415 * .05 = .97925: in [97.925, 98.925] there is 98. A(1) = .585: 59.
TEST_F(HardHeadedTest, AsksForMuchToTheEnd) {
  Begin("hard_headed");
  EXPECT_NEAR(AspirationAt(0), 97.925, 1e-9);
  EXPECT_EQ(OfferAt(0), "98");
  EXPECT_NEAR(AspirationAt(1), 58.5, 1e-9);
  EXPECT_EQ(OfferAt(1), "59");
}

TEST_F(HardHeadedTest, RepeatsTheBestOfferHeardOnceItIsGoodEnough) {
  Begin("hard_headed");
  Hear(70, 0.1);
  EXPECT_EQ(OfferAt(0.5), "98");  // A = 1 - .415 (.05 + .95 / 2^20)
  EXPECT_EQ(OfferAt(1), "70");
}

TEST_F(HardHeadedTest, AcceptsWhatIsWorthItsCheapestOffer) {
  Begin("hard_headed");
  OfferAt(1);  // 59
  EXPECT_TRUE(strategy_->Judge(OfferFrom({59}), ClockAt(0.2)).accepts());
  EXPECT_FALSE(strategy_->Judge(OfferFrom({58}), ClockAt(0.2)).accepts());
}

// Two issues of two values, both worth the same to it: after (0, 1) twice, the other side seems to
// like 0 in the first and 1 in the second.
TEST(HardHeadedModelTest, PicksWhatTheOtherLikesAmongEquals) {
  TestParty party(TestSpace({2, 2, 2}), {0, 0, 0, 0, 0, 1});
  const auto strategy = MakeTestStrategy("hard_headed");
  strategy->Begin(party.SeatFor(0));
  for (int k = 0; k < 2; ++k) strategy->Hear(1, OfferFrom({0, 1, 0}), ClockAt(0.1));
  EXPECT_EQ(TextOfOffer(strategy->Propose(ClockAt(0.2))), "0,1,1");
}

}  // namespace
}  // namespace dragoman::testing_support

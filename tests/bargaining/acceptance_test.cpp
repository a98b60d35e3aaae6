// Acceptance conditions by hand: Baarslag, Hindriks & Jonker (2013). The scale runs from 2 to 12,
// so the share of a worth w is (w - 2)/10.

#include "engine/bargaining/acceptance.h"

#include <limits>

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

class AcceptanceTest : public testing::Test {
 protected:
  AcceptanceTest() {
    next_.worth = 9;
    question_.scale = {2, 12};
    question_.clock = {5, 10, 0.5};
    question_.aspiration = 8;
    question_.next = &next_;
    question_.last_tabled = 10;
    question_.lowest_tabled = 7;
  }
  double Needed(const std::string& text) {
    const auto condition = MakeTestAcceptance(text);
    condition->Begin(Seat{});
    return condition->Needed(question_);
  }

  PoolOffer next_;
  AcceptanceQuestion question_;
};

// a s + b >= s(next) = .7: s >= (.7 - .1)/1.25 = .48, a worth of 6.8.
TEST_F(AcceptanceTest, AcNextComparesWithTheNextOffer) {
  EXPECT_EQ(Needed("ac_next"), 9);
  EXPECT_NEAR(Needed("ac_next(a=1.25, b=0.1)"), 6.8, 1e-12);
  question_.next = nullptr;
  EXPECT_EQ(Needed("ac_next"), 8);
}

// s(last) = .8; (.8 - .2)/1 = .6, a worth of 8.
TEST_F(AcceptanceTest, AcPrevComparesWithTheLastOffer) {
  EXPECT_EQ(Needed("ac_prev"), 10);
  EXPECT_NEAR(Needed("ac_prev(b=0.2)"), 8, 1e-12);
  question_.last_tabled = kInfinite;
  EXPECT_EQ(Needed("ac_prev(b=0.2)"), kInfinite);
}

TEST_F(AcceptanceTest, AcConstIsAShareOfTheRange) {
  EXPECT_NEAR(Needed("ac_const"), 11, 1e-12);
  EXPECT_NEAR(Needed("ac_const(c=0.25)"), 4.5, 1e-12);
}

TEST_F(AcceptanceTest, AcTimeTakesAnythingFromItsTimeOn) {
  EXPECT_EQ(Needed("ac_time(t=0.51)"), kInfinite);
  EXPECT_EQ(Needed("ac_time(t=0.5)"), -kInfinite);
}

TEST_F(AcceptanceTest, AcAspirationAndAcLowestReadWhatTheyAreNamedFor) {
  EXPECT_EQ(Needed("ac_aspiration"), 8);
  EXPECT_EQ(Needed("ac_lowest"), 7);
}

// t = .9: the window is [.8, .9]. Judged there: 5 and 3; before: 8.
TEST_F(AcceptanceTest, AcCombiLooksBackAsFarAsThereIsTimeAhead) {
  for (const auto& [window, expected] : {std::pair{"best", 5.0}, std::pair{"average", 4.0}}) {
    const auto condition =
        MakeTestAcceptance("ac_combi(t=0.85, window=" + std::string(window) + ")");
    condition->Begin(Seat{});
    const auto judge = [&](double time, double worth) {
      question_.clock.time = time;
      question_.worth = worth;
      return condition->Needed(question_);
    };
    EXPECT_EQ(judge(0.7, 8), 9);
    EXPECT_EQ(judge(0.8, 5), 9);
    EXPECT_EQ(judge(0.84, 3), 9);
    EXPECT_EQ(judge(0.9, 1), expected);
  }
}

TEST_F(AcceptanceTest, AcCombiHopesForNothingWhereNothingCame) {
  question_.clock.time = 1;
  EXPECT_EQ(Needed("ac_combi"), 2);  // the floor of the scale
}

TEST_F(AcceptanceTest, AcWindowComparesWithWhatItJudged) {
  const auto condition = MakeTestAcceptance("ac_window(length=0.2, window=average)");
  condition->Begin(Seat{});
  const auto judge = [&](double time, double worth) {
    question_.clock.time = time;
    question_.worth = worth;
    return condition->Needed(question_);
  };
  EXPECT_EQ(judge(0.1, 4), -kInfinite);
  EXPECT_EQ(judge(0.2, 8), 4);
  EXPECT_EQ(judge(0.25, 0), 6);
  EXPECT_EQ(judge(0.45, 0), 0);  // only the last of them lies within
}

TEST_F(AcceptanceTest, AnyTakesTheLeastAndAllTheMostThatIsNeeded) {
  EXPECT_EQ(Needed("any(of=[ac_next, ac_lowest])"), 7);
  EXPECT_EQ(Needed("all(of=[ac_next, ac_lowest])"), 9);
  EXPECT_NEAR(Needed("any(of=[ac_next, all(of=[ac_time(t=0.5), ac_const(c=0.3)])])"), 5, 1e-12);
  EXPECT_EQ(Needed("any(of=[ac_next, all(of=[ac_time(t=0.6), ac_const(c=0.3)])])"), 9);
}

TEST_F(AcceptanceTest, AcChanceTakesAsManyAsItsProbability) {
  const auto condition = MakeTestAcceptance("ac_chance(p=0.25)");
  Seat seat;
  seat.random = Random(5, 0);
  condition->Begin(seat);
  int taken = 0;
  for (int k = 0; k < 4000; ++k) taken += condition->Needed(question_) < 0 ? 1 : 0;
  EXPECT_NEAR(taken, 1000, 110);
}

TEST_F(AcceptanceTest, BeginForgetsTheSittingBefore) {
  const auto condition = MakeTestAcceptance("any(of=[ac_window])");
  condition->Begin(Seat{});
  question_.worth = 8;
  EXPECT_EQ(condition->Needed(question_), -kInfinite);
  EXPECT_EQ(condition->Needed(question_), 8);
  condition->Begin(Seat{});
  EXPECT_EQ(condition->Needed(question_), -kInfinite);
}

TEST(AcceptanceTextTest, SaysWhatIsWrong) {
  const auto problem = [](const std::string& text) {
    const auto made = MakeAcceptance(text, "parties[0].acceptance");
    if (made.ok()) return std::string("none");
    EXPECT_EQ(made.problems()[0].path, "parties[0].acceptance");
    return made.problems()[0].message;
  };
  EXPECT_EQ(problem("ac_nxt"), "unknown acceptance condition 'ac_nxt'");
  EXPECT_EQ(problem(""), "unknown acceptance condition ''");
  EXPECT_EQ(problem("ac_const(c=2)"), "parameter 'c': '2' out of range");
  EXPECT_EQ(problem("ac_const(c=x)"), "parameter 'c': 'x' is no number");
  EXPECT_EQ(problem("ac_const(c=1e9)"), "parameter 'c': '1e9' is no number");
  EXPECT_EQ(problem("ac_const(d=1)"), "unknown or repeated parameter 'd'");
  EXPECT_EQ(problem("ac_const(c=1, c=1)"), "unknown or repeated parameter 'c'");
  EXPECT_EQ(problem("ac_const(c=1"), "'ac_const(c=1' lacks its ')'");
  EXPECT_EQ(problem("ac_const(1)"), "'1' is no NAME=VALUE");
  EXPECT_EQ(problem("ac_combi(window=worst)"),
            "parameter 'window': 'worst' is none of the choices");
  EXPECT_EQ(problem("any(of=ac_next)"), "parameter 'of': 'ac_next' is no list in [ ]");
  EXPECT_EQ(problem("any(of=[])"), "'of' names no condition");
  EXPECT_EQ(problem("any(of=[ac_next, ac_tim])"), "unknown acceptance condition 'ac_tim'");
  EXPECT_EQ(problem("ac_next()"), "none");
  EXPECT_EQ(problem(" ac_next ( a = 1.5 , b = -0.25 ) "), "none");
  std::string deep = "ac_next";
  for (int k = 0; k < 20; ++k) deep = "any(of=[" + deep + "])";
  EXPECT_EQ(problem(deep), "conditions nested more than 16 deep");
}

TEST(ComposedStrategyTest, AcceptsByTheConditionAndOffersByTheStrategy) {
  TestParty party(TestSpace({11}), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, /*reservation=*/3);
  ComposedStrategy strategy(MakeTestStrategy("linear"), MakeTestAcceptance("ac_time(t=0.5)"));
  strategy.Begin(party.SeatFor(0));
  EXPECT_EQ(TextOfOffer(strategy.Propose(ClockAt(0.2))), "9");  // A = 3 + 7 * .8 = 8.6
  EXPECT_EQ(strategy.Judge(OfferFrom({10}), ClockAt(0.4)).refusal, Refusal::kAspiration);
  EXPECT_TRUE(strategy.Judge(OfferFrom({3}), ClockAt(0.5)).accepts());
  EXPECT_EQ(strategy.Judge(OfferFrom({2}), ClockAt(0.5)).refusal, Refusal::kBelowNoDeal);
}

TEST(ComposedStrategyTest, TheStrategysOwnConditionWrittenOutChangesNothing) {
  TestParty party(TestSpace({11}), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  const auto own = MakeTestStrategy("conceder");
  ComposedStrategy written(MakeTestStrategy("conceder"), MakeTestAcceptance("ac_next"));
  own->Begin(party.SeatFor(0));
  written.Begin(party.SeatFor(0));
  for (int k = 0; k <= 100; ++k) {
    const Clock clock = ClockAt(k / 100.0);
    for (int v = 0; v <= 10; ++v) {
      EXPECT_EQ(own->Judge(OfferFrom({v}), clock).needed,
                written.Judge(OfferFrom({v}), clock).needed);
    }
    EXPECT_EQ(TextOfOffer(own->Propose(clock)), TextOfOffer(written.Propose(clock)));
  }
}

TEST(ComposedStrategyTest, TheDelegatesMarginBindsWhateverTheCondition) {
  TestParty party(TestSpace({3}), {0, 1, 2});
  party.margin = 1.5;
  ComposedStrategy strategy(MakeTestStrategy("linear"), MakeTestAcceptance("ac_time(t=0)"));
  strategy.Begin(party.SeatFor(0));
  EXPECT_EQ(strategy.Judge(OfferFrom({1}), ClockAt(0.5)).refusal, Refusal::kDelegate);
  EXPECT_TRUE(strategy.Judge(OfferFrom({2}), ClockAt(0.5)).accepts());
}

}  // namespace
}  // namespace dragoman::testing_support

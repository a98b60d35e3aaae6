// The behaviour-dependent tactics by hand: Faratin, Sierra & Jennings (1998), section 4.3, on
// demands. Own demand x starts at 1; the other's demand is 1 - o, o the share its offer leaves us.

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

/// One issue of 101 values; value v is worth v / 100.
class TitForTatTest : public testing::Test {
 protected:
  static std::vector<double> Hundredths() {
    std::vector<double> worth;
    for (int v = 0; v <= 100; ++v) worth.push_back(v / 100.0);
    return worth;
  }
  void Begin(const std::string& name, TestSettings settings = {}) {
    strategy_ = MakeTestStrategy(name, std::move(settings));
    strategy_->Begin(party_.SeatFor(0, 3));
    clock_.tick = 0;
  }
  /// Hears an offer that leaves it `hundredths`, then says what it holds out for.
  double After(int hundredths, int from = 1) {
    ++clock_.tick;
    strategy_->Hear(from, OfferFrom({hundredths}), clock_);
    return strategy_->Aspiration(clock_);
  }
  double Now() {
    ++clock_.tick;
    return strategy_->Aspiration(clock_);
  }

  TestParty party_{TestSpace({101}), Hundredths()};
  std::unique_ptr<Strategy> strategy_;
  Clock clock_{0, 1000, 0.5};
};

// The other's demand goes 1, .9, .72: ratios .9 and .8, so x = .9, then .72.
TEST_F(TitForTatTest, RelativeConcedesInProportion) {
  Begin("tit_for_tat_relative");
  EXPECT_DOUBLE_EQ(After(0), 1);
  EXPECT_NEAR(After(10), 0.9, 1e-12);
  EXPECT_NEAR(After(28), 0.72, 1e-12);
}

TEST_F(TitForTatTest, RelativeTakesBackWhatTheOtherTakesBack) {
  Begin("tit_for_tat_relative");
  After(0);
  After(10);
  EXPECT_NEAR(After(0), 1, 1e-12);
  EXPECT_LE(After(0), 1);
}

// delta 2: answers the ratio before the last one. Demands 1, .9, .72: y[n-1]/y[n-2] = .9.
TEST_F(TitForTatTest, RelativeMayAnswerLate) {
  Begin("tit_for_tat_relative", TestSettings().Number("delta", 2));
  After(0);
  EXPECT_DOUBLE_EQ(After(10), 1);
  EXPECT_NEAR(After(28), 0.9, 1e-12);
}

// gamma 2: y[n]/y[n-2] = .72/1.
TEST_F(TitForTatTest, AveragedAnswersTheWholeWindow) {
  Begin("tit_for_tat_averaged");
  After(0);
  EXPECT_DOUBLE_EQ(After(10), 1);
  EXPECT_NEAR(After(28), 0.72, 1e-12);
}

TEST_F(TitForTatTest, AveragedOverOneOfferIsRelative) {
  Begin("tit_for_tat_averaged", TestSettings().Number("gamma", 1));
  After(0);
  EXPECT_NEAR(After(10), 0.9, 1e-12);
}

TEST_F(TitForTatTest, AbsoluteGivesAsMuchAsItGot) {
  Begin("tit_for_tat_absolute", TestSettings().Number("most_random", 0));
  After(20);
  EXPECT_NEAR(After(30), 0.9, 1e-12);
  EXPECT_NEAR(After(45), 0.75, 1e-12);
  EXPECT_NEAR(After(40), 0.8, 1e-12);
}

// R is uniform in [0, M] and always a concession: after 200 answers to nothing x fell by about
// 200 * M / 2 = .5 (standard deviation .02).
TEST_F(TitForTatTest, AbsoluteConcedesALittleAtRandom) {
  Begin("tit_for_tat_absolute", TestSettings().Number("most_random", 0.005));
  double before = After(0);
  for (int k = 0; k < 200; ++k) {
    const double after = After(0);
    EXPECT_LE(after, before);
    EXPECT_GE(after, before - 0.005 - 1e-12);
    before = after;
  }
  EXPECT_NEAR(before, 0.5, 0.1);
}

TEST_F(TitForTatTest, AnswersEachOfferOnce) {
  Begin("tit_for_tat_relative");
  After(0);
  EXPECT_NEAR(After(10), 0.9, 1e-12);
  EXPECT_NEAR(Now(), 0.9, 1e-12);
  EXPECT_NEAR(Now(), 0.9, 1e-12);
}

TEST_F(TitForTatTest, KindnessIsConcededWithEveryAnswer) {
  Begin("tit_for_tat_relative", TestSettings().Number("kindness", 0.05));
  After(0);
  EXPECT_NEAR(After(0), 0.95, 1e-12);
  EXPECT_NEAR(After(0), 0.90, 1e-12);
}

TEST_F(TitForTatTest, KeepsWhatItIsToKeep) {
  Begin("tit_for_tat_relative", TestSettings().Number("kept", 0.6));
  After(0);
  EXPECT_NEAR(After(90), 0.6, 1e-12);
}

TEST_F(TitForTatTest, AnswersThePartyThatGaveLeast) {
  Begin("tit_for_tat_relative");
  ++clock_.tick;
  for (const int from : {1, 2}) strategy_->Hear(from, OfferFrom({0}), clock_);
  strategy_->Aspiration(clock_);
  ++clock_.tick;
  strategy_->Hear(1, OfferFrom({30}), clock_);
  strategy_->Hear(2, OfferFrom({10}), clock_);
  EXPECT_NEAR(strategy_->Aspiration(clock_), 0.9, 1e-12);
}

TEST_F(TitForTatTest, HoldsOnToWhatItSaidWithinATick) {
  Begin("tit_for_tat_relative");
  After(0);
  EXPECT_EQ(strategy_->Aspiration(clock_), 1);
  strategy_->Hear(1, OfferFrom({50}), clock_);
  EXPECT_EQ(strategy_->Aspiration(clock_), 1);
  EXPECT_NEAR(Now(), 0.5, 1e-12);
}

}  // namespace
}  // namespace dragoman::testing_support

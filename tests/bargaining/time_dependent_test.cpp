// The time-dependent tactics by hand: A(t) = r + (G - r)(1 - (1 - kept) alpha(t)), Faratin, Sierra
// & Jennings (1998), section 4.1; accepts what is worth its next offer, section 3.

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

/// One issue of 11 values; value v is worth v / 10.
class TimeDependentTest : public testing::Test {
 protected:
  static std::vector<double> Tenths() {
    std::vector<double> worth;
    for (int v = 0; v <= 10; ++v) worth.push_back(v / 10.0);
    return worth;
  }

  void Begin(const std::string& name, TestSettings settings = {}) {
    strategy_ = MakeTestStrategy(name, std::move(settings));
    strategy_->Begin(party_.SeatFor(0));
  }
  double AspirationAt(double time) { return strategy_->Aspiration(ClockAt(time)); }
  std::string OfferAt(double time) { return TextOfOffer(strategy_->Propose(ClockAt(time))); }

  TestParty party_{TestSpace({11}), Tenths()};
  std::unique_ptr<Strategy> strategy_;
};

// beta .2: t^5. A(.5) = 1 - 1/32 = .96875, so nothing but 1 will do; A(.9) = 1 - .59049 = .40951.
TEST_F(TimeDependentTest, BoulwareConcedesNearTheDeadline) {
  Begin("boulware");
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.96875);
  EXPECT_EQ(OfferAt(0.5), "10");
  EXPECT_NEAR(AspirationAt(0.9), 0.40951, 1e-15);
  EXPECT_EQ(OfferAt(0.9), "5");
  EXPECT_EQ(OfferAt(1), "0");
}

TEST_F(TimeDependentTest, LinearConcedesAtAConstantPace) {
  Begin("linear");
  EXPECT_EQ(OfferAt(0), "10");
  EXPECT_DOUBLE_EQ(AspirationAt(0.25), 0.75);
  EXPECT_EQ(OfferAt(0.25), "8");
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.5);
  EXPECT_EQ(OfferAt(0.5), "5");
}

// beta 2: t^(1/2). A(.25) = 1 - .5.
TEST_F(TimeDependentTest, ConcederConcedesEarly) {
  Begin("conceder");
  EXPECT_DOUBLE_EQ(AspirationAt(0.25), 0.5);
  EXPECT_EQ(OfferAt(0.25), "5");
}

// k .1, beta 1: alpha(.5) = sqrt(.1) = .316227766..., so A = .683772234.
TEST_F(TimeDependentTest, ExponentialStartsAtItsInitialConcession) {
  Begin("exponential");
  EXPECT_NEAR(AspirationAt(0), 0.9, 1e-15);
  EXPECT_NEAR(AspirationAt(0.5), 1 - 0.31622776601683794, 1e-15);
  EXPECT_EQ(OfferAt(0.5), "7");
}

TEST_F(TimeDependentTest, InitialAndKeptBoundTheConcession) {
  Begin("linear", TestSettings().Number("initial", 0.25).Number("kept", 0.5));
  // alpha = .25 + .75 t; A = 1 - alpha / 2: .875 at first, .6875 half way, .5 in the end.
  EXPECT_DOUBLE_EQ(AspirationAt(0), 0.875);
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.6875);
  EXPECT_DOUBLE_EQ(AspirationAt(1), 0.5);
}

TEST_F(TimeDependentTest, TheRunsExponentAndKeptShareHoldWhereNoneIsSet) {
  Seat seat = party_.SeatFor(0);
  seat.concession_exponent = 0.5;
  seat.kept_share = 0.4;
  strategy_ = MakeTestStrategy("time_dependent");
  strategy_->Begin(seat);
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 1 - 0.6 * 0.25);
  strategy_ =
      MakeTestStrategy("time_dependent", TestSettings().Number("beta", 1).Number("kept", 0));
  strategy_->Begin(seat);
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.5);
  strategy_ = MakeTestStrategy("linear");  // has its own exponent, but not its own kept share
  strategy_->Begin(seat);
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.7);
}

TEST_F(TimeDependentTest, ConcedesToItsReservationAndNoFurther) {
  TestParty party(TestSpace({11}), Tenths(), /*reservation=*/0.25);
  strategy_ = MakeTestStrategy("linear");
  strategy_->Begin(party.SeatFor(0));
  EXPECT_DOUBLE_EQ(AspirationAt(0.5), 0.625);
  EXPECT_EQ(OfferAt(1), "3");
  const Judgement judgement = strategy_->Judge(OfferFrom({2}), ClockAt(1));
  EXPECT_EQ(judgement.refusal, Refusal::kBelowNoDeal);
}

// It holds out for .75 but would offer .8, and accepts no less than that.
TEST_F(TimeDependentTest, AcceptsWhatIsWorthItsNextOffer) {
  Begin("linear");
  const Clock clock = ClockAt(0.25);
  EXPECT_TRUE(strategy_->Judge(OfferFrom({8}), clock).accepts());
  const Judgement refused = strategy_->Judge(OfferFrom({7}), clock);
  EXPECT_EQ(refused.refusal, Refusal::kAspiration);
  EXPECT_DOUBLE_EQ(refused.needed, 0.8);
}

TEST_F(TimeDependentTest, TablesAndAcceptsNothingItsDelegateWouldNotSign) {
  party_.margin = 0.65;
  for (PoolOffer& offer : party_.pool()) offer.margin = 0.65;
  Begin("linear");
  EXPECT_EQ(OfferAt(0.5), "7");  // .6 and .5 are below the margin
  const Judgement judgement = strategy_->Judge(OfferFrom({6}), ClockAt(0.9));
  EXPECT_EQ(judgement.refusal, Refusal::kDelegate);
  EXPECT_DOUBLE_EQ(judgement.needed, 0.7);  // its next offer is dearer than the margin
}

TEST_F(TimeDependentTest, MayPickWhatTheOtherSideIsThoughtToLike) {
  for (PoolOffer& offer : party_.pool()) offer.seen_worth = offer.offer.options[0] == 9 ? 1 : 0;
  Seat seat = party_.SeatFor(0);
  seat.pool = party_.pool();
  strategy_ = MakeTestStrategy("linear", TestSettings().Choice("choice", "best_for_other"));
  strategy_->Begin(seat);
  EXPECT_EQ(OfferAt(0.5), "9");
  EXPECT_EQ(OfferAt(0.95), "9");
}

TEST_F(TimeDependentTest, RefusesWhatIsRefusedOnPrinciple) {
  struct Refuser final : Appraiser {
    Appraisal Appraise(const Offer&) const override {
      Appraisal seen;
      seen.worth = 1;
      seen.refusal = Refusal::kRedLine;
      return seen;
    }
  } refuser;
  Seat seat = party_.SeatFor(0);
  seat.appraiser = &refuser;
  strategy_ = MakeTestStrategy("linear");
  strategy_->Begin(seat);
  EXPECT_EQ(strategy_->Judge(OfferFrom({10}), ClockAt(1)).refusal, Refusal::kRedLine);
}

}  // namespace
}  // namespace dragoman::testing_support

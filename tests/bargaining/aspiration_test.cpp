#include <cmath>
#include <memory>

#include "tests/bargaining/sitting_fixture.h"

namespace dragoman::testing_support {
namespace {

class AspirationTest : public testing::Test {
 protected:
  AspirationTest() : strategy_(FindStrategy("aspiration")->make()) {}

  void Begin(double best_gain, double beta, double kept) {
    Seat seat;
    seat.pool = pool_;
    seat.best_worth = best_gain;
    seat.concession_exponent = beta;
    seat.kept_share = kept;
    seat.appraiser = &appraiser_;
    strategy_->Begin(seat);
    tick_ = 0;
  }
  Clock At(double time) { return {++tick_, 100, time}; }

  /// Option of the offer it tables at a time, -1 for none.
  int ProposedAt(double time) {
    const PoolOffer* offer = strategy_->Propose(At(time));
    return offer == nullptr ? -1 : offer->offer.options[0];
  }
  Refusal ReplyAt(double time, OptionIndex option) {
    return strategy_->Judge(OfferOf(option), At(time)).refusal;
  }

  std::vector<PoolOffer> pool_;
  TableAppraiser appraiser_{{Gain(0.2), Gain(0.1), Gain(0.05, 0.08), Gain(-0.01),
                             Refused(Refusal::kRedLine), Refused(Refusal::kPrecondition),
                             Refused(Refusal::kInsincere), Gain(0.12, 0.15)}};
  std::unique_ptr<Strategy> strategy_;
  int tick_ = 0;
};

// A(t) = G (1 - (1 - k) t^(1 / beta)). G .2, beta 1, k .5: A(1/2) = .2 (1 - .25) = .15.
TEST_F(AspirationTest, FallsLinearlyForBetaOne) {
  Begin(0.2, 1, 0.5);
  EXPECT_NEAR(strategy_->Aspiration(At(0.5)), 0.15, 1e-15);
  EXPECT_NEAR(strategy_->Aspiration(At(1)), 0.1, 1e-15);
}

// beta .5 concedes late: t^2, so A(1/2) = .4 (1 - .25) = .3; beta 2 early: A(1/4) = .4 (1 - .5) =
// .2.
TEST_F(AspirationTest, FallsLateForSmallAndEarlyForLargeExponents) {
  Begin(0.4, 0.5, 0);
  EXPECT_NEAR(strategy_->Aspiration(At(0.5)), 0.3, 1e-15);
  EXPECT_NEAR(strategy_->Aspiration(At(1)), 0, 1e-15);
  Begin(0.4, 2, 0);
  EXPECT_NEAR(strategy_->Aspiration(At(0.25)), 0.2, 1e-15);
}

TEST_F(AspirationTest, AKeptShareOfOneConcedesNothing) {
  Begin(0.3, 1, 1);
  EXPECT_EQ(strategy_->Aspiration(At(0.1)), 0.3);
  EXPECT_EQ(strategy_->Aspiration(At(1)), 0.3);
}

// At t = .5 it wants .1: offers 0 and 1 are good enough; the other side is thought to like 1 more.
TEST_F(AspirationTest, TablesWhatTheOtherLikesBestAmongOffersGoodEnough) {
  pool_ = {{OfferOf(0), 0.2, 0.01, 0}, {OfferOf(1), 0.1, 0.09, 0}, {OfferOf(2), 0.05, 0.2, 0}};
  Begin(0.2, 1, 0);
  EXPECT_EQ(ProposedAt(0.01), 0);  // A = .198
  EXPECT_EQ(ProposedAt(0.5), 1);   // A = .1
  EXPECT_EQ(ProposedAt(0.76), 2);  // A = .048
}

TEST_F(AspirationTest, TablesNothingItsDelegateWouldNotSign) {
  pool_ = {{OfferOf(0), 0.2, 0.01, 0.25}, {OfferOf(1), 0.1, 0.0, 0.1}};
  Begin(0.2, 1, 0);
  EXPECT_EQ(ProposedAt(0.2), -1);  // A = .16
  EXPECT_EQ(ProposedAt(0.5), 1);
}

TEST_F(AspirationTest, PrefersItsOwnGainWhereTheOtherSeemsIndifferentThenTheFirst) {
  pool_ = {{OfferOf(0), 0.1, 0.05, 0}, {OfferOf(1), 0.2, 0.05, 0}, {OfferOf(2), 0.2, 0.05, 0}};
  Begin(0.2, 1, 0);
  EXPECT_EQ(ProposedAt(1), 1);
}

TEST_F(AspirationTest, AnEmptyPoolIsSilent) {
  Begin(0, 1, 0.5);
  EXPECT_EQ(ProposedAt(1), -1);
}

TEST_F(AspirationTest, AcceptsFromTheAspirationUp) {
  Begin(0.2, 1, 0);
  EXPECT_EQ(ReplyAt(0.5, 0), Refusal::kNone);
  EXPECT_EQ(ReplyAt(0.5, 1), Refusal::kNone);  // exactly .1
  EXPECT_EQ(ReplyAt(0.49, 1), Refusal::kAspiration);
}

TEST_F(AspirationTest, RefusesForTheFirstReasonThatApplies) {
  Begin(0.2, 1, 0);
  EXPECT_EQ(ReplyAt(1, 3), Refusal::kBelowNoDeal);
  EXPECT_EQ(ReplyAt(1, 2), Refusal::kDelegate);    // .05 < margin .08
  EXPECT_EQ(ReplyAt(0.1, 7), Refusal::kDelegate);  // A = .18, but the margin comes first
  EXPECT_EQ(ReplyAt(1, 4), Refusal::kRedLine);
  EXPECT_EQ(ReplyAt(1, 5), Refusal::kPrecondition);
  EXPECT_EQ(ReplyAt(1, 6), Refusal::kInsincere);
}

TEST_F(AspirationTest, SaysWhatItWouldHaveTaken) {
  Begin(0.2, 1, 0);
  EXPECT_NEAR(strategy_->Judge(OfferOf(2), At(0.75)).needed, 0.08, 1e-15);  // margin > A = .05
  EXPECT_NEAR(strategy_->Judge(OfferOf(2), At(0.5)).needed, 0.1, 1e-15);    // A
}

TEST_F(AspirationTest, ANewSittingForgetsTheOldOne) {
  Begin(0.2, 1, 0);
  const double before = strategy_->Aspiration({1, 10, 0.5});
  Begin(0.6, 1, 0);
  EXPECT_NEAR(strategy_->Aspiration({1, 10, 0.5}), 3 * before, 1e-15);
}

}  // namespace
}  // namespace dragoman::testing_support

// Concession curves and the scale they run on, by hand: Faratin, Sierra & Jennings (1998), 4.1.

#include "engine/bargaining/concession.h"

#include <cmath>

#include "tests/bargaining/strategy_fixture.h"

namespace dragoman::testing_support {
namespace {

using Family = ConcessionShape::Family;

// k = .2, beta = .5: alpha(.5) = .2 + .8 * .5^2 = .4.
TEST(ConcessionShapeTest, PolynomialIsInitialPlusTheRestTimesAPower) {
  const ConcessionShape shape{Family::kPolynomial, 0.5, 0.2};
  EXPECT_DOUBLE_EQ(shape.Conceded(0), 0.2);
  EXPECT_DOUBLE_EQ(shape.Conceded(0.5), 0.4);
  EXPECT_DOUBLE_EQ(shape.Conceded(1), 1);
}

// k = .01, beta = 2: alpha(.5) = exp(.25 ln .01) = .01^.25 = .31622776601683794.
TEST(ConcessionShapeTest, ExponentialRunsFromInitialToOne) {
  const ConcessionShape shape{Family::kExponential, 2, 0.01};
  EXPECT_NEAR(shape.Conceded(0), 0.01, 1e-16);
  EXPECT_NEAR(shape.Conceded(0.5), 0.31622776601683794, 1e-15);
  EXPECT_DOUBLE_EQ(shape.Conceded(1), 1);
  const ConcessionShape nothing_at_first{Family::kExponential, 2, 0};
  EXPECT_EQ(nothing_at_first.Conceded(0.99), 0);
  EXPECT_EQ(nothing_at_first.Conceded(1), 1);
}

TEST(ConcessionCurveTest, RemembersNothingThatIsNoLongerTrue) {
  ConcessionCurve curve;
  curve.SetShape({Family::kPolynomial, 0.5, 0});
  EXPECT_DOUBLE_EQ(curve.Conceded({3, 10, 0.5}), 0.25);
  EXPECT_DOUBLE_EQ(curve.Conceded({3, 10, 0.5}), 0.25);
  EXPECT_DOUBLE_EQ(curve.Conceded({3, 10, 0.6}), 0.36);  // the same tick on another clock
  curve.SetShape({Family::kPolynomial, 1, 0});
  EXPECT_DOUBLE_EQ(curve.Conceded({3, 10, 0.6}), 0.6);
  EXPECT_DOUBLE_EQ(curve.Conceded({40'000, 50'000, 0.7}), 0.7);  // beyond what it remembers
}

TEST(WorthScaleTest, TheReservationIsTheFloorWhereSomethingIsWorse) {
  TestParty party(TestSpace({3}), {0, 1, 4}, /*reservation=*/2);
  const WorthScale scale = ScaleOf(party.SeatFor(0));
  EXPECT_EQ(scale.floor, 2);
  EXPECT_EQ(scale.best, 4);
  EXPECT_EQ(scale.Worth(0.5), 3);
  EXPECT_EQ(scale.Share(2.5), 0.25);
}

TEST(WorthScaleTest, TheWorstOutcomeIsTheFloorWhereEvenThatIsBetterThanNoAgreement) {
  TestParty party(TestSpace({3}), {3, 1, 4}, /*reservation=*/0);
  EXPECT_EQ(ScaleOf(party.SeatFor(0)).floor, 1);
}

TEST(WorthScaleTest, ASelectionOfOffersSaysNothingAboutTheWorstOutcome) {
  TestParty party(TestSpace({3}), {3, 1, 4}, /*reservation=*/0);
  Seat seat = party.SeatFor(0);
  seat.pool = party.pool();
  EXPECT_EQ(ScaleOf(seat).floor, 0);
  party.pool().pop_back();
  EXPECT_EQ(ScaleOf(party.SeatFor(0)).floor, 0);
}

TEST(WorthScaleTest, NoShareIsWorthMoreThanTheBestOffer) {
  const WorthScale scale{0.1, 0.7};
  EXPECT_LE(scale.Worth(1), 0.7);
  const WorthScale nothing{2, 1};  // no offer is worth having
  EXPECT_EQ(nothing.Worth(1), 2);
  EXPECT_EQ(nothing.Share(5), 0);
}

}  // namespace
}  // namespace dragoman::testing_support
